import pytest

from tests.factories import EventFactory, PlaceFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_map_lists_places_with_precision_and_links(client):
    public_world()
    page = client.get("/map/").content.decode()
    assert '<a href="/pairs/?place=village">name-of-village</a>' in page
    assert '<a href="/events/event/">title-of-event</a>' in page
    assert "within 4 km" in page
    assert 'data-latitude="51.276"' in page
    assert 'data-longitude="34.283"' in page


def test_map_takes_the_filters_of_the_lists(client):
    world = public_world()
    EventFactory(published=True, title="without-a-claim", place=PlaceFactory())
    assert "without-a-claim" in client.get("/map/").content.decode()
    shown = client.get(f"/map/?party={world.left_party.slug}")
    assert "name-of-village" in shown.content.decode()
    assert "without-a-claim" not in shown.content.decode()
    [spot] = shown.context["atlas"].spots
    assert (spot.claims, spot.pairs) == (1, 1)


def test_wrong_filter_of_the_map_is_a_message(client):
    public_world()
    answer = client.get("/map/?party=nobody")
    assert answer.status_code == 400
    assert "Party:" in answer.content.decode()
    assert 'class="places' not in answer.content.decode()


def test_map_has_no_order_and_no_pages(client):
    public_world()
    page = client.get("/map/?sort=newest&page=2").content.decode()
    assert 'name="sort"' not in page
    assert 'name="size"' not in page
    assert "<code>sort</code>" in page
    assert "<code>page</code>" in page


def test_empty_map_says_why(client):
    assert "No event with a place is published yet." in client.get("/map/").content.decode()


def test_map_without_coordinates_is_a_list_and_loads_no_script(client):
    EventFactory(published=True, place=PlaceFactory(name="Somewhere"))
    page = client.get("/map/").content.decode()
    assert "where it lies is not recorded" in page
    assert "leaflet" not in page


def test_tiles_are_those_of_the_operator(client, settings):
    public_world()
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = (
        "https://tiles.example/{z}/{x}/{y}.png",
        "By <b>Example</b>",
    )
    page = client.get("/map/").content.decode()
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in page
    assert "By &lt;b&gt;Example" in page
