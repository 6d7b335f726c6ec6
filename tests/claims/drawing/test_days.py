from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.days import ROOM, Days, after, before, stretch

MARCH = Days(date(2024, 3, 11), date(2024, 3, 20), 1000)


def test_each_day_is_as_wide_as_the_other():
    assert MARCH.count == 10
    assert MARCH.start(date(2024, 3, 11)) == 0
    assert MARCH.middle(date(2024, 3, 12)) == 150
    assert MARCH.end(date(2024, 3, 20)) == 1000
    assert MARCH.holds(date(2024, 3, 20))
    assert not MARCH.holds(date(2024, 3, 21))


@pytest.mark.parametrize(
    ("first", "last", "units", "marks"),
    [
        (date(2024, 3, 11), date(2024, 3, 17), {"day"}, 7),
        (date(2024, 3, 1), date(2024, 4, 30), {"day"}, 9),
        (date(2024, 1, 1), date(2024, 12, 31), {"month"}, 12),
        (date(2020, 1, 1), date(2026, 12, 31), {"year"}, 7),
        (date(1900, 1, 1), date(2026, 12, 31), {"year"}, 13),
        # Shorter than the month to which its room would force it.
        (date(2024, 3, 2), date(2024, 3, 2), {"day"}, 1),
    ],
)
def test_marks_are_days_months_or_years_as_there_is_room(first, last, units, marks):
    ticks = Days(first, last, 1000).ticks()
    assert {tick.unit for tick in ticks} == units
    assert len(ticks) == marks


def test_marks_a_week_apart_stand_on_mondays():
    ticks = Days(date(2024, 3, 1), date(2024, 4, 30), 1000).ticks()
    assert {tick.day.weekday() for tick in ticks} == {0}


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS, DAYS)
def test_marks_never_stand_too_close_and_lie_inside(one, other):
    days = Days(*sorted((one, other)), 1000)
    ticks = days.ticks()
    assert len(ticks) <= 1000 / ROOM + 2
    assert all(days.holds(tick.day) for tick in ticks)
    assert ticks


@given(st.lists(DAYS, min_size=1))
def test_stretch_holds_every_day_and_is_never_short(days):
    first, last = stretch(days)
    assert first <= min(days)
    assert max(days) <= last
    assert (last - first).days + 1 >= 7


def test_stretch_is_filled_up_with_later_days():
    day = date(2024, 3, 12)
    assert stretch([day]) == (date(2024, 3, 11), date(2024, 3, 17))
    assert stretch([date.max]) == (before(date.max, 6), date.max)


def test_no_day_lies_before_the_first_or_after_the_last():
    assert before(date.min, 3) == date.min
    assert after(date.max, 3) == date.max
    assert after(before(date(2024, 3, 12), 5), 5) == date(2024, 3, 12)
