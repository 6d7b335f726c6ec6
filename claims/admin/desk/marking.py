"""A text cut up for the desk: into lines, and within these wherever a suggestion, a passage or page furniture begins or
ends. Pure: strings and spans in, values out.

Every piece says where it starts, in Unicode code points, and holds exactly the text that stands there; so what somebody
selects on the page leads back to the same code points.
"""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    SUGGESTION = "suggestion"
    PASSAGE = "passage"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Mark:
    """Something about the span ``start:end`` of a text; ``about`` is whatever the page tells of it."""

    kind: MarkKind
    start: int
    end: int
    about: object = None


@dataclass(frozen=True)
class Piece:
    """Text without a mark beginning or ending inside it. ``begins`` and ``ends``: the suggestions that begin with it
    and the passages that end with it, for the small links that stand there."""

    start: int
    text: str
    marks: tuple = ()
    begins: tuple = ()
    ends: tuple = ()

    def has(self, kind):
        return any(mark.kind == kind for mark in self.marks)

    @property
    def is_quoted(self):
        return self.has(MarkKind.PASSAGE)

    @property
    def is_suggested(self):
        return self.has(MarkKind.SUGGESTION)

    @property
    def is_furniture(self):
        return self.has(MarkKind.FURNITURE)

    @property
    def quoted_in(self):
        """The passages it belongs to (list of whatever their marks are about)."""
        return [mark.about for mark in self.marks if mark.kind == MarkKind.PASSAGE]

    @property
    def suggested_by(self):
        """The suggestions it belongs to (list of whatever their marks are about)."""
        return [mark.about for mark in self.marks if mark.kind == MarkKind.SUGGESTION]


@dataclass(frozen=True)
class Line:
    """One line of the text, without its line end."""

    start: int
    pieces: tuple

    @property
    def is_furniture(self):
        return bool(self.pieces) and all(piece.is_furniture or not piece.text.strip() for piece in self.pieces)


def cut(text, marks):
    """Return the `Line`s (list) of ``text`` (str) with its `Mark`s; those that do not lie inside it are left out."""
    marks = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda mark: (mark.start, mark.end)
    )
    edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    lines, waiting, active, edge = [], iter(marks), [], 0
    coming = next(waiting, None)
    start = 0
    for line in text.split("\n"):
        end, pieces, here = start + len(line), [], start
        while here < end:
            while edge < len(edges) and edges[edge] <= here:
                edge += 1
            there = min(end, edges[edge]) if edge < len(edges) else end
            active = [mark for mark in active if mark.end > here]
            while coming is not None and coming.start <= here:
                if coming.end > here:
                    active.append(coming)
                coming = next(waiting, None)
            pieces.append(_piece(text, here, there, active))
            here = there
        lines.append(Line(start, tuple(pieces)))
        start = end + 1
    return lines


def _piece(text, start, end, active):
    # A mark that begins in a line end has its link at the first letter after it.
    begins = [mark for mark in active if mark.kind == MarkKind.SUGGESTION and _first(text, mark) == start]
    ends = [mark for mark in active if mark.kind == MarkKind.PASSAGE and _last(text, mark) == end]
    return Piece(
        start,
        text[start:end],
        tuple(active),
        tuple(mark.about for mark in begins),
        tuple(mark.about for mark in ends),
    )


def _first(text, mark):
    start = mark.start
    while start < mark.end and text[start] == "\n":
        start += 1
    return start


def _last(text, mark):
    end = mark.end
    while end > mark.start and text[end - 1] == "\n":
        end -= 1
    return end
