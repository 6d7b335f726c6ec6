"""What a text has said so far of who is who: needed to know who "the ministry", "he" or "Smith" is."""

from functools import lru_cache

from claims.models import PartyKind
from claims.suggestions.names import GENERIC, JOINING, PERSONS
from claims.suggestions.tokens import same_word, tokens
from claims.suggestions.wordlists import words

# By which common nouns a party of a kind is called again, once it was named.
AGAIN = {
    PartyKind.MINISTRY: "ministry department ведомство министерство відомство міністерство",
    PartyKind.COMPANY: "company firm operator utility компания компанія",
    PartyKind.ARMED_GROUP: "militia group fighter rebel guerrilla insurgent separatist unit formation ополчение "
    "боевики бойовики группировка отряд угруповання загін",
    PartyKind.ARMED_FORCE: "army military troops service guard command армия військо армія командування командование",
    PartyKind.INTERGOVERNMENTAL: "alliance bloc organisation организация організація",
    PartyKind.STATE: "government authority правительство уряд влада власти",
    PartyKind.MONITOR: "institute monitor mission think институт институт інститут місія миссия",
    PartyKind.OFFICIAL: "governor president mayor minister premier official губернатор мэр мер президент "
    "міністр министр голова глава",
    PartyKind.MEDIA: "agency newspaper channel агентство издание видання канал",
}
# What is called by one word of its name, once that was given whole: the first word of these, the last one of all.
BY_FIRST_WORD = frozenset({PartyKind.COMPANY, PartyKind.ARMED_GROUP, PartyKind.MEDIA})
THEIRS = words("theirs")


class Memory:
    """The parties named in a text so far, the persons who spoke for them, and who spoke last."""

    def __init__(self, names, text):
        """``names``: the `Names` of all parties; ``text``: all of it, since a headline or a later sentence tells, too,
        of which region somebody is governor."""
        self.names = names
        words = tokens(text)
        self.everywhere = frozenset(token.folded for token in words)
        # Who is named anywhere in it, in the order in which they are.
        self.named = list(dict.fromkeys(hit.alias.party for hit in names.find(text, words)))
        self.mentioned = []
        self.persons = {}
        self.offices = {}
        self.short = {}
        self.last = None
        self.subject = None

    def note(self, candidates, found):
        """Remember the parties and persons in ``candidates`` (list of `Phrase`) of a sentence, given its tokens."""
        for phrase in candidates:
            if phrase.party:
                self.mentioned = [each for each in self.mentioned if each is not phrase.party] + [phrase.party]
                self.short.update(short_names(phrase.party))
            if phrase.kind in ("name", "named office", "person") and phrase.person:
                for at in phrase.names:
                    if found[at].capital and len(found[at].folded) > 3:
                        self.persons[found[at].folded] = phrase.party or self.persons.get(found[at].folded)

    def began(self, phrase, printed, sentence):
        """Remember with which `Phrase` a `Sentence` began, that of a party: "They" in the next one may be these."""
        self.subject = (phrase, phrase.party, printed, sentence)

    def went_on(self, sentence):
        """Remember that whoever spoke last still does in ``sentence``."""
        if self.last:
            self.last = (*self.last[:3], sentence)

    def spoke(self, phrase, party, printed, sentence, found):
        """Remember who spoke last: a `Phrase`, whose `Known` party, how printed (str), in which `Sentence` with the
        tokens ``found``."""
        self.last = (phrase, party, printed, sentence)
        for at in phrase.names:
            if party and found[at].capital and len(found[at].folded) > 3:
                self.persons[found[at].folded] = party
        if party and phrase.office:
            for word in phrase.words:
                self.offices[word] = party

    def pronoun(self, sentence, thing):
        """Return (party, how printed) of whom a pronoun in ``sentence`` means, or (None, ""): who spoke last or was the
        subject since, as long as that is at most a paragraph ago. A ``thing`` (bool) is no person."""
        if self.last is None and self.subject is None:
            return None, ""
        phrase, party, printed, where = max(filter(None, (self.last, self.subject)), key=lambda each: each[3].start)
        if sentence.paragraph - where.paragraph > 1 or (thing and phrase.person):
            return None, ""
        return party, printed

    def again(self, phrase, found, around):
        """Return the `Known` party that an office or body without a name of its own means, or None.

        That of the same office that spoke before; else a party whose name holds the same noun and a word of the
        sentence, of its paragraph (``around``, its words, folded) or of the text: "the governor" beside "Belgorod".
        Then the party named last that is called so.
        """
        if phrase.first and found[phrase.first - 1].folded in THEIRS and self.last:
            return self.last[1]
        heads = tuple(word for word in phrase.words if len(word) > 3 and word not in JOINING)
        called = [party for party in self.names.with_word(heads) if _called(party, heads)]
        own = frozenset(token.folded for token in found)
        for stretch in (own, around):
            beside = [party for party in called if _beside(party, heads, stretch)]
            if len(beside) == 1:
                return beside[0]
            if known := [party for party in self.mentioned if party in beside]:
                return known[-1]
        if phrase.last < len(found) and found[phrase.last].capital and not phrase.person:
            # "The head of Kess" when only the head of Nelm is known: nobody known.
            return None
        held = {self.offices.get(word) for word in heads}
        if len(held) == 1 and None not in held:
            return held.pop()
        for party in reversed(self.mentioned):
            if party in called:
                return party
        beside = [party for party in called if _beside(party, heads, self.everywhere)]
        if len(beside) == 1:
            return beside[0]
        for party in reversed(self.mentioned):
            if _kind_called(party, heads):
                return party
        later = [party for party in self.named if _kind_called(party, heads)]
        if len(later) == 1:
            return later[0]
        short = [
            party for party in called if any(len(name) <= 2 and _any_same(name[0], heads) for name in _names(party))
        ]
        return short[0] if len(short) == 1 and phrase.kind == "body" else None


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


def _called(party, heads):
    return any(same_word(word, head, noun=True) for name in _names(party) for word in name for head in heads)


def _beside(party, heads, stretch):
    for name in _names(party):
        own = [word for word in name if len(word) > 3 and word not in GENERIC and not _any_same(word, heads)]
        if own and all(word in stretch or _any_same(word, stretch) for word in own):
            return True
    return False


def _any_same(word, others):
    return any(same_word(word, other) for other in others if other[:3] == word[:3])


def _kind_called(party, heads):
    if party.kind in PERSONS and party.kind != PartyKind.OFFICIAL:
        return False
    return any(same_word(word, head) for word in AGAIN.get(party.kind, "").split() for head in heads)


@lru_cache(maxsize=65_536)
def _names(party):
    """Return the names of ``party`` (a `Known`) as tuples of folded words."""
    return tuple(tuple(token.folded for token in tokens(name)) for name in party.all_names)
