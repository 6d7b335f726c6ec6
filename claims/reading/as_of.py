"""What had been said by a day.

One rule: a report counts from the day by which its words had surely been said. That is the last day of the date in
``Appearance.said``, or of its source's date of publication if that is earlier or the only one known, because what is
printed has been said. Where neither is known the report is undated and counts on no day. A claim had been said when one
of its public reports counts; a pair could be drawn when both its claims had been said.

The rule stands here for the database, as a condition and as an expression, and as a function of two days; the tests
hold them together.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _

from claims.models import Appearance
from claims.reading.paging import repeated

# The part of the address that asks for a day, in the one form that it is written in.
AS_OF = "as_of"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def sure_day(said_latest, published_latest):
    """Return the day (`date`) by which words had surely been said, or None when neither date is known."""
    return min(filter(None, (said_latest, published_latest)), default=None)


def surely_said(prefix=""):
    """Return the expression for `sure_day` of an appearance, at the lookup path ``prefix``."""
    said, published = f"{prefix}said_latest", f"{prefix}source__published_latest"
    # Each stands in for the other, because the databases disagree on the least of a day and nothing.
    return Least(Coalesce(said, published), Coalesce(published, said))


def said_by_q(day, prefix=""):
    """Return the condition "this appearance counts on ``day``" (a `date`), asked across the lookup path ``prefix``."""
    return Q(**{f"{prefix}said_latest__lte": day}) | Q(**{f"{prefix}source__published_latest__lte": day})


def claim_said_by_q(day, prefix=""):
    """Return the condition "this claim had been said by ``day``" (a `date`): a public report of it counts."""
    reports = Appearance.objects.published().filter(said_by_q(day), claim=OuterRef(f"{prefix}pk"))
    return Q(Exists(reports))


def pair_said_by_q(day, prefix=""):
    """Return the condition "both claims of this pair had been said by ``day``" (a `date`)."""
    return claim_said_by_q(day, f"{prefix}claim__") & claim_said_by_q(day, f"{prefix}counterclaim__")


def read_day(text):
    """Return the day (`date`) written in ``text`` (str) as 2024-03-12, or None when it is not such a day."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def asked_day(query):
    """Return (day, problem) of an address's ``query`` (a QueryDict): a `date`, or None for everything said until now;
    and why the address cannot be answered (str), or ""."""
    if AS_OF not in query:
        return None, ""
    if problem := repeated(query, [AS_OF]):
        return None, problem
    if day := read_day(query[AS_OF]):
        return day, ""
    wrong = query[AS_OF][:40].replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return None, _("“%(value)s” is not a day; write it like this: as_of=2024-03-12.") % {"value": wrong}


@dataclass(frozen=True, slots=True)
class Replay:
    """Where a page stands in time. ``day`` is the day asked for, or None; ``days`` are the days on which something was
    said, in order; ``later`` and ``undated`` count the reports that ``day`` leaves out."""

    day: date | None
    days: tuple[date, ...] = ()
    later: int = 0
    undated: int = 0

    @property
    def previous(self):
        """The day to go back to: from everything, to the last day but one, because on the last all had been said."""
        before = bisect_left(self.days, self.day) - 1 if self.day else len(self.days) - 2
        return self.days[before] if before >= 0 else None

    @property
    def next(self):
        """The next day on which something was said, or None after the last."""
        if self.day is None:
            return None
        after = bisect_right(self.days, self.day)
        return self.days[after] if after < len(self.days) else None

    @property
    def first(self):
        return self.days[0] if self.days else None

    @property
    def last(self):
        return self.days[-1] if self.days else None

    @property
    def position(self):
        """Which of ``days`` is shown, counted from 0 (int): the last that is not after ``day``."""
        if not self.days:
            return 0
        return max(bisect_right(self.days, self.day) - 1, 0) if self.day else len(self.days) - 1

    @property
    def too_early(self):
        """Whether nothing had been said by the day asked for."""
        return bool(self.day and (not self.days or self.day < self.days[0]))


def replay(reports, day=None):
    """Return (the reports that count, `Replay`) of ``reports`` (list of `Report`) on ``day`` (a `date`, or None for
    all of them)."""
    days = tuple(sorted({report.day for report in reports if report.day}))
    if day is None:
        return list(reports), Replay(None, days)
    counting = [report for report in reports if report.day and report.day <= day]
    undated = sum(report.day is None for report in reports)
    return counting, Replay(day, days, len(reports) - len(counting) - undated, undated)
