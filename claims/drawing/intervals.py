"""Numbers that somebody gave, as stretches of one scale; and series of them as steps over the days.

Numbers in, shapes out. A number that was said to be "at least" so much has no upper end, and none is drawn.
"""

from dataclasses import dataclass
from math import ceil, floor, log10

from claims.drawing.days import Days, stretch

WIDTH, INSET = 400, 24
# From this ratio between the largest and the smallest number on, small ones would be lost on an even scale.
LARGE = 60
# A step chart: its size, and the room for numbers before and names after the steps.
STEPS_WIDTH, STEPS_HEIGHT, BEFORE, AFTER, ABOVE, BENEATH = 860, 240, 60, 210, 14, 30


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from ``low`` to ``high`` over `WIDTH` units, even or, if ``logarithmic``, by powers of ten. ``whole``: of
    things that are counted, so that no mark stands between two numbers."""

    low: float
    high: float
    logarithmic: bool
    whole: bool = False

    def at(self, number):
        """Return where ``number`` stands."""
        if self.logarithmic:
            share = (log10(number) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            share = (number - self.low) / (self.high - self.low)
        return round(INSET + share * (WIDTH - 2 * INSET), 1)

    def ticks(self):
        """Return the marks as a list of (where, number): round numbers, or powers of ten."""
        if self.logarithmic:
            powers = range(round(log10(self.low)), round(log10(self.high)) + 1)
            step = ceil(len(powers) / 6)
            return [(self.at(10.0**power), 10.0**power) for power in powers[::step]]
        step = max(round_step(self.high - self.low), self.whole)
        first, last = ceil(self.low / step), floor(self.high / step)
        return [(self.at(number * step), number * step) for number in range(first, last + 1)]


def round_step(length):
    """Return a round number (1, 2 or 5 times a power of ten) of which four or five fit into ``length``."""
    power = 10.0 ** floor(log10(length / 4))
    return next(step * power for step in (1, 2, 5, 10) if length / (step * power) <= 5)


def scale_of(numbers):
    """Return the `Scale` on which all of ``numbers`` (a non-empty list) and what lies above them can be read.

    Where 0 is among them the scale is even: among powers of ten it has no place.
    """
    largest, smallest = max(numbers), min(numbers)
    if smallest > 0 and largest / smallest >= LARGE:
        return Scale(10.0 ** floor(log10(smallest)), 10.0 ** (floor(log10(largest)) + 1), True)
    low, high = min(smallest, 0), max(largest, 0)
    length = (high - low) or 1
    # An open end needs some room to be seen.
    return Scale(low * 1.1, high + length * 0.2, False, all(number == int(number) for number in numbers))


@dataclass(frozen=True, slots=True)
class Span:
    """Where a number stands: its ends, which of them are open, and how its ends are drawn: ``hollow`` where the number
    itself is not meant ("more than"), ``loose`` where it is not exact ("about")."""

    start: float
    end: float
    opens_left: bool = False
    opens_right: bool = False
    hollow: bool = False
    loose: bool = False

    @property
    def points(self):
        """Where dots stand (list): at each end that is not open."""
        ends = [] if self.opens_left else [self.start]
        return ends if self.opens_right or self.end in ends else [*ends, self.end]

    @property
    def arrow(self):
        """The head of the arrow at an open end, as a path for SVG about the height 0."""
        if self.opens_right:
            return f"M{self.end - 6} -4L{self.end} 0L{self.end - 6} 4"
        return f"M{self.start + 6} -4L{self.start} 0L{self.start + 6} 4" if self.opens_left else ""


def span(scale, low, high, hollow=False, loose=False):
    """Return the `Span` from ``low`` to ``high`` (numbers; None for an open end) on ``scale``."""
    return Span(
        start=scale.at(low) if low is not None else 2,
        end=scale.at(high) if high is not None else WIDTH - 2,
        opens_left=low is None,
        opens_right=high is None,
        hollow=hollow,
        loose=loose,
    )


@dataclass(frozen=True, slots=True)
class Staircase:
    """A series as a path for SVG, the dots on it, and where its name stands."""

    path: str
    dots: list[tuple[float, float]]
    name_x: float
    name_y: float


def staircases(series):
    """Return (list of `Staircase`, marks of days, marks of numbers as (height, number)) of ``series``, a list of lists
    of (day, number) in order of days. A number holds until the next one is given."""
    points = [point for steps in series for point in steps]
    first, last = stretch([day for day, _number in points])
    days = Days(first, last, STEPS_WIDTH - BEFORE - AFTER)
    high = max(number for _day, number in points) or 1
    step = round_step(high)
    top = ceil(high / step) * step

    def height(number):
        return round(STEPS_HEIGHT - BENEATH - number / top * (STEPS_HEIGHT - BENEATH - ABOVE), 1)

    drawn = []
    for steps in series:
        dots = [(round(BEFORE + days.middle(day), 1), height(number)) for day, number in steps]
        path = f"M{dots[0][0]} {dots[0][1]}" + "".join(f"H{x}V{y}" for x, y in dots[1:])
        end = STEPS_WIDTH - AFTER
        drawn.append(Staircase(f"{path}H{end}", dots, end + 8, dots[-1][1]))
    apart(drawn)
    marks = [(height(number * step), number * step) for number in range(round(top / step) + 1)]
    return drawn, days.ticks(), marks


def apart(stairs, least=16):
    """Move the names of ``stairs`` (list of `Staircase`) so that none stands on another, in their order from above."""
    lowest = None
    for place in sorted(range(len(stairs)), key=lambda place: stairs[place].name_y):
        stair = stairs[place]
        y = stair.name_y if lowest is None else max(stair.name_y, lowest + least)
        stairs[place] = Staircase(stair.path, stair.dots, stair.name_x, y)
        lowest = y
