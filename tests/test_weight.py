"""What a page weighs with its style sheets and scripts, compressed as they are sent; typefaces apart."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command

from claims.models import Claim, ClaimPair, Event, Party, Question
from sources.models import Outlet, Source

STATIC = Path(settings.BASE_DIR) / "static"
FILES = re.compile(r'<(?:link rel="stylesheet"|script) (?:href|src)="/static/([^"]+)"')
# Bytes: a list, a pair, and whatever has neither a map nor a timeline.
LIST, HTML_OF_LIST, PAIR, PAGE = 30_000, 8_000, 60_000, 150_000
LISTS = ["/pairs/", "/claims/", "/parties/", "/events/", "/sources/", "/corrections/", "/search/?q=raid"]
OTHERS = ["/", "/method/", "/neutrality/", "/map/"]
RECORDS = [Claim, Event, Party, Question, Source, Outlet]


@pytest.fixture
def corpus(db):
    call_command("loaddata", "corpus", verbosity=0)


def weigh(client, address):
    """Return the bytes of the page at ``address`` (str), alone and with its style sheets and scripts."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.content.decode()
    files = FILES.findall(page)
    assert files, address
    html = len(gzip.compress(page.encode(), 6))
    return html, html + sum(len(brotli.compress((STATIC / name).read_bytes())) for name in files)


def test_no_page_is_heavier_than_its_kind_may_be(client, corpus):
    heavy = []
    for address in LISTS:
        html, whole = weigh(client, address)
        if html > HTML_OF_LIST or whole > LIST:
            heavy.append((address, html, whole))
    for pair in ClaimPair.objects.published():
        html, whole = weigh(client, pair.get_absolute_url())
        if whole > PAIR:
            heavy.append((pair.get_absolute_url(), html, whole))
    for address in OTHERS + [model.objects.published()[0].get_absolute_url() for model in RECORDS]:
        html, whole = weigh(client, address)
        if whole > PAGE:
            heavy.append((address, html, whole))
    assert heavy == []


def test_a_heavy_page_is_found(client, corpus, monkeypatch):
    alone, whole = weigh(client, "/method/")
    assert 1000 < alone < whole < PAGE
    monkeypatch.setitem(globals(), "FILES", re.compile("nothing"))
    with pytest.raises(AssertionError):
        weigh(client, "/method/")
