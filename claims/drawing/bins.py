"""Very many things said, as columns: one lane for each side, and in it how many in each day, week, month or year."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from claims.drawing.days import Days, beginnings
from claims.drawing.lanes import AXIS, HEADING, WIDTH

# The most columns side by side, the height of the tallest and of the lowest, and the space below them.
MOST, TALL, LEAST, FOOT = 62, 64, 1.5, 14
# The room that a number over a column takes for each of its digits.
DIGIT = 7.5
# How long a column lasts, from fine to coarse: a number of days, months or years, and that in days.
UNITS = [
    ("day", 1, 1),
    ("day", 7, 7),
    ("month", 1, 30.44),
    ("year", 1, 365.25),
    ("year", 10, 3652.5),
    ("year", 100, 36525),
]


@dataclass(frozen=True, slots=True)
class Column:
    """How many (``count``) from ``first`` to ``last``, and where the column stands; ``named``: its number has room."""

    first: date
    last: date
    count: int
    x: float
    y: float
    width: float
    height: float
    named: bool

    @property
    def reach(self):
        """Where what can be pressed begins: as high as a finger is wide, however low the column."""
        return min(self.y, self.y + self.height - 26)

    @property
    def reach_height(self):
        return self.y + self.height - self.reach

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Stack:
    """A lane of columns: where it begins, where its columns stand on, and where its name stands."""

    top: float
    foot: float
    columns: list[Column]

    @property
    def name_y(self):
        return self.top + HEADING - 11


@dataclass(frozen=True, slots=True)
class Columns:
    """The picture; ``unit`` and ``step`` say how long a column lasts. Ticks are of `claims.drawing.days`."""

    height: float
    stacks: list[Stack]
    ticks: list
    unit: str
    step: int
    width: float = WIDTH
    axis: float = AXIS


def periods(first, last):
    """Return (unit, step, list of (first day, last day)) that divide the days from ``first`` to ``last``, as finely as
    `MOST` columns allow."""
    count = (last - first).days + 1
    unit, step, _length = next((entry for entry in UNITS if count / entry[2] <= MOST), UNITS[-1])
    starts = [day for day in beginnings(first, last, unit, step) if day > first]
    starts = [first, *starts]
    ends = [start - timedelta(1) for start in starts[1:]] + [last]
    return unit, step, list(zip(starts, ends, strict=True))


def columns(counts, first, last):
    """Return the `Columns` from ``first`` to ``last`` of ``counts``, a list, a lane each, of dicts of day to number."""
    days = Days(first, last, WIDTH)
    unit, step, spans = periods(first, last)
    starts = [start for start, _end in spans]
    summed = []
    for lane in counts:
        sums = [0] * len(spans)
        for day, number in lane.items():
            if days.holds(day):
                sums[bisect_right(starts, day) - 1] += number
        summed.append(sums)
    highest = max((number for sums in summed for number in sums), default=0) or 1
    stacks, top = [], AXIS
    for sums in summed:
        heights = [max(round(TALL * number / highest, 1), LEAST) if number else 0 for number in sums]
        foot = top + HEADING + 2 * DIGIT + max(heights)
        made = [
            column(days, span, number, height, foot)
            for span, number, height in zip(spans, sums, heights, strict=True)
            if number
        ]
        stacks.append(Stack(top, foot, made))
        top = foot + FOOT
    return Columns(top, stacks, days.ticks(), unit, step)


def column(days, span, number, height, foot):
    """Return the `Column` of ``number`` in ``span`` (first and last day), standing on ``foot``."""
    start, width = days.start(span[0]), days.end(span[1]) - days.start(span[0])
    return Column(
        first=span[0],
        last=span[1],
        count=number,
        x=round(start + 1, 1),
        y=round(foot - height, 1),
        width=round(max(width - 2, 1), 1),
        height=height,
        named=len(str(number)) * DIGIT <= width,
    )
