"""The picture of a map: what is drawn stands where it is, also at the edges of the world."""

from math import cos, radians

import pytest

from claims.drawing.chart import (
    DEGREE,
    HEIGHT,
    WIDTH,
    beginning,
    chart,
    degrees_in_words,
    distance,
    latitude_at,
    northing,
    round_metres,
    several,
    step_for,
)

VILLAGE = (51.276, 34.283, 4000, "Tyotkino")
TOWN = (50.6, 36.59, 12_000, "Belgorod")


def test_nothing_to_draw_is_no_picture():
    assert chart([]) is None


def test_northern_and_eastern_places_stand_further_up_and_to_the_right():
    village, town = sorted(chart([VILLAGE, TOWN]).marks, key=lambda mark: mark.name, reverse=True)
    assert float(village.x) < float(town.x)
    assert float(village.y) < float(town.y)


@pytest.mark.parametrize(
    "places",
    [
        [VILLAGE],
        [VILLAGE, TOWN],
        [(85, 0, 100_000, "north"), (-85, 10, 100, "south")],
        [(0, 180, 1000, "east"), (0, -180, 1000, "west")],
        [(52, 20, 500_000, "wide")],
        [(52, 20, 0, "exact")],
        [(0, longitude, 10, "round the world") for longitude in range(-180, 180, 10)],
    ],
)
def test_every_place_stands_inside_the_picture(places):
    drawn = chart(places)
    assert len(drawn.marks) == len(places)
    for mark in drawn.marks:
        assert 0 <= float(mark.x) <= WIDTH
        assert 0 <= float(mark.y) <= HEIGHT
    assert 0 < float(drawn.bar) < WIDTH / 2
    assert drawn.lands


def test_both_sides_of_the_date_line_are_neighbours():
    west, east = sorted(chart([(66, 179.5, 0, "west"), (66, -179.5, 0, "east")]).marks, key=lambda mark: float(mark.x))
    assert (west.name, east.name) == ("west", "east")
    drawn = chart([(66, 179, 0, "west"), (66, -179, 0, "east")])
    assert len(drawn.lands) == 2
    assert [line.label for line in drawn.meridians if "180" in line.label] == ["180°"]


def test_map_begins_after_the_widest_stretch_without_a_place():
    assert beginning([10, 20, 30]) == 10
    assert beginning([-170, 170, 175]) == 170
    assert beginning([5]) == 5


def test_radius_of_an_area_is_its_precision_at_its_latitude():
    drawn = chart([VILLAGE, TOWN])
    village = next(mark for mark in drawn.marks if mark.name == "Tyotkino")
    metres_in_unit = drawn.metres / float(drawn.bar)
    # The bar is true in the middle of the picture; a little to the north a metre is a little longer.
    assert float(village.radii[0]) * metres_in_unit == pytest.approx(4000, rel=0.05)
    assert [float(radius) for radius in village.radii] == sorted(map(float, village.radii), reverse=True)


def test_wide_area_has_its_name_in_the_middle_and_no_spot():
    wide, narrow = chart([(50.9, 35.8, 250_000, "border"), VILLAGE]).marks
    assert (wide.name, wide.wide) == ("border", True)
    assert (narrow.name, narrow.wide) == ("Tyotkino", False)


def test_name_that_would_lie_on_another_gives_way():
    first, second = chart([VILLAGE, (51.277, 34.284, 4000, "next door")]).marks
    assert {first.name, second.name} == {"Tyotkino", ""}


def test_projection_and_its_reverse_agree():
    for latitude in (-85, -51.3, 0, 51.3, 85):
        assert latitude_at(northing(latitude)) == pytest.approx(latitude)
    assert northing(90) == pytest.approx(180, abs=0.01)
    # Near the middle of the world a degree is a degree.
    assert northing(1) == pytest.approx(1, rel=0.001)
    assert cos(radians(60)) * DEGREE == pytest.approx(55_660, rel=0.001)


@pytest.mark.parametrize(
    ("value", "words"),
    [(36, "36°E"), (-9.5, "9°30′W"), (0, "0°"), (-180, "180°"), (51 + 1 / 3, "51°20′E"), (0.1, "0°06′E")],
)
def test_degrees_are_written_as_on_the_edge_of_a_map(value, words):
    assert degrees_in_words(value, "E", "W") == words


def test_lines_of_the_grid_are_few_and_round():
    assert step_for(40) == 10
    assert step_for(1) == pytest.approx(20 / 60)
    assert step_for(0.001) == pytest.approx(1 / 60)
    assert several(-1.5, 2, 1) == [-1, 0, 1, 2]
    assert several(19.2, 51, 10) == [20, 30, 40, 50]


def test_scale_is_a_round_number():
    assert [round_metres(limit) for limit in (0.5, 1, 9, 123, 6000, 999_999)] == [1, 1, 5, 100, 5000, 500_000]


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "0 m"), (300, "300 m"), (1000, "1 km"), (1500, "1.5 km"), (12_000, "12 km"), (4_500_000, "4,500 km")],
)
def test_distance_in_words(metres, words):
    assert distance(metres) == words
