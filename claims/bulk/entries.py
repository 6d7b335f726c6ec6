"""A cell that holds several things: one on each line, its values parted by upright strokes.

`write_entries` and `read_entries` are each other's reverse for every text, so that nothing is lost on the way out and
back: a stroke or a backslash of a value is written with a backslash before it, the end of a line as ``\\n``, and white
space at the ends of a value, or any that would end a line, by its number.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

STROKE = " | "
ESCAPES = re.compile(r"\\(u[0-9a-fA-F]{4}|.|$)", re.DOTALL)
# What is said by a sign; all other white space at the ends of a value is said by its number.
SIGNS = {"\n": r"\n", "|": r"\|", "\\": r"\\"}
# Within a value: the signs, and what other programs take for the end of a line.
WITHIN = re.compile(r"[\n|\\\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
ENDS = re.compile(r"^\s+|\s+$")


def write_entries(entries):
    """Return the cell (str) for ``entries``, an iterable of lists of str; empty values at the end are left out."""
    lines = []
    for values in entries:
        told = [ENDS.sub(lambda found: _numbered(found[0]), WITHIN.sub(_sign, value)) for value in values]
        while told and not told[-1]:
            told.pop()
        lines.append(STROKE.join(told).strip())
    return "\n".join(lines)


def read_entries(cell):
    """Return what ``write_entries`` was given, from a cell (str): a list of lists of str; lines without a word are left
    out. Raises `ValidationError` for a backslash that says nothing."""
    entries = []
    for line in cell.split("\n"):
        if line.strip():
            values = [_read(value, len(entries) + 1) for value in _parted(line)]
            while values and not values[-1]:
                values.pop()
            entries.append(values)
    return entries


def _sign(found):
    return SIGNS.get(found[0]) or _numbered(found[0])


def _numbered(white):
    return "".join(f"\\u{ord(sign):04x}" for sign in white)


def _parted(line):
    """Yield the values of a line as they are written, between the strokes that have no backslash before them."""
    start = at = 0
    while at < len(line):
        if line[at] == "|":
            yield line[start:at].strip()
            start = at + 1
        at += 2 if line[at] == "\\" else 1
    yield line[start:].strip()


def _read(written, number):
    def meant(found):
        what = found[1]
        if what in ("|", "\\"):
            return what
        if what == "n":
            return "\n"
        if len(what) == 5:
            return chr(int(what[1:], 16))
        raise ValidationError(
            gettext(
                "Entry %(number)d: “%(sign)s” says nothing. Write a backslash twice, and a stroke with one before it."
            )
            % {"number": number, "sign": found[0]}
        )

    return ESCAPES.sub(meant, written)
