import pytest
from django.http import QueryDict

from claims.models import Event
from claims.reading.paging import listing, repeated
from tests.factories import EventFactory


def test_links_lead_to_both_ends_and_around_the_page():
    pages = listing(Event.objects.none(), None)
    pages.last = 20
    pages.number = 10
    assert pages.numbers == [1, None, 9, 10, 11, None, 20]
    pages.number = 2
    assert pages.numbers == [1, 2, 3, None, 20]
    pages.last, pages.number = 1, 1
    assert pages.numbers == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "-1", "3", "x", "1.5", "", "\x00", "9" * 5000, "٢"])
def test_page_that_is_not_there_is_a_problem_or_a_page(page):
    for _ in range(3):
        EventFactory(published=True)
    found = listing(Event.objects.published(), page, size=2)
    if page == "٢":
        # A number in other digits is a number.
        assert (found.number, found.problem) == (2, "")
    else:
        assert found.problem == "There is no such page: this list has pages 1 to 2."
        assert list(found.rows) == []


@pytest.mark.django_db
def test_pages_hold_every_row_once():
    events = {EventFactory(published=True) for _ in range(5)}
    rows = [row for page in ("1", "2", "3") for row in listing(Event.objects.published(), page, size=2).rows]
    assert len(rows) == 5
    assert set(rows) == events


@pytest.mark.django_db
def test_empty_list_has_one_page():
    found = listing(Event.objects.published(), None)
    assert (found.total, found.number, found.last, found.problems) == (0, 1, 1, [])


def test_name_given_twice_is_noticed():
    assert "“a” stands more than once" in repeated(QueryDict("a=1&a=2&b=1"), ["a", "b"])
    assert repeated(QueryDict("a=1&b=1"), ["a", "b"]) == ""
