"""The words of a statement or an answer as claims are compared: stems that different languages and spellings share."""

import re
from functools import lru_cache

import snowballstemmer

from claims.search.spelling import consonants
from claims.search.words import COMMON, fold, plain, stemmed
from claims.suggestions.tokens import is_cyrillic, tokens
from claims.suggestions.wordlists import words as wordlist

# Beside the words of the search that tell nothing: what stands in answers of any kind.
EMPTY = COMMON | wordlist("empty")
# With a capital letter or without no names: in English months and days have one.
NO_NAMES = EMPTY.union(
    *map(wordlist, ("months", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
)
SENTENCE = re.compile(r"[.!?…:;]\s|[\n“”«»\"]")


@lru_cache(maxsize=50_000)
def stem(written):
    """Return the stem of ``written`` (a word, str) in Latin letters, or "" for a word that tells nothing."""
    folded = fold(written)
    if folded in EMPTY or not folded:
        return ""
    if is_cyrillic(folded):
        return plain(snowballstemmer.stemmer("russian").stemWord(folded))
    return stemmed(plain(written))


def listed(name):
    """Return the stems (frozenset of str) of the words of the list called ``name`` (str)."""
    return frozenset(filter(None, map(stem, wordlist(name))))


NOBODY, ITSELF = wordlist("nobody"), wordlist("itself")
NEGATIVE = listed("negations") | listed("nought")
# Words that name no party among others.
GENERAL = listed("general")


def stems(text):
    """Return the stems (frozenset of str) of ``text`` (str)."""
    return frozenset(filter(None, (stem(token.text) for token in tokens(text))))


@lru_cache(maxsize=50_000)
def sound(written):
    """Return ``written`` (a name, str) without what transliterations differ in, or "" for one too short for that.

    “Tyotkino”, “Tetkino” and “Тёткине” are alike in it.
    """
    letters = plain(written)
    if len(letters) < 4 or not letters.isalpha():
        return letters if letters.isalpha() and len(letters) >= 2 else ""
    return consonants(stem(written) or letters)[:12] or letters


def names(text, known=frozenset()):
    """Return what in ``text`` (str) is written as a name, as a dict of its `sound` to how it is written.

    A word with a capital letter inside a sentence is one; at its beginning only one whose sound is among ``known``.
    """
    found = {}
    beginning = True
    last = 0
    for token in tokens(text):
        gap = text[last : token.start]
        beginning = beginning if last == 0 else bool(SENTENCE.search(gap + " "))
        last = token.end
        if not token.capital or fold(token.text) in NO_NAMES:
            beginning = False
            continue
        key = sound(token.text)
        if key and (not beginning or key in known or token.text.isupper()):
            found.setdefault(key, token.text)
        beginning = False
    return found


def related(first, second):
    """Return whether two sets of stems have a word in common, or two forms of one: “Ukraine”, “Ukrainian”."""
    return any(
        a == b or (min(len(a), len(b)) >= 5 and a[:5] == b[:5]) or (len(min(a, b, key=len)) == 4 and _begins(a, b))
        for a in first - GENERAL
        for b in second - GENERAL
    )


def _begins(one, other):
    """Return whether the shorter of two stems, of four letters, is the beginning of the other: “Torr”, “Torrish”."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and len(longer) <= len(shorter) + 4
