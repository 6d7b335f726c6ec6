"""A pair in a real browser: on paper, with its words explained, with the guide remembered, to take away."""

import re

import pytest
from django.core.management import call_command

from tests.browser.conftest import NARROW, WIDE
from tests.world import public_world

PAIR = "/pairs/pair/"


@pytest.fixture
def world(db):
    return public_world()


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.looks
@pytest.mark.parametrize("language", ["", "/uk", "/ru"])
def test_lead_pair_of_the_corpus_prints_on_one_sheet(db, page, language):
    call_command("loaddata", "corpus", verbosity=0)
    page.goto(f"{language}/pairs/repelled-against-captured-tyotkino/")
    assert pages_of(page.pdf(format="A4", print_background=True)) == 1


def test_two_sides_face_each_other_on_paper_and_what_is_pressed_is_left_out(world, page):
    page.set_viewport_size({"width": 690, "height": 1000})
    page.emulate_media(media="print")
    page.goto(PAIR)
    left, right = (page.locator(side).bounding_box() for side in ("#claim", "#counterclaim"))
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    for unwanted in (".guide", ".take", ".crumbs"):
        assert not page.locator(unwanted).first.is_visible(), unwanted
    assert page.get_by_text("/pairs/pair/").first.is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_word_explains_itself_where_it_stands(world, page, javascript):
    page.goto(PAIR)
    meaning = page.get_by_text("The report gives the sense in its own words").first
    assert not meaning.is_visible()
    page.get_by_text("paraphrase", exact=True).first.click()
    assert meaning.is_visible()


def test_guide_is_open_at_first_and_stays_closed_for_who_closed_it(world, page):
    step = page.get_by_text("The evidence is the marked words")
    page.goto(PAIR)
    assert step.is_visible()
    page.get_by_text("How to read a pair").click()
    assert not step.is_visible()
    for address in (PAIR, "/"):
        page.goto(address)
        assert not step.is_visible()
    page.get_by_text("How to read a pair").click()
    assert step.is_visible()
    page.goto(PAIR)
    assert step.is_visible()


def test_nothing_moves_when_the_guide_turns_out_to_be_read(world, page):
    page.goto(PAIR)
    page.get_by_text("How to read a pair").click()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(PAIR, wait_until="networkidle")
    assert page.evaluate("window.shift") < 0.01


@pytest.mark.parametrize("javascript", [False])
def test_guide_can_be_closed_without_a_script(world, page):
    page.goto(PAIR)
    page.get_by_text("How to read a pair").click()
    assert not page.get_by_text("The evidence is the marked words").is_visible()


def test_address_and_citations_are_copied(world, page, context, live_server):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(PAIR)
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{live_server.url}{PAIR}"
    page.get_by_role("link", name="In APA and Chicago style").click()
    page.get_by_role("button", name="Copy").last.click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{counterclaim-pair,")


@pytest.mark.parametrize("javascript", [False])
def test_nothing_to_press_is_shown_that_needs_a_script(world, page):
    for address in (PAIR, f"{PAIR}cite/"):
        page.goto(address)
        assert page.get_by_role("button", name="Copy").count() == 0
    page.goto(PAIR)
    assert page.get_by_role("button", name="Print").count() == 0


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_page_of_citations_and_open_words_are_accessible(world, page, assert_accessible, assert_fits):
    for address in (PAIR, f"{PAIR}cite/", "/claims/claim-left/", "/"):
        page.goto(address)
        for summary in page.locator(".term > summary").all():
            summary.click()
        assert_accessible(page, also=["color-contrast-enhanced"])
        assert_fits(page)
