"""Parties by any of their names, in a list of words: inflected, in another order, in part where that is safe."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.models import Party, PartyKind, PartyName
from claims.suggestions.tokens import SHORTEST_STEM, same_word, tokens
from claims.suggestions.wordlists import words

JOINING = words("joining")
GENERIC = words("generic")
TITLES = words("titles")
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

    def __post_init__(self):
        self.parties = tuple(self.parties)
        aliases = {}
        for party in self.parties:
            for name in party.all_names:
                for token in tokens(name):
                    self.by_word[token.folded[:KEY]][party.slug] = party
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
        return [party for key in sorted({word[:KEY] for word in words}) for party in self.by_word.get(key, {}).values()]

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
        if index > start and not _joined(text[found[index - 1].end : token.start]):
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
