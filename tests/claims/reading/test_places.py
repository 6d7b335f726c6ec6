"""Places as the map shows them."""

from datetime import date

import pytest

from claims.models import Claim, ClaimPair, Event
from claims.reading import places
from claims.reading.places import around, atlas, atlas_of_events
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, EventFactory, PlaceFactory

pytestmark = pytest.mark.django_db

VILLAGE = {"latitude": "51.276", "longitude": "34.283", "precision": 4000}


def everything(**kwargs):
    return atlas(Event.objects.published(), Claim.objects.published(), ClaimPair.objects.published(), **kwargs)


def test_place_has_its_events_and_counts_their_claims_and_pairs():
    place = PlaceFactory(name="Tyotkino", parent=PlaceFactory(name="Kursk Oblast"), **VILLAGE)
    raid = EventFactory(published=True, place=place, title="The raid", occurred="2024-03-12")
    EventFactory(published=True, place=place, title="The day after", occurred="2024-03-13")
    pair = ClaimPairFactory(published=True, claim=ClaimFactory(published=True, event=raid))
    ClaimPairFactory(published=True, claim=pair.claim, counterclaim=ClaimFactory(published=True))
    [spot] = everything().spots
    assert (spot.link.label, spot.within, spot.claims, spot.pairs) == ("Tyotkino", "Kursk Oblast", 2, 2)
    assert [happening.link.label for happening in spot.happenings] == ["The day after", "The raid"]
    assert spot.drawn
    assert spot.known == "within 4 km"


def test_hidden_events_claims_and_pairs_count_nothing():
    place = PlaceFactory(**VILLAGE)
    event = EventFactory(published=True, place=place)
    ClaimPairFactory(claim=ClaimFactory(published=True, event=event), counterclaim=ClaimFactory(event=event))
    EventFactory(place=PlaceFactory(**VILLAGE))
    [spot] = everything().spots
    assert (spot.claims, spot.pairs) == (1, 0)


def test_places_with_more_claims_come_first():
    for number, name in ((1, "one"), (3, "three"), (2, "two")):
        event = EventFactory(published=True, place=PlaceFactory(name=name))
        ClaimFactory.create_batch(number, published=True, event=event)
    assert [spot.link.label for spot in everything().spots] == ["three", "two", "one"]


def test_only_events_with_claims_that_count():
    silent = EventFactory(published=True, place=PlaceFactory(**VILLAGE))
    claim = ClaimFactory(published=True, event=EventFactory(published=True, place=PlaceFactory(**VILLAGE)))
    assert {spot.claims for spot in everything().spots} == {0, 1}
    [spot] = everything(only=True).spots
    assert spot.happenings[0].link.label == claim.event.title != silent.title


@pytest.mark.parametrize(
    ("where", "known", "drawn"),
    [
        ({}, "where it lies is not recorded", False),
        ({"latitude": 62, "longitude": 97, "precision": 4_500_000}, "within 4,500 km; too wide to be drawn", False),
        ({"latitude": 90, "longitude": 0, "precision": 10}, "within 10 m; too near the pole to be drawn", False),
        ({"latitude": -90, "longitude": 180, "precision": 0}, "within 0 m; too near the pole to be drawn", False),
        ({"latitude": 85, "longitude": -180, "precision": 10}, "within 10 m", True),
        ({"latitude": 0, "longitude": 0, "precision": 0}, "to the metre", True),
        ({"latitude": 10, "longitude": 10, "precision": 500_000}, "within 500 km", True),
    ],
)
def test_a_place_is_drawn_where_that_says_no_more_than_is_known(where, known, drawn):
    EventFactory(published=True, place=PlaceFactory(**where))
    shown = everything()
    assert shown.spots[0].known.endswith(known)
    assert shown.spots[0].drawn is drawn
    assert (shown.chart is not None) is drawn


def test_event_without_a_place_is_no_part_of_the_map():
    EventFactory(published=True)
    assert everything().spots == []


def test_no_more_than_so_many_events_and_claims_are_counted(monkeypatch):
    monkeypatch.setattr(places, "EVENTS", 2)
    monkeypatch.setattr(places, "MOST", 2)
    early, late, latest = (
        EventFactory(published=True, place=PlaceFactory(**VILLAGE), occurred=f"2024-03-1{day}") for day in (1, 2, 3)
    )
    left = ClaimFactory(published=True, event=late)
    for _ in range(4):
        ClaimPairFactory(published=True, claim=left, counterclaim=ClaimFactory(published=True, event=late))
    shown = everything()
    assert shown.cut
    assert [spot.happenings[0].link.label for spot in shown.spots] == [late.title, latest.title]
    assert early.title not in str(shown)
    assert shown.spots[0].more
    assert shown.spots[0].claims == 3
    assert not shown.spots[1].more


def test_neighbours_are_named_around_what_is_drawn_and_not_twice():
    EventFactory(published=True, place=PlaceFactory(name="Tyotkino", **VILLAGE))
    EventFactory(published=True, place=PlaceFactory(name="Belgorod", latitude=50.6, longitude=36.6, precision=10))
    EventFactory(published=True, place=PlaceFactory(name="Brussels", latitude=50.8, longitude=4.3, precision=10))
    EventFactory(place=PlaceFactory(name="Hidden", **VILLAGE))
    shown = atlas(
        Event.objects.published().filter(place__name="Tyotkino"),
        Claim.objects.published(),
        ClaimPair.objects.published(),
    )
    assert [spot.link.label for spot in around(shown)] == ["Belgorod"]


def test_nothing_is_looked_for_around_a_map_with_nothing_drawn_or_across_the_date_line():
    assert around(everything()) == []
    for longitude in (-179, 179):
        EventFactory(published=True, place=PlaceFactory(latitude=66, longitude=longitude, precision=10))
    assert around(everything()) == []


def test_map_of_an_event_has_its_parts_and_only_what_had_been_said_by_a_day():
    whole = EventFactory(published=True, place=PlaceFactory(name="border", **VILLAGE))
    part = EventFactory(published=True, place=PlaceFactory(name="village", **VILLAGE), part_of=whole)
    EventFactory(published=True, place=PlaceFactory(name="elsewhere", **VILLAGE))
    claim = ClaimFactory(published=True, event=part)
    AppearanceFactory(claim=claim, source=claim.appearances.first().source, said="2024-03-12")
    assert {spot.link.label for spot in atlas_of_events([whole, part]).spots} == {"border", "village"}
    assert [spot.link.label for spot in atlas_of_events([whole, part], date(2024, 3, 12)).spots] == ["village"]
    assert atlas_of_events([whole, part], date(2024, 3, 11)).spots == []
