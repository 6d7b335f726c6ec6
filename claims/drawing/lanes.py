"""A timeline of what was said: a lane for each side, a dot where something was said, a bar over the time it speaks of.

Numbers in, shapes out. Dots that would lie on each other stand below each other; where there are many, those of one day
that speak of the same time become one dot with a count.
"""

from dataclasses import dataclass, field
from datetime import date

from claims.drawing.days import Days

WIDTH = 1120
# The heights of the axis above the lanes, of a lane's heading, of a row of dots, and of the space below a lane.
AXIS, HEADING, ROW, GAP = 34, 30, 33, 12
# Single dots up to so many; beyond, dots are put together. And no more dots than this with a bar each.
SINGLE, BARRED = 24, 60
RADIUS, GROWTH, LARGEST = 5.5, 1.9, 12.5
# A bar: its height, the length of a stub, and how far it stands below the middle of its dot.
BAR, STUB, BELOW = 4, 8, 14
# The room that words take, and how many letters of them there are at most.
LETTER, ASIDE, LETTERS = 7.2, 7, 34


@dataclass(frozen=True, slots=True)
class Item:
    """Something said. ``key``: any value, different for each; ``lane``: the number of its lane, from 0; ``day``: when;
    ``about``: the first and last day of the time it speaks of, or None; ``label``: what it is called."""

    key: object
    lane: int
    day: date
    label: str
    about: tuple | None = None


@dataclass(slots=True)
class Bar:
    """The time that something speaks of: where the bar stands, and whether it goes on beyond the picture."""

    x: float
    width: float
    opens_left: bool
    opens_right: bool

    @property
    def end(self):
        return round(self.x + self.width, 1)


@dataclass(slots=True)
class Dot:
    """One or several things said on one day: where the dot stands, its radius, its bar, and where its words begin."""

    items: list[Item]
    x: float
    y: float
    radius: float
    number: int = 0
    bar: Bar | None = None
    label: str = ""
    label_x: float = 0
    ends_here: bool = False

    @property
    def count(self):
        return len(self.items)

    @property
    def bar_y(self):
        return self.y + BELOW - BAR / 2

    @property
    def stem(self):
        """The line from the dot down to its bar, and along to it where it is elsewhere, as a path for SVG."""
        path = f"M{self.x} {self.y}V{self.y + BELOW}"
        if self.x < self.bar.x:
            return f"{path}H{self.bar.x}"
        return f"{path}H{self.bar.end}" if self.x > self.bar.end else path


@dataclass(slots=True)
class Lane:
    """A lane: where it begins and ends, and where its name stands."""

    top: float
    bottom: float
    dots: list[Dot] = field(default_factory=list)

    @property
    def name_y(self):
        return self.top + HEADING - 11


@dataclass(frozen=True, slots=True)
class Thread:
    """A line between two dots: its path for SVG, how many links it stands for, of which kind, and the dots' numbers."""

    path: str
    width: float
    kind: bool
    ends: tuple[int, int]


@dataclass(slots=True)
class Timeline:
    """The picture. Ticks are of `claims.drawing.days`."""

    height: float
    lanes: list[Lane]
    threads: list[Thread]
    ticks: list
    bundled: bool
    width: float = WIDTH
    axis: float = AXIS

    @property
    def dots(self):
        return [dot for lane in self.lanes for dot in lane.dots]


def bundles(items):
    """Return ``items`` (list of `Item` in order) as a list of lists, those to be drawn as one dot together."""
    if len(items) <= SINGLE:
        return [[item] for item in items]
    for place in (lambda item: (item.lane, item.day, item.about), lambda item: (item.lane, item.day)):
        found = {}
        for item in items:
            found.setdefault(place(item), []).append(item)
        if len(found) <= BARRED:
            break
    return list(found.values())


def bar(days, about):
    """Return the `Bar` of ``about`` (first and last day, or None) on ``days``, cut where the picture ends, or None.

    Of a time that lies wholly outside there is a stub at that end, open towards it.
    """
    if about is None:
        return None
    first, last = about
    start, end = days.start(max(first, days.first)), days.end(min(last, days.last))
    if last < days.first:
        return Bar(0, STUB, True, False)
    if first > days.last:
        return Bar(days.width - STUB, STUB, False, True)
    return Bar(round(start, 1), round(end - start, 1), first < days.first, last > days.last)


def shortened(words):
    """Return ``words`` (str), cut at a space where they are too long to stand beside a dot."""
    if len(words) <= LETTERS:
        return words
    return f"{words[:LETTERS].rpartition(' ')[0] or words[:LETTERS]} …"


def dot(days, items):
    """Return the `Dot` of ``items`` with its words, not yet in a row, and the room (from, to) that it takes."""
    first = items[0]
    radius = min(RADIUS + GROWTH * (len(items) ** 0.5 - 1) * 1.6, LARGEST)
    same = all(item.about == first.about for item in items)
    made = Dot(items, round(days.middle(first.day), 1), 0, round(radius, 1))
    made.bar = bar(days, first.about) if same else None
    made.label = shortened(first.label) if len(items) == 1 else f"{shortened(first.label).removesuffix(' …')} …"
    left, right = made.x - radius, made.x + radius
    long = len(made.label) * LETTER
    if right + ASIDE + long <= days.width:
        made.label_x = round(right + ASIDE, 1)
        right += ASIDE + long
    else:
        made.label_x, made.ends_here = round(left - ASIDE, 1), True
        left -= ASIDE + long
    if made.bar:
        left, right = min(left, made.bar.x), max(right, made.bar.end)
    return made, (left, right)


def in_rows(days, groups):
    """Return the dots of ``groups`` (list of lists of `Item`) and the number of rows they take, none over another."""
    dots, rows = [], []
    for items in groups:
        made, (left, right) = dot(days, items)
        free = [number for number, taken in enumerate(rows) if all(apart(left, right, other) for other in taken)]
        made.y = free[0] if free else len(rows)
        if not free:
            rows.append([])
        rows[made.y].append((left, right))
        dots.append(made)
    return dots, len(rows)


def apart(left, right, other):
    """Say whether the room from ``left`` to ``right`` and that of ``other`` (from, to) are apart."""
    return right + ASIDE <= other[0] or other[1] + ASIDE <= left


def thread(one, other, kind, links):
    """Return the `Thread` between the dots ``one`` and ``other``, bent aside to pass those that lie between."""
    down = abs(other.y - one.y)
    aside = min(18 + down * 0.16, 90) if abs(other.x - one.x) < 60 else 0
    middle = ((one.x + other.x) / 2 - aside, (one.y + other.y) / 2)
    path = f"M{one.x:.1f} {one.y:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {other.x:.1f} {other.y:.1f}"
    return Thread(path, min(1 + 0.5 * (links - 1), 3), kind, (one.number, other.number))


def timeline(items, lanes, links, first, last):
    """Return the `Timeline` of ``items`` (list of `Item`, in order) in ``lanes`` (how many) from ``first`` to ``last``.

    ``links``: list of (key, key, kind), of items or of what is not drawn; ``kind`` (bool) says how they are drawn.
    """
    days = Days(first, last, WIDTH)
    drawn, at, number, top = [], {}, 0, AXIS
    groups = bundles(items)
    for lane in range(lanes):
        dots, rows = in_rows(days, [group for group in groups if group[0].lane == lane])
        bottom = top + HEADING + max(rows, 1) * ROW + GAP
        for made in dots:
            made.y = top + HEADING + made.y * ROW + LARGEST
            made.number, number = number, number + 1
            at.update((item.key, made) for item in made.items)
        drawn.append(Lane(top, bottom, dots))
        top = bottom
    found = {}
    for one, other, kind in links:
        if one in at and other in at and at[one] is not at[other]:
            ends = tuple(sorted((at[one].number, at[other].number)))
            found.setdefault((ends, kind), [at[one], at[other], 0])[2] += 1
    threads = [thread(one, other, kind, count) for (_ends, kind), (one, other, count) in found.items()]
    bundled = any(made.count > 1 for lane in drawn for made in lane.dots)
    return Timeline(top, drawn, threads, days.ticks(), bundled)
