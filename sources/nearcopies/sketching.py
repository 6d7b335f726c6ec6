"""What a text is known by when its near-copies are looked for. Pure: strings in, numbers out.

The set of a text's shingles (runs of words) stands for the text, and the smallest hashes of the set stand for the set:
two texts have the more of them in common the more of their words they share (Broder 1997, "On the resemblance and
containment of documents").
"""

import re
from hashlib import blake2b
from struct import unpack
from typing import NamedTuple

# Words of a shingle.
WIDTH = 3
# How many values are looked up, and how many of them are kept. More are looked up than kept, so that a short text and
# the long one that it was cut from find each other.
ASKED, KEPT = 64, 32
# What lies further on in a text is not compared: nobody's article is that long, and nothing may take for ever.
WORDS_COMPARED = 50_000
WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word of a text: how it is compared, and where it stands, in code points."""

    form: str
    start: int
    end: int


def words(text):
    """Return the first `WORDS_COMPARED` words of ``text`` (str) as a list of `Word`, without case."""
    found = []
    for match in WORD.finditer(text):
        if len(found) == WORDS_COMPARED:
            break
        found.append(Word(match.group().casefold(), *match.span()))
    return found


def shingles(text):
    """Return the shingles of ``text`` (str), of its first `WORDS_COMPARED` words, as a set of str. Too short a text has
    none."""
    forms = WORD.findall(text.casefold())[:WORDS_COMPARED]
    return set(map(" ".join, zip(*(forms[start:] for start in range(WIDTH)), strict=False)))


def sketch(some):
    """Return the smallest hashes of ``some`` (a set of shingles), at most `ASKED`, in order.

    A hash is a whole number of 64 bits with a sign, the same on every machine and in every run.
    """
    # All at once: a call for each of them took longer than the hashing.
    digests = b"".join([blake2b(shingle, digest_size=8).digest() for shingle in map(str.encode, some)])
    return sorted(unpack(f">{len(digests) // 8}q", digests))[:ASKED]
