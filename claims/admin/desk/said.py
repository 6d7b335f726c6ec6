"""When something was said: the words of a text that name a day, read against the day on which it was published."""

from dataclasses import dataclass

from claims.suggestions.weekdays import days
from editorial.edtf import humanise

# A text of more than this is read only around the words (code points).
LONGEST = 100_000


@dataclass(frozen=True)
class SaidOn:
    """A day that the text names: as it would be written into the field, as people read it, and where it stands.

    ``here``: whether it stands in the words, or the suggestion, that the form is about.
    """

    said: str
    words: str
    reading: str
    start: int
    end: int
    here: bool


def offered(reading, place):
    """Return the `SaidOn`s (list) of the text of a `Reading`, for a `Place` on the desk."""
    if reading.snapshot is None:
        return []
    text, (start, end) = reading.snapshot.text, _span(place)
    reach = (0, len(text)) if len(text) <= LONGEST else (start, end)
    return [
        SaidOn(day.said, day.words, humanise(day.said), day.start, day.end, start <= day.start and day.end <= end)
        for day in days(text, *reach, reading.source.published)
    ]


def _span(place):
    """Return the span of the words of the form and of its suggestion together (int, int)."""
    ends = [place.initial.get("start"), place.initial.get("end")]
    known = [int(end) for end in ends if str(end).isascii() and str(end).isdigit()]
    if place.suggestion is not None:
        known += [place.suggestion.start, place.suggestion.end]
    return (min(known), max(known)) if known else (0, 0)
