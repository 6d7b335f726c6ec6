"""The search as readers use it: by mouse, by keyboard, and without JavaScript."""

import pytest

from claims.search.syncing import catch_up
from tests.browser.conftest import NARROW, WIDE
from tests.factories import PlaceNameFactory
from tests.world import public_world

PAGES = [
    "/search/",
    "/search/?q=statement",
    "/search/?q=statement&what=claim",
    "/search/?q=statemnet",
    "/search/?q=zzzz",
    "/search/?q=statement&what=secret",
]


@pytest.fixture
def world(db):
    world = public_world()
    PlaceNameFactory(place=world.village, name="Телекино")
    catch_up()
    return world


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_the_search_are_accessible_and_fit_their_window(world, page, assert_accessible, assert_fits):
    for address in PAGES:
        page.goto(address)
        assert_accessible(page, also=["color-contrast-enhanced"])
        assert_fits(page)


def combobox(page):
    return page.get_by_role("combobox", name="Search")


def test_box_suggests_and_is_used_by_keyboard_alone(world, page, assert_accessible):
    page.goto("/pairs/")
    box = combobox(page)
    box.focus()
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type("name-of", delay=20)
    # The choices of a list's filters are options, too.
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    chosen = page.locator(".suggestions [aria-selected=true]")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert_accessible(page)
    assert chosen.count() == 0
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert options.last.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox", name="Suggestions").count() == 0
    assert box.input_value() == "name-of"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    name = chosen.locator(".name").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert name in page.content()
    assert "/search/" not in page.url


def test_spelling_in_other_letters_is_suggested_and_a_click_leads_there(world, page):
    page.goto("/")
    combobox(page).press_sequentially("теле", delay=20)
    option = page.get_by_role("option")
    option.wait_for()
    assert "name-of-village" in option.inner_text()
    assert "Телекино" in option.inner_text()
    with page.expect_navigation():
        option.click()
    assert page.url.endswith("/claims/?place=village")


def test_enter_searches_for_what_is_typed(world, page):
    page.goto("/")
    combobox(page).fill("Телекино")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Search", exact=True).is_visible()
    assert page.locator("mark").first.is_visible()
    assert page.get_by_role("combobox").input_value() == "Телекино"


@pytest.mark.parametrize("javascript", [False])
def test_search_works_without_javascript(world, page):
    page.goto("/")
    page.get_by_role("searchbox", name="Search").fill("statement-of-left")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    page.get_by_role("navigation", name="Kinds of thing found").get_by_role("link", name="Claims").click()
    page.get_by_role("link", name="statement-of-left").click()
    assert page.url.endswith("/claims/claim-left/")
