"""A real browser against a real server.

    def test_home_fits(page):
        page.goto("/")

Whatever goes wrong in the browser fails the test: a violation of the Content-Security-Policy, an error on the
console, an exception in a script, a file that does not arrive, a request to another host.

A test is repeated in other windows with these:
    @pytest.mark.parametrize("width", [WIDE, NARROW])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("javascript", [False])
"""

import os
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import sync_playwright

from tests.tools import chromium

# While Playwright runs, the thread has an event loop, although these tests do not. Django would keep a second
# connection for code with a loop: another transaction, and one that nobody closes.
connections._connections = threading.local()

WIDE, NARROW = 1280, 390
SECONDS_TO_WAIT = 10
AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


# One for each module and not for the session, so that other tests do not meet that event loop, nor the variable
# without which Django refuses the database to a thread that has one.
@pytest.fixture(scope="module")
def browser():
    path = chromium.find()
    if not path:
        complain = pytest.fail if os.environ.get("CI") else pytest.skip
        complain("no Chromium; install one with: python -m tests.tools.chromium --install")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(**chromium.launch_options(path))
        yield browser
        browser.close()


@pytest.fixture
def width():
    """The width of the window in CSS pixels."""
    return WIDE


@pytest.fixture
def scheme():
    """The colour scheme that the reader prefers: light or dark."""
    return "light"


@pytest.fixture
def javascript():
    """Whether the reader's browser runs JavaScript."""
    return True


@pytest.fixture
def context(browser, live_server, width, scheme, javascript):
    """A window's worth of cookies and preferences; one test has one."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=javascript,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(SECONDS_TO_WAIT * 1000)
    yield context
    context.close()


@pytest.fixture
def page(context, live_server):
    """A window to open pages in. At the end of the test nothing may have gone wrong in it."""
    page = context.new_page()
    problems = []
    listen(page, live_server.url, problems)
    yield page
    assert not problems, "the browser met problems:\n" + "\n".join(problems)


def listen(page, base, problems):
    """Append to problems (list of str) what goes wrong on the page; base (str) is the server's URL."""

    def console(message):
        # The answer 404 or 410 to the page itself is the test's own to judge.
        about_the_page = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
        if message.type in ("error", "warning") and not about_the_page:
            problems.append(f"{page.url}: {message.text} ({message.location['url']})")

    def request(sent):
        if not sent.url.startswith((base, "data:", "blob:", "about:")):
            problems.append(f"{page.url}: asked another host for {sent.url}")

    def response(received):
        if received.status >= 500:
            problems.append(f"{received.url}: status {received.status}")

    page.on("console", console)
    page.on("request", request)
    page.on("response", response)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))


@pytest.fixture
def log_in(context, client, live_server):
    """A function that logs a user in, in the browser, without the form: `log_in(user)`."""

    def log_in(user):
        client.force_login(user)
        context.add_cookies(
            [{"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()]
        )

    return log_in


@pytest.fixture
def assert_accessible():
    """A function that fails unless axe finds nothing wrong with the page: `assert_accessible(page)`.

    Its optional `also` names more of axe's rules or tags, such as ["wcag2aaa"] for contrast of 7:1.
    """

    def assert_accessible(page, also=()):
        # A page that has only begun to arrive has no heading yet.
        page.wait_for_load_state()
        # Without preloading: it asks for the stylesheets that others import at addresses they do not have.
        options = {
            "runOnly": {"type": "tag", "values": [*RULES, *also]},
            "resultTypes": ["violations"],
            "preload": False,
        }
        found = [
            f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(node["html"] for node in violation["nodes"])
            for violation in AXE.run(page, options=options).response["violations"]
        ]
        assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)

    return assert_accessible


@pytest.fixture
def assert_fits():
    """A function that fails when a page is wider than its window: `assert_fits(page)`."""

    def assert_fits(page):
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} is {over} pixels wider than its window"

    return assert_fits
