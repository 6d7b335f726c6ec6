"""Parties by any of their names, in a list of words: inflected, in another order, in part where that is safe."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from claims.models import Party, PartyKind, PartyName
from claims.suggestions.tokens import SHORTEST_STEM, same_place, same_word, tokens
from claims.suggestions.wordlists import words

JOINING = words("joining")
GENERIC = words("generic")
TITLES = words("titles")
BODIES = words("bodies")
RULERS = words("rulers")
GOVERNMENTS = words("governments")
PERSONS = frozenset({PartyKind.OFFICIAL, PartyKind.OTHER, PartyKind.CIVIL_SOCIETY})
KEY = 4


@dataclass(frozen=True)
class Known:
    """One party as the rules know it: its ``slug``, ``name`` and ``kind``, all its names, and its key in the database
    (None for a party that only a file of examples knows)."""

    slug: str
    name: str
    kind: str = ""
    names: tuple = ()
    key: int | None = None

    @property
    def all_names(self):
        return (self.name, *self.names)


@dataclass(frozen=True)
class Alias:
    """One way to write a party's name: its words, folded; whether it is a name of one word, a person's, an acronym."""

    party: Known
    words: tuple
    capitals: bool
    person: bool = False
    surname: bool = False


class NameHit(NamedTuple):
    """A party's name found: the positions of its first token and of the one after its last."""

    first: int
    last: int
    alias: Alias


@dataclass
class Names:
    """Every name of every party, ready to be looked for. ``parties``: an iterable of `Known`."""

    parties: tuple
    by_key: dict = field(default_factory=lambda: defaultdict(list))
    # By the beginning of any word of any of its names.
    by_word: dict = field(default_factory=lambda: defaultdict(dict))
    # States, governments and unions of states by a name of one word: a country, its capital, an acronym.
    states: dict = field(default_factory=dict)
    # What `knows` has answered.
    asked: dict = field(default_factory=dict)

    def __post_init__(self):
        self.parties = tuple(self.parties)
        aliases = {}
        for party in self.parties:
            for name in party.all_names:
                parts = tokens(name)
                for token in parts:
                    self.by_word[token.folded[:KEY]][party.slug] = party
                if party.kind in (PartyKind.STATE, PartyKind.INTERGOVERNMENTAL) and len(parts) == 1:
                    self.states.setdefault(parts[0].folded, party)
                for alias in spelled(party, name):
                    aliases.setdefault((alias.words, alias.surname), []).append(alias)
        for (parts, surname), found in aliases.items():
            whose = {alias.party.slug for alias in found}
            # Two that share a surname, or a name cut short, are told apart by nothing: neither is proposed.
            if len(whose) > 1 and (surname or len(parts) == 1):
                full = [alias for alias in found if not alias.surname]
                if len({alias.party.slug for alias in full}) != 1:
                    continue
                found = full
            longest = max(parts, key=len)
            self.by_key[longest[:KEY]].append(found[0])
        for found in self.by_key.values():
            found.sort(key=lambda alias: (-len(alias.words), alias.party.slug, alias.words))

    def with_word(self, words):
        """Return the list of `Known` that may have one of ``words`` (folded) in a name, by how it begins."""
        keys = sorted({word[:KEY] for word in words})
        return list(dict.fromkeys(party for key in keys for party in self.by_word.get(key, {}).values()))

    def knows(self, word):
        """Return whether ``word`` (folded) is in the name of any party, in some form."""
        if word not in self.asked:
            self.asked[word] = self._knows(word)
        return self.asked[word]

    def _knows(self, word):
        return word not in GENERIC and any(
            token.capital and same_place(token.folded, word)
            for party in self.with_word((word,))
            for name in party.all_names
            for token in tokens(name)
        )

    def is_state(self, word):
        """Return whether ``word`` (folded) names a state, as a noun or an adjective."""
        return any(same_place(word, name) for name in self.states)

    def alike(self, places):
        """Return ``places`` (folded words) with those that stand for the same country (set of str): of a capital the
        country whose government is called so."""
        found = set(places)
        for place in places:
            if party := self.states.get(place):
                names = [tokens(name) for name in party.all_names]
                found.update(
                    token.folded
                    for name in names
                    for token in name
                    if token.capital and token.folded not in GENERIC | RULERS | JOINING
                )
        return found

    def government(self, places):
        """Return the `Known` that governs the country of one of ``places`` (folded words): its government, else the
        state itself; or None."""
        every = self.alike(places)
        found = [
            party
            for party in self.with_word(every)
            if party.kind == PartyKind.STATE
            for name in map(tokens, party.all_names)
            if any(same_place(token.folded, place) for token in name for place in every)
            and (len(name) == 1 or any(token.folded in GOVERNMENTS for token in name))
        ]
        ruling = [party for party in found if governs(party)]
        found = list(dict.fromkeys(ruling or found))
        return found[0] if len(found) == 1 else None

    def acting(self, party):
        """Return who speaks when ``party`` (a `Known`) does: for a state its government, if both are known."""
        if party.kind != PartyKind.STATE or governs(party):
            return party
        own = [[token.folded for token in tokens(name) if token.folded not in JOINING] for name in party.all_names]
        found = [
            each
            for each in self.with_word([word for name in own for word in name])
            if governs(each)
            and each.kind == PartyKind.STATE
            and any(covers(tokens(name), words) for name in each.all_names for words in own)
        ]
        return found[0] if len(found) == 1 else party

    def find(self, text, found):
        """Return the list of `NameHit` in ``found`` (list of `Token` of ``text``), in order, the longest where two
        overlap."""
        hits = []
        for position, token in enumerate(found):
            for alias in self.by_key.get(token.folded[:KEY], ()):
                if window := _window(text, found, position, alias):
                    hits.append(NameHit(*window, alias))
        hits.sort(key=lambda hit: (hit.first - hit.last, hit.alias.surname, hit.first, hit.alias.party.slug))
        taken, kept = set(), []
        for hit in hits:
            span = set(range(hit.first, hit.last))
            if not span & taken:
                taken |= span
                kept.append(hit)
        return sorted(kept)


def covers(name, words):
    """Return whether each of ``words`` (folded) stands in ``name`` (list of `Token`), as a form of a place's name."""
    return bool(words) and all(any(same_place(token.folded, word) for token in name) for word in words)


def governs(party):
    """Return whether ``party`` (a `Known`) is called a government."""
    return any(token.folded in GOVERNMENTS for name in party.all_names for token in tokens(name))


@lru_cache(maxsize=65_536)
def is_person(party):
    """Return whether ``party`` (a `Known`) is one person."""
    return any(alias.person for alias in spelled(party, party.name))


def spelled(party, name):
    """Return the list of `Alias` under which ``name`` (str) of ``party`` (a `Known`) is looked for."""
    found = tokens(name.partition("(")[0])
    parts = tuple(token.folded for token in found if token.folded not in JOINING)
    if not parts:
        return []
    capitals = any(token.capital for token in found)
    joined = any(token.folded in JOINING for token in found)
    person = (
        party.kind in PERSONS
        and not joined
        and 2 <= len(found) <= 3
        and found[-1].folded not in BODIES
        and all(token.capital and len(token.text) > 1 and token.folded not in TITLES for token in found)
    )
    aliases = [Alias(party, parts, capitals, person)]
    if person and len(parts[-1]) >= SHORTEST_STEM:
        aliases.append(Alias(party, parts[-1:], True, person=True, surname=True))
    short = tuple(word for word in parts if word not in GENERIC)
    if 2 <= len(short) < len(parts):
        aliases.append(Alias(party, short, capitals))
    return aliases


def _window(text, found, position, alias):
    """Return (first, last) of the stretch of tokens around ``position`` that is ``alias``, or None."""
    size = len(alias.words)
    if size == 1:
        token = found[position]
        if alias.capitals and not token.capital:
            return None
        return (position, position + 1) if same_word(token.folded, alias.words[0], noun=True) else None
    for start in range(position, -1, -1):
        if position - start >= size + 2:
            break
        if end := _fits(text, found, start, alias):
            return (start, end) if end > position else None
    return None


def _fits(text, found, start, alias):
    left = list(alias.words)
    capital = False
    index = start
    while left and index < len(found):
        token = found[index]
        if index > start and not _joined(_gap(text, found, index)):
            return None
        match = next((word for word in left if same_word(token.folded, word)), None)
        if match is None:
            if index == start or not (token.folded in JOINING or token.folded in GENERIC):
                return None
        else:
            # A person's names keep their order; those of a body do not: Ministry of Defence, Defence Ministry.
            if alias.person and match != left[0]:
                return None
            left.remove(match)
            capital = capital or token.capital
        index += 1
    if left or (alias.capitals and not capital):
        return None
    return index


def _gap(text, found, index):
    """Return what stands before the token at ``index``, without the last point of an acronym: "U.N. experts"."""
    gap = text[found[index - 1].end : found[index].start]
    return gap.removeprefix(".") if "." in found[index - 1].text else gap


def _joined(gap):
    return gap.strip(" \u00a0«»“”„\"'’-–") == "" and "\n" not in gap


def load():
    """Return the `Names` of every party in the database; two queries."""
    names = defaultdict(list)
    for party, name in PartyName.objects.values_list("party_id", "name"):
        names[party].append(name)
    return Names(
        Known(slug, name, kind, tuple(sorted(names[key])), key)
        for key, slug, name, kind in Party.objects.order_by("pk").values_list("pk", "slug", "name", "kind")
    )
