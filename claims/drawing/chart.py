"""A map as numbers: where places, the lines of the grid and the bar of the scale stand in a picture of fixed size.

It is the map of readers without scripts, and what others see until theirs has come. The projection is Web Mercator, as
that of the map made by the script, so that neither moves when the one takes the place of the other.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from math import atan, cos, degrees, exp, floor, log, log10, pi, radians, tan

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

WIDTH, HEIGHT, MARGIN = 880, 520, 70
# Metres in a degree of a great circle, on a sphere of the radius that Web Mercator takes (6,378,137 m).
DEGREE = 6_378_137 * pi / 180
# Degrees between two lines of the grid, from coarse to fine; below one degree in minutes.
STEPS = [60, 30, 20, 10, 5, 2, 1, 30 / 60, 20 / 60, 10 / 60, 5 / 60, 2 / 60, 1 / 60]
LINES = 3
# The smallest stretch that is shown, in degrees: no village without its surroundings.
NARROWEST = 0.35
# A wide area does not decide by itself what is shown: at most so many degrees of it.
REACH = 4
# The steps by which an area fades towards its edge.
FADING = (1, 0.94, 0.88)
# The room that a name takes: the width of a letter, the height of a line, the distance from its spot.
LETTER, TALL, ASIDE = 7.6, 17, 8
# In an area of this radius (units of the picture) the name stands in the middle, and no spot says "here".
WIDE = 14
# The land is drawn in tenths of a degree.
LAND = 0.1
# Where Web Mercator ends, in degrees, and how far towards it a circle can be drawn.
EDGE = 85.0511
NORTHERNMOST = 85


@dataclass(slots=True)
class Mark:
    """A place in the picture: position and radii of its area in units of the picture, as text (str) for SVG.

    Three radii, one inside the other, so that the area has no sharp edge. The name is empty where there is no room.
    """

    x: str
    y: str
    radii: list[str]
    name: str
    wide: bool


@dataclass(slots=True)
class Line:
    """A line of the grid: its position, across or down, and what is written at it."""

    at: str
    label: str


@dataclass(slots=True)
class Chart:
    """The picture. ``lands`` are transforms (str) of the outline of the land, ``bar`` the length of the scale."""

    marks: list[Mark]
    meridians: list[Line] = field(default_factory=list)
    parallels: list[Line] = field(default_factory=list)
    lands: list[str] = field(default_factory=list)
    bar: str = "0"
    metres: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    aside: int = ASIDE

    @property
    def scale(self):
        """What the bar is long in nature, in words."""
        return distance(self.metres)


def compass():
    """Return the letters of north, east, south and west in the reader's language (list of str)."""
    return [pgettext("north", "N"), pgettext("east", "E"), pgettext("south", "S"), pgettext("west", "W")]


def distance(metres):
    """Return ``metres`` (int) in words, in metres or kilometres: "300 m", "4 km", "1.5 km"."""
    if metres < 1000:
        return _("%(metres)s m") % {"metres": metres}
    decimals = 0 if metres >= 10_000 or metres % 1000 == 0 else 1
    return _("%(kilometres)s km") % {
        "kilometres": number_format(metres / 1000, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    }


def northing(latitude):
    """Return how far north ``latitude`` (degrees) lies in the Mercator projection, in degrees of longitude."""
    latitude = max(-EDGE, min(EDGE, latitude))
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def latitude_at(north):
    """Return the latitude (degrees) that lies ``north`` degrees of longitude up; the reverse of `northing`."""
    return degrees(2 * atan(exp(radians(north))) - pi / 2)


def beginning(longitudes):
    """Return the longitude (degrees) after the widest stretch without any of ``longitudes``: the map begins there.

    So places on both sides of the 180th meridian stand beside each other, and not at the two ends of the world.
    """
    ordered = sorted(longitudes)
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    gaps.append((ordered[0] + 360 - ordered[-1], ordered[0]))
    return max(gaps)[1]


def onwards(longitude, begin):
    """Return ``longitude`` (degrees) as the first that is not west of ``begin``, so 180 or more after the turn."""
    return longitude + 360 if longitude < begin else longitude


def degrees_in_words(value, positive, negative):
    """Return degrees (float) as on the edge of a map: 36°E, 51°20′N. The letters are ``positive`` and ``negative``."""
    minutes = round(abs(value) * 60)
    letter = "" if minutes in (0, 180 * 60) else positive if value > 0 else negative
    return f"{minutes // 60}°{f'{minutes % 60:02d}′' if minutes % 60 else ''}{letter}"


def step_for(stretch):
    """Return the step (degrees) that gives at least `LINES` lines over a ``stretch`` of degrees."""
    return next((step for step in STEPS if stretch / step >= LINES), STEPS[-1])


def round_metres(limit):
    """Return the largest of 1, 2, 5, 10, 20 ... metres that is not over ``limit`` (float)."""
    power = 10 ** floor(log10(limit))
    return int(next(digit for digit in (5, 2, 1) if digit * power <= limit) * power) if limit >= 1 else 1


def thinned(marks):
    """Yield ``marks``, a list of (x, y, radius, name), without the names that would lie on one before."""
    taken = []
    for x, y, radius, name in marks:
        width = LETTER * len(name)
        left = x - width / 2 if radius > WIDE else x + ASIDE
        box = (left, y - TALL / 2, left + width, y + TALL / 2)
        if any(box[0] < right and left < box[2] and box[1] < low and top < box[3] for left, top, right, low in taken):
            name = ""
        else:
            taken.append(box)
        yield x, y, radius, name


def several(low, high, step):
    """Return the multiples of ``step`` between ``low`` and ``high`` (floats), those included."""
    first = floor(low / step) + (0 if low % step == 0 else 1)
    return [number * step for number in range(first, floor(high / step) + 1)]


def chart(places):
    """Return the `Chart` of ``places``, a list of (latitude, longitude, metres, name), or None without any.

    Latitudes beyond `NORTHERNMOST` are not for this projection and are not given to it.
    """
    if not places:
        return None
    begin = beginning([longitude for _latitude, longitude, *_rest in places])
    spots = []
    for latitude, longitude, metres, name in places:
        radius = metres / DEGREE / cos(radians(latitude))
        spots.append((onwards(longitude, begin), northing(latitude), radius, name))
    reach = [min(radius, REACH) for _x, _y, radius, *_rest in spots]
    west = min(x - near for (x, *_rest), near in zip(spots, reach, strict=True))
    east = max(x + near for (x, *_rest), near in zip(spots, reach, strict=True))
    south = min(y - near for (_x, y, *_rest), near in zip(spots, reach, strict=True))
    north = max(y + near for (_x, y, *_rest), near in zip(spots, reach, strict=True))
    across, up = max(east - west, NARROWEST), max(north - south, NARROWEST)
    scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / up)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2

    def right(x):
        return WIDTH / 2 + (x - middle_x) * scale

    def down(y):
        return HEIGHT / 2 - (y - middle_y) * scale

    def number(value):
        return f"{value:.1f}"

    to_north, to_east, to_south, to_west = compass()
    half_x, half_y = WIDTH / 2 / scale, HEIGHT / 2 / scale
    low, high = latitude_at(middle_y - half_y), latitude_at(middle_y + half_y)
    step = step_for(2 * half_x)
    metres_in_unit = DEGREE * cos(radians(latitude_at(middle_y))) / scale
    metres = round_metres(WIDTH / 5 * metres_in_unit)
    marks = [(right(x), down(y), radius * scale, name) for (x, y, radius, name) in spots]
    return Chart(
        marks=[
            Mark(number(x), number(y), [number(radius * part) for part in FADING], name, radius > WIDE)
            for x, y, radius, name in sorted(thinned(marks), key=lambda mark: -mark[2])
        ],
        meridians=[
            Line(number(right(x)), degrees_in_words((x + 180) % 360 - 180, to_east, to_west))
            for x in several(middle_x - half_x, middle_x + half_x, step)
        ],
        parallels=[
            Line(number(down(northing(y))), degrees_in_words(y, to_north, to_south))
            for y in several(low, high, step_for(high - low))
            if abs(y) <= EDGE
        ],
        lands=[
            f"translate({right(turn):.1f} {down(0):.1f}) scale({scale * LAND:.5f})"
            for turn in (-360, 0, 360)
            if turn - 180 < middle_x + half_x and middle_x - half_x < turn + 180
        ],
        bar=number(metres / metres_in_unit),
        metres=metres,
    )
