"""What the frame of every page says about it, to people with many windows open and to machines that pass it on."""

import re
from html import unescape

import pytest

from tests.test_languages import PLAIN
from tests.world import public_world

pytestmark = pytest.mark.django_db

SITE = " · Counterclaim"
# From the beginning of an address to the part of the site that titles below it name.
SECTIONS = {
    "/pairs/": "Pairs",
    "/claims/": "Claims",
    "/parties/": "Parties",
    "/events/": "Events",
    "/questions/": "Events",
    "/sources/": "Sources",
    "/outlets/": "Sources",
}


def one(pattern, page, address):
    # The title of a page, not those inside its pictures.
    found = re.findall(pattern, page if "<nav" in pattern else page.partition("</head>")[0])
    assert len(found) == 1, (address, pattern, found)
    return unescape(found[0])


@pytest.fixture
def pages(client):
    """Every kind of page, as a dict of address to text."""
    public_world()
    answers = {address: client.get(address) for address in PLAIN}
    return {
        address: answer.content.decode()
        for address, answer in answers.items()
        if answer["Content-Type"].startswith("text/html")
    }


def test_titles_go_from_the_thing_to_the_section_to_the_site(pages):
    titles = {address: one("<title>(.*?)</title>", page, address) for address, page in pages.items()}
    assert len(set(titles.values())) == len(titles)
    for address, title in titles.items():
        assert title.endswith(SITE), address
        assert title.count(SITE) == 1, address
        section = next((name for start, name in SECTIONS.items() if address.startswith(start) and address != start), "")
        assert not section or title.endswith(f" · {section}{SITE}"), (address, title)


def test_every_page_is_described_in_words_of_its_own(pages):
    described = {
        address: one('<meta name="description" content="([^"]*)">', page, address).strip()
        for address, page in pages.items()
    }
    assert all(described.values()), described
    assert len(set(described.values())) == len(described)


def test_page_that_is_passed_on_says_what_it_is_in_its_own_language(pages, client):
    for address, page in [*pages.items(), ("/uk/pairs/pair/", client.get("/uk/pairs/pair/").content.decode())]:
        title = one("<title>(.*?)</title>", page, address)
        assert title.startswith(one('<meta property="og:title" content="([^"]*)">', page, address)), address
        whole = one('<meta property="og:url" content="([^"]*)">', page, address)
        assert whole == f"http://testserver{address}"
        described = one('<meta name="description" content="([^"]*)">', page, address)
        assert one('<meta property="og:description" content="([^"]*)">', page, address) == described.strip()
        locale = one('<meta property="og:locale" content="([^"]*)">', page, address)
        assert locale == ("uk_UA" if address.startswith("/uk/") else "en_GB")
        others = set(re.findall('<meta property="og:locale:alternate" content="([^"]*)">', page))
        assert others == {"en_GB", "uk_UA", "ru_RU"} - {locale}


def test_way_from_the_list_to_a_page_is_told_to_people_and_machines(pages):
    for address, page in pages.items():
        if not any(address.startswith(start) and address != start for start in SECTIONS):
            continue
        crumbs = one(r'(?s)<nav class="crumbs".*?</nav>', page, address)
        links = re.findall(r'<a itemprop="item" href="([^"]+)"><span itemprop="name"[^>]*>[^<]+</span></a>', crumbs)
        assert links, address
        positions = re.findall(r'<meta itemprop="position" content="(\d+)">', crumbs)
        assert positions == [str(number) for number in range(1, len(links) + 1)], address
        assert crumbs.count('itemtype="https://schema.org/ListItem"') == len(links)


def test_every_section_can_be_reached_from_every_page(pages):
    for address, page in pages.items():
        head = page.partition("<main")[0]
        for section in ("/pairs/", "/events/", "/parties/", "/claims/", "/timeline/", "/map/", "/sources/"):
            assert f'href="{section}"' in head, (address, section)
        foot = page.partition("</main>")[2]
        for about in ("/method/", "/neutrality/", "/corrections/", "/sources/"):
            assert f'href="{about}"' in foot, (address, about)
