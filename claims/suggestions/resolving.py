"""Whom a noun means: "the ministry", "Kess's governor", "local residents", "the Armenian side".

In this order: whose name holds the noun and the names beside it; who governs the country named; who holds the office in
this text; who spoke last of those called so; whose region the sentence or its paragraph names; who was named last.
"""

from dataclasses import replace
from functools import lru_cache

from claims.models import PartyKind
from claims.suggestions.names import GENERIC, JOINING, RULERS, is_person
from claims.suggestions.nouns import Noun
from claims.suggestions.tokens import START, fold, same_place, same_word, tokens
from claims.suggestions.wordlists import words

# By which common nouns a party of a kind is called again, once it was named.
AGAIN = {
    PartyKind.MINISTRY: "ministry department agency ведомство министерство відомство міністерство",
    PartyKind.COMPANY: "company firm operator utility enterprise компания компанія предприятие підприємство",
    PartyKind.ARMED_GROUP: "militia group fighter rebel guerrilla insurgent separatist unit formation paramilitary "
    "movement ополчение боевики бойовики бійці группировка отряд угруповання загін",
    PartyKind.ARMED_FORCE: "army military troops service guard command forces soldier армия военные військові військо "
    "армія командування командование",
    PartyKind.INTERGOVERNMENTAL: "alliance bloc organisation agency office организация організація",
    PartyKind.STATE: "government authority правительство уряд влада власти",
    PartyKind.MONITOR: "institute monitor mission think tank bureau analyst organisation group watchdog center "
    "институт інститут місія миссия бюро",
    PartyKind.OFFICIAL: "governor president mayor minister premier official губернатор мэр мер президент "
    "міністр министр голова глава чиновник очільник head leader chief",
    PartyKind.MEDIA: "agency newspaper channel broadcaster outlet website агентство издание видання канал",
    PartyKind.CIVIL_SOCIETY: "group committee organisation charity network campaigner activist",
}
KINDS = {kind: frozenset(map(fold, each.split())) for kind, each in AGAIN.items()}
# So many paragraphs after it spoke, "the ministry" is still the one that did.
REACH = 3
# So many of those who spoke last are asked.
LATEST = 12
# So many words name a party for sure that all stand in one of its names.
LEAST_WORDS = 3
TOPICS = words("topics")
OFFICIALS = words("officials")
SPOKESPERSONS = words("spokespersons")
MINISTRY = ("ministry", "министерство", "міністерство")
REGIONAL = frozenset({"governor", "mayor"})
# Beside a state's name these bodies act for it, when they are not known by themselves.
STATELY = KINDS[PartyKind.ARMED_FORCE] | KINDS[PartyKind.MINISTRY] | RULERS | OFFICIALS
# Of these one name more or less is no other party.
LOOSELY = frozenset({PartyKind.ARMED_GROUP, PartyKind.COMPANY, PartyKind.MONITOR, PartyKind.CIVIL_SOCIETY})
ACRONYM = (2, 3, 4, 5)
# Those named by a noun in the plural: "residents", "analysts", "media".
MANY = frozenset({PartyKind.CIVIL_SOCIETY, PartyKind.OTHER, PartyKind.MEDIA, PartyKind.MONITOR, PartyKind.ARMED_GROUP})


def resolve(said, memory, sentence, near, anew=False):
    """Return the `Known` party that the noun ``said`` (a `Noun`) means, or None.

    ``memory``: the `Memory` of the text; ``near``: the words (as `by_start` gives them) of the ``sentence`` outside
    quotations, of its paragraph and of the one before. ``anew`` (bool): it is nobody who spoke before.
    """
    if said.offices & REGIONAL:
        # "The Russian governor" is of a region, which the country does not tell.
        said = replace(said, named=tuple(word for word in said.named if not memory.names.is_state(word)))
    heads = heads_of(said)
    called = [party for party in memory.names.with_word(heads) if is_called(party, heads)]
    fitting = [party for party in called if fits(party, said, memory.names)]
    if said.named:
        return by_names(said, memory, fitting) or held(said, memory) or partly(said, memory)
    if said.unnamed:
        return one_of(placed(fitting, heads, memory, near)) or of_kind(said, memory)
    if not anew and (party := held(said, memory) or spoke_before(said, heads, memory, sentence)):
        return party
    return (
        by_place(fitting, heads, memory, near)
        or last_of(memory.mentioned, fitting)
        or one_of([party for party in fitting if _beside(party, heads, memory.everywhere)])
        or by_kind(said, heads, memory)
        or one_of([party for party in fitting if plain(party, heads)])
    )


def whole(said, names):
    """Return the party of which a name holds every word of ``said``, at least three: "the UN rights office"."""
    every = (*said.heads, *said.near, *said.named)
    if len(every) < LEAST_WORDS:
        return None
    return one_of(
        [
            party
            for party in names.with_word(every[:1])
            if any(all(_any_same(word, name) for word in every) for name in _names(party))
        ]
    )


def heads_of(said):
    """Return the nouns (tuple of str) by which ``said`` calls a party; a minister's is also the ministry, if it says
    which: "the defence minister"."""
    heads = tuple(word for word in said.heads if len(word) > 2 and word not in JOINING)
    if "minister" in said.offices and any(_any_same(word, TOPICS) for word in said.near):
        heads += MINISTRY
    return heads


def exact(said, party, memory):
    """Return who speaks in words that name ``party`` (a `Known`): for a state the body of it that the other words mean
    ("the Kess military"), or who governs it; everybody else themselves."""
    if party.kind != PartyKind.STATE:
        return party
    own = {word for name in _names(party) for word in name}
    heads = tuple(word for word in said.heads if not any(same_place(word, other) for other in own))
    if not heads or set(heads) <= RULERS | OFFICIALS | SPOKESPERSONS:
        return memory.names.acting(party)
    heads = heads_of(replace(said, heads=heads))
    body = replace(
        said,
        heads=heads,
        named=tuple(dict.fromkeys((*said.named, *(word for word in said.heads if word not in heads)))),
    )
    called = [each for each in memory.names.with_word(heads) if is_called(each, heads) and each != party]
    found = by_names(body, memory, [each for each in called if fits(each, body, memory.names)])
    return found or partly(body, memory) or (memory.names.acting(party) if STATELY & set(heads) else None)


def partly(said, memory):
    """Return the only group or company of which a name holds the noun and one of the names beside it: reports call a
    group by more names than a record has."""
    found = [
        party
        for party in memory.names.with_word(said.heads)
        if party.kind in LOOSELY and is_called(party, said.heads)
        if any(_named(party, each, memory.names) for each in said.named)
    ]
    return one_of(found) or (most_alike(found, said) if found else None)


def by_names(said, memory, fitting):
    """Return the party whose name holds the noun and the names beside it; else who governs the country named."""
    exact = [party for party in fitting if all(_named(party, each, memory.names) for each in said.named)]
    if exact:
        return one_of(exact) or last_of(memory.mentioned, exact) or most_alike(exact, said)
    if (RULERS | OFFICIALS) & set(said.heads) and (party := memory.names.government(said.named)):
        return party
    known = [party for party in memory.named if _is_kind(party, said, memory.names)]
    if not known:
        known = [
            party
            for party in memory.names.with_word(memory.names.alike(said.named))
            if party.kind == PartyKind.ARMED_FORCE and _is_kind(party, said, memory.names)
        ]
    if not known and (SPOKESPERSONS | OFFICIALS) & set(said.heads):
        # "A Houthi spokesman": whoever is named so.
        known = [party for party in memory.named if all(_named(party, each, memory.names) for each in said.named)]
    return one_of(known)


def _is_kind(party, said, names):
    return (
        _kind_called(party, said.heads)
        and fits(party, said, names)
        and all(_named(party, each, names) for each in said.named)
    )


def most_alike(parties, said):
    """Return the one party in whose name the most words of ``said`` stand, or None where two are equal."""
    every = {*said.heads, *said.near, *said.named}
    counts = sorted((max(_count(name, every) for name in _names(party)), party.slug, party) for party in parties)
    return counts[-1][2] if len(counts) == 1 or counts[-1][0] > counts[-2][0] else None


def _count(name, every):
    return sum(1 for word in name if _any_same(word, every)) - len(name) / 10


def held(said, memory):
    """Return who holds in this text the office that ``said`` names, beside the same place if any is named."""
    for office in said.offices:
        holders = memory.offices.get(office, {})
        if said.named:
            holders = {
                party: places
                for party, places in holders.items()
                if any(same_place(one, other) for one in memory.names.alike(said.named) for other in places)
            }
        if len(holders) == 1:
            return next(iter(holders))
    return None


def spoke_before(said, heads, memory, sentence):
    """Return the party called so that spoke last, not too long ago."""
    for _phrase, party, _printed, where, before in reversed(memory.spoken[-LATEST:]):
        if sentence.paragraph - where.paragraph > REACH:
            return None
        if party is None:
            continue
        again = before and (
            any(_any_same(word, heads) for word in before.heads if len(word) > 3) or said.offices & before.offices
        )
        called = again or is_called(party, heads) or _kind_called(party, heads) or described(party, said, memory)
        if called and fits(party, said, memory.names):
            return party
    return None


def described(party, said, memory):
    """Return whether the text describes ``party`` by one of the words that ``said`` has for it."""
    known = memory.described.get(party, ())
    return any(word in known for word in (*said.heads, *said.near) if len(word) > 3)


def by_place(fitting, heads, memory, near):
    """Return the party whose region the sentence names, or else its paragraph."""
    for stretch in near:
        beside = [party for party in fitting if _beside(party, heads, stretch)]
        if party := one_of(beside) or last_of(memory.mentioned, beside):
            return party
    return None


def placed(fitting, heads, memory, near):
    """Return those of ``fitting`` that a noun in the plural may mean: named by it, of a place that is named near it, or
    else in the text, or of no place at all."""
    leading = [party for party in fitting if party.kind in MANY and leads_with(party, heads)]
    for stretch in (*near, memory.everywhere):
        if beside := [party for party in leading if _placed_in(party, stretch)]:
            return beside
    return [party for party in leading if plain(party, heads) or not _places(party)]


def by_kind(said, heads, memory):
    """Return who was named last of those that are what the noun says; of those named later the only one."""
    for party in reversed(memory.mentioned):
        if (_kind_called(party, heads) or described(party, said, memory)) and fits(party, said, memory.names):
            return party
    return one_of([party for party in memory.named if _kind_called(party, heads) and fits(party, said, memory.names)])


def of_kind(said, memory):
    """Return the only party of the text that "military sources" or "army officers" can belong to, or None."""
    if len(said.heads) + len(said.near) < 2:
        return None
    return one_of(
        [
            party
            for party in memory.named
            if _kind_called(party, (*said.heads, *said.near)) and fits(party, said, memory.names)
        ]
    )


def fits(party, said, names):
    """Return whether nothing said beside the noun speaks against ``party``: "the health ministry" is not that of
    defence, and "the Kess governor" not the one of Nelm."""
    if not all(_named(party, each, names) for each in said.named):
        return False
    if party.kind == PartyKind.MINISTRY and (topics := [word for word in said.near if _any_same(word, TOPICS)]):
        return all(any(_any_same(word, name) for name in _names(party)) for word in topics)
    return not (party.kind == PartyKind.OFFICIAL and said.offices and not _holds(party, said))


def _holds(party, said):
    """Return whether ``party``, an official, is no other than the office that ``said`` names."""
    if is_person(party):
        # That a person is governor or mayor, a report says.
        return not said.offices & REGIONAL
    own = {office for name in _names(party) for office in _offices(name)}
    return not own or bool(own & said.offices)


@lru_cache(maxsize=65_536)
def _offices(name):
    return frozenset(Noun(name).offices)


def one_of(parties):
    """Return the only one of ``parties``, or None."""
    return parties[0] if len(parties) == 1 else None


def last_of(mentioned, parties):
    """Return who of ``parties`` was ``mentioned`` last, or None."""
    return next((party for party in reversed(mentioned) if party in parties), None)


def is_called(party, heads):
    """Return whether a name of ``party`` holds one of ``heads`` (folded words)."""
    return any(
        same_word(word, head, noun=True) or _singular(word) == _singular(head)
        for name in _names(party)
        for word in name
        for head in heads
    )


def leads_with(party, heads):
    """Return whether ``party`` is named by what its members are: "Residents of Kess", "Independent analysts"."""
    return any(
        _singular(word) == _singular(head) or same_word(word, head, noun=True)
        for name in _leading(party)
        for word in name
        for head in heads
    )


def plain(party, heads):
    """Return whether one of its names is little more than the noun: "Coast Guard"."""
    return any(len(name) <= 2 and _any_same(name[0], heads) for name in _names(party))


def _singular(word):
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _named(party, place, names):
    """Return whether ``place`` (a folded word) is in a name of ``party``; a capital city stands for its country."""
    if place in _initials(party):
        return True
    return any(same_place(one, word) for one in names.alike((place,)) for name in _names(party) for word in name)


@lru_cache(maxsize=65_536)
def _initials(party):
    """Return the acronyms (frozenset of str, folded) that the names of ``party`` may hold: "UN" of "United Nations
    Security Council"."""
    found = set()
    for name in party.all_names:
        letters = "".join(token.folded[0] for token in tokens(name) if token.capital)
        found.update(letters[at : at + size] for size in ACRONYM for at in range(len(letters) - size + 1))
    return frozenset(found)


def _beside(party, heads, stretch):
    """Return whether all of a name of ``party`` but the noun stands in ``stretch`` (words by how they begin)."""
    for name in _names(party):
        own = [word for word in name if len(word) > 3 and word not in GENERIC and not _any_same(word, heads)]
        if own and all(any(same_place(word, other) for other in stretch.get(word[:START], ())) for word in own):
            return True
    return False


def _any_same(word, others):
    return any(same_word(word, other) for other in others if other[:START] == word[:START])


def _kind_called(party, heads):
    if party.kind == PartyKind.OTHER or (party.kind == PartyKind.CIVIL_SOCIETY and is_person(party)):
        return False
    kinds = KINDS.get(party.kind, ())
    return any(_singular(head) in kinds or _any_same(head, kinds) for head in heads)


@lru_cache(maxsize=65_536)
def _names(party):
    """Return the names of ``party`` (a `Known`) as tuples of folded words."""
    return tuple(tuple(token.folded for token in tokens(name.partition("(")[0])) for name in party.all_names)


@lru_cache(maxsize=65_536)
def _leading(party):
    """Return the words (tuples of folded str) with which the names of ``party`` begin, up to "of" or another name."""
    found = []
    for name in party.all_names:
        words = []
        for at, token in enumerate(tokens(name.partition("(")[0])):
            if token.folded in JOINING or (at and token.capital):
                break
            words.append(token.folded)
        found.append(tuple(words))
    return tuple(found)


def _placed_in(party, stretch):
    """Return whether all that a name of ``party`` says of where or whose it is stands in ``stretch``."""
    return any(
        places and all(any(same_place(word, other) for other in stretch.get(word[:START], ())) for word in places)
        for places in _place_names(party)
    )


@lru_cache(maxsize=65_536)
def _place_names(party):
    """Return the words with a capital (tuples of folded str) in each name of ``party`` after its first word."""
    return tuple(
        tuple(
            token.folded
            for token in tokens(name.partition("(")[0])[1:]
            if token.capital and len(token.text) > 2 and token.folded not in GENERIC
        )
        for name in party.all_names
    )


@lru_cache(maxsize=65_536)
def _places(party):
    """Return whether each name of ``party`` says where or whose it is."""
    return all(any(token.capital for token in tokens(name.partition("(")[0])[1:]) for name in party.all_names)
