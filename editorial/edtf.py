"""Dates that are as precise as the evidence and no more: the Extended Date/Time Format of ISO 8601-2:2019.

The grammar is that of a library; this module keeps the part that an editor needs (day, month or year; an interval of
two of them; each "approximate" or "uncertain"), refuses what has no earliest and latest day, and reads a date aloud.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

# Four digits of a year, then month and day if known, then one sign for how sure that is (ISO 8601-2, 8.3).
PART = re.compile(r"(?P<year>\d{4})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d))?)?(?P<sign>[?~%])?", re.ASCII)

EXAMPLES = "2024-03-12, 2024-03, 2024-03-12/2024-03-14, 2024-03~"


@dataclass(frozen=True)
class EdtfRange:
    """The first and the last day that a date can mean."""

    earliest: date
    latest: date


def parse(text):
    """Return the `EdtfRange` of ``text`` (str, such as ``"2024-03-12/2024-03-14"``).

    Raises `ValidationError`, with examples of what is valid, when it is not such a date or runs backwards.
    """
    parts = text.split("/")
    if len(parts) > 2 or not all(PART.fullmatch(part) for part in parts):
        raise invalid(text)
    try:
        ranges = [_range(part) for part in parts]
    except (EDTFParseException, ValueError) as error:
        raise invalid(text) from error
    first, last = ranges[0], ranges[-1]
    if last.latest < first.earliest:
        raise ValidationError(
            _("“%(text)s” ends before it begins. Write the earlier date first, such as 2024-03-12/2024-03-14."),
            code="reversed",
            params={"text": text},
        )
    return EdtfRange(first.earliest, last.latest)


def invalid(text):
    return ValidationError(
        _("“%(text)s” is not a date this field can hold. Write it like one of these: %(examples)s."),
        code="invalid",
        params={"text": text[:80], "examples": EXAMPLES},
    )


# The grammar of the library takes milliseconds, a record is read more than once on its way in, and what is written in
# one go (an article's claims, an import) speaks of the same few days.
@lru_cache(maxsize=4096)
def _range(part):
    if PART.fullmatch(part)["day"] and part[-1].isdigit():
        # A day is its own first and last, and needs no grammar: nearly every article says one.
        day = date.fromisoformat(part)
        return EdtfRange(day, day)
    parsed = parse_edtf(part)
    return EdtfRange(_day(parsed.lower_strict()), _day(parsed.upper_strict()))


def _day(moment):
    return date(*moment[:3])


def validate_edtf(text):
    """Raise `ValidationError` unless ``text`` (str) is a date that `parse` accepts."""
    parse(text)


def humanise(text):
    """Return ``text`` (a stored date, or an empty str) as a person would write it: "12 to 14 March 2024".

    Pages read hundreds of dates aloud, and the grammar of the library takes milliseconds for each, so this leans on
    their having passed `parse` when they were stored.
    """
    if not text:
        return ""
    parts = text.split("/")
    if len(parts) == 1:
        return _read(parts[0])
    first, last = (PART.fullmatch(part) for part in parts)
    # What both ends share is said once: "12 to 14 March 2024", "March to May 2024".
    shared, words = "", gettext("%(start)s to %(end)s")
    if first["year"] == last["year"] and not first["sign"] and not last["sign"]:
        if first["day"] and last["day"]:
            if first["month"] == last["month"]:
                shared = pgettext("date format: the first day of an interval within a month", "j")
                words = pgettext("two days of one month", "%(start)s to %(end)s")
            else:
                shared = pgettext("date format: the first day of an interval within a year", "j F")
        elif first["month"] and last["month"] and not first["day"] and not last["day"]:
            shared = pgettext("date format: the first month of an interval within a year", "F")
    if parts[0] == parts[1]:
        return _read(parts[0])
    return words % {"start": _read(parts[0], shared), "end": _read(parts[1])}


def _read(part, how=""):
    match = PART.fullmatch(part)
    moment = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    if not how:
        if match["day"]:
            how = pgettext("date format: a day", "j F Y")
        elif match["month"]:
            how = pgettext("date format: a month", "F Y")
        else:
            how = "Y"
    words = formats.date_format(moment, how)
    # Where months are no proper names they are small letters inside a full date, and so they are alone.
    if formats.date_format(moment, "E").islower():
        words = words.lower()
    sign = match["sign"]
    if sign == "~":
        return gettext("about %(date)s") % {"date": words}
    if sign == "?":
        return gettext("%(date)s (uncertain)") % {"date": words}
    if sign == "%":
        return gettext("about %(date)s (uncertain)") % {"date": words}
    return words
