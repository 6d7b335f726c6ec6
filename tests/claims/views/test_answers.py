"""What all public pages have in common: how they answer to nothing, to what was withdrawn, and to caches."""

import pytest

from claims.models import Claim, ClaimPair, Event, Question
from claims.templatetags.site import PASSING
from sources.models import Source
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    QuestionFactory,
    SourceFactory,
    UserFactory,
)
from tests.world import ADDRESSES, public_world

pytestmark = pytest.mark.django_db
REASON = "The outlet withdrew its report."

# Model of the page, the record to retract from the page's record, what readers are told.
CHAINS = [
    (ClaimPair, lambda pair: pair, "This pair of claims has been retracted."),
    (ClaimPair, lambda pair: pair.claim, "One of the two claims of this pair has been retracted."),
    (ClaimPair, lambda pair: pair.counterclaim, "One of the two claims of this pair has been retracted."),
    (ClaimPair, lambda pair: pair.claim.event, "The event that this pair of claims was about has been retracted."),
    (ClaimPair, lambda pair: pair.counterclaim.appearances.get().source, "The source that carried one of the two"),
    (Claim, lambda claim: claim, "This claim has been retracted."),
    (Claim, lambda claim: claim.event, "The event that this claim was about has been retracted."),
    (Claim, lambda claim: claim.appearances.get().source, "The source that carried this claim has been retracted."),
    (Event, lambda event: event, "This event has been retracted."),
    (Question, lambda question: question, "This question has been retracted."),
    (Question, lambda question: question.event, "The event that this question was about has been retracted."),
    (Source, lambda source: source, "This source has been retracted."),
]
FACTORIES = {
    ClaimPair: ClaimPairFactory,
    Claim: ClaimFactory,
    Event: EventFactory,
    Question: QuestionFactory,
    Source: SourceFactory,
}


@pytest.mark.parametrize(("model", "part", "message"), CHAINS)
def test_retracted_address_answers_410_with_reason_and_date_and_nothing_else(client, model, part, message):
    record = FACTORIES[model](published=True)
    retracted = part(record)
    retracted.retract(by=UserFactory(), reason=REASON)
    response = client.get(record.get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 410
    assert message in page
    assert REASON in page
    assert f'datetime="{retracted.retracted_at:%Y-%m-%d}"' in page
    for name in ("title", "text", "statement", "answer", "rationale"):
        words = str(getattr(record, name, "") or "")
        assert not words or words not in page, name


@pytest.mark.parametrize("model", FACTORIES)
def test_address_of_a_draft_answers_like_one_that_never_was(client, model):
    record = FACTORIES[model]()
    found = client.get(record.get_absolute_url())
    never = client.get(record.get_absolute_url().replace(record.slug, "never-was"))
    assert found.status_code == never.status_code == 404
    assert found.content == never.content


def test_published_again_after_a_retraction_the_address_answers_again(client):
    claim = ClaimFactory(published=True)
    claim.retract(by=UserFactory(), reason=REASON)
    claim.publish(by=UserFactory())
    assert client.get(claim.get_absolute_url()).status_code == 200


def test_not_found_does_not_echo_the_address(client):
    page = client.get("/pairs/some-rare-word/").content.decode()
    assert "some-rare-word" not in page
    assert "There is no page at this address" in page


def test_pages_are_the_same_for_everybody_and_a_cache_may_keep_them_a_minute(client, admin_client):
    public_world()
    for address in ADDRESSES:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert admin_client.get(address).getvalue() == response.getvalue(), address
        if address.endswith("/") or "?" in address:
            assert response["Cache-Control"] == "public, max-age=0, s-maxage=60", address


def test_pages_are_read_not_written(client):
    public_world()
    for address in ADDRESSES:
        assert client.head(address).status_code == client.get(address).status_code
        assert client.post(address).status_code == 405


def test_every_page_has_one_heading_title_description_and_canonical_address(client):
    public_world()
    for address in ADDRESSES:
        response = client.get(address)
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = response.content.decode()
        assert page.count("<h1") == 1, address
        # Pictures in a page have titles of their own.
        head = page.partition("</head>")[0]
        assert head.count("<title>") == page.count('name="description"') == 1
        path, _mark, query = address.partition("?")
        if any(part.partition("=")[0] in PASSING for part in query.split("&")):
            assert 'rel="canonical"' not in page
            assert '<meta name="robots" content="noindex, follow">' in page
        else:
            assert page.count('rel="canonical"') == 1
            assert f'<link rel="canonical" href="http://testserver{path}">' in page


def test_canonical_address_is_that_of_the_site_where_one_is_set(client, settings):
    settings.SITE_URL = "https://example.org"
    assert '<link rel="canonical" href="https://example.org/pairs/">' in client.get("/pairs/").content.decode()


def test_error_page_stands_alone(client, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("claims.views.site.meanings", fail)
    client.raise_request_exception = False
    response = client.get("/method/")
    assert response.status_code == 500
    assert "Something failed on our side" in response.content.decode()
