"""Words from right to left: in a page of another direction, and a whole page of that direction."""

import pytest
from django.test import override_settings

from tests.browser.conftest import NARROW, WIDE
from tests.factories import PartyNameFactory
from tests.world import public_world

ARABIC = "قالت الوزارة إنها صدت الهجوم"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский"), ("ar", "العربية")]
ADDRESSES = [
    "/",
    "/pairs/",
    "/pairs/pair/",
    "/events/event/",
    "/parties/left-party/",
    "/questions/question/",
    "/search/",
]


@pytest.fixture
def world(db):
    world = public_world()
    world.left_source.language = "ar"
    world.left_source.save()
    world.left.appearances.update(language="ar", original=ARABIC)
    type(world.left).objects.filter(pk=world.left.pk).update(statement=ARABIC, answer="صدت")
    PartyNameFactory(party=world.left_party, name="وزارة الدفاع", language="ar", kind="name")
    return world


def direction(page, words):
    return page.get_by_text(words).first.evaluate("element => getComputedStyle(element).direction")


@pytest.mark.looks
def test_words_from_the_right_keep_their_direction_in_a_page_from_the_left(world, page):
    page.goto("/pairs/pair/")
    assert page.locator("html").get_attribute("dir") == "ltr"
    original = page.locator("blockquote[lang=ar]", has_text=ARABIC).first
    assert original.evaluate("element => getComputedStyle(element).direction") == "rtl"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@override_settings(LANGUAGES=LANGUAGES, CONTENT_LANGUAGE="ar")
@pytest.mark.looks
def test_page_from_the_right_turns_over_and_fits_its_window(world, page, assert_fits):
    for address in ADDRESSES:
        page.goto(f"/ar{address}")
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert_fits(page)
    # What stands first stands on the right.
    page.goto("/ar/pairs/")
    brand = page.locator(".brand").bounding_box()
    assert brand["x"] + brand["width"] / 2 > page.viewport_size["width"] / 2
    if page.viewport_size["width"] == WIDE:
        page.goto("/ar/pairs/pair/")
        claim, counterclaim = (page.locator(f"#{side}").bounding_box() for side in ("claim", "counterclaim"))
        assert claim["x"] > counterclaim["x"]


@override_settings(LANGUAGES=LANGUAGES, CONTENT_LANGUAGE="ar")
@pytest.mark.looks
def test_editors_words_from_the_right_are_marked_in_a_page_from_the_left(world, page, assert_fits):
    page.goto("/uk/pairs/pair/")
    assert direction(page, ARABIC) == "rtl"
    assert page.locator(".statement").first.get_attribute("lang") == "ar"
    assert_fits(page)
