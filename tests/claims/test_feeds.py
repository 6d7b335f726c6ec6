from xml.etree import ElementTree

import pytest

from claims import feeds
from claims.models import Claim, ClaimPair
from tests.factories import ClaimPairFactory, CorrectionFactory, UserFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db

FEEDS = ["/feeds/pairs.atom", "/feeds/claims.atom", "/feeds/corrections.atom"]
ATOM = "{http://www.w3.org/2005/Atom}"


def read(response):
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def texts(element, name):
    return [found.text for found in element.iter(f"{ATOM}{name}")]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize("address", FEEDS)
def test_feed_has_what_the_format_asks_for(client, address):
    public_world()
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = read(response)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Counterclaim"
    assert links(feed)["self"] == f"http://testserver{address}"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        assert links(entry)["alternate"].startswith("http://testserver/")
    ids = texts(feed, "id")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("address", FEEDS)
def test_empty_feed_is_a_feed_and_always_the_same(client, address):
    feed = read(client.get(address))
    assert texts(feed, "updated") == ["1970-01-01T00:00:00+00:00"]
    assert client.get(address).content == client.get(address).content


def test_pair_in_a_feed_says_who_said_what(client):
    public_world()
    feed = read(client.get("/feeds/pairs.atom"))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert texts(entry, "title") == ["name-of-left-party: answer-of-left / name-of-right-party: answer-of-right"]
    assert texts(entry, "id") == ["http://testserver/pairs/pair/"]
    summary = entry.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    for words in ("statement-of-left", "exact-of-right", "rationale-of-pair"):
        assert words in summary.text


def test_feed_takes_the_filters_of_the_list_and_leads_to_it(client):
    world = public_world()
    feed = read(client.get("/feeds/claims.atom?party=right-party"))
    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert links(feed)["alternate"] == "http://testserver/claims/?party=right-party"
    assert links(feed)["self"] == "http://testserver/feeds/claims.atom?party=right-party"
    assert texts(feed, "id")[0] == "http://testserver/claims/?party=right-party"
    assert texts(feed, "subtitle") == [f"Party: {world.right_party.name}"]


@pytest.mark.parametrize("query", ["party=nobody", "partty=x", "sort=said", "after=x", "said_from=x"])
@pytest.mark.parametrize("address", FEEDS)
def test_wrong_part_of_the_address_is_refused_in_words(client, address, query):
    public_world()
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert len(response.content.decode().splitlines()) == 1


def test_newest_publication_stands_first_and_only_so_many(client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    pairs = [ClaimPairFactory(published=True) for _ in range(3)]
    feed = read(client.get("/feeds/pairs.atom"))
    assert texts(feed, "id")[1:] == [f"http://testserver{pair.get_absolute_url()}" for pair in (pairs[2], pairs[1])]


def test_change_of_a_claim_is_a_change_of_its_pairs_and_the_address_stays(client):
    pair = ClaimPairFactory(published=True)
    before = read(client.get("/feeds/pairs.atom"))
    pair.counterclaim.statement = "Changed."
    pair.counterclaim.save()
    after = read(client.get("/feeds/pairs.atom"))
    assert texts(before, "id") == texts(after, "id")
    assert texts(before, "updated") < texts(after, "updated")
    assert "Changed." in texts(after, "summary")[0]


def test_retraction_leaves_the_feed_and_whoever_kept_it_is_told(client):
    pair = ClaimPairFactory(published=True)
    response = client.get("/feeds/pairs.atom")
    kept = {"if-none-match": response["ETag"]}
    assert client.get("/feeds/pairs.atom", headers=kept).status_code == 304
    pair.claim.retract(by=UserFactory(), reason="Misattributed.")
    assert texts(read(client.get("/feeds/pairs.atom", headers=kept)), "entry") == []
    assert "Last-Modified" not in client.get("/feeds/pairs.atom")


def test_several_corrections_of_one_page_are_several_entries(client):
    world = public_world()
    CorrectionFactory(claim=world.left, note="another note")
    feed = read(client.get("/feeds/corrections.atom"))
    assert len(set(texts(feed, "id"))) == 4
    assert "another note" in texts(feed, "summary")[0]


def test_signs_that_xml_cannot_hold_are_replaced(client):
    pair = ClaimPairFactory(published=True)
    words = "a\x08b\x1bc\ufffed & <b>"
    ClaimPair.objects.filter(pk=pair.pk).update(rationale=words)
    Claim.objects.filter(pk=pair.claim.pk).update(statement=words, answer=words)
    for address in FEEDS[:2]:
        feed = read(client.get(address))
        assert "a\ufffdb\ufffdc\ufffdd & <b>" in "".join(texts(feed, "title"))
        assert "&amp; &lt;b&gt;" in "".join(texts(feed, "summary"))


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/pairs/?party=left-party&sort=said", "/feeds/pairs.atom?party=left-party"),
        ("/claims/", "/feeds/claims.atom"),
        ("/corrections/", "/feeds/corrections.atom"),
    ],
)
def test_list_names_its_feed_and_both_are_of_the_same_things(client, page, feed):
    public_world()
    text = client.get(page).content.decode()
    assert '<link rel="alternate" type="application/atom+xml" title="' in text
    assert text.count(f'href="{feed}"') == 2
    if page != "/corrections/":
        assert f'href="{feed.replace("feeds", "export").replace("atom", "csv")}"' in text


def test_wrong_list_names_no_feed(client):
    public_world()
    assert "application/atom+xml" not in client.get("/pairs/?party=nobody").content.decode()
