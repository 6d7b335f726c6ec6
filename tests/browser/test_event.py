"""The page of an event in a browser: the slider of days, the matrix by keyboard, the timeline and its steps."""

import pytest

from tests.browser.conftest import NARROW
from tests.factories import AppearanceFactory, ClaimFactory
from tests.world import public_world


@pytest.fixture
def world(db):
    world = public_world()
    later = ClaimFactory(
        published=True,
        carried=None,
        event=world.event,
        question=world.question,
        party=world.right_party,
        answer="later",
    )
    AppearanceFactory(claim=later, source=world.right_source, said="2024-03-14")
    return world


def test_slider_changes_the_address_and_the_page_follows(world, page):
    page.goto("/events/event/")
    slider = page.get_by_role("slider", name="As of which day")
    assert slider.get_attribute("aria-valuetext") == "14 March 2024"
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.url.endswith("?as_of=2024-03-12#as-of")
    assert page.get_by_text("What had been said by 12 March 2024.").is_visible()
    assert page.get_by_role("link", name="later").count() == 0
    page.get_by_role("link", name="Show everything").click()
    assert page.get_by_role("link", name="later").count() > 0


@pytest.mark.parametrize("javascript", [False])
def test_days_are_chosen_without_a_script_by_links_and_by_date(world, page):
    page.goto("/events/event/")
    assert not page.locator("[data-days]").is_visible()
    page.get_by_role("link", name="12 March 2024").or_(page.locator(".days [rel=prev]")).first.click()
    assert "as_of=2024-03-12" in page.url
    page.get_by_label("By the day").fill("2024-03-13")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/events/event/?as_of=2024-03-13")
    assert page.get_by_text("What had been said by 13 March 2024.").is_visible()


def test_cell_leads_to_the_claim_and_its_number_to_the_pair(world, page):
    page.goto("/events/event/")
    table = page.get_by_role("table", name="What each party answers to each question")
    table.get_by_role("link", name="1, contrary: conflicts with “answer-of-right”, name-of-right-party").click()
    assert page.url.endswith(world.pair.get_absolute_url())
    page.go_back()
    table.get_by_role("link", name="answer-of-left", exact=True).click()
    assert page.url.endswith(world.left.get_absolute_url())


@pytest.mark.parametrize("width", [NARROW])
def test_parties_stay_in_sight_while_the_matrix_scrolls(world, page):
    page.goto("/events/event/")
    region = page.get_by_role("region", name="Who answers what")
    head = region.locator("tbody th[scope=row]").first
    before = head.bounding_box()["x"]
    region.evaluate("element => { element.scrollLeft = 200 }")
    assert head.bounding_box()["x"] == before


def test_dot_is_reached_by_keyboard_lights_its_threads_and_leads_to_the_claim(world, page):
    page.goto("/events/event/")
    dot = page.locator("svg [data-dot]").first
    dot.focus()
    assert page.locator(".threads .lit").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/claim-left/")


def test_step_of_the_timeline_changes_the_picture_and_the_address_alone(world, page):
    page.goto("/events/event/")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Zoom in").click()
    page.wait_for_url("**/events/event/?from=*")
    # The address is there before the picture is.
    page.get_by_role("link", name="Whole time").wait_for()
    assert page.evaluate("window.stays")
    page.go_back()
    page.get_by_role("link", name="Whole time").wait_for(state="detached")
    assert page.url.endswith("/events/event/")


@pytest.mark.parametrize("javascript", [False])
def test_step_of_the_timeline_works_without_a_script(world, page):
    page.goto("/events/event/")
    page.get_by_role("link", name="Zoom in").click()
    assert "?from=2024-03-" in page.url
    assert page.get_by_role("link", name="Whole time").is_visible()


def test_timeline_as_a_table_opens_at_the_dot(world, page):
    page.goto("/timeline/")
    page.get_by_text("The timeline as a table").click()
    assert page.get_by_role("cell", name="answer-of-left").is_visible()
