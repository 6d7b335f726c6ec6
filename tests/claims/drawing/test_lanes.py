from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.lanes import ASIDE, BARRED, LETTER, SINGLE, WIDTH, Item, shortened, timeline

FIRST, LAST = date(2024, 3, 10), date(2024, 3, 20)


def item(key, day=12, lane=0, about=None, label="repelled"):
    return Item(key, lane, date(2024, 3, day), label, about and tuple(date(2024, 3, number) for number in about))


def drawn(*items, lanes=2, links=()):
    return timeline(list(items), lanes, links, FIRST, LAST)


def test_each_side_has_its_lane_below_the_other():
    picture = drawn(item("a", lane=1), item("b", lane=0))
    one, other = picture.lanes
    assert [dot.items[0].key for dot in one.dots] == ["b"]
    assert [dot.items[0].key for dot in other.dots] == ["a"]
    assert one.bottom == other.top
    assert one.top < one.dots[0].y < one.bottom
    assert other.bottom == picture.height


def test_dots_of_one_day_stand_below_each_other():
    first, second = drawn(item("a"), item("b")).lanes[0].dots
    assert first.x == second.x
    assert second.y - first.y >= 24


def test_bar_covers_the_time_spoken_of_and_a_line_leads_to_it():
    [dot] = drawn(item("a", day=18, about=(12, 13))).dots
    day = WIDTH / 11
    assert [dot.bar.x, dot.bar.end] == pytest.approx([2 * day, 4 * day], abs=0.2)
    assert dot.stem.endswith(f"H{dot.bar.end}")
    [dot] = drawn(item("a", day=12, about=(14, 15))).dots
    assert dot.stem.endswith(f"H{dot.bar.x}")
    [dot] = drawn(item("a", day=12, about=(12, 12))).dots
    assert "H" not in dot.stem
    [dot] = drawn(item("a")).dots
    assert dot.bar is None


def test_time_outside_the_picture_is_a_stub_open_towards_it():
    [dot] = timeline([Item("a", 0, FIRST, "x", (date(2022, 2, 1), date(2022, 2, 3)))], 1, [], FIRST, LAST).dots
    assert (dot.bar.x, dot.bar.opens_left, dot.bar.opens_right) == (0, True, False)
    [dot] = timeline([Item("a", 0, FIRST, "x", (date(2030, 1, 1), date(2036, 1, 1)))], 1, [], FIRST, LAST).dots
    assert (dot.bar.end, dot.bar.opens_left, dot.bar.opens_right) == (WIDTH, False, True)
    [dot] = timeline([Item("a", 0, FIRST, "x", (date(2022, 1, 1), date(2036, 1, 1)))], 1, [], FIRST, LAST).dots
    assert (dot.bar.x, dot.bar.end, dot.bar.opens_left, dot.bar.opens_right) == (0, WIDTH, True, True)


def test_many_claims_of_a_day_about_one_time_are_one_dot_with_a_count():
    few = [item(number, about=(12, 12)) for number in range(SINGLE)]
    assert [dot.count for dot in drawn(*few).dots] == [1] * SINGLE
    many = [*few, item("other", about=(12, 12)), item("elsewhen", about=(13, 13))]
    picture = drawn(*many)
    assert [dot.count for dot in picture.dots] == [SINGLE + 1, 1]
    assert picture.bundled


def test_where_even_those_are_too_many_a_day_is_one_dot():
    many = [item(number, about=(11, 11 + number % 9), day=11 + number % 9, lane=number % 8) for number in range(600)]
    many += [
        item(("b", number), about=(10, 11 + number % 9), day=11 + number % 9, lane=number % 8) for number in range(99)
    ]
    picture = drawn(*many, lanes=8)
    assert len(picture.dots) <= 8 * 9
    assert sum(dot.count for dot in picture.dots) == 699
    assert len({(item.lane, item.day, item.about) for item in many}) > BARRED


def test_words_near_the_end_stand_before_the_dot():
    [early] = drawn(item("a", day=11)).dots
    [late] = drawn(item("a", day=20)).dots
    assert not early.ends_here
    assert early.label_x > early.x
    assert late.ends_here
    assert late.label_x < late.x


def test_linked_claims_are_joined_once_for_each_kind():
    links = [("a", "b", True), ("b", "a", True), ("a", "b", False), ("a", "gone", True), ("a", "a", True)]
    threads = drawn(item("a"), item("b", lane=1), links=links).threads
    assert [(thread.kind, thread.width) for thread in threads] == [(True, 1.5), (False, 1)]
    assert threads[0].ends == (0, 1)
    assert threads[0].path.startswith("M")


def test_long_words_are_cut_at_a_space():
    assert shortened("repelled") == "repelled"
    assert shortened("the attackers were stopped at three points") == "the attackers were stopped at …"
    assert len(shortened("x" * 80)) < 40


ITEMS = st.lists(
    st.builds(
        Item,
        key=st.uuids(),
        lane=st.integers(0, 3),
        day=st.dates(FIRST, LAST),
        label=st.text(min_size=1, max_size=60),
        about=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(lambda day: (day, day + timedelta(3))),
    ),
    max_size=80,
    unique_by=lambda made: made.key,
)


@given(ITEMS)
def test_everything_is_drawn_once_inside_the_picture_and_nothing_on_something_else(items):
    picture = timeline(items, 4, [], FIRST, LAST)
    assert sorted(one.key for dot in picture.dots for one in dot.items) == sorted(one.key for one in items)
    taken = {}
    for dot in picture.dots:
        assert 0 <= dot.x <= WIDTH
        words = len(dot.label) * LETTER + ASIDE
        room = (dot.x - dot.radius - words, dot.x) if dot.ends_here else (dot.x, dot.x + dot.radius + words)
        for start, end in taken.setdefault(dot.y, []):
            assert room[1] <= start or end <= room[0]
        taken[dot.y].append(room)
    heights = sorted(taken)
    assert all(after - before >= 24 for before, after in pairwise(heights))
