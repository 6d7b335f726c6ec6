"""Words as the index knows them: folded, in Latin letters, stemmed, in ASCII. Pure; both databases store the result.

Folding is that of Unicode (compatibility decomposition without its marks, then case folding: UAX #15, UAX #44); the
stems are those of the Snowball English stemmer.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# A longer "word" is no word; both databases would keep it, and nobody can type it.
LONGEST = 60
# How many words of one text are indexed. PostgreSQL knows no position beyond 16,383.
MOST = 3_000

# Between the parts of a text (one name and the next): no phrase reaches over it, because no word is written so.
GAP = "0"

# Letters that Unicode does not decompose.
ALIKE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)

# Cyrillic in Latin letters, after folding (so ё is е, й is и, ї is і there): one letter for one as far as there is one,
# and the letters that Russian and Ukrainian write differently for the same sound become the same.
LATIN = str.maketrans(
    {
        "а": "a",
        "б": "b",
        "в": "v",
        "г": "g",
        "ґ": "g",
        "д": "d",
        "е": "e",
        "є": "e",
        "ж": "zh",
        "з": "z",
        "и": "i",
        "і": "i",
        "ј": "j",
        "к": "k",
        "л": "l",
        "м": "m",
        "н": "n",
        "о": "o",
        "п": "p",
        "р": "r",
        "с": "s",
        "т": "t",
        "у": "u",
        "ў": "u",
        "ф": "f",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ы": "y",
        "ь": "",
        "э": "e",
        "ю": "yu",
        "я": "ya",
    }
)

# Letters and digits. An apostrophe inside a word belongs to it (п'ять, d'Ukraine), and so does a comma in 1,500.
WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f])+(?:(?:['’ʼ`](?=[^\W_])|(?<=\d),(?=\d{3}(?!\d)))(?:[^\W_]|[\u0300-\u036f])+)*"
)
POSSESSIVE = re.compile(r"['’ʼ`]s$")
APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ`,"))

# English words that stand in nearly every text and tell none from another.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be been but by did do does for from had has have he her his if in into is it its of on or
        she that the their them then there these they this those to was we were what when where which who whom whose
        will with would you your""",
    )
)


class Word(NamedTuple):
    """A word in a text: where it stands (code points, half open), how it is written, and as which token it counts."""

    start: int
    end: int
    written: str
    token: str


def fold(text):
    """Return ``text`` (str) without case and without the marks on its letters: "Ilyá" as "ilya", "ё" as "е"."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.casefold().translate(ALIKE)


def latin(text):
    """Return folded ``text`` (str) with Cyrillic letters in Latin ones: "теткино" as "tetkino"."""
    return text.translate(LATIN)


def folded(written):
    """Return ``written`` (a word, str) folded, without an ending "'s" and without apostrophes and commas inside."""
    return POSSESSIVE.sub("", fold(written)).translate(APOSTROPHES)


def plain(written):
    """Return ``written`` (a word, str) folded, in the letters a to z and digits alone; "" for none."""
    return ascii_only(latin(folded(written)))


def ascii_only(word):
    """Return folded ``word`` (str) in ASCII: other letters by their number. One that begins with a digit begins with
    "n" instead, so that no database takes it for a number and reads 10e5 as 1000000."""
    word = "".join(
        sign if sign.isascii() and sign.isalnum() else f"u{ord(sign):x}" if sign.isalnum() else "" for sign in word
    )
    return f"n{word}" if word[:1].isdigit() else word


@lru_cache(maxsize=50_000)
def stemmed(word):
    """Return the English stem of a `plain` word (str)."""
    # The stemmer keeps its place in the word it works on, so each call has its own.
    return snowballstemmer.stemmer("english").stemWord(word)


@lru_cache(maxsize=50_000)
def token(written):
    """Return the token of ``written`` (a word, str), or "" for one that is not indexed."""
    word = plain(written)
    if not word or len(word) > LONGEST or word in COMMON:
        return ""
    # A word in other letters loses an "English" ending too: it has to count as what it is in Latin letters.
    return stemmed(word)


def words(text):
    """Yield a `Word` for every indexed word of ``text`` (str), in order, at most `MOST`."""
    count = 0
    for found in WORD.finditer(text):
        known = token(found.group())
        if known:
            count += 1
            if count > MOST:
                return
            yield Word(found.start(), found.end(), found.group(), known)


def tokens(text):
    """Return the tokens (list of str) of ``text`` (str), in order."""
    return [word.token for word in words(text)]


def prepared(*texts):
    """Return ``texts`` (str) as one text of tokens for the index, with gaps that no phrase reaches over."""
    return "".join(f"{' '.join(found)} {GAP} " for text in texts if (found := tokens(text))).strip()


# Markers --------------------------------------------------------------------------------------------------------------
# Tokens beside those of the words. Somebody who types one finds what it marks, which does no harm.


def whole(text):
    """Return the token (str) that says "this text, and nothing more", or "" for a text without words."""
    return f"x1{''.join(found)}"[:LONGEST] if (found := tokens(text)) else ""


def beginning(text):
    """Return the token (str) whose prefixes are those of ``text`` as it is typed, blanks left out."""
    return f"x2{''.join(typed(text))}"[:LONGEST]


def inner(word):
    """Return the token (str) whose prefixes are those of a `plain` ``word`` as it is typed."""
    return f"x3{word}"[:LONGEST]


def typed(text):
    """Return the words of ``text`` (str) as `plain` words (list of str), the common ones among them."""
    return [word for found in WORD.finditer(text) if (word := plain(found.group()))]


def markers(text):
    """Return the tokens (str, parted by blanks) by which ``text``, a name or title, is found whole or while typed."""
    first = beginning(text)
    return " ".join(filter(None, dict.fromkeys([whole(text), first, *map(inner, typed(text))])))
