"""All that is looked for in a text."""

from sources.importers.detect import (
    addressing,
    bylines,
    credits,
    dates,
    furniture,
    headlines,
    languages,
    translations,
)
from sources.importers.detect.lines import lines

WITH_HINTS = (headlines, addressing, credits, bylines, furniture)
WITH_NOTES = (dates, translations)


def detect(text):
    """Return what ``text`` (str, normalised) says about itself: a list of `Hint`s, and a list of notes (str)."""
    found_lines = lines(text)
    hints, notes = [], []
    for subject in WITH_HINTS:
        hints += subject.find(text, found_lines)
    for subject in WITH_NOTES:
        found, said = subject.find(text, found_lines)
        hints += found
        notes += said
    hints += languages.find(text)
    return hints, notes
