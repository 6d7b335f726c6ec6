"""What a text has said so far of who is who: needed to know who "he", "the spokesman" or "Smith" is."""

from functools import lru_cache

from claims.models import PartyKind
from claims.suggestions.names import JOINING, PERSONS
from claims.suggestions.nouns import noun
from claims.suggestions.tokens import by_start, tokens

# What is called by one word of its name, once that was given whole: the first word of these, the last one of all.
BY_FIRST_WORD = frozenset({PartyKind.COMPANY, PartyKind.ARMED_GROUP, PartyKind.MEDIA})
# So many paragraphs after somebody spoke, "he" may still be they.
PRONOUN_REACH = 1


class Memory:
    """The parties named in a text so far, the persons who spoke for them, the offices they hold, and who spoke."""

    def __init__(self, names, text):
        """``names``: the `Names` of all parties; ``text``: all of it, since a headline or a later sentence tells, too,
        of which region somebody is governor."""
        self.names = names
        words = tokens(text)
        self.everywhere = by_start({token.folded for token in words})
        # Who is named anywhere in it, in the order in which they are.
        self.named = list(dict.fromkeys(hit.alias.party for hit in names.find(text, words)))
        self.mentioned = []
        self.persons = {}
        # By an office, in the order in which they were named: the (party, words of place beside it) who hold it.
        self.offices = {}
        # By a party: the words by which the text describes it.
        self.described = {}
        self.short = {}
        # Who spoke, in order: (phrase, party, how printed, sentence, its noun).
        self.spoken = []
        self.subject = None

    def anew(self, text):
        """Return a `Memory` of the same ``text`` in which nobody has spoken yet, but it is known who holds which office
        and by which words the text describes whom."""
        memory = Memory(self.names, text)
        memory.offices, memory.described = self.offices, self.described
        return memory

    @property
    def last(self):
        return self.spoken[-1] if self.spoken else None

    def note(self, text, candidates, found, verbs):
        """Remember the parties and persons in ``candidates`` (list of `Phrase`) of a sentence of ``text``, given its
        tokens and the positions of its ``verbs``."""
        for phrase in candidates:
            if phrase.party:
                self.mentioned = [each for each in self.mentioned if each is not phrase.party] + [phrase.party]
                self.short.update(short_names(phrase.party))
                self.describe(text, phrase, found, verbs)
            if phrase.kind in ("name", "named office", "person") and phrase.person:
                for at in phrase.names:
                    if found[at].capital and len(found[at].folded) > 3:
                        self.persons[found[at].folded] = phrase.party or self.persons.get(found[at].folded)

    def describe(self, text, phrase, found, verbs):
        """Remember the words by which a sentence describes the party of ``phrase``, and the office it holds."""
        said = noun(text, found, phrase, verbs, self.names.knows)
        if phrase.kind == "named office" and phrase.party.kind in PERSONS:
            for office in said.offices:
                held = self.offices.setdefault(office, {})
                held[phrase.party] = held.get(phrase.party, frozenset()) | frozenset(said.named)
        known = self.described.setdefault(phrase.party, set())
        known.update(word for word in said.near if len(word) > 3)
        known.update(apposition(text, found, phrase.last))

    def began(self, phrase, printed, sentence):
        """Remember with which `Phrase` a `Sentence` began, that of a party: "They" in the next one may be these."""
        self.subject = (phrase, phrase.party, printed, sentence, None)

    def went_on(self, sentence):
        """Remember that whoever spoke last still does in ``sentence``."""
        if self.last:
            phrase, party, printed, _sentence, said = self.last
            self.spoken.append((phrase, party, printed, sentence, said))

    def spoke(self, phrase, party, printed, sentence, found, said):
        """Remember who spoke last: a `Phrase`, whose `Known` party, how printed (str), in which `Sentence` with the
        tokens ``found``, called by which `Noun`."""
        self.spoken.append((phrase, party, printed, sentence, said))
        for at in phrase.names:
            if party and found[at].capital and len(found[at].folded) > 3:
                self.persons[found[at].folded] = party

    def spoke_as(self, heads, sentence):
        """Return the `Known` party that spoke last under one of the nouns ``heads``, at most a paragraph ago."""
        for _phrase, party, _printed, where, said in reversed(self.spoken[-4:]):
            if (
                party
                and said
                and set(said.heads) & set(heads)
                and sentence.paragraph - where.paragraph <= PRONOUN_REACH
            ):
                return party
        return None

    def pronoun(self, sentence, thing):
        """Return (party, how printed) of whom a pronoun in ``sentence`` means, or (None, ""): who spoke last or was the
        subject since, as long as that is at most a paragraph ago. A ``thing`` (bool) is no person."""
        near = []
        for each in (self.subject, *reversed(self.spoken[-4:])):
            if each and sentence.paragraph - each[3].paragraph <= PRONOUN_REACH:
                near.append(each)
        near.sort(key=lambda each: -each[3].start)
        for phrase, party, printed, _where, _said in near:
            if not (thing and phrase.person):
                return party, printed
        return None, ""


def apposition(text, found, last):
    """Return the words (set of str) of "a militia of exiles" in "the Legion, a militia of exiles, said", for a party
    whose name ends before the token ``last``; empty where nothing such follows."""
    if last >= len(found) or found[last].folded not in ("a", "an", "one", "the"):
        return set()
    if text[found[last - 1].end : found[last].start].strip() not in (",", "(", "),"):
        return set()
    words = set()
    for at in range(last + 1, min(len(found), last + 6)):
        if text[found[at - 1].end : found[at].start].strip() or found[at].folded in ("that", "which", "who"):
            break
        if not found[at].capital and len(found[at].folded) > 3:
            words.add(found[at].folded)
    return words


@lru_cache(maxsize=4096)
def short_names(party):
    """Return the words ({folded word: `Known`}) by which ``party`` may be called once its whole name was given."""
    found = {}
    for name in party.all_names:
        parts = tokens(name)
        if len(parts) < 2 or party.kind in PERSONS - {PartyKind.CIVIL_SOCIETY}:
            continue
        joined = any(part.folded in JOINING for part in parts)
        if not joined and parts[-1].capital and len(parts[-1].folded) > 3:
            found[parts[-1].folded] = party
        if party.kind in BY_FIRST_WORD and parts[0].capital and len(parts[0].folded) > 3:
            found[parts[0].folded] = party
    return found
