"""Days as people write them: which day is meant, in the Extended Date/Time Format."""

import re
from datetime import date
from typing import NamedTuple

# The months in English, Ukrainian and Russian, as they stand in a date and by themselves; the first letters do.
MONTHS = (
    "jan(?:uary)?|січ(?:ень|ня)?|янв(?:арь|аря)?",
    "feb(?:ruary)?|лют(?:ий|ого)?|фев(?:раль|раля)?",
    "mar(?:ch)?|берез(?:ень|ня)?|март?а?",
    "apr(?:il)?|квіт(?:ень|ня)?|апр(?:ель|еля)?",
    "may|трав(?:ень|ня)?|ма[йя]",
    "june?|черв(?:ень|ня)?|июн[ья]?",
    "july?|лип(?:ень|ня)?|июл[ья]?",
    "aug(?:ust)?|серп(?:ень|ня)?|авг(?:уст|уста)?",
    "sept?(?:ember)?|верес(?:ень|ня)?|сент?(?:ябрь|ября)?",
    "oct(?:ober)?|жовт(?:ень|ня)?|окт(?:ябрь|ября)?",
    "nov(?:ember)?|листопад[а]?|ноя(?:брь|бря)?",
    "dec(?:ember)?|груд(?:ень|ня)?|дек(?:абрь|абря)?",
)
_MONTH = "(?P<{}>" + "|".join(MONTHS) + r")\.?"
_YEAR = r"(?P<{}>(?:19|20)[0-9][0-9])"
_DAY = r"(?P<{}>0?[1-9]|[12][0-9]|3[01])"
# One expression for each way of writing, so that a name says which it was.
FORMS = (
    rf"{_YEAR.format('y1')}-(?P<m1>[0-9][0-9])-(?P<d1>[0-9][0-9])"
    r"(?:[T ][0-9][0-9]:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9][0-9]:?[0-9][0-9])?)?",
    rf"{_DAY.format('d2')}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m2')},?\s+{_YEAR.format('y2')}",
    rf"{_MONTH.format('m3')}\s+{_DAY.format('d3')}(?:st|nd|rd|th)?,?\s+{_YEAR.format('y3')}",
    rf"{_DAY.format('d4')}\.(?P<m4>0?[1-9]|1[0-2])\.{_YEAR.format('y4')}",
    rf"(?P<d5>[0-9][0-9]?)/(?P<m5>[0-9][0-9]?)/{_YEAR.format('y5')}",
)
WRITTEN_DAY = re.compile(rf"(?<![\w./-])(?:{'|'.join(FORMS)})(?![\w/-])", re.IGNORECASE)
WRITTEN_MONTH = re.compile(rf"(?<!\w)(?:{_MONTH.format('m')}\s+{_YEAR.format('y')})(?!\w)", re.IGNORECASE)
_NUMBER_OF = [re.compile(rf"(?:{names})\Z", re.IGNORECASE) for names in MONTHS]


class Written(NamedTuple):
    """A date as it stands in a text: its place, what it says (empty where no such day exists, or where it could be
    two), and the words."""

    start: int
    end: int
    value: str
    words: str
    ambiguous: bool = False


def written_days(text):
    """Return an iterator of the `Written` dates of ``text`` (str) that name a day, a month and a year."""
    for match in WRITTEN_DAY.finditer(text):
        number, year = next((form, match[f"y{form}"]) for form in range(1, 6) if match[f"y{form}"])
        month, day = match[f"m{number}"], int(match[f"d{number}"])
        month = int(month) if month.isdigit() else month_number(month)
        ambiguous = False
        if number == 5:
            # Some write the day first and some the month.
            ambiguous = day <= 12 and month <= 12 and day != month
            if month > 12:
                day, month = month, day
        value = "" if ambiguous else iso(int(year), month, day)
        yield Written(match.start(), match.end(), value, match[0], ambiguous)


def written_month(text):
    """Return the `Written` month that ``text`` (str) is, such as "March 2024", or None."""
    match = WRITTEN_MONTH.fullmatch(text)
    if match is None:
        return None
    return Written(match.start(), match.end(), f"{match['y']}-{month_number(match['m']):02}", match[0])


def month_number(word):
    """Return the number of the month called ``word`` (str, one that the expressions above match)."""
    return next(number for number, names in enumerate(_NUMBER_OF, 1) if names.match(word))


def iso(year, month, day):
    """Return the day as YYYY-MM-DD, or an empty str if the calendar has none such. All are int."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
