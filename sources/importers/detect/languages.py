"""Which language a text is in, guessed from its commonest words."""

import re
from collections import Counter
from functools import cache

from django.utils.translation import gettext as _

from sources.importers.base import Hint

# The languages that are told apart, by the names of jusText's lists of common words.
LANGUAGES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ka": "Georgian",
    "kk": "Kazakh",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}
# The ones that are not written in Latin letters; a list of common words also holds some of other scripts.
SCRIPTS = {
    "Arabic": (re.compile("[\u0600-\u06ff]"), ("ar", "fa")),
    "Cyrillic": (re.compile("[\u0400-\u04ff]"), ("be", "bg", "kk", "ru", "sr", "uk")),
    "Georgian": (re.compile("[\u10a0-\u10ff]"), ("ka",)),
    "Greek": (re.compile("[\u0370-\u03ff]"), ("el",)),
    "Hebrew": (re.compile("[\u0590-\u05ff]"), ("he",)),
}
LATIN = tuple(tag for tag in LANGUAGES if not any(tag in tags for _signs, tags in SCRIPTS.values()))
WORD = re.compile(r"[^\W\d_]+")
# The longer lists were gathered from pages that quote English; those words are not the language's own.
LONG_LIST = 1500
# How many words are looked at, and how few are too few to say anything.
MOST_WORDS = 200
FEWEST_WORDS = 8
# What share of the words must be common ones of the language, and by how much it must lead before the next language.
LEAST_SHARE = 0.3
LEAST_LEAD = 0.15


def guess(text):
    """Return the BCP 47 tag of the language of ``text`` (str), or an empty str where it is not clear.

    Method: the share of the first words that are on the list of the language's commonest words (jusText's
    lists); the best must be clearly ahead.
    """
    words = [match[0].lower() for _number, match in zip(range(MOST_WORDS), WORD.finditer(text), strict=False)]
    if len(words) < FEWEST_WORDS:
        return ""
    lists, counts = _lists(), Counter(words)
    shares = sorted(
        ((sum(map(counts.get, lists[tag].intersection(counts))) / len(words), tag) for tag in _tags(words)),
        reverse=True,
    )
    best, tag = shares[0]
    next_best = shares[1][0] if len(shares) > 1 else 0
    return tag if best >= LEAST_SHARE and best - next_best >= LEAST_LEAD else ""


def _tags(words):
    """Return the languages of the script in which most of ``words`` (list of str) are written."""
    letters = "".join(words)
    if letters.isascii():
        return LATIN
    for signs, tags in SCRIPTS.values():
        if len(signs.findall(letters)) * 2 > len(letters):
            return tags
    return LATIN


def find(text):
    """Return the `Hint`s about the language of ``text`` (str): one guess, or none."""
    tag = guess(text)
    return [Hint("language", tag, False, _("from its commonest words"))] if tag else []


@cache
def _lists():
    # Imported here because it brings a parser of HTML with it, which reading a plain text in UTF-8 can do without.
    from justext import get_stoplist

    lists = {tag: get_stoplist(name) for tag, name in LANGUAGES.items()}
    english = lists["en"]
    return {tag: words - english if len(words) > LONG_LIST else words for tag, words in lists.items()}
