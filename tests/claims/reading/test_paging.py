import base64
import json
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.models import Event
from claims.reading import paging
from claims.reading.cursors import LONGEST, cursor, ordering
from claims.reading.orders import EVENTS
from claims.reading.paging import SIZES, listing, repeated
from tests.factories import EventFactory, UserFactory


def page(query="", rows=None):
    return listing(Event.objects.published() if rows is None else rows, *EVENTS, QueryDict(query))


def walk(step, query=""):
    """Follow ``step`` ("after" or "before") to the end; return the pages (list of lists of rows)."""
    pages = []
    while True:
        found = page(query)
        assert found.problems == []
        pages.append(found.rows)
        query = getattr(found, step)[1:]
        if not query:
            return pages


def flat(pages):
    return [row for rows in pages for row in rows]


class OrderedTest(TestCase):
    """The pages together are the whole list in its order, whichever way one goes, on either database."""

    @settings(max_examples=12)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([None, "2023", "2024-03", "2024-03-12", "2024-03-13"]), st.sampled_from(["a", "B", "ä"])
            ),
            min_size=1,
            max_size=25,
        )
    )
    def test_pages_hold_every_row_once_and_in_order(self, rows):
        user = UserFactory()
        for number, (occurred, title) in enumerate(rows):
            EventFactory(
                published=True, published_by=user, occurred=occurred or "", title=title, slug=f"e{number * 7 % 33}"
            )
        whole = list(Event.objects.published().order_by(*ordering(EVENTS[1])))
        days = [event.occurred_earliest or date.min for event in whole]
        assert days == sorted(days, reverse=True)
        forward = walk("after", "size=10")
        assert flat(forward) == whole
        assert [len(rows) for rows in forward[:-1]] == [10] * (len(forward) - 1)
        # From the very end back to the beginning.
        if len(forward) > 1:
            last = cursor(*EVENTS, whole[-1])
            back = walk("before", f"size=10&before={last}")
            assert flat(reversed(back)) == whole[:-1]
        for row in whole:
            place = cursor(*EVENTS, row)
            assert page(f"after={place}&size=50").rows == whole[whole.index(row) + 1 :]
            assert page(f"before={place}&size=50").rows == whole[: whole.index(row)]


@pytest.fixture
def events(db):
    return [EventFactory(published=True, occurred=f"2024-03-{day:02}", title="t") for day in range(31, 0, -1)]


def test_rows_that_come_or_go_move_no_other_row(events):
    first = page("size=10")
    second = first.after[1:]
    assert page(second).rows == events[10:20]
    EventFactory(published=True, occurred="2024-04-01")
    Event.objects.filter(pk=events[9].pk).update(status="draft", published_at=None, published_by=None)
    assert page(second).rows == events[10:20]


def test_neighbours_are_offered_where_there_are_any(events):
    first = page("size=10&kind=x")
    assert (first.before, first.first) == ("", "")
    second = page(first.after[1:])
    assert second.first == "?size=10&kind=x"
    assert page(second.before[1:]).rows == first.rows
    assert page(second.before[1:]).before == ""
    last = page(page(second.after[1:]).after[1:])
    assert (len(last.rows), last.after) == (1, "")


def test_page_beyond_the_last_row_leads_to_the_first(events):
    beyond = page(f"after={cursor(*EVENTS, events[-1])}")
    assert (beyond.rows, beyond.before, beyond.after, beyond.first, beyond.problems) == ([], "", "", "?", [])


def test_last_page_asks_as_little_as_the_first(events, django_assert_num_queries):
    for query in ("", f"after={cursor(*EVENTS, events[-2])}", f"before={cursor(*EVENTS, events[-2])}"):
        with django_assert_num_queries(2) as asked:
            page(query)
        assert "OFFSET" not in str(asked.captured_queries)


def test_rows_are_counted_up_to_a_limit_and_no_further(events, monkeypatch):
    assert (page().total, page().capped) == (31, False)
    monkeypatch.setattr(paging, "CAP", 30)
    assert (page().total, page().capped) == (31, True)
    with CaptureQueriesContext(connection) as asked:
        page()
    assert "LIMIT 31" in asked.captured_queries[0]["sql"]


def packed(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "%00",
        "9" * 5000,
        "W10",
        packed(),
        packed("latest"),
        packed("latest", None, "t"),
        packed("latest", None, "t", "s", "s"),
        packed("newest", None, "t", "s"),
        packed("latest", None, None, "s"),
        packed("latest", 5, "t", "s"),
        packed("latest", "2024-02-30", "t", "s"),
        packed("latest", "2024-02-03T10:00", "t", "s"),
        packed("latest", None, "t\x00", "s"),
        packed("latest", None, "\ud800", "s"),
        packed("latest", None, ["t"], "s"),
        packed({"latest": 1}),
        base64.urlsafe_b64encode(b"[" * (LONGEST // 2)).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"NaN").decode(),
        packed("latest", None, "t", "s") + "!",
    ],
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_place_that_cannot_be_read_is_one_problem(db, name, typed):
    query = QueryDict(mutable=True)
    query[name] = typed.replace("%00", "\x00")
    found = listing(Event.objects.published(), *EVENTS, query)
    assert len(found.problems) == 1
    assert "cannot be read" in found.problem
    assert found.rows == []


@pytest.mark.parametrize(
    "query", ["size=7", "size=x", "size=-1", "size=" + "9" * 5000, "size=10&size=20", "after=a&after=b"]
)
def test_page_of_another_size_or_asked_for_twice_is_one_problem(db, query):
    assert len(page(query).problems) == 1


def test_two_places_at_once_are_one_problem(events):
    place = cursor(*EVENTS, events[3])
    assert "keep one of the two" in page(f"after={place}&before={place}").problem


@pytest.mark.parametrize("size", SIZES)
def test_page_has_as_many_rows_as_asked_for(events, size):
    assert len(page(f"size={size}").rows) == min(size, 31)


def test_empty_list_has_one_page(db):
    found = page()
    assert (found.total, found.rows, found.before, found.after, found.first, found.problems) == (0, [], "", "", "", [])


def test_name_given_twice_is_noticed():
    assert "“a” stands more than once" in repeated(QueryDict("a=1&a=2&b=1"), ["a", "b"])
    assert repeated(QueryDict("a=1&b=1"), ["a", "b"]) == ""
