"""The browser of the tests notices what it is there to notice."""

import pytest

from tests.browser.conftest import NARROW, SECONDS_TO_WAIT, listen


@pytest.fixture
def problems(context, live_server):
    """A list (of str) that fills with what goes wrong on the page beside it: `problems.page`."""

    class Problems(list):
        page = context.new_page()

    problems = Problems()
    listen(problems.page, live_server.url, problems)
    problems.page.goto("/admin/login/")
    problems.clear()
    return problems


def wait_for(complaint, problems):
    """Fail unless a problem that holds the words ``complaint`` (str) is noticed, however busy the machine is."""
    for _moment in range(SECONDS_TO_WAIT * 20):
        if any(complaint in problem for problem in problems):
            return
        problems.page.wait_for_timeout(50)
    pytest.fail(f"nobody noticed {complaint!r}: {problems}")


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ('<p style="color: red">', "Content Security Policy"),
        ('<img src="x" onerror="go()">', "Content Security Policy"),
        ('<img src="/no/such/picture.png">', "404"),
        ('<img src="https://elsewhere.invalid/x.png">', "another host"),
    ],
)
def test_what_a_page_may_not_hold_is_noticed(problems, html, complaint):
    problems.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)
    wait_for(complaint, problems)


def test_an_error_in_a_script_is_noticed(problems):
    problems.page.evaluate("setTimeout(() => { throw new Error('broken') })")
    wait_for("broken", problems)


def test_a_picture_without_a_text_is_not_accessible(problems, assert_accessible):
    problems.page.evaluate("document.body.append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(problems.page)


@pytest.mark.parametrize("width", [NARROW])
def test_a_page_wider_than_its_window_does_not_fit(problems, assert_fits):
    problems.page.evaluate("document.body.append('x'.repeat(1000))")
    with pytest.raises(AssertionError, match="wider than its window"):
        assert_fits(problems.page)
