"""A text in sentences, with the exact place of each; pure, and the same for Latin and Cyrillic letters."""

import re
from typing import NamedTuple

from claims.suggestions.wordlists import words

# What may stand after the sign that ends a sentence and still belongs to it.
CLOSING = "\"'”’»)]"
OPENING = "\"'“‘«„(["
END = re.compile(rf"[.!?…]+[{re.escape(CLOSING)}]*(?=\s|$)")
# In code points; the longest sentence of a communiqué is shorter.
LONGEST = 2_000
# So far from its point a word is looked at.
AROUND = 40
PARAGRAPH = re.compile(r"\n\s*\n|\n")
SHORT = words("short")
BEFORE_NUMBER = words("short-before-number")
SHORT_OF_MEASURE = words("short-at-the-end")
LAST_WORD = re.compile(r"([^\W\d_](?:[\w.-]*\w)?)$")


class Sentence(NamedTuple):
    """One sentence: ``start`` and ``end`` (code points, half-open) and the number of its ``paragraph``, from 0."""

    start: int
    end: int
    paragraph: int


def split(text):
    """Return the list of `Sentence` of ``text`` (str), in order, none of them empty and none overlapping another.

    A line is a paragraph, since headlines and captions end without a point; spaces at the ends of a sentence are left
    out of it. What goes on for longer than anybody speaks is cut into pieces, so that reading a text takes a time in
    proportion to its length, whatever is in it.
    """
    found = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for first, last in _sentences(text, start, end):
            found += [Sentence(*piece, number) for piece in _pieces(text, first, last)]
    return found


def paragraphs(text):
    """Return the (start, end) of every line of ``text`` (str) that holds more than space, without that space."""
    found = []
    start = 0
    for gap in [*PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        line = text[start:end]
        if line.strip():
            left = len(line) - len(line.lstrip())
            found.append((start + left, start + len(line.rstrip())))
        if gap:
            start = gap.end()
    return found


def _sentences(text, start, end):
    begin = start
    for mark in END.finditer(text, start, end):
        if mark.end() < end and not _ends(text, mark, begin, end):
            continue
        yield begin, mark.end()
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _pieces(text, start, end):
    while end - start > LONGEST:
        # After a whole word, if there is one.
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut == -1 else cut
        last = start + len(text[start:cut].rstrip())
        if last > start:
            yield start, last
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _ends(text, mark, begin, end):
    """Return whether a sentence ends at ``mark``, which is followed by a space."""
    following = text[mark.end() : min(end, mark.end() + AROUND)].lstrip()
    first = following.lstrip(OPENING)[:1]
    dash = following[:1] in "—–-"
    if mark.group()[0] != "." or mark.group().startswith(".."):
        # A question or an exclamation inside a quotation goes on with a small letter: “Why?” he asked.
        return not first.islower() and not dash
    before = LAST_WORD.search(text, max(begin, mark.start() - AROUND), mark.start())
    word = before.group(1).lower() if before else ""
    if first.islower() or dash:
        # ".» - said the governor" is one sentence; a point before a small letter ends none.
        return False
    if len(word) == 1 and before.group(1).isupper():
        return False
    if word in BEFORE_NUMBER and first.isdigit():
        return False
    if word in SHORT:
        return word in SHORT_OF_MEASURE and first.isupper()
    return True
