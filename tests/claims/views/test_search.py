import json
import re

import pytest

from claims.models import PairKind
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PartyNameFactory,
    PlaceFactory,
    PlaceNameFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def marked(body):
    return re.findall(r"<mark>(.*?)</mark>", body)


def test_hits_are_marked_and_escaped(client):
    claim = ClaimFactory(published=True, statement="The <b>dam</b> & the bridge broke.")
    body = page(client, "/search/?q=dam")
    assert marked(body) == ["dam"]
    assert "The &lt;b&gt;<mark>dam</mark>&lt;/b&gt; &amp; the bridge broke." in body
    assert f'href="{claim.get_absolute_url()}"' in body


def test_hit_says_what_it_is_and_where_it_stands(client):
    event = EventFactory(published=True, title="Storm of May", place=PlaceFactory(name="Nowhere"), occurred="2024-05")
    left, right = (
        ClaimFactory(published=True, event=event, answer=answer, party__name=name)
        for answer, name in (("broke", "Guard"), ("held", "Builders"))
    )
    ClaimPairFactory(published=True, claim=left, counterclaim=right, kind=PairKind.CONTRARY)
    body = page(client, "/search/?q=storm&what=pair")
    assert "Guard: <b>broke</b>" in body
    assert "Builders: <b>held</b>" in body
    assert "contrary" in body
    body = page(client, "/search/?q=storm&what=event")
    assert "Nowhere" in body
    assert "May 2024" in body


def test_quotation_keeps_its_language_and_leads_to_its_place_in_the_source(client):
    claim = ClaimFactory(published=True)
    report = claim.appearances.select_related("passage", "source").get()
    type(report.source).objects.filter(pk=report.source_id).update(language="uk")
    type(report.passage).objects.filter(pk=report.passage_id).update(exact="відбили атаку", start=30, end=43)
    body = page(client, "/search/?q=атаку")
    assert 'lang="uk"' in body
    assert f'href="{report.source.get_absolute_url()}#words-30"' in body


def test_every_hit_leads_somewhere(client):
    event = EventFactory(published=True, title="Storm", place=PlaceFactory(name="Storm"))
    QuestionFactory(published=True, event=event, text="Storm?")
    pair = ClaimPairFactory(published=True, claim__event=event, claim__party__name="Storm")
    report = pair.claim.appearances.select_related("passage", "source").get()
    type(report.source).objects.filter(pk=report.source_id).update(title="Storm")
    body = page(client, "/search/?q=storm")
    addresses = re.findall(r'<p class="title"><a href="([^"]+)"', body)
    assert len(addresses) > 6
    for address in addresses:
        page(client, address.replace("&amp;", "&"))


def test_empty_search_explains_itself_with_examples_that_find_something(client):
    ClaimFactory(published=True, event__place=PlaceFactory(name="Nowhere"))
    body = page(client, "/search/")
    assert "What can be found" in body
    examples = re.findall(r'<li><a href="(/search/\?q=[^"]+)"', body)
    assert examples
    for address in examples:
        assert 'class="title"' in page(client, address)


def test_nothing_found_says_what_to_try(client):
    ClaimFactory(published=True, statement="The dam broke.")
    ClaimFactory(published=True, statement="The bridge held.")
    body = page(client, "/search/?q=dam+held")
    assert "Nothing that is published has all of this in it." in body
    assert 'href="/search/?q=dam"' in body
    assert "xqzj" in page(client, "/search/?q=xqzj")


def test_misspelt_word_is_answered_and_said(client):
    ClaimFactory(published=True, statement="The bridge held.")
    body = page(client, "/search/?q=brigde")
    assert "Did you mean <strong>bridge</strong>?" in body
    assert marked(body) == ["bridge"]


def test_kind_of_thing_confines_and_is_counted(client):
    ClaimFactory(published=True, statement="The dam broke.", event__title="The dam")
    body = page(client, "/search/?q=dam&what=event")
    assert body.count('class="title"') == 1
    assert re.search(r'what=claim">Claims <span class="note">1</span>', body)


def test_claims_and_pairs_take_the_filters_of_their_lists(client):
    one = ClaimFactory(published=True, statement="The dam broke.", party__name="Guard")
    ClaimFactory(published=True, statement="The dam held.", party__name="Builders")
    ClaimFactory(published=True, statement="The bridge held.", party__name="Others")
    body = page(client, "/search/?q=dam&what=claim")
    # A choice says how many of what was found it would leave, and offers nothing else.
    assert "Guard (1)" in body
    assert "Others" not in body
    body = page(client, f"/search/?q=dam&what=claim&party={one.party.slug}")
    assert "dam</mark> broke" in body
    assert "dam</mark> held" not in body
    assert '<input type="hidden" name="q" value="dam">' in body
    page(client, "/search/?q=dam&what=claim&party=nobody", status=400)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"/search/?q={'x' * 201}", "room for 200 characters"),
        ("/search/?q=dam&what=secret", "no such kind of thing"),
        ("/search/?q=dam&page=0", "pages 1 to 25"),
        ("/search/?q=dam&page=26", "pages 1 to 25"),
        ("/search/?q=dam&page=x", "pages 1 to 25"),
        ("/search/?q=dam&page=²", "pages 1 to 25"),
        (f"/search/?q=dam&page={'9' * 5000}", "pages 1 to 25"),
        ("/search/?q=dam&page=2", "no such page"),
        ("/search/?q=dam&q=bridge", "more than once"),
    ],
)
def test_address_that_cannot_be_answered_says_why(client, address, words):
    ClaimFactory(published=True, statement="The dam broke.")
    assert words in page(client, address, status=400)


def test_suggestions_are_names_and_titles_with_their_addresses(client):
    place = PlaceFactory(name="Tyotkino")
    PlaceNameFactory(place=place, name="Telekino")
    claim = ClaimFactory(published=True, event__title="Fighting for Tyotkino", event__place=place)
    PartyNameFactory(party=claim.party, name="Тётка")
    found = json.loads(page(client, "/search/suggest/?q=tele"))["suggestions"]
    assert found == [
        {"label": "Tyotkino", "also": "Telekino", "kind": "place", "address": f"/claims/?place={place.slug}"}
    ]
    found = json.loads(page(client, "/search/suggest/?q=tyo"))["suggestions"]
    assert [(each["label"], each["kind"]) for each in found] == [
        ("Tyotkino", "place"),
        ("Fighting for Tyotkino", "event"),
    ]
    for text in ("", "t", "x" * 5000, "%00", "%F0%9F%98%80"):
        assert json.loads(page(client, f"/search/suggest/?q={text}")) == {"suggestions": []}


def test_every_page_has_the_box_and_the_page_of_the_search_has_one(client):
    assert page(client, "/").count('role="search"') == 1
    assert page(client, "/search/").count('role="search"') == 1


def test_answers_to_searches_are_left_out_by_search_engines(client):
    assert "noindex" in page(client, "/search/?q=dam")
    assert "noindex" not in page(client, "/search/")
