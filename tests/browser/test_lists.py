"""Lists in a real browser: filters, pages and columns, with the script that spares the reloading and without."""

import pytest

from tests.browser.conftest import NARROW, SECONDS_TO_WAIT
from tests.factories import ClaimFactory
from tests.world import public_world


@pytest.fixture
def world(db):
    return public_world()


@pytest.fixture
def many(world):
    for _ in range(24):
        ClaimFactory(published=True, event=world.event, party=world.right_party)
    return world


def open_list(page, address):
    """Open a list, with a mark on the window that a reload would wipe out, and the library for it at hand."""
    page.goto(address)
    page.evaluate("window.mark = 1")
    page.locator("#found").hover()
    wait_until(page, "Boolean(window.htmx)")


def wait_until(page, expression):
    """Wait for a JavaScript expression to be true, without the page evaluating text, which its policy forbids."""
    for _ in range(SECONDS_TO_WAIT * 20):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def kept(page):
    return page.evaluate("window.mark === 1")


def test_filter_changes_the_list_without_a_reload_and_keeps_the_focus(world, page, assert_accessible):
    open_list(page, "/pairs/")
    party = page.get_by_label("Party")
    party.focus()
    party.select_option("left-party")
    page.get_by_role("link", name="Remove filter: Party: name-of-left-party").wait_for()
    assert page.url.endswith("/pairs/?party=left-party")
    # What stands outside the list and leads to the same list in another language follows.
    assert page.get_by_role("link", name="Українська").get_attribute("href") == "/uk/pairs/?party=left-party"
    assert kept(page)
    assert page.locator(":focus").get_attribute("name") == "party"
    assert page.locator("#announced").inner_text() == "1 pair"
    assert_accessible(page)
    page.go_back()
    page.wait_for_url("**/pairs/")
    page.get_by_role("link", name="Remove filter").wait_for(state="detached")
    assert page.get_by_label("Party").input_value() == ""


def test_removed_filter_leaves_the_keyboard_at_the_list(world, page):
    open_list(page, "/pairs/?party=left-party&kind=contrary")
    page.get_by_role("link", name="Remove filter: Kind of pair: contrary").press("Enter")
    page.wait_for_url("**/pairs/?party=left-party")
    page.locator("#found:focus").wait_for()
    assert page.get_by_label("Kind of pair").input_value() == ""
    assert kept(page)


def test_pages_turn_without_a_reload(many, page):
    open_list(page, "/claims/")
    first = page.locator("#found li .title").all_inner_texts()
    page.get_by_role("link", name="Older").click()
    page.get_by_role("link", name="Newer").wait_for()
    assert kept(page)
    second = page.locator("#found li .title").all_inner_texts()
    assert len({*first, *second}) == 27
    assert "after=" in page.url
    page.go_back()
    page.get_by_role("link", name="Older").wait_for()
    assert page.locator("#found li .title").all_inner_texts() == first


@pytest.mark.parametrize("javascript", [False])
def test_pages_turn_without_javascript(many, page):
    page.goto("/claims/?size=10")
    for _ in range(2):
        page.get_by_role("link", name="Older").click()
    assert page.locator("#found li").count() >= 7
    assert page.get_by_role("link", name="Older").count() == 0
    page.get_by_role("link", name="First page").click()
    assert page.url.endswith("/claims/?size=10")


def test_columns_are_remembered_in_this_browser(world, page, assert_accessible, assert_fits):
    open_list(page, "/claims/")
    page.get_by_label("Party").last.check()
    page.get_by_role("table").wait_for()
    page.get_by_label("Sources").check()
    page.get_by_role("columnheader", name="Sources").wait_for()
    assert page.url.endswith("/claims/?column=party&column=sources")
    assert_accessible(page)
    assert_fits(page)
    page.goto("/claims/?event=event")
    page.wait_for_url("**/claims/?event=event&column=party&column=sources")
    assert page.get_by_role("columnheader").all_inner_texts() == ["Claim", "Party", "Sources"]
    page.get_by_label("Sources").uncheck()
    page.get_by_role("columnheader", name="Sources").wait_for(state="detached")
    page.get_by_role("checkbox", name="Party").uncheck()
    page.get_by_role("table").wait_for(state="detached")
    page.goto("/claims/")
    assert page.get_by_role("table").count() == 0
    assert page.url.endswith("/claims/")


@pytest.mark.parametrize("width", [NARROW])
def test_table_fits_a_phone(world, page, assert_fits, assert_accessible):
    for address in ("/claims/?column=party&column=said&column=event", "/pairs/?column=kind&column=place"):
        page.goto(address)
        page.get_by_role("table").wait_for()
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.parametrize("width", [NARROW])
def test_filters_stay_open_on_a_phone_while_one_chooses(world, page):
    page.goto("/pairs/")
    page.get_by_text("Filter and sort").click()
    wait_until(page, "Boolean(window.htmx)")
    page.get_by_label("Party").select_option("left-party")
    page.get_by_role("link", name="Remove filter").wait_for()
    assert page.get_by_label("Event", exact=True).is_visible()


def test_reading_a_list_does_not_fetch_the_library(world, page):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/pairs/", wait_until="networkidle")
    assert not any("htmx" in url for url in fetched)
