from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.bins import MOST, TALL, columns, periods
from claims.drawing.lanes import WIDTH


@pytest.mark.parametrize(
    ("first", "last", "unit", "step", "number"),
    [
        (date(2024, 3, 1), date(2024, 3, 31), "day", 1, 31),
        (date(2024, 3, 1), date(2024, 5, 31), "day", 7, 14),
        (date(2023, 1, 1), date(2024, 12, 31), "month", 1, 24),
        (date(1990, 1, 1), date(2024, 12, 31), "year", 1, 35),
        (date(1, 1, 1), date(9999, 12, 31), "year", 100, 100),
    ],
)
def test_columns_last_as_short_as_there_is_room(first, last, unit, step, number):
    found_unit, found_step, spans = periods(first, last)
    assert (found_unit, found_step) == (unit, step)
    assert abs(len(spans) - number) <= 1


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS)
def test_periods_divide_the_days_without_a_gap(one, other):
    first, last = sorted((one, other))
    _unit, _step, spans = periods(first, last)
    assert spans[0][0] == first
    assert spans[-1][1] == last
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(spans))
    assert len(spans) <= MOST + 2


@given(st.lists(st.dictionaries(DAYS, st.integers(1, 10**6), max_size=20), max_size=4))
def test_every_claim_inside_is_counted_once(counts):
    first, last = date(1950, 1, 1), date(2050, 1, 1)
    picture = columns(counts, first, last)
    assert [sum(column.count for column in stack.columns) for stack in picture.stacks] == [
        sum(number for day, number in lane.items() if first <= day <= last) for lane in counts
    ]
    for stack in picture.stacks:
        for column in stack.columns:
            assert column.height <= TALL
            assert column.y + column.height == pytest.approx(stack.foot)
            assert 0 <= column.x <= column.x + column.width <= WIDTH + 1


def test_all_lanes_have_one_scale():
    day = date(2024, 3, 12)
    one, other = columns([{day: 100}, {day: 50}], day, date(2024, 3, 20)).stacks
    assert one.columns[0].height == TALL
    assert other.columns[0].height == TALL / 2
    assert other.top > one.foot


def test_number_is_written_where_it_has_room():
    first = date(2024, 3, 1)
    [wide] = columns([{first: 10}], first, date(2024, 3, 10)).stacks[0].columns
    [narrow] = columns([{first: 100000}], first, date(2024, 4, 30)).stacks[0].columns
    assert wide.named
    assert not narrow.named
