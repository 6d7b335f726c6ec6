"""Characters that nobody can see: which ones make a file no text, and which ones are kept out of it and reported."""

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.importers.base import Unreadable

# Control characters that belong in text: tab, line feed, form feed (a page break), carriage return.
BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# The second block of control characters is never typed, but for the next-line mark. It comes from text in
# Windows-1252, whose quotation marks stand there, converted as if it were Latin-1.
MISREAD = re.compile("[\x80-\x84\x86-\x9f]")
HALVES = re.compile("[\ud800-\udfff]")
# All of these at once: one look shows that an article holds none.
REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff]")
# What a converter puts where it lost a letter.
REPLACEMENT = "\ufffd"

# Marks that are put on a letter: a dozen on one is more than any script needs, and the time to bring them into order
# grows with the square of their number.
UNLETTERED = re.compile(r"[^\w\s\x00-\x7f]{65,}")
MOST_MARKS = 64

JOINERS = "\u200c\u200d"
HIDDEN = re.compile(
    # The soft hyphen, the sign of Mongolian that has no width, the joiners, the spaces of no width.
    "[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff"
    # What turns the direction of writing (Unicode Standard Annex 9), and what shaped digits before.
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f"
    # Marks of annotations, the letters that only machines read, and what is no character by definition.
    "\ufff9-\ufffb\ufffe\uffff\U000e0001\U000e0020-\U000e007f]"
)
# In these scripts the joiners are part of spelling: Arabic to Thaana, the scripts of India, Sinhala to Myanmar, Khmer,
# Mongolian.
JOINING_SCRIPTS = re.compile("[\u0600-\u07bf\u0840-\u0dff\u0f00-\u109f\u1780-\u18af]")
VARIATIONS = "\ufe0e\ufe0f"


def clean(text):
    """Return ``text`` (str) without characters that cannot be seen, and the sentences that say which were kept out.

    Direction marks and characters of no width hide words, or show them in another order than they stand. A
    joiner stays where it makes one sign of several: within an emoji, and within a word of a script that is
    written with it.

    Raises `Unreadable` for what is no text: control characters, halves of characters, heaps of marks.
    """
    if REFUSED.search(text):
        refuse(text)
    if text.isascii():
        # All that follows is about other characters.
        return text, ()
    for found in UNLETTERED.finditer(text):
        if sum(unicodedata.combining(sign) > 0 for sign in found[0]) > MOST_MARKS:
            raise Unreadable(
                _("it heaps more than %(count)d marks on one letter, on line %(line)d")
                % {"count": MOST_MARKS, "line": text.count("\n", 0, found.start()) + 1},
                _("Take them away: no script is written like that."),
            )
    removed = Counter()
    cleaned = without_hidden(text, removed)
    notes = kept_out(removed)
    if REPLACEMENT in cleaned:
        notes.append(
            ngettext(
                "a letter was lost before it came here: it holds %(count)d replacement character (U+FFFD)",
                "letters were lost before it came here: it holds %(count)d replacement characters (U+FFFD)",
                cleaned.count(REPLACEMENT),
            )
            % {"count": cleaned.count(REPLACEMENT)}
        )
    return cleaned, tuple(notes)


def refuse(text):
    """Raise `Unreadable` for the first control character or half of a character in ``text`` (str)."""
    for pattern, reason, remedy in (
        (
            BINARY,
            _("it is not plain text: it holds the control character %(code)s on line %(line)d"),
            _("If it is an article, save it as plain text in UTF-8; otherwise leave it out."),
        ),
        (
            MISREAD,
            _("it was converted from the wrong encoding: line %(line)d holds the control character %(code)s"),
            _("Convert the original again, most likely from Windows-1252."),
        ),
        (
            HALVES,
            _("it holds half of a character, %(code)s, on line %(line)d"),
            _("It was cut or damaged there. Get it again."),
        ),
    ):
        found = pattern.search(text)
        if found:
            values = {"code": _code(found[0]), "line": text.count("\n", 0, found.start()) + 1}
            raise Unreadable(reason % values, remedy)


def without_hidden(text, removed):
    """Return ``text`` (str) without the characters that have no width or turn the direction, and count them in
    ``removed`` (a `Counter`)."""

    def weigh(match):
        if match[0] in JOINERS and _joins(text, match.start()):
            return match[0]
        removed[match[0]] += 1
        return ""

    return HIDDEN.sub(weigh, text)


def kept_out(removed):
    """Return the sentence about the characters that were ``removed`` (a `Counter`) in a list, or an empty list."""
    if not removed:
        return []
    total = sum(removed.values())
    kinds = ", ".join(f"{count} × {_code(sign)} {_name(sign)}" for sign, count in sorted(removed.items()))
    return [
        ngettext(
            "%(count)d character that cannot be seen was kept out: %(kinds)s",
            "%(count)d characters that cannot be seen were kept out: %(kinds)s",
            total,
        )
        % {"count": total, "kinds": kinds}
    ]


def _joins(text, place):
    before = place - 1
    while before >= 0 and text[before] in VARIATIONS:
        before -= 1
    if before < 0 or place + 1 >= len(text):
        return False
    pair = text[before] + text[place + 1]
    if all(map(JOINING_SCRIPTS.match, pair)):
        return True
    # So: pictures. Sk: the shades of skin, which follow one.
    return all(unicodedata.category(sign) in ("So", "Sk") for sign in pair)


def _code(sign):
    return f"U+{ord(sign):04X}"


def _name(sign):
    nameless = _("noncharacter") if ord(sign) > 0xFF else _("control character")
    return unicodedata.name(sign, nameless).lower()
