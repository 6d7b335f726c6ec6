"""A stretch of days laid along a line, and the marks below it."""

from dataclasses import dataclass
from datetime import date, timedelta

# The room (units of the picture) that the words of a mark take.
ROOM = 74
# The distances between two marks, from fine to coarse: a number of days, of months or of years.
STEPS = [
    ("day", 1),
    ("day", 2),
    ("day", 7),
    ("month", 1),
    ("month", 3),
    ("year", 1),
    ("year", 5),
    ("year", 10),
    ("year", 50),
    ("year", 100),
    ("year", 1000),
]
# The first day of a week is a Monday (ISO 8601), and marks a week apart stand on Mondays.
MONDAY = 0
LENGTHS = {"day": 1, "month": 30.44, "year": 365.25}


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at ``x`` for ``day``; ``unit`` says how much of the date it needs: "day", "month" or "year"."""

    x: float
    day: date
    unit: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both included (`date`), each as wide as the other, over ``width`` units."""

    first: date
    last: date
    width: float

    @property
    def count(self):
        return (self.last - self.first).days + 1

    @property
    def day_width(self):
        return self.width / self.count

    def start(self, day):
        """Return where ``day`` begins, also outside the stretch."""
        return (day - self.first).days * self.day_width

    def middle(self, day):
        return self.start(day) + self.day_width / 2

    def end(self, day):
        return self.start(day) + self.day_width

    def holds(self, day):
        return self.first <= day <= self.last

    def ticks(self, room=ROOM):
        """Return the marks (list of `Tick`), as close to each other as words of ``room`` units allow."""
        for unit, step in STEPS:
            if LENGTHS[unit] * step * self.day_width >= room:
                break
        marks = [Tick(round(self.start(day), 1), day, unit) for day in beginnings(self.first, self.last, unit, step)]
        if len(marks) < 2 and unit != "day":
            # A stretch within one month or year names both its ends.
            return [Tick(round(self.start(day), 1), day, "day") for day in (self.first, self.last)]
        return marks


def beginnings(first, last, unit, step):
    """Yield the days from ``first`` to ``last`` on which every ``step``-th ``unit`` begins."""
    if unit == "day":
        day = first + timedelta((MONDAY - first.weekday()) % 7) if step == 7 else first
        while day <= last:
            yield day
            if (last - day).days < step:
                return
            day += timedelta(step)
        return
    months = step * (12 if unit == "year" else 1)
    number = first.year * 12 + first.month - 1
    number -= number % months
    while number // 12 <= last.year:
        year, month = divmod(number, 12)
        if year >= 1 and first <= (day := date(year, month + 1, 1)) <= last:
            yield day
        number += months


def stretch(days, least=7, margin=1):
    """Return the first and last day (`date` each) to draw so that ``days`` (a non-empty list) lie inside.

    ``least`` is the fewest days drawn, ``margin`` how many are left free before and after.
    """
    first, last = before(min(days), margin), after(max(days), margin)
    # Later days rather than earlier ones are added: a narrow window begins at the left, and so does what was said.
    last = after(last, max(least - 1 - (last - first).days, 0))
    return before(first, max(least - 1 - (last - first).days, 0)), last


def before(day, number):
    """Return the day ``number`` days before, or the first day there is."""
    return day - timedelta(number) if (day - date.min).days >= number else date.min


def after(day, number):
    """Return the day ``number`` days after, or the last day there is."""
    return day + timedelta(number) if (date.max - day).days >= number else date.max
