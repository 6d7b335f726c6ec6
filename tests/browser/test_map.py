"""The map in a real browser: for the eye, for the keyboard, and for whoever has no script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.factories import ClaimFactory, EventFactory, PlaceFactory
from tests.world import public_world


@pytest.fixture
def world(db):
    world = public_world()
    town = PlaceFactory(name="name-of-town", latitude="50.6", longitude="36.59", precision=12_000)
    ClaimFactory(published=True, event=EventFactory(published=True, place=town))
    wide = PlaceFactory(name="name-of-country", latitude="49", longitude="31", precision=700_000)
    ClaimFactory(published=True, event=EventFactory(published=True, place=wide))
    return world


def marks(page):
    """Return the locator of the numbers on the map, once it is drawn, which it is when it comes into sight."""
    page.locator(".sheet").scroll_into_view_if_needed()
    page.locator(".map.drawn").wait_for()
    return page.locator(".sheet .mark")


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("address", ["/map/", "/events/event/"])
def test_drawn_map_and_open_place_are_accessible_and_fit(world, page, assert_accessible, assert_fits, address):
    page.goto(address, wait_until="networkidle")
    marks(page).first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a").first.wait_for()
    assert_accessible(page, also=["color-contrast-enhanced"])
    assert_fits(page)


def test_place_is_opened_and_left_by_keyboard(world, page):
    page.goto("/map/", wait_until="networkidle")
    village = page.get_by_role("button", name="name-of-village: 3 claims")
    village.focus()
    page.keyboard.press("Enter")
    focus = page.locator(":focus")
    assert focus.inner_text() == "name-of-village"
    assert focus.get_attribute("href") == "/pairs/?place=village"
    assert page.locator(".leaflet-popup").get_by_text("within 4 km").is_visible()
    assert page.get_by_role("button", name="Close").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(":focus").get_attribute("aria-label") == "name-of-village: 3 claims"
    assert page.locator(".leaflet-popup").count() == 0


def test_arrow_keys_move_the_map_and_plus_comes_closer(world, page):
    page.goto("/map/", wait_until="networkidle")
    village = page.get_by_role("button", name="name-of-village: 3 claims")
    before = village.bounding_box()
    page.get_by_role("region", name="Map of the places in the list below").focus()
    page.keyboard.press("ArrowRight")
    moved = "([mark, x]) => mark.getBoundingClientRect().x < x"
    page.wait_for_function(moved, arg=[village.element_handle(), before["x"] - 20])
    scale = page.locator(".leaflet-control-scale-line").inner_text()
    page.keyboard.press("+")
    expect(page.locator(".leaflet-control-scale-line")).not_to_have_text(scale)


def test_places_are_areas_of_their_precision_and_none_is_wider_than_known(world, page):
    page.goto("/map/", wait_until="networkidle")
    assert marks(page).count() == 2
    # Three circles, one inside the other, make the edge of each of the two.
    assert page.locator(".sheet path.area").count() == 6
    assert "too wide to be drawn" in page.get_by_role("row", name="name-of-country").inner_text()
    widths = page.locator(".sheet path.area").evaluate_all("areas => areas.map(area => area.getBBox().width)")
    assert max(widths) / min(widths) == pytest.approx(3 / 0.88, rel=0.05)


def test_land_is_drawn_before_there_is_sea(world, page):
    page.goto("/map/", wait_until="networkidle")
    page.locator(".map.landed").wait_for()
    # The continent that these places lie on, and not its islands alone.
    box = page.locator(".sheet path.land").evaluate_all("lands => Math.max(...lands.map(land => land.getBBox().width))")
    assert box > 500


def test_clusters_say_how_much_is_in_them(world, page):
    near = PlaceFactory(name="name-of-hamlet", latitude="51.277", longitude="34.284", precision=100)
    ClaimFactory(published=True, event=EventFactory(published=True, place=near))
    page.goto("/map/", wait_until="networkidle")
    cluster = page.get_by_role("button", name="Places here: 2. Claims: 4. Zoom in.")
    cluster.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="name-of-hamlet: 1 claim").wait_for()


def test_places_on_both_sides_of_the_date_line_stand_beside_each_other(db, page):
    for name, longitude in (("west", "179.5"), ("east", "-179.5")):
        place = PlaceFactory(name=name, latitude="66", longitude=longitude, precision=1000)
        ClaimFactory(published=True, event=EventFactory(published=True, place=place))
    page.goto("/map/", wait_until="networkidle")
    marks(page)
    west = page.get_by_role("button", name="west: 1 claim").bounding_box()
    east = page.get_by_role("button", name="east: 1 claim").bounding_box()
    sheet = page.locator(".sheet").bounding_box()
    assert west["x"] < east["x"]
    for box in (west, east):
        assert sheet["x"] <= box["x"] <= sheet["x"] + sheet["width"]
    assert page.locator(".degrees").get_by_text("180°").count() == 1


@pytest.mark.looks
@pytest.mark.parametrize("javascript", [False])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_a_script_there_is_a_picture_and_the_list(world, page, assert_fits):
    page.goto("/map/")
    assert page.get_by_role("img", name="Map of the places in the list below").is_visible()
    assert page.get_by_role("link", name="name-of-village").is_visible()
    assert not page.get_by_text("Arrow keys move the map").is_visible()
    assert_fits(page)


def test_nothing_moves_when_the_map_takes_the_place_of_the_picture(world, page):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.goto("/map/", wait_until="networkidle")
    marks(page)
    assert page.evaluate("window.shift") < 0.01


def test_what_a_map_takes_is_fetched_when_it_comes_into_sight(world, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": WIDE, "height": 200})
    page.goto("/events/event/", wait_until="networkidle")
    assert not [url for url in asked if "leaflet" in url or "world-atlas" in url]
    marks(page)
    assert [url for url in asked if "leaflet.js" in url]
