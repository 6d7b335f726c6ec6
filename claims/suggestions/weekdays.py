"""“On Tuesday” read against the day of the article: which day something was said, as a suggestion."""

from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError

from claims.suggestions.quoting import inside, quotations
from claims.suggestions.sentences import paragraphs
from claims.suggestions.tokens import tokens
from claims.suggestions.wordlists import words
from editorial.edtf import parse

WEEKDAYS = {
    word: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    for word in words(name)
}
TODAY, YESTERDAY, LAST, NEXT = (words(name) for name in ("today", "yesterday", "last", "next"))
WEEK = timedelta(days=7)


class Day(NamedTuple):
    """A day found in a text: in the Extended Date/Time Format, and the words it was read from, with their place."""

    said: str
    words: str
    start: int
    end: int


def days(text, start, end, published):
    """Return the list of `Day` that ``text[start:end]`` names by a word, in order, read against the day on which it was
    ``published`` (a str in the Extended Date/Time Format, as `Source.published`).

    A weekday is the last one up to that day, as newspapers use it; with “last” before it the one before, unless the day
    itself was meant; one to come tells nothing of when something was said. What stands in quotation marks is somebody
    else's day, and “Tuesday's vote” the vote's: both are left out. Without a single day of publication there is nothing
    to read against, and the list is empty; of an approximate one the days are approximate.
    """
    day, sign = published_day(published)
    if day is None:
        return []
    quoted = [
        span
        for first, last in paragraphs(text)
        if first < end and last > start
        for span in quotations(text, first, last)
    ]
    found = tokens(text, start, end)
    read = []
    for position, token in enumerate(found):
        before = found[position - 1].folded if position else ""
        moved = back(token.folded, before, day)
        if moved is None or token.possessive or inside(quoted, token.start, token.end):
            continue
        read.append(Day((day - moved).isoformat() + sign, token.text, token.start, token.end))
    return read


def back(word, before, day):
    """Return how long before ``day`` (a date) the day is that ``word`` (folded) names after the word ``before``, as a
    `timedelta`; None if it names none."""
    if word in TODAY:
        return timedelta(0)
    if word in YESTERDAY:
        return timedelta(days=1)
    if word not in WEEKDAYS or before in NEXT:
        return None
    moved = timedelta(days=(day.weekday() - WEEKDAYS[word]) % 7)
    return moved or WEEK if before in LAST else moved


def published_day(published):
    """Return (the day as a date, the sign after it) of ``published`` (str), or (None, "") if that is no single day."""
    sign = published[-1:] if published[-1:] in ("~", "?", "%") else ""
    try:
        reach = parse(published)
    except ValidationError:
        return None, ""
    return (reach.earliest, sign) if reach.earliest == reach.latest else (None, "")
