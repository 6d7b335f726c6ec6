"""Whom a noun means: "the ministry", "Kess's governor", "local residents", "the Armenian side".

In this order: whose name holds the noun and the names beside it; who governs the country named; who holds the office in
this text; who spoke last of those called so; whose region the sentence or its paragraph names; who was named last.
"""

from dataclasses import replace
from functools import lru_cache

from claims.models import PartyKind
from claims.suggestions.calling import (
    KINDS,
    any_same,
    is_a,
    is_beside,
    is_called,
    is_named,
    is_placed_in,
    leads_with,
    names_of,
    plain,
    says_where,
)
from claims.suggestions.names import JOINING, RULERS, is_person
from claims.suggestions.nouns import Noun
from claims.suggestions.tokens import same_place
from claims.suggestions.wordlists import words

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
        or one_of([party for party in fitting if is_beside(party, heads, memory.everywhere)])
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
            if any(all(any_same(word, name) for word in every) for name in names_of(party))
        ]
    )


def heads_of(said):
    """Return the nouns (tuple of str) by which ``said`` calls a party; a minister's is also the ministry, if it says
    which: "the defence minister"."""
    heads = tuple(word for word in said.heads if len(word) > 2 and word not in JOINING)
    if "minister" in said.offices and any(any_same(word, TOPICS) for word in said.near):
        heads += MINISTRY
    return heads


def exact(said, party, memory):
    """Return who speaks in words that name ``party`` (a `Known`): for a state the body of it that the other words mean
    ("the Kess military"), or who governs it; everybody else themselves."""
    if party.kind != PartyKind.STATE:
        return party
    own = {word for name in names_of(party) for word in name}
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
        if any(is_named(party, each, memory.names) for each in said.named)
    ]
    return one_of(found) or (most_alike(found, said) if found else None)


def by_names(said, memory, fitting):
    """Return the party whose name holds the noun and the names beside it; else who governs the country named."""
    holding = [party for party in fitting if all(is_named(party, each, memory.names) for each in said.named)]
    if holding:
        return one_of(holding) or last_of(memory.mentioned, holding) or most_alike(holding, said)
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
        known = [party for party in memory.named if all(is_named(party, each, memory.names) for each in said.named)]
    return one_of(known)


def _is_kind(party, said, names):
    return (
        is_a(party, said.heads)
        and fits(party, said, names)
        and all(is_named(party, each, names) for each in said.named)
    )


def most_alike(parties, said):
    """Return the one party in whose name the most words of ``said`` stand, or None where two are equal."""
    every = {*said.heads, *said.near, *said.named}
    counts = sorted((max(_count(name, every) for name in names_of(party)), party.slug, party) for party in parties)
    return counts[-1][2] if len(counts) == 1 or counts[-1][0] > counts[-2][0] else None


def _count(name, every):
    return sum(1 for word in name if any_same(word, every)) - len(name) / 10


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
            any(any_same(word, heads) for word in before.heads if len(word) > 3) or said.offices & before.offices
        )
        called = again or is_called(party, heads) or is_a(party, heads) or described(party, said, memory)
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
        beside = [party for party in fitting if is_beside(party, heads, stretch)]
        if party := one_of(beside) or last_of(memory.mentioned, beside):
            return party
    return None


def placed(fitting, heads, memory, near):
    """Return those of ``fitting`` that a noun in the plural may mean: named by it, of a place that is named near it, or
    else in the text, or of no place at all."""
    leading = [party for party in fitting if party.kind in MANY and leads_with(party, heads)]
    for stretch in (*near, memory.everywhere):
        if beside := [party for party in leading if is_placed_in(party, stretch)]:
            return beside
    return [party for party in leading if plain(party, heads) or not says_where(party)]


def by_kind(said, heads, memory):
    """Return who was named last of those that are what the noun says; of those named later the only one."""
    for party in reversed(memory.mentioned):
        if (is_a(party, heads) or described(party, said, memory)) and fits(party, said, memory.names):
            return party
    return one_of([party for party in memory.named if is_a(party, heads) and fits(party, said, memory.names)])


def of_kind(said, memory):
    """Return the only party of the text that "military sources" or "army officers" can belong to, or None."""
    if len(said.heads) + len(said.near) < 2:
        return None
    return one_of(
        [party for party in memory.named if is_a(party, (*said.heads, *said.near)) and fits(party, said, memory.names)]
    )


def fits(party, said, names):
    """Return whether nothing said beside the noun speaks against ``party``: "the health ministry" is not that of
    defence, and "the Kess governor" not the one of Nelm."""
    if not all(is_named(party, each, names) for each in said.named):
        return False
    if party.kind == PartyKind.MINISTRY and (topics := [word for word in said.near if any_same(word, TOPICS)]):
        return all(any(any_same(word, name) for name in names_of(party)) for word in topics)
    return not (party.kind == PartyKind.OFFICIAL and said.offices and not _holds(party, said))


def _holds(party, said):
    """Return whether ``party``, an official, is no other than the office that ``said`` names."""
    if is_person(party):
        # That a person is governor or mayor, a report says.
        return not said.offices & REGIONAL
    own = {office for name in names_of(party) for office in _offices(name)}
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
