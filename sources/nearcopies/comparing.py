"""What two texts share, word for word and nearly so. Pure: strings in, values out."""

import re
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from sources.models.derivation import DerivationKind
from sources.nearcopies.sketching import words

# Words in a row that begin a shared passage.
SEED = 4
# Where a run of words stands so often, the first places are looked at.
PLACES = 8
# Words that may differ between two runs for the two to be one passage, and how alike they have to be, of 100. Up to
# SLIP words may differ altogether: a name spelt otherwise, a day added.
BRIDGE, ALIKE, SLIP = 8, 60, 2
# A passage has this many words in common, or it is chance: "the Russian defence ministry said".
SHORTEST = 8
# From here on a text is suggested as a copy: the share of the shorter text's own words (not of those it quotes) that
# stand in the other, and how many these are.
SHARE, WORDS = 0.3, 30
# From this share on a text is the same as the other, or a part of it.
SAME, PART = 0.9, 0.75

QUOTED = re.compile(r"“[^“”\n]{1,1000}”|«[^«»\n]{1,1000}»|„[^„“”\n]{1,1000}[“”]|\"[^\"\n]{1,1000}\"")


class Run(NamedTuple):
    """Words that two texts share: from which word on in each, how many in each, and how many are the same."""

    one: int
    other: int
    one_length: int
    other_length: int
    same: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one text shares with another.

    ``passages``: tuples (start, end, start in the other, end in the other) in code points, in the order of the one.
    ``share_of_one`` and ``share_of_other``: how much of each stands in the other, from 0 to 1. ``own_words`` and
    ``own_share``: of the shorter text, those of its own words, outside quotation marks, that stand in the other.
    """

    passages: tuple
    share_of_one: float
    share_of_other: float
    own_words: int
    own_share: float

    @property
    def likeness(self):
        """The share of the shorter text that stands in the longer one, from 0 to 1."""
        return max(self.share_of_one, self.share_of_other)

    @property
    def is_copy(self):
        """Whether a person should look at it. Two reports of one speech share the speech: quotations do not count."""
        return self.own_share >= SHARE and self.own_words >= WORDS

    @property
    def kind(self):
        """How the one most likely comes from the other (`DerivationKind`), as far as the words tell."""
        if min(self.share_of_one, self.share_of_other) >= SAME:
            return DerivationKind.SAME
        return DerivationKind.ABRIDGED if self.share_of_one >= PART else DerivationKind.REWRITTEN

    def turned(self):
        """Return the same `Comparison` seen from the other text."""
        passages = sorted((start, end, one, until) for one, until, start, end in self.passages)
        return Comparison(tuple(passages), self.share_of_other, self.share_of_one, self.own_words, self.own_share)


def compare_texts(one, other):
    """Return the `Comparison` of two texts (str). Its cost grows with their length, not with the product of the two."""
    left, right = words(one), words(other)
    runs = [run for run in bridged(shared_runs(left, right), left, right) if run.same >= SHORTEST]
    in_one, in_other = set(), set()
    for run in runs:
        in_one.update(range(run.one, run.one + run.one_length))
        in_other.update(range(run.other, run.other + run.other_length))
    text, shorter, found = (one, left, in_one) if len(left) <= len(right) else (other, right, in_other)
    own = own_words(text, shorter)
    own_found = len(own & found)
    return Comparison(
        passages=tuple(span(run, left, right) for run in runs),
        share_of_one=len(in_one) / max(len(left), 1),
        share_of_other=len(in_other) / max(len(right), 1),
        own_words=own_found,
        own_share=own_found / max(len(own), 1),
    )


def shared_runs(left, right):
    """Return the runs of at least `SEED` words that stand in both (lists of `Word`), the longest at each place, as a
    list of `Run` in the order of ``left``. No word of ``left`` is in two of them."""
    left, right = [word.form for word in left], [word.form for word in right]
    places = defaultdict(list)
    for start in range(len(right) - SEED + 1):
        found = places[tuple(right[start : start + SEED])]
        if len(found) < PLACES:
            found.append(start)
    runs, start = [], 0
    while start <= len(left) - SEED:
        found = places.get(tuple(left[start : start + SEED]))
        if not found:
            start += 1
            continue
        # Of equally long ones, the first.
        length, place = max(((length_of_run(left, start, right, place), place) for place in found), key=itemgetter(0))
        runs.append(Run(start, place, length, length, length))
        start += length
    return runs


def length_of_run(left, start, right, place):
    """Return for how many words the lists agree, from ``start`` in the one and ``place`` in the other on."""
    length = SEED
    while start + length < len(left) and place + length < len(right) and left[start + length] == right[place + length]:
        length += 1
    return length


def bridged(runs, left, right):
    """Return ``runs`` with those made one between which little was changed."""
    joined = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and is_slight(last, run, left, right):
            joined[-1] = Run(
                last.one,
                last.other,
                run.one + run.one_length - last.one,
                run.other + run.other_length - last.other,
                last.same + run.same,
            )
        else:
            joined.append(run)
    return joined


def is_slight(last, run, left, right):
    """Return whether the words between two runs differ no more than an editing hand makes them differ."""
    between_left = left[last.one + last.one_length : run.one]
    other_start = last.other + last.other_length
    if run.other < other_start:
        return False
    between_right = right[other_start : run.other]
    longest = max(len(between_left), len(between_right))
    if longest > BRIDGE:
        return False
    return longest <= SLIP or ratio(plain(between_left), plain(between_right)) >= ALIKE


def plain(some):
    return " ".join(word.form for word in some)


def own_words(text, some):
    """Return which words stand outside quotation marks, as a set of indices in ``some``, the `Word`s of ``text``."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    own, at = set(), 0
    for index, word in enumerate(some):
        while at < len(quoted) and quoted[at][1] <= word.start:
            at += 1
        if at == len(quoted) or word.start < quoted[at][0]:
            own.add(index)
    return own


def span(run, left, right):
    """Return where the words of ``run`` stand in both texts, as a tuple of four positions in code points."""
    return (
        left[run.one].start,
        left[run.one + run.one_length - 1].end,
        right[run.other].start,
        right[run.other + run.other_length - 1].end,
    )
