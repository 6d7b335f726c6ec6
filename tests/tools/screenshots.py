"""Takes pictures of pages of a running server, wide and narrow, light and dark, to be looked at.

    python -m tests.tools.screenshots --out DIR
    python -m tests.tools.screenshots --out DIR / /pairs/ /method/
    python -m tests.tools.screenshots --out DIR --user NAME --password WORD /admin/

Without an address it takes one page of every kind that a reader meets by following links from the home page, and the
answers to a search, an earlier day, a wrong filter, a wrong address and another language.

Problems that the browser met (a blocked script, a missing file, an error, something wider than the window)
are listed, and the exit status is then 1.
"""

import argparse
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

from tests.tools import chromium

WIDTHS = {"wide": 1280, "narrow": 390}
SCHEMES = ("light", "dark")


# What stands for a record in an address: /pairs/<this>/
RECORD = re.compile(r"^/(\w+)/[\w-]+/")
# Addresses that are met by asking rather than by following a link.
ASKED = ["/search/?q=Tetkino", "/search/?q=nothing-has-this-word", "/pairs/?kind=nonsense", "/no-such-page/"]
# The links of a page, those in drawings among them.
LINKS = "[...document.querySelectorAll('a[href]')].map(link => new URL(link.getAttribute('href'), location).href)"
# How far the walk goes: more pages of kinds than this, and it does not tell kinds apart.
ENOUGH = 60


def kind(path):
    """Return what pages of one kind have in common: `/pairs/repelled-against-captured/` gives `/pairs/*/`."""
    return RECORD.sub(r"/\1/*/", path)


def every_kind(page, base):
    """Return an address (list of str) of every kind of page, by following links in English from the home page."""
    waiting, seen = ["/"], {"/"}
    found = []
    while waiting and len(found) < ENOUGH:
        found.append(waiting.pop(0))
        page.goto(base + found[-1], wait_until="load")
        if not page.content().startswith("<!DOCTYPE html>"):
            continue
        here = urlsplit(base).netloc
        for link in page.evaluate(LINKS):
            parts = urlsplit(link)
            # One address without a language stands for those with one.
            if parts.netloc != here or parts.query or re.match(r"/(uk|ru|admin|export|feeds)/", parts.path):
                continue
            if parts.path.endswith("/") and kind(parts.path) not in seen:
                seen.add(kind(parts.path))
                waiting.append(parts.path)
    event = next((path for path in found if kind(path) == "/events/*/"), None)
    pair = next((path for path in found if kind(path) == "/pairs/*/"), None)
    others = [f"{event}?as_of=2024-03-13", f"/uk{event}"] if event else []
    return found + ASKED + others + ([f"/ru{pair}"] if pair else [])


def file_name(address, width, scheme):
    """Return the name of the picture of an address: `/pairs/?page=2` gives `pairs_page_2-wide-light.png`."""
    words = re.sub(r"[^A-Za-z0-9]+", "_", address).strip("_") or "home"
    return f"{words[:80]}-{width}-{scheme}.png"


def log_in(page, base, user, password):
    """Log in through the admin's form. Exits with a message when the form answers with the form again."""
    page.goto(f"{base}/admin/login/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", password)
    page.click("[type=submit]")
    if "/admin/login/" in page.url:
        sys.exit(f"Could not log in as {user}: {base}/admin/login/ showed the form again.")


def listen(page, problems):
    """Append to problems (list of str) what goes wrong on the page from now on."""

    def said(message):
        # That the page itself is an error page is told by its status; the pictures of such pages are asked for.
        if message.type == "error" and message.location.get("url") != page.url:
            problems.append(f"{page.url}: {message.text} {message.location.get('url', '')}".rstrip())

    page.on("console", said)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))


def take(browser, arguments):
    """Take every picture asked for and return the problems met, as a list of str."""
    problems = []
    for scheme in arguments.scheme or SCHEMES:
        for width in arguments.width or WIDTHS:
            context = browser.new_context(
                viewport={"width": WIDTHS[width], "height": 900},
                color_scheme=scheme,
                java_script_enabled=not arguments.no_js,
            )
            page = context.new_page()
            if arguments.user:
                log_in(page, arguments.base, arguments.user, arguments.password)
            if not arguments.addresses:
                arguments.addresses = every_kind(page, arguments.base)
            listen(page, problems)
            for address in arguments.addresses:
                answer = page.goto(arguments.base + address, wait_until="load")
                if answer.status >= 500:
                    problems.append(f"{address}: status {answer.status}")
                if not arguments.no_js:
                    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                    if too_wide > 0:
                        problems.append(f"{address}: {too_wide} pixels wider than the {width} window")
                path = arguments.out / file_name(address, width, scheme)
                page.screenshot(path=path, full_page=not arguments.first_screen)
                print(answer.status, path)
            context.close()
    return problems


def parse(argv):
    """Return the arguments of a call, from a list of str."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument(
        "addresses", nargs="*", metavar="ADDRESS", help="an address on the server, such as /pairs/; else every kind"
    )
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="the server (%(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures; made when missing")
    parser.add_argument("--user", help="log in to the admin first, with this name")
    parser.add_argument("--password", default=os.environ.get("PASSWORD", ""), help="and this password")
    parser.add_argument("--width", action="append", choices=WIDTHS, help="only this width; may be given again")
    parser.add_argument("--scheme", action="append", choices=SCHEMES, help="only light, or only dark")
    parser.add_argument("--first-screen", action="store_true", help="only what fits the window, not the whole page")
    parser.add_argument("--no-js", action="store_true", help="with JavaScript switched off")
    arguments = parser.parse_args(argv)
    arguments.base = arguments.base.rstrip("/")
    return arguments


def main(argv=None):
    arguments = parse(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    try:
        path = chromium.install()
        with (
            sync_playwright() as playwright,
            playwright.chromium.launch(**chromium.launch_options(path)) as browser,
        ):
            problems = take(browser, arguments)
    except (chromium.NoBrowser, Error) as problem:
        sys.exit(f"No pictures: {problem}")
    for problem in problems:
        print("Problem:", problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
