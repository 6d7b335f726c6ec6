"""Draw the world's land as one path of SVG, for the picture that stands where a map is not drawn by a script.

    python -m tests.tools.land     write static/land.svg again from the vendored outline

The units are tenths of a degree in the Mercator projection, x to the east, y to the south, so that a page shows a part
of the world by its viewBox or a transform. A test holds the file and the outline together.
"""

import json
from math import degrees, log, pi, radians, tan
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
OUTLINE = STATIC / "vendor" / "world-atlas" / "land-110m.json"
PICTURE = STATIC / "land.svg"
# Where Web Mercator ends, in degrees.
EDGE = 85.0511


def mercator(longitude, latitude):
    """Return (x, y) in tenths of a degree, whole numbers, for degrees of longitude and latitude."""
    latitude = max(-EDGE, min(EDGE, latitude))
    return round(longitude * 10), round(-degrees(log(tan(pi / 4 + radians(latitude) / 2))) * 10)


def arcs(topology):
    """Return the arcs of a quantised topology as lists of (longitude, latitude).

    Format: the TopoJSON specification, "arcs" and "transforms": each arc starts at a position and goes on by steps.
    """
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * across + west, y * up + south))
        decoded.append(points)
    return decoded


def rings(topology):
    """Yield every ring of the land as a list of (longitude, latitude)."""
    decoded = arcs(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            # A negative number is an arc run backwards; each begins where the one before ended.
            parts = [decoded[index] if index >= 0 else decoded[~index][::-1] for index in ring]
            yield [point for part in parts for point in part[:-1]]


def path(points):
    """Return the path (str) through ``points`` (list of (x, y)), written in steps, which are shorter."""
    steps = []
    (x, y), *rest = points
    for next_x, next_y in rest:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z" if len(steps) > 2 else ""


def draw():
    """Return the picture as the text (str) of an SVG file."""
    topology = json.loads(OUTLINE.read_text(encoding="utf-8"))
    shapes = "".join(path([mercator(*point) for point in ring]) for ring in rings(topology))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -1800 3600 3600">'
        f'<path id="land" fill-rule="evenodd" d="{shapes}"/></svg>\n'
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
    print(f"{PICTURE.name}: {PICTURE.stat().st_size} bytes")
