"""Who could be speaking in a sentence: names of parties, offices, bodies, persons and pronouns, joined where they stand
for one speaker ("Jane Doe, a spokeswoman for the ministry")."""

from dataclasses import dataclass, field, replace

from claims.models import LexiconKind, PartyKind
from claims.suggestions.names import GENERIC, PERSONS, Known
from claims.suggestions.tokens import is_cyrillic
from claims.suggestions.wordlists import words

PRONOUNS = words("pronouns")
THINGS = words("things")
IMAGES = words("images")
ARTICLES = words("articles")
UNNAMED = words("unnamed")
PREPOSITIONS = words("prepositions")
OF = words("of")
NO_NAME = words("no-name")
PLACING = words("placing")
THEIRS = words("theirs")
PAPERS = words("papers")
THERE = words("there")
TOPICS = words("topics")
BESIDE_VERBS = words("beside-verbs")
KNOWN_AS = words("known-as")
CAPITALS_BEFORE_OFFICE = 3


@dataclass(frozen=True)
class Phrase:
    """One possible speaker: the tokens ``first`` to ``last`` (half-open), and what is in it.

    ``party`` is a `Known` or None; ``bodied``: whether a body is part of it ("an army officer"); ``words`` are folded;
    ``names`` the positions of the tokens of a person's name.
    """

    first: int
    last: int
    kind: str
    party: Known | None = None
    person: bool = False
    unnamed: bool = False
    bodied: bool = False
    words: tuple = field(default=())
    names: tuple = field(default=())

    @property
    def office(self):
        return self.kind in ("office", "named office")


def phrases(text, found, hits, names, memory):
    """Return the list of `Phrase` in ``found`` (list of `Token` of ``text``), in order.

    ``hits`` are those of the lexicon in it, ``names`` the `NameHit`s in it, ``memory`` the `Memory` of the
    text so far.
    """
    parts = _parts(text, found, hits, names, memory)
    joined = []
    for part in parts:
        while joined and (together := _join(text, found, joined[-1], part)):
            joined.pop()
            part = together
        joined.append(part)
    return joined


def _parts(text, found, hits, names, memory):
    taken = set()
    parts = []

    def take(first, last, kind, **values):
        if not taken & set(range(first, last)):
            taken.update(range(first, last))
            words = tuple(token.folded for token in found[first:last])
            own = tuple(range(first, last)) if values.get("person") else ()
            parts.append(Phrase(first, last, kind, words=words, names=own, **values))

    for hit in names:
        person = hit.alias.person
        take(hit.first, hit.last, "person" if person else "party", party=hit.alias.party, person=person)
    for hit in hits:
        if hit.entry.kind in (LexiconKind.OFFICE, LexiconKind.BODY):
            kind = "office" if hit.entry.kind == LexiconKind.OFFICE else "body"
            before = found[hit.first - 1].folded if hit.first else ""
            plural = kind == "office" and hit.text.lower() != hit.entry.word and hit.text.lower().endswith(("s", "men"))
            take(
                hit.first,
                hit.last,
                kind,
                bodied=kind == "body",
                unnamed=before in UNNAMED or (plural and before != "the"),
            )
    verbs = {hit.first for hit in hits if hit.entry.kind == LexiconKind.VERB}
    position = 0
    while position < len(found):
        end = position
        while end < len(found) and end not in taken and _name_word(text, found, position, end):
            end += 1
        if end - position >= 2:
            known = [memory.persons[token.folded] for token in found[position:end] if token.folded in memory.persons]
            take(position, end, "name", person=True, party=next(filter(None, known), None))
        position = max(end, position + 1)
    for position, token in enumerate(found):
        if position in taken:
            continue
        if token.folded in PRONOUNS or token.folded in THINGS or _speaks_by_itself(found, position, verbs):
            take(position, position + 1, "pronoun")
        elif token.capital and token.folded in memory.persons:
            take(position, position + 1, "name", party=memory.persons[token.folded], person=True)
        elif token.capital and token.folded in memory.short and not _within_name(text, found, position):
            take(position, position + 1, "party", party=memory.short[token.folded])
    return sorted(parts, key=lambda part: part.first)


def _speaks_by_itself(found, position, verbs):
    """Return whether the token is a paper that speaks ("The statement says"), or a place that does («Там заявили»)."""
    word = found[position].folded
    ahead = position + 1
    while ahead < len(found) and ahead - position <= CAPITALS_BEFORE_OFFICE and found[ahead].folded in BESIDE_VERBS:
        ahead += 1
    after = ahead in verbs
    if word in THERE:
        return after or position - 1 in verbs
    definite = is_cyrillic(word) or (position and found[position - 1].folded in THEIRS | {"the"})
    return word in PAPERS and after and bool(definite)


def _within_name(text, found, position):
    """Return whether the token stands inside a longer name: a capital letter before it, or after it."""
    for other, gap in (
        (position - 1, lambda: text[found[position - 1].end : found[position].start]),
        (position + 1, lambda: text[found[position].end : found[position + 1].start]),
    ):
        beside = 0 <= other < len(found) and gap() == " " and found[other].capital
        if beside and found[other].folded not in NO_NAME:
            return True
    return False


def _name_word(text, found, first, index):
    token = found[index]
    if not token.capital or token.folded in NO_NAME | GENERIC or any(letter.isdigit() for letter in token.text):
        return False
    if token.text.isupper() and len(token.text) > 1:
        return False
    return index == first or text[found[index - 1].end : token.start].strip(" \u00a0.") == ""


def _join(text, found, one, other):
    """Return one `Phrase` of two neighbours that stand for the same speaker, or None."""
    gap = text[found[one.last - 1].end : found[other.first].start]
    between = [token.folded for token in found[one.last : other.first]]
    if "\n" in gap or "pronoun" in (one.kind, other.kind):
        return None
    if one.kind != "party" and "," in gap and set(gap) & set('”»"'):
        # "… to help the people,” the spokesman said": the quotation ends between them.
        return None
    marks = "".join(letter for letter in gap if not letter.isalnum() and not letter.isspace())
    apart = marks.translate(str.maketrans("", "", "’'ʼ”“»«\""))
    if "." in found[one.last - 1].text:
        # The last point of "U.N."
        apart = apart.removeprefix(".")
    together = replace(
        one,
        last=other.last,
        party=_whose(one, other),
        person=one.person or other.person,
        bodied=one.bodied or other.bodied,
        unnamed=(one.unnamed or other.unnamed) and not (one.person or other.person),
        words=one.words + other.words,
        names=one.names + other.names,
    )
    if not apart:
        if not between and {one.kind, other.kind} & {"office", "body", "named office"}:
            # "Kremlin spokesman", "Mayor John Doe", "NATO Secretary General John Doe"; "губернатор Іван Іваненко".
            if one.kind == "person" and other.kind not in ("office",):
                return None
            if one.kind in ("name", "person") and other.kind == "body":
                return None
            return replace(together, kind=_kind(one, other))
        if one.kind == "party" and other.kind in ("body", "office") and between and set(between) <= TOPICS:
            # "The UN rights office", "Kess health officials"
            return replace(together, kind=other.kind)
        own = found[one.last - 1].possessive and all(map(_capital, found[one.last : other.first]))
        if one.kind == "party" and other.office and own and len(between) <= CAPITALS_BEFORE_OFFICE:
            # "UNICEF's Executive Director"
            return replace(together, kind="named office" if other.person else "office")
        known = other.kind in ("party", "body", "person") or (other.kind == "named office" and other.party)
        if one.office and known and between and _of_whom(found[one.last : other.first]):
            # "a spokesman for the ministry", "an adviser to Kess President Jane Doe"
            return replace(together, kind="named office" if one.person else "office")
        if one.office and other.kind in ("name", "person") and between and _a_place(found[one.last : other.first]):
            # "the mayor of the city John Doe", «губернатор Кесской области Иван Иванов»
            return replace(together, kind="named office")
        if (
            one.office
            and not one.person
            and other.office
            and between
            and all(map(_capital, found[one.last : other.first]))
        ):
            # "the army's spokesman Brigadier General John Doe"
            return replace(together, kind="named office" if other.person else "office")
        if one.kind == "body" and other.kind in ("party", "body") and between and set(between) <= OF | ARTICLES:
            # "the press service of the department", "management at the company"
            return together
        if one.kind == "party" and other.kind in ("person", "name") and not between:
            return replace(together, kind="person")
        if one.kind == "party" and other.kind == "party" and one.party == other.party and set(between) <= ARTICLES:
            return together
        return None
    if (
        apart == "("
        and one.kind in ("body", "party")
        and other.kind == "party"
        and all(token.capital or token.folded in OF for token in found[one.last : other.first])
    ):
        # "The Ministry of Defence (MoD)", "the Congolese army (FARDC)"
        exact = one.party if one.party and one.party.kind != PartyKind.STATE else other.party
        return replace(together, party=exact)
    if apart in ("(", ")", "(«") and one.kind == other.kind == "party" and one.party == other.party:
        return together
    known_as = [word.lower() for word in gap.rpartition(",")[2].split()]
    if apart == "," and known_as and set(known_as) <= KNOWN_AS and other.kind == "party":
        # "The mission, known as ..."
        return replace(together, party=other.party)
    if apart == ",":
        # "Jane Doe, a spokeswoman for ...", and the other way round.
        placed = one.first and found[one.first - 1].folded in PLACING
        if (
            (one.kind in ("name", "person") or (one.person and not one.party))
            and not placed
            and other.office
            and set(between) <= ARTICLES
            and not other.person
        ):
            return replace(together, kind="named office")
        if one.office and other.kind in ("name", "person") and not between and (not one.person or other.party):
            return replace(together, kind="named office")
        described = other.kind in ("body", "office", "party") and not other.person and between[:1]
        if one.kind == "party" and described and between[0] in ARTICLES and set(between) <= ARTICLES | OF:
            # "the Legion, one of the groups", "the Battalion, a militia": still the first of the two.
            return replace(together, party=one.party)
        if one.kind == "body" and not one.party and other.kind == "party" and between == ["the"]:
            # "one of these militias, the Legion"
            return together
    return None


def _of_whom(between):
    """Return whether the tokens ``between`` an office and a name say whose office it is."""
    words = {token.folded for token in between if not token.capital}
    return between[0].folded in OF | ARTICLES and words <= OF | ARTICLES


def _capital(token):
    return token.capital


def _a_place(between):
    """Return whether the tokens ``between`` an office and a name only say of what it is the office."""
    return all(token.capital or token.folded in OF | ARTICLES | GENERIC for token in between)


def _kind(one, other):
    if one.person or other.person:
        return "named office" if "office" in one.kind + other.kind else "person"
    return "office" if one.office or other.office else "body"


def _whose(one, other):
    """Return the party of two joined phrases: of a person who is a party that one, else the body they speak for."""
    for part in (other, one):
        if part.party and part.person and part.kind in ("person", "named office") and part.party.kind in PERSONS:
            return part.party
    if one.party and other.party:
        # "Russian Ministry of Defence spokesman": the nearer to the office, which is the more exact one; but never the
        # state of which it is an office.
        states = [part.party.kind == PartyKind.STATE for part in (one, other)]
        return one.party if states == [False, True] else other.party
    return one.party or other.party
