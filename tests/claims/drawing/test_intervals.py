from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.intervals import INSET, WIDTH, Scale, Span, round_step, scale_of, span, staircases


def test_even_scale_begins_at_nothing_and_leaves_room_above():
    scale = scale_of([200, 300])
    assert (scale.low, scale.logarithmic) == (0, False)
    assert scale.high > 300
    assert [number for _where, number in scale.ticks()] == [0, 100, 200, 300]
    assert scale.at(0) == INSET


def test_what_is_counted_has_no_mark_between_two_numbers():
    assert [number for _where, number in scale_of([2]).ticks()] == [0, 1, 2]
    assert 0.5 in [number for _where, number in scale_of([1.5, 2]).ticks()]


def test_numbers_far_apart_stand_on_a_scale_by_powers_of_ten():
    scale = scale_of([3, 17_000_000])
    assert scale.logarithmic
    numbers = [number for _where, number in scale.ticks()]
    assert numbers[0] == 1
    assert all(number in (10**power for power in range(9)) for number in numbers)
    assert scale.at(30) - scale.at(3) == pytest.approx(scale.at(300) - scale.at(30), abs=0.2)


def test_nothing_has_no_place_among_powers_of_ten():
    assert not scale_of([0, 5000]).logarithmic


@pytest.mark.parametrize(("length", "step"), [(1, 0.2), (4, 1), (9, 2), (300, 100), (1000, 200), (17e6, 5e6)])
def test_step_is_a_round_number(length, step):
    assert round_step(length) == pytest.approx(step)


# As a figure is stored: with two decimals.
NUMBERS = st.decimals(0, 10**14, places=2).map(float) | st.integers(0, 10**9)


@given(st.lists(NUMBERS, min_size=1))
def test_every_number_stands_inside_in_order_and_has_marks_around(numbers):
    scale = scale_of(numbers)
    places = [scale.at(number) for number in sorted(numbers)]
    assert places == sorted(places)
    assert places[0] >= INSET - 0.1
    assert places[-1] <= WIDTH - INSET + 0.1
    assert 1 <= len(scale.ticks()) <= 8


SCALE = Scale(0, 100, False)


def test_exact_number_is_one_point():
    made = span(SCALE, 50, 50)
    assert (made.points, made.arrow) == ([200], "")


def test_two_numbers_are_a_stretch_between_two_points():
    assert span(SCALE, 0, 100).points == [INSET, WIDTH - INSET]


def test_at_least_is_open_above_and_at_most_below():
    least, most = span(SCALE, 50, None), span(SCALE, None, 50)
    assert (least.points, least.opens_right, least.end) == ([200], True, WIDTH - 2)
    assert (most.points, most.opens_left, most.start) == ([200], True, 2)
    assert least.arrow.split("L")[1].startswith(f"{WIDTH - 2} ")
    assert most.arrow.split("L")[1].startswith("2 ")


def test_span_says_how_its_ends_are_meant():
    assert span(SCALE, 50, None, hollow=True).hollow
    assert span(SCALE, 40, 60, loose=True) == Span(164.8, 235.2, loose=True)


def test_series_are_steps_that_hold_until_the_next_number():
    first = [(date(2024, 3, 12), 40), (date(2024, 3, 14), 120)]
    other = [(date(2024, 3, 12), 118), (date(2024, 3, 14), 118)]
    (one, two), days, marks = staircases([first, other])
    (x0, y0), (x1, y1) = one.dots
    assert one.path.startswith(f"M{x0} {y0}H{x1}V{y1}H")
    assert y1 < y0
    assert x1 > x0
    assert marks[0][1] == 0
    assert marks[-1][1] >= 120
    assert days
    # The names of the two do not stand on each other.
    assert abs(one.name_y - two.name_y) >= 16


def test_series_of_nothing_has_a_scale():
    (one,), _days, marks = staircases([[(date(2024, 3, 12), 0), (date(2024, 3, 13), 0)]])
    assert {y for _x, y in one.dots} == {marks[0][0]}
