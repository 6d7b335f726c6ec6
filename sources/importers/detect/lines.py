"""The lines of a text with their places: what stands at the head and at the foot of an article stands on lines."""

from typing import NamedTuple


class Line(NamedTuple):
    """A line without the spaces around it, and its place in the text, in code points, half open."""

    start: int
    end: int
    text: str


def lines(text):
    """Return the `Line`s of ``text`` (str) that hold something, in order."""
    found, start = [], 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            left = start + len(raw) - len(raw.lstrip())
            found.append(Line(left, left + len(bare), bare))
        start += len(raw) + 1
    return found


def head_and_foot(found, head, foot):
    """Return the first ``head`` and the last ``foot`` (int) of the lines ``found``, none of them twice."""
    return found[:head] + found[max(head, len(found) - foot) :]
