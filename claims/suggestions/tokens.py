"""The words of a sentence with their places, and how two forms of one word are told to be the same word."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[-’'ʼ.](?=[^\W_])[^\W_]+)*")
POSSESSIVE = re.compile(r"[’'ʼ]s$|(?<=s)[’'ʼ]$", re.IGNORECASE)
# Spellings that differ between countries, after accents are taken away: (as found, as compared).
SPELLINGS = (("defense", "defence"), ("centre", "center"), ("labour", "labor"))
ENDS_IN_ISE = re.compile(r"is(e[drs]?|ing|ations?)$")
# An acronym with points: "U.N." is "UN".
POINTED = re.compile(r"[a-z](?:\.[a-z])+")
# Endings: how many letters two forms of one word may differ in, the shorter one and the longer one.
LATIN_ENDS = (1, 3)
CYRILLIC_ENDS = (3, 4)
# Words are looked up by so many letters.
START = 3
# A shorter word has no ending that could be told from its stem.
SHORTEST_STEM = 4
# What Russian and Ukrainian put to a place's name: its adjective («Кесская»), its region («Кещина»), its cases.
REGION_ENDS = re.compile(r"(?:(?:с|ц|з)ь?к[а-яіїєґ]{1,3}|щин[а-яіїєґ]{1,2})$")
CASE_ENDS = re.compile(r"(?:[аеиіїоуыьэюяєй]{1,3}|[оаия]?[мхв])$")


class Token(NamedTuple):
    """One word: its place in the text, as written, and folded for comparing; whether it is a possessive."""

    start: int
    end: int
    text: str
    folded: str
    possessive: bool

    @property
    def capital(self):
        return self.text[:1].isupper()


def tokens(text, start=0, end=None):
    """Return the list of `Token` of ``text`` (str) between ``start`` and ``end`` (code points)."""
    found = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        written = match.group()
        bare = POSSESSIVE.sub("", written)
        found.append(Token(match.start(), match.end(), bare, fold(bare), bare != written))
    return found


@lru_cache(maxsize=65_536)
def fold(word):
    """Return ``word`` (str) as words are compared: small letters, no accents, one spelling (й and ї stay)."""
    small = word.lower().replace("ё", "е").replace("ʼ", "'").replace("’", "'")
    if not is_cyrillic(small):
        small = "".join(letter for letter in unicodedata.normalize("NFD", small) if not unicodedata.combining(letter))
        if POINTED.fullmatch(small):
            small = small.replace(".", "")
    small = ENDS_IN_ISE.sub(r"iz\1", small)
    for found, compared in SPELLINGS:
        if found in small:
            small = small.replace(found, compared)
    return small


def is_cyrillic(word):
    """Return whether ``word`` (str) holds a Cyrillic letter."""
    return any("Ѐ" <= letter <= "ӿ" for letter in word)


@lru_cache(maxsize=65_536)
def same_word(one, other, noun=False):
    """Return whether two folded words (str) are forms of one word: “Belgorod” and “Belgorod's”, “Russia” and “Russian”,
    “Кремль” and “Кремля”.

    With ``noun`` (bool) an adjective is not a form of its noun: “Ukrainian” is no “Ukraine”.
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    common = 0
    for first, second in zip(shorter, longer, strict=False):
        if first != second:
            break
        common += 1
    if common < SHORTEST_STEM or is_cyrillic(one) != is_cyrillic(other):
        return False
    if not is_cyrillic(one):
        if noun:
            return False
        short, long = LATIN_ENDS
        return len(shorter) - common <= short and len(longer) - common <= long and common >= 5
    short, long = CYRILLIC_ENDS
    if noun:
        long = 3
    return len(shorter) - common <= short and len(longer) - common <= long and common * 5 >= len(longer) * 3


@lru_cache(maxsize=65_536)
def same_place(one, other):
    """Return whether two folded words (str) may be forms of one place's name, its adjective and its region's name
    among them: “Харкові”, “Харківської” and “Харківщина”, “Sarovia” and “Sarovian”."""
    if same_word(one, other):
        return True
    if not (is_cyrillic(one) and is_cyrillic(other)):
        return False
    first, second = (REGION_ENDS.sub("", word) for word in (one, other))
    return _stem(first) == _stem(second) != ""


def _stem(word):
    stem = CASE_ENDS.sub("", word)
    return stem if len(stem) >= SHORTEST_STEM else ""


def by_start(every):
    """Return ``every`` word (folded str) by how it begins (dict of str to list), to look forms of a word up in."""
    found = {}
    for word in every:
        found.setdefault(word[:START], []).append(word)
    return found
