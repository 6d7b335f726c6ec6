"""The text of an article and where words stand in it. Pure: strings in, values out; no files, no database.

Positions are counted in Unicode code points, which is how Python counts, and spans are half open:
``text[start:end]``.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# How many words before and after a quotation are kept with it, in code points.
CONTEXT_WIDTH = 64
# How many places an ambiguous quotation lists; all of them are counted.
CANDIDATES_KEPT = 10


class AnchorState(StrEnum):
    """How a quotation stands to a text. The values are those that a passage stores."""

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class Span(NamedTuple):
    """A stretch of a text, in code points, half open."""

    start: int
    end: int


class Context(NamedTuple):
    """The words directly before and directly after a span."""

    prefix: str
    suffix: str


@dataclass(frozen=True)
class Anchoring:
    """What was found when a quotation was looked for in a text.

    ``start`` and ``end`` say where it stands (exact), or where the one match is (moved); both are None when
    it is ambiguous or lost. ``matches`` counts every place where the words stand, and ``candidates`` holds
    the first `CANDIDATES_KEPT` of them. ``context_agrees`` says whether the words before and after
    ``start:end`` are the ones that were expected; it is False when there is no such place.
    """

    state: AnchorState
    start: int | None = None
    end: int | None = None
    candidates: tuple[Span, ...] = ()
    matches: int = 0
    context_agrees: bool = False


def normalise(raw):
    """Return ``raw`` (str) in the form in which snapshots keep text and positions are counted.

    Unicode Normalization Form C (Unicode Standard Annex 15) and line ends as one ``\\n``; nothing else is
    changed and nothing is trimmed, so that what was captured can be compared with the original. Doing it
    twice changes nothing.
    """
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))


def sha256(text):
    """Return the SHA-256 (FIPS 180-4) of ``text`` (str) in UTF-8, as 64 lower-case hexadecimal digits.

    Raises `UnicodeEncodeError` when the text holds half of a surrogate pair, which no decoded file does.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def find_all(text, exact):
    """Return an iterator of the `Span` of every place in ``text`` where the words ``exact`` stand, overlaps
    included.

    Raises `ValueError` when ``exact`` is empty, since nothing stands everywhere.
    """
    if not exact:
        raise ValueError("An empty quotation cannot be looked for.")
    return _places(text, exact)


def _places(text, exact):
    start = text.find(exact)
    while start != -1:
        yield Span(start, start + len(exact))
        start = text.find(exact, start + 1)


def context(text, start, end, width=CONTEXT_WIDTH):
    """Return the `Context` of the span ``start:end`` of ``text``: at most ``width`` code points on either
    side.

    Raises `ValueError` when the span does not lie inside the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}:{end} does not lie inside a text of {len(text)} characters.")
    return Context(prefix=text[max(0, start - width) : start], suffix=text[end : end + width])


def anchor(text, exact, prefix="", suffix="", start=None, end=None):
    """Look for a quotation in ``text`` and return an `Anchoring`. Nothing is decided: a person moves a
    quotation.

    ``exact``, ``prefix`` and ``suffix`` are the words and those around them; ``start`` and ``end`` the
    position that was noted, if any. Exact: the words stand at that position. Otherwise moved: they stand in
    one other place, or in several of which one alone has the whole prefix before it and the whole suffix
    after it. Ambiguous: in several that the context does not tell apart. Lost: nowhere. The idea of finding a
    quotation again by its words and their context is that of the Text Quote Selector of the W3C Web
    Annotation Data Model, 4.2.4.

    Raises `ValueError` when ``exact`` is empty.
    """
    places = find_all(text, exact)
    # A negative position would count from the end of the text and might match there by chance.
    if start is not None and end is not None and start >= 0 and text[start:end] == exact:
        return Anchoring(
            AnchorState.EXACT,
            start,
            end,
            candidates=(Span(start, end),),
            matches=1,
            context_agrees=_in_context(text, Span(start, end), prefix, suffix),
        )
    matches = 0
    kept = []
    singled_out = []
    for place in places:
        matches += 1
        if len(kept) < CANDIDATES_KEPT:
            kept.append(place)
        if len(singled_out) < 2 and _in_context(text, place, prefix, suffix):
            singled_out.append(place)
    if not matches:
        return Anchoring(AnchorState.LOST)
    if matches > 1 and len(singled_out) != 1:
        return Anchoring(AnchorState.AMBIGUOUS, candidates=tuple(kept), matches=matches)
    found = singled_out[0] if singled_out else kept[0]
    return Anchoring(
        AnchorState.MOVED, *found, candidates=tuple(kept), matches=matches, context_agrees=bool(singled_out)
    )


def _in_context(text, place, prefix, suffix):
    before = text.endswith(prefix, 0, place.start)
    return before and text.startswith(suffix, place.end)
