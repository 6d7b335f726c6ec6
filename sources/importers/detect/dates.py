"""When an article says that it was published."""

import re

from django.utils.translation import gettext as _

from sources.importers.base import Hint
from sources.importers.detect.calendar_words import iso, written_days, written_month
from sources.importers.detect.lines import head_and_foot

# A date that stands before the article's first words, as some archives write it: " date 2024-03-13 In a ...".
DATE_LINE = re.compile(r"\s*date (\d{4})-(\d{2})-(\d{2})(?=\s|$)", re.ASCII)
LABEL = re.compile(
    r"(?:[\"']?datePublished[\"']?|(?:first\s+)?published(?:\s+(?:on|at))?|publication date|posted(?:\s+on)?|date"
    r"|дата(?:\s+публікації|\s+публикации)?|опубліковано|оприлюднено|опубликовано)\s*[:=]?\s*[\"']?",
    re.IGNORECASE,
)
# What may stand beside a date on a line of its own: the weekday, the time, the zone, the words for "year".
BESIDE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|року|рік|года|год|р|г|at|о|в"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?|[ap]\.?m|gmt|utc|[ce]es?t|msk|мск|[+-]\d{1,2}:?\d\d|[\s,.|·•–—-])*",
    re.IGNORECASE,
)
# Every way of writing a date that is read here has one, and most lines have none.
YEAR = re.compile("(?:19|20)[0-9][0-9]")
AGENCY_LINE = re.compile(r"[^\n()]{2,60}\((?:[^\W\d_][^()\n]{1,30})\)\s*[-–—]|[^\n/]{2,60}/[^/\n]{2,30}/\s*[-–—.]?")
HEAD, FOOT = 8, 4
LONGEST_LINE = 200


def find(text, found_lines):
    """Return `Hint`s about the date of publication of ``text`` (str, with its `lines`), and notes (list of str).

    Certain is what follows a word for publication, or stands where archives put it, before the first words.
    A date alone on a line at the head or foot, or in an agency's line of place and date, is a guess: it could
    be the day of the event. Dates in running text are not looked at.
    """
    hints, notes = [], []
    match = DATE_LINE.match(text)
    if match:
        words = match[0].split()[1]
        value = iso(*map(int, match.groups()))
        if value:
            place = match.end() - len(words)
            hints.append(Hint("published", value, True, _("at the start of the first line"), place, match.end()))
        else:
            notes.append(_("the date at its start, %(date)s, does not exist and was not taken") % {"date": words})
    for line in head_and_foot(found_lines, HEAD, FOOT):
        if not (match and line.start < match.end()):
            _read_line(line, hints, notes)
    return hints, notes


def _read_line(line, hints, notes):
    sample = line.text[:LONGEST_LINE]
    if not YEAR.search(sample):
        return
    label = LABEL.match(sample)
    for written in written_days(sample):
        alone = len(line.text) <= LONGEST_LINE and _only_date(line.text, written, label)
        labelled = bool(label) and bool(BESIDE.fullmatch(sample[label.end() : written.start]))
        # In a sentence the word may speak of anything; in a page's data it speaks of the page.
        labelled = labelled and (alone or "datepublished" in label[0].lower())
        agency = AGENCY_LINE.match(sample)
        dateline = bool(agency) and agency.end() >= written.end
        if not (labelled or alone or dateline):
            continue
        if written.ambiguous:
            notes.append(_("the date %(date)s could be two days and was not taken") % {"date": written.words})
        elif not written.value:
            notes.append(_("the date %(date)s does not exist and was not taken") % {"date": written.words})
        else:
            where = (
                _("after a word for publication")
                if labelled
                else _("alone on a line")
                if alone
                else _("in the line of place and date")
            )
            start = line.start + written.start
            hints.append(Hint("published", written.value, labelled, where, start, line.start + written.end))
        return
    rest = sample[label.end() :] if label else sample
    month = written_month(rest) if len(line.text) <= LONGEST_LINE else None
    if month:
        where = _("after a word for publication") if label else _("alone on a line")
        hints.append(Hint("published", month.value, bool(label), where, line.end - len(rest), line.end))


def _only_date(text, written, label):
    before = text[label.end() if label and label.end() <= written.start else 0 : written.start]
    return bool(BESIDE.fullmatch(before) and BESIDE.fullmatch(text[written.end :].rstrip("\"'")))
