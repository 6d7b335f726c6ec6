"""Whether a party can be called by a noun, a place or an acronym: by what its names hold, or by what it is."""

from functools import lru_cache

from claims.models import PartyKind
from claims.suggestions.names import GENERIC, JOINING, is_person
from claims.suggestions.tokens import START, same_place, same_word, tokens
from claims.suggestions.wordlists import LISTS, words

# By which common nouns a party of a kind is called again, once it was named.
KINDS = {kind: words(f"called-{kind}") for kind in PartyKind if f"called-{kind}" in LISTS}
# An acronym has so many letters.
ACRONYM = (2, 3, 4, 5)


def is_called(party, heads):
    """Return whether a name of ``party`` holds one of ``heads`` (folded words)."""
    return any(
        same_word(word, head, noun=True) or _singular(word) == _singular(head)
        for name in names_of(party)
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
    return any(len(name) <= 2 and any_same(name[0], heads) for name in names_of(party))


def is_a(party, heads):
    if party.kind == PartyKind.OTHER or (party.kind == PartyKind.CIVIL_SOCIETY and is_person(party)):
        return False
    kinds = KINDS.get(party.kind, ())
    return any(_singular(head) in kinds or any_same(head, kinds) for head in heads)


def is_named(party, place, names):
    """Return whether ``place`` (a folded word) is in a name of ``party``; a capital city stands for its country."""
    if place in _initials(party):
        return True
    return any(same_place(one, word) for one in names.alike((place,)) for name in names_of(party) for word in name)


def is_beside(party, heads, stretch):
    """Return whether all of a name of ``party`` but the noun stands in ``stretch`` (words by how they begin)."""
    for name in names_of(party):
        own = [word for word in name if len(word) > 3 and word not in GENERIC and not any_same(word, heads)]
        if own and all(any(same_place(word, other) for other in stretch.get(word[:START], ())) for word in own):
            return True
    return False


def is_placed_in(party, stretch):
    """Return whether all that a name of ``party`` says of where or whose it is stands in ``stretch``."""
    return any(
        places and all(any(same_place(word, other) for other in stretch.get(word[:START], ())) for word in places)
        for places in _place_names(party)
    )


@lru_cache(maxsize=65_536)
def says_where(party):
    """Return whether each name of ``party`` says where or whose it is."""
    return all(any(token.capital for token in tokens(name.partition("(")[0])[1:]) for name in party.all_names)


def any_same(word, others):
    return any(same_word(word, other) for other in others if other[:START] == word[:START])


def _singular(word):
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


@lru_cache(maxsize=65_536)
def names_of(party):
    """Return the names of ``party`` (a `Known`) as tuples of folded words."""
    return tuple(tuple(token.folded for token in tokens(name.partition("(")[0])) for name in party.all_names)


@lru_cache(maxsize=65_536)
def _initials(party):
    """Return the acronyms (frozenset of str, folded) that the names of ``party`` may hold: "UN" of "United Nations
    Security Council"."""
    found = set()
    for name in party.all_names:
        letters = "".join(token.folded[0] for token in tokens(name) if token.capital)
        found.update(letters[at : at + size] for size in ACRONYM for at in range(len(letters) - size + 1))
    return frozenset(found)


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
