"""A reader's way through the corpus, from the front page to another language, and the same way by keyboard."""

import re

import pytest
from django.core.management import call_command

from tests.browser.conftest import NARROW, WIDE
from tests.world import public_world

MINISTRY, MILITIAS = "Russian Ministry of Defence", "Freedom of Russia Legion and other militias"


@pytest.fixture
def corpus(db):
    call_command("loaddata", "corpus", verbosity=0)


@pytest.mark.parametrize("javascript", [True, False])
def test_reader_follows_an_argument_to_its_end(corpus, page):
    # The front page names the event; its matrix shows who contradicts whom.
    page.goto("/")
    page.get_by_role("link", name="Fighting for Tyotkino, 12 March 2024").first.click()
    matrix = page.get_by_role("table", name="What each party answers to each question")
    row = matrix.get_by_role("row").filter(has=page.get_by_role("link", name=MINISTRY, exact=True))
    # The number in a cell leads to the pair of the two answers that conflict.
    answer = row.get_by_role("listitem").filter(has=page.get_by_role("link", name="Repelled", exact=True))
    answer.get_by_role("link", name=re.compile(f"conflicts with “Captured Tyotkino”, {MILITIAS}")).click()
    assert page.url.endswith("/pairs/repelled-against-captured-tyotkino/")
    # From the pair to who stands on the other side of it, and back up by the crumbs.
    page.locator(".facing .side").last.get_by_role("link", name=MILITIAS).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == MILITIAS
    crumbs = page.get_by_role("navigation", name="You are here")
    crumbs.get_by_role("link", name="Parties").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Parties"
    # A half-remembered spelling finds the place under the name that is used here.
    search = page.get_by_role("search").get_by_label("Search").first
    search.fill("Tetkino")
    search.press("Enter")
    assert page.locator(".hits").get_by_text("Tyotkino").first.is_visible()
    # A list, narrowed to one party; what it is narrowed to can be taken away, and can be followed.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Pairs").click()
    page.get_by_label("Party", exact=True).select_option("russian-ministry-of-defence")
    show = page.get_by_role("button", name="Show", exact=True)
    if show.is_visible():
        show.click()
    page.wait_for_url(re.compile("party=russian-ministry-of-defence"))
    assert page.get_by_role("link", name=re.compile(f"Remove filter: .*{MINISTRY}")).is_visible()
    shown = page.locator(".pairs > li").count()
    feed = page.get_by_role("link", name=re.compile("feed")).first.get_attribute("href")
    answer = page.request.get(feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.text().count("<entry") >= shown > 0
    # The same list in another language.
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Українська").click()
    assert re.search(r"/uk/pairs/\?.*party=russian-ministry-of-defence", page.url)
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.get_by_role("heading", level=1).inner_text() == "Пари тверджень"
    assert page.locator(".pairs").get_by_text("Міністерство оборони Російської Федерації").first.is_visible()
    assert page.locator(".pairs > li").count() == shown


WALKED = [
    "/",
    "/events/event/",
    "/pairs/pair/",
    "/parties/left-party/",
    "/uk/pairs/?party=left-party",
    "/search/?q=name",
]
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  // Around the element, around what stands in it, or drawn inside a picture.
  const drawn = [at, ...at.querySelectorAll("*")].map((element) => getComputedStyle(element)).some((style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ||
    (at.namespaceURI.endsWith("svg") && style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2));
  return {
    tag: at.tagName, words: (at.innerText || at.getAttribute("aria-label") || at.name || "").trim().slice(0, 40),
    outlined: drawn,
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    skip: at.classList.contains("skip"), top: box.top + scrollY, mast: !!at.closest("header.site"),
    foot: !!at.closest("footer"),
  };
}"""


@pytest.mark.looks
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_keyboard_walks_every_page_in_order_and_focus_is_always_seen(db, page):
    public_world()
    for address in WALKED:
        page.goto(address)
        page.evaluate("document.activeElement.blur()")
        stops = []
        for _ in range(400):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            # Past the last stop, focus leaves the page or begins anew.
            if stop["tag"] == "BODY" or (stops and stop["skip"]):
                break
            assert stop["outlined"], (address, stop)
            assert stop["inSight"], (address, stop)
            stops.append(stop)
        assert stops[0]["skip"], address
        # First the head of the page, then what it is about, and the foot at the end.
        parts = ["mast" if stop["mast"] else "foot" if stop["foot"] else "content" for stop in stops[1:]]
        assert parts == sorted(parts, key=["mast", "content", "foot"].index), (address, stops)
        assert {"mast", "content", "foot"} <= set(parts), address


@pytest.mark.looks
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_page_is_as_accessible_in_another_language(db, page, width, assert_accessible, assert_fits):
    public_world()
    for address in ("/uk/", "/ru/pairs/", "/uk/pairs/pair/", "/ru/events/event/", "/uk/parties/left-party/"):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)
