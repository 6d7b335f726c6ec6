"""Public pages in a real browser: readable by everybody, in every window, without JavaScript."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.factories import ClaimFactory, UserFactory
from tests.world import public_world

PAGES = [
    "/",
    "/pairs/",
    "/pairs/?party=left-party&kind=contrary",
    "/pairs/?party=nobody",
    "/pairs/pair/",
    "/claims/",
    "/claims/claim-left/",
    "/parties/",
    "/parties/left-party/",
    "/parties/group/",
    "/events/",
    "/events/event/",
    "/events/event/?as_of=2024-03-11",
    "/events/event/?as_of=yesterday",
    "/events/campaign/",
    "/timeline/",
    "/questions/question/",
    "/sources/",
    "/sources/left-source/",
    "/outlets/agency/",
    "/map/",
    "/neutrality/",
    "/corrections/",
    "/method/",
    "/claims/retracted/",
    "/nothing/",
]


@pytest.fixture
def world(db):
    world = public_world()
    ClaimFactory(published=True, slug="retracted").retract(by=UserFactory(), reason="Misattributed.")
    return world


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_public_pages_are_accessible_and_fit_their_window(world, page, assert_accessible, assert_fits):
    for address in PAGES:
        page.goto(address)
        # The contrast of 7:1 besides, which the look asks for.
        assert_accessible(page, also=["color-contrast-enhanced"])
        assert_fits(page)


@pytest.mark.looks
@pytest.mark.parametrize("width", [320, 768, 2560])
def test_public_pages_fit_small_middling_and_huge_windows(world, page, assert_fits):
    for address in PAGES:
        page.goto(address)
        assert_fits(page)


def places(page, *selectors):
    """Return the boxes of the first element of each selector."""
    return [page.locator(selector).first.bounding_box() for selector in selectors]


def test_two_sides_of_a_pair_face_each_other_on_a_wide_page(world, page):
    page.goto("/pairs/pair/")
    left, right, against = places(page, "#claim", "#counterclaim", ".against span")
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= against["x"]
    assert against["x"] + against["width"] <= right["x"]


@pytest.mark.parametrize("width", [NARROW])
def test_two_sides_of_a_pair_stack_with_the_word_between_them_on_a_phone(world, page):
    page.goto("/pairs/pair/")
    left, right, against = places(page, "#claim", "#counterclaim", ".against span")
    assert left["x"] == right["x"]
    assert left["y"] < against["y"] < right["y"]


@pytest.mark.parametrize("javascript", [False])
def test_filters_work_without_javascript(world, page):
    page.goto("/pairs/")
    page.get_by_label("Party").select_option("left-party")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/pairs/?party=left-party")
    assert page.get_by_text("1 pair", exact=True).is_visible()
    page.get_by_role("link", name="Remove filter: Party: name-of-left-party").click()
    assert page.url.endswith("/pairs/?")


@pytest.mark.parametrize("width", [NARROW])
def test_filters_are_folded_on_a_phone_until_asked_for(world, page):
    page.goto("/pairs/")
    assert not page.get_by_label("Party").is_visible()
    page.get_by_text("Filter and sort").click()
    assert page.get_by_label("Party").is_visible()


def test_keyboard_reaches_the_content_past_the_navigation(world, page):
    page.goto("/pairs/pair/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.is_visible()
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "content"


def test_wide_table_can_be_scrolled_by_keyboard(world, page):
    page.goto("/events/event/")
    region = page.get_by_role("region", name="Who answers what")
    region.focus()
    assert region.evaluate("element => element === document.activeElement")


def test_nothing_moves_when_the_typefaces_arrive(world, page):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    for address in ("/", "/pairs/pair/"):
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.shift") < 0.01


def test_typefaces_of_a_page_in_latin_letters_are_under_160_kilobytes(page, db):
    # A fixed page of our own words: quotations in another script bring the letters of it, and are there for that.
    arrived = []
    page.on("response", lambda answer: arrived.append(answer) if answer.url.endswith(".woff2") else None)
    page.goto("/method/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    assert len(arrived) >= 2
    assert sum(len(answer.body()) for answer in arrived) <= 160_000


def test_printed_pair_keeps_the_words_and_leaves_the_buttons(world, page):
    page.goto("/pairs/pair/")
    page.emulate_media(media="print")
    assert page.get_by_text("exact-of-left").first.is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()


def test_link_to_a_quotation_leads_to_it_on_the_page_of_its_source(world, page):
    page.goto("/pairs/pair/")
    page.get_by_role("link", name="title-of-left-source").first.click()
    assert page.locator(":target mark").inner_text() == "exact-of-left"
