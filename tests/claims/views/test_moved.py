"""Old addresses of merged records lead readers on, and tell nothing of what readers do not see."""

import pytest

from claims.merging.performing import merge
from claims.merging.undoing import undo
from claims.models import Claim, Party
from editorial.status import Status
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PartyFactory,
    PlaceFactory,
    QuestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


def claims(**kwargs):
    kept = ClaimFactory(published=True, slug="kept", **kwargs)
    # In the same words, so that readers need not be told of a change.
    said = {"party": kept.party, "event": kept.event, "statement": kept.statement}
    return kept, ClaimFactory(published=True, slug="old", **said)


def test_page_of_what_went_leads_to_that_of_what_stays(client, by):
    kept, gone = claims()
    merge(kept, gone, by=by)
    answer = client.get("/claims/old/?from=feed")
    assert (answer.status_code, answer["Location"]) == (301, "/claims/kept/?from=feed")
    # A browser that kept it for good would never find the page again when the merge is undone.
    assert "max-age=0" in answer["Cache-Control"]
    assert client.get("/uk/claims/old/")["Location"] == "/uk/claims/kept/"
    assert client.head("/claims/old/").status_code == 301
    assert client.get("/claims/kept/").status_code == 200
    assert client.post("/claims/old/").status_code == 405


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("parties", lambda slug: ClaimFactory(published=True, party=PartyFactory(slug=slug)).party),
        ("events", lambda slug: EventFactory(published=True, slug=slug)),
    ],
)
def test_page_of_a_party_or_an_event_leads_on(client, by, page, make):
    kept, gone = make("kept"), make("old")
    merge(kept, gone, by=by)
    assert client.get(f"/{page}/old/")["Location"] == f"/{page}/kept/"


def test_page_of_a_question_leads_on(client, by):
    kept = QuestionFactory(published=True, slug="kept")
    merge(kept, QuestionFactory(published=True, slug="old", event=kept.event), by=by)
    assert client.get("/questions/old/")["Location"] == "/questions/kept/"


def test_pages_of_a_pair_that_collapsed_lead_to_the_pair_that_stays(client, by):
    kept, gone = claims()
    other = ClaimFactory(published=True)
    ClaimPairFactory(published=True, slug="kept-pair", claim=kept, counterclaim=other)
    ClaimPairFactory(published=True, slug="old-pair", claim=gone, counterclaim=other)
    merge(kept, gone, by=by)
    for ending in ("", "cite/", "card.png", "cite.bib", "cite.json"):
        assert client.get(f"/pairs/old-pair/{ending}")["Location"] == f"/pairs/kept-pair/{ending}"


def test_pair_of_the_two_leads_to_the_claim(client, by):
    kept, gone = claims()
    ClaimPairFactory(retracted=True, slug="old-pair", claim=kept, counterclaim=gone, kind="revises")
    merge(kept, gone, by=by)
    assert client.get("/pairs/old-pair/cite/")["Location"] == "/claims/kept/"


@pytest.mark.parametrize(
    "start", ["/pairs/", "/claims/", "/feeds/pairs.atom", "/export/claims.csv", "/map/", "/timeline/"]
)
def test_filters_by_what_went_lead_to_the_same_list_of_what_stays(client, by, start):
    place, old_place = PlaceFactory(slug="kept-place"), PlaceFactory(slug="old-place")
    event = EventFactory(published=True, place=place)
    EventFactory(published=True, place=old_place)
    pair = ClaimPairFactory(published=True, claim__party__slug="kept-party", claim__event=event)
    old = ClaimFactory(published=True, party__slug="old-party", event=event).party
    merge(pair.claim.party, old, by=by)
    merge(place, old_place, by=by)
    asked = client.get(f"{start}?party=old-party&place=old-place&kind=")
    if asked.status_code == 302:
        asked = client.get(asked["Location"])
    assert asked.status_code == 301
    assert set(asked["Location"].partition("?")[2].split("&")) >= {"party=kept-party", "place=kept-place"}
    assert client.get(asked["Location"].replace("kind=&", "").replace("&kind=", "")).status_code == 200


def test_what_readers_never_saw_leads_nowhere(client, by):
    kept = ClaimFactory(published=True, slug="kept")
    merge(kept, ClaimFactory(slug="old", party=kept.party, event=kept.event), by=by)
    never = client.get("/claims/never/")
    found = client.get("/claims/old/")
    assert (found.status_code, found.content) == (404, never.content)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_nothing_is_told_of_what_stays_while_readers_do_not_see_it(client, by, status):
    kept, gone = claims()
    merge(kept, gone, by=by)
    Claim.objects.filter(pk=kept.pk).update(status=status, published_at=None, published_by=None)
    found = client.get("/claims/old/")
    assert (found.status_code, found.content) == (404, client.get("/claims/never/").content)
    assert client.get("/claims/?party=nobody").status_code == 400


def test_what_stays_and_is_retracted_later_answers_with_its_notice(client, by):
    kept, gone = claims()
    merge(kept, gone, by=by)
    Claim.objects.get(pk=kept.pk).retract(by=by, reason="The outlet withdrew the report.")
    answer = client.get("/claims/old/", follow=True)
    assert (answer.status_code, answer.redirect_chain) == (410, [("/claims/kept/", 301)])


def test_undone_the_page_is_there_again(client, by):
    kept, gone = claims()
    undo(merge(kept, gone, by=by), by=by, note="They are two.")
    assert client.get("/claims/old/").status_code == 200


def test_no_other_record_gets_an_address_that_leads_on(by):
    kept, old = (ClaimFactory(published=True, party=PartyFactory(name=name)).party for name in ("Kept", "Old party"))
    merge(kept, old, by=by)
    assert PartyFactory(name="Old party").slug == "old-party-2"
    typed = Party(name="Other", kind="media", slug="old-party")
    with pytest.raises(Exception, match="address of another record"):
        typed.full_clean()
    with pytest.raises(Exception, match="address of another record"):
        typed.save()


def test_a_page_that_is_there_asks_nothing_more_and_one_that_never_was_asks_once(client, by, django_assert_num_queries):
    kept, gone = claims()
    merge(kept, gone, by=by)
    with django_assert_num_queries(4):
        assert client.get("/claims/old/").status_code == 301


LISTS = ["/pairs/", "/claims/", "/feeds/pairs.atom", "/feeds/claims.atom", "/export/pairs.csv", "/export/claims.csv"]
PICTURES = ["/map/", "/timeline/"]


@pytest.mark.parametrize("start", [*LISTS, *PICTURES, "/uk/pairs/", "/ru/claims/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_every_list_feed_and_download_leads_on_for_whoever_asks(client, by, start, method):
    kept = ClaimPairFactory(published=True, claim__party__slug="kept-party").claim.party
    merge(kept, ClaimFactory(published=True, party__slug="old-party").party, by=by)
    answer = getattr(client, method)(f"{start}?party=old-party")
    assert (answer.status_code, answer["Location"]) == (301, f"{start}?party=kept-party")
    assert "max-age=0" in answer["Cache-Control"]
    assert getattr(client, method)(answer["Location"]).status_code == 200


@pytest.mark.parametrize("start", [*LISTS, *PICTURES])
@pytest.mark.parametrize("seen", ["kept", "old"])
def test_list_by_what_readers_never_saw_answers_as_for_what_never_was(client, by, start, seen):
    kept, old = PartyFactory(slug="kept-party"), PartyFactory(slug="old-party")
    ClaimFactory(published=True, party=kept if seen == "kept" else PartyFactory())
    merge(kept, old, by=by)
    found, never = (client.get(f"{start}?party={slug}") for slug in ("old-party", "new-party"))
    assert (found.status_code, "Location" in found) == (never.status_code, False)
    assert found.content.replace(b"old-party", b"new-party") == never.content
    assert b"kept-party" not in found.content or seen == "kept"


@pytest.mark.parametrize("start", [*LISTS, *PICTURES])
def test_list_tells_nothing_of_what_stays_while_readers_do_not_see_it(client, by, start):
    kept, old = (ClaimFactory(published=True, party__slug=slug).party for slug in ("kept-party", "old-party"))
    merge(kept, old, by=by)
    for claim in Claim.objects.all():
        claim.retract(by=by, reason="The outlet withdrew the report.")
    found, never = (client.get(f"{start}?party={slug}") for slug in ("old-party", "new-party"))
    assert (found.status_code, "Location" in found) == (never.status_code, False)
    assert found.content.replace(b"old-party", b"new-party") == never.content


@pytest.mark.parametrize("slug", ["a%00b", "%00", "a'b", "%F0%9F%92%A5", "x" * 5000])
def test_list_by_what_can_be_no_address_leads_nowhere(client, slug):
    for start in ("/claims/?", "/pairs/?", "/feeds/pairs.atom?", "/export/claims.csv?"):
        assert client.get(f"{start}party={slug}").status_code in (400, 404)


def test_an_address_leads_on_once_however_many_merges_there_were(client, by):
    first, second, third = claims()[0], None, None
    said = {"party": first.party, "event": first.event, "statement": first.statement}
    second, third = (ClaimFactory(published=True, slug=slug, **said) for slug in ("second", "third"))
    merge(second, first, by=by)
    merge(third, Claim.objects.get(pk=second.pk), by=by)
    assert client.get("/claims/kept/")["Location"] == "/claims/third/"
    assert client.get("/claims/second/")["Location"] == "/claims/third/"


def test_new_record_that_takes_an_address_no_reader_had_answers_there(client, by):
    kept = ClaimFactory(published=True, slug="kept")
    merge(kept, ClaimFactory(slug="draft", party=kept.party, event=kept.event), by=by)
    ClaimFactory(published=True, slug="draft")
    assert client.get("/claims/draft/").status_code == 200
