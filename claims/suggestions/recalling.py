"""What a text has said so far of who is who: needed to know who "the ministry", "he" or "Smith" is."""

from claims.models import PartyKind
from claims.suggestions.names import GENERIC, PERSONS
from claims.suggestions.tokens import same_word

# By which common nouns a party of a kind is called again, once it was named.
AGAIN = {
    PartyKind.MINISTRY: "ministry department ведомство министерство відомство міністерство",
    PartyKind.COMPANY: "company firm operator компания компанія",
    PartyKind.ARMED_GROUP: "militia group fighter rebel unit legion battalion formation ополчение группировка отряд "
    "угруповання загін",
    PartyKind.ARMED_FORCE: "army military service guard command армия військо армія командування командование",
    PartyKind.INTERGOVERNMENTAL: "alliance bloc organisation организация організація",
    PartyKind.STATE: "government authority правительство уряд влада власти",
    PartyKind.MONITOR: "institute monitor mission think институт институт інститут місія миссия",
    PartyKind.OFFICIAL: "governor president mayor minister premier official губернатор мэр мер президент "
    "міністр министр голова глава",
    PartyKind.MEDIA: "agency newspaper channel агентство издание видання канал",
}


class Memory:
    """The parties named in a text so far, the persons who spoke for them, and who spoke last."""

    def __init__(self, names):
        """``names``: the `Names` of all parties."""
        self.parties = names.parties
        self.mentioned = []
        self.persons = {}
        self.last = None

    def note(self, candidates, found):
        """Remember the parties and persons in ``candidates`` (list of `Phrase`) of a sentence, given its tokens."""
        for phrase in candidates:
            if phrase.party:
                self.mentioned = [each for each in self.mentioned if each is not phrase.party] + [phrase.party]
            if phrase.kind in ("name", "named office", "person") and phrase.person:
                surname = next(
                    (found[at] for at in range(phrase.last - 1, phrase.first - 1, -1) if _named(found[at])), None
                )
                for at in range(phrase.first, phrase.last):
                    if found[at].capital and len(found[at].folded) > 3 and phrase.kind == "named office":
                        self.persons.setdefault(found[at].folded, phrase.party)
                if surname:
                    self.persons[surname.folded] = phrase.party or self.persons.get(surname.folded)

    def spoke(self, phrase, party, words, sentence):
        """Remember who spoke last: a `Phrase`, whose `Known` party, how printed (str), in which `Sentence`."""
        self.last = (phrase, party, words, sentence)

    def pronoun(self, sentence, thing):
        """Return (party, how printed) of whom a pronoun in ``sentence`` means, or (None, ""): who spoke last, as long
        as that is at most a paragraph ago. A ``thing`` (bool) is no person."""
        if self.last is None:
            return None, ""
        phrase, party, words, where = self.last
        if sentence.paragraph - where.paragraph > 1 or (thing and phrase.person):
            return None, ""
        return party, words

    def again(self, phrase, found, around):
        """Return the `Known` party that an office or body without a name of its own means, or None.

        First a party whose name holds the same noun and a word of the sentence or its paragraph (``around``, a list of
        `Token`): "the governor" beside "Belgorod". Then the party named last that is called so.
        """
        heads = [word for word in phrase.words if len(word) > 3]
        near = [token.folded for token in found], [token.folded for token in around]
        for stretch in near:
            beside = [party for party in self.parties if _called(party, heads) and _beside(party, heads, stretch)]
            if len(beside) == 1:
                return beside[0]
            if known := [party for party in self.mentioned if party in beside]:
                return known[-1]
        for party in reversed(self.mentioned):
            if _called(party, heads) or _kind_called(party, heads):
                return party
        return None


def _named(token):
    return token.capital and len(token.folded) > 3 and not token.text.isupper()


def _called(party, heads):
    return any(
        same_word(word, head, noun=True) or word == head
        for name in party.all_names
        for word in _words(name)
        for head in heads
    )


def _beside(party, heads, stretch):
    for name in party.all_names:
        own = [
            word
            for word in _words(name)
            if len(word) > 3 and not any(same_word(word, head) for head in heads) and word not in GENERIC
        ]
        if own and all(any(same_word(word, other) for other in stretch) for word in own):
            return True
    return False


def _kind_called(party, heads):
    if party.kind in PERSONS and party.kind != PartyKind.OFFICIAL:
        return False
    words = AGAIN.get(party.kind, "").split()
    return any(same_word(word, head) for word in words for head in heads)


def _words(name):
    return [word.strip("«»“”\"'’().,").lower() for word in name.replace("’s", "").replace("'s", "").split()]
