"""Figures on one scale: those of one measure and unit together, those of one party alone apart, series as steps."""

from datetime import date

import pytest

from claims.models import Qualifier
from claims.reading.about_event import account_of
from claims.reading.intervals import measured
from tests.factories import AppearanceFactory, ClaimFactory, EventFactory, FigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db):
    return EventFactory(published=True)


def figure(event, low, high=None, qualifier=Qualifier.EXACTLY, said="2024-03-12", party=None, **kwargs):
    kwargs = {"measure": "killed", "counted": "fighters"} | kwargs
    known = {"party": party} if party else {}
    claim = ClaimFactory(published=True, carried=None, event=event, **known)
    AppearanceFactory(claim=claim, source__published=True, said=said)
    FigureFactory(
        claim=claim, low=low, high=low if qualifier == Qualifier.EXACTLY else high, qualifier=qualifier, **kwargs
    )
    return claim


def amounts(made):
    return {counted: [given.amount for given in group] for counted, group in made.groups}


def test_figures_of_one_measure_and_unit_share_a_scale_and_say_what_was_counted(event):
    figure(event, 200, qualifier=Qualifier.MORE_THAN)
    figure(event, 5, said="2024-03-13")
    figure(event, 9, counted="civilians")
    figure(event, 3, measure="wounded")
    [together], [alone] = measured(account_of(event).answers)
    assert together.measure == "killed"
    assert amounts(together) == {"fighters": ["more than 200", "5"], "civilians": ["9"]}
    assert amounts(alone) == {"fighters": ["3"]}
    open_end = together.groups[0][1][0].span
    assert open_end.opens_right
    assert open_end.hollow
    assert alone.scale is None


def test_units_and_things_that_the_measure_does_not_name_are_kept_apart(event):
    figure(event, 2, measure="duration", unit="days")
    figure(event, 2, measure="duration", unit="years")
    figure(event, 84, measure="other", counted="age")
    figure(event, 5, measure="other", counted="terms")
    together, alone = measured(account_of(event).answers)
    assert together == []
    assert len(alone) == 4


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "left", "right", "loose"),
    [
        (200, None, Qualifier.AT_LEAST, False, True, False),
        (None, 60, Qualifier.AT_MOST, True, False, False),
        (20, 50, Qualifier.ABOUT, False, False, True),
        (0, 0, Qualifier.NONE, False, False, False),
    ],
)
def test_qualifier_decides_how_the_ends_are_drawn(event, low, high, qualifier, left, right, loose):
    figure(event, low, high, qualifier)
    figure(event, 10, counted="others")
    [together], _alone = measured(account_of(event).answers)
    made = dict(together.groups)["fighters"][0].span
    assert (made.opens_left, made.opens_right, made.loose) == (left, right, loose)


def test_count_that_goes_on_is_a_series_of_steps_for_each_party(event):
    first = figure(event, 40, said="2024-03-12", cumulative=True)
    figure(event, 120, said="2024-03-14", cumulative=True, party=first.party)
    figure(event, 17, said="2024-03-13", cumulative=True)
    figure(event, 8, said="2024-03-13")
    [together], _alone = measured(account_of(event).answers)
    [series] = together.series
    assert series.counted == "fighters"
    assert [len(steps.dots) for _party, steps in series.steps] == [2, 1]


def test_single_numbers_make_no_series(event):
    figure(event, 40, cumulative=True)
    figure(event, 50, cumulative=True)
    [together], _alone = measured(account_of(event).answers)
    assert together.series == []


def test_figures_obey_the_day(event):
    figure(event, 40)
    figure(event, 50, said="2024-03-20")
    together, alone = measured(account_of(event, date(2024, 3, 19)).answers)
    assert together == []
    assert [amounts(made) for made in alone] == [{"fighters": ["40"]}]


def test_page_shows_scale_and_series(client, event):
    first = figure(event, 4, said="2024-03-12", cumulative=True)
    figure(event, 12000, said="2024-03-14", cumulative=True, party=first.party)
    page = client.get(event.get_absolute_url()).content.decode()
    assert "On a scale by powers of ten" in page
    assert "How the count went on: fighters." in page
    assert "12,000" in page
