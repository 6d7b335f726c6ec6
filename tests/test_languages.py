"""Every page in every language, each at an address of its own: what decides, and what pages say of each other."""

import re

import pytest
from django.conf import settings

from claims.urls import machines
from editorial.status import Status
from tests.test_sweep import CANARY, everything, hide_beside
from tests.world import LEADING_ON, SURFACES, public_world

pytestmark = pytest.mark.django_db

OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
NAMES = {pattern.name for pattern in machines}
MACHINES = [addresses[0] for name, addresses in SURFACES.items() if name in NAMES]
# Every page, and what it says with a question to it.
PAGES = [
    address
    for name, addresses in SURFACES.items()
    for address in addresses
    if name not in NAMES and address not in LEADING_ON
]
PLAIN = [address for address in PAGES if "?" not in address]
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


@pytest.mark.parametrize("code", OTHERS)
def test_every_page_answers_in_every_language_and_leads_on_in_the_same(client, code):
    public_world()
    for address in PLAIN:
        response = client.get(f"/{code}{address}")
        assert response.status_code == 200, address
        assert response["Content-Language"] == code
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = response.content.decode()
        assert f'<html lang="{code}"' in page, address
        body = re.sub(r'<nav class="languages".*?</nav>', "", page.partition("<body>")[2], flags=re.S)
        led = {found.partition("?")[0] for found in re.findall(r'(?:href|action)="(/[^"#]*)', body)}
        assert not led & set(PLAIN), address


# With every question in one language, and in the other without, which holds every word that a page can hold.
@pytest.mark.parametrize(("code", "addresses"), [("uk", PAGES), ("ru", PLAIN)], ids=["uk", "ru"])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETRACTED])
def test_no_word_of_a_hidden_record_is_anywhere_in_any_language(client, code, addresses, status):
    hide_beside(public_world(), status)
    assert CANARY not in everything(client, [f"/{code}{address}" for address in addresses])


def test_address_alone_decides(client):
    client.cookies["django_language"] = "ru"
    for address, language in (("/pairs/", "en"), ("/uk/pairs/", "uk"), ("/ru/pairs/", "ru")):
        response = client.get(address, headers={"accept-language": "uk"})
        assert response["Content-Language"] == language
        assert "Accept-Language" not in response.get("Vary", "")
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "address", ["/nothing/", "/uk/nothing/", "/pairs/nothing/", "/en/", "/en/pairs/", "/fr/pairs/"]
)
def test_page_that_is_not_there_sends_nobody_elsewhere(client, address):
    response = client.get(address, headers={"accept-language": "uk"})
    assert response.status_code == 404
    assert response["Content-Language"] == ("uk" if address.startswith("/uk/") else "en")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("address", MACHINES)
def test_addresses_for_machines_have_no_language(client, address, code):
    assert client.get(f"/{code}{address}").status_code == 404
    assert client.get(address, headers={"accept-language": code})["Content-Language"] == settings.LANGUAGE_CODE


def test_editors_pages_follow_the_browser_and_tell_caches_so(client):
    response = client.get("/admin/login/", headers={"accept-language": "uk"})
    assert response["Content-Language"] == "uk"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_language_is_not_left_behind_for_the_next_request(client):
    client.get("/ru/")
    assert client.get("/healthz")["Content-Language"] == "en"
    assert settings.LANGUAGE_CODE == "en"


def test_pages_name_each_other_as_the_same_page_in_other_languages(client):
    public_world()
    named = {
        address: dict(ALTERNATE.findall(client.get(address).content.decode()))
        for address in ("/pairs/pair/", "/uk/pairs/pair/", "/ru/pairs/pair/?from=mail")
    }
    whole = {
        "en": "http://testserver/pairs/pair/",
        "x-default": "http://testserver/pairs/pair/",
        "uk": "http://testserver/uk/pairs/pair/",
        "ru": "http://testserver/ru/pairs/pair/",
    }
    assert list(named.values()) == [whole] * 3


def test_switch_keeps_the_page_and_what_was_asked_of_it(client):
    public_world()
    page = client.get("/uk/pairs/?party=left-party&sort=said").content.decode()
    switch = re.search(r'<nav class="languages".*?</nav>', page, re.S).group()
    assert re.findall(r'href="([^"]+)" lang="(\w+)"', switch) == [
        ("/pairs/?party=left-party&amp;sort=said", "en"),
        ("/uk/pairs/?party=left-party&amp;sort=said", "uk"),
        ("/ru/pairs/?party=left-party&amp;sort=said", "ru"),
    ]
    assert re.findall(r'lang="(\w+)"[^>]* aria-current', switch) == ["uk"]


def test_switch_on_a_page_that_is_not_there_leads_to_the_front_page(client):
    page = client.get("/pairs/nothing/").content.decode()
    assert re.findall(r'href="([^"]+)" lang="uk"', page) == ["/uk/"]
    assert "/pairs/nothing/" not in page


def test_sitemap_holds_every_language_of_every_page(client):
    public_world()
    sitemap = client.get("/sitemap.xml").content.decode()
    for path in ("/", "/uk/", "/ru/", "/pairs/pair/", "/uk/pairs/pair/", "/ru/claims/claim-left/"):
        assert f"<loc>http://testserver{path}</loc>" in sitemap
    for code, path in (("x-default", "/pairs/pair/"), ("uk", "/uk/pairs/pair/")):
        assert f'hreflang="{code}" href="http://testserver{path}"/>' in sitemap


def test_search_engines_are_asked_to_leave_moments_and_stretches_alone(client):
    public_world()
    page = client.get("/events/event/?as_of=2024-03-12").content.decode()
    assert '<meta name="robots" content="noindex, follow">' in page
    assert 'rel="canonical"' not in page
    assert not ALTERNATE.findall(page)
