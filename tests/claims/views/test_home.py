import pytest

from claims.models import PairKind
from tests.factories import ClaimPairFactory, EventFactory, QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_pair_that_editors_put_first_leads(client):
    ClaimPairFactory(published=True, position=5)
    lead = ClaimPairFactory(published=True, position=1)
    ClaimPairFactory(published=True, position=0, kind=PairKind.CORROBORATES)
    response = client.get("/")
    assert response.context["lead"].key == lead.pk
    assert len(response.context["newest"]) == 2
    assert lead.pk not in [pair.key for pair in response.context["newest"]]


def test_most_disputed_event_comes_first_with_its_questions(client):
    EventFactory(published=True, occurred="2025-01-01")
    world = public_world()
    QuestionFactory(event=world.event, text="text-of-hidden")
    events = client.get("/").context["events"]
    assert events[0].link.label == "title-of-event"
    assert [(link.label, answers) for link, answers in events[0].questions] == [("text-of-question", 2)]
    assert len(events) == 3


def test_front_page_of_an_empty_site_says_what_will_stand_there(client):
    page = client.get("/").content.decode()
    for words in ("No pair of claims is published yet.", "There is no other pair yet.", "No event is published yet."):
        assert words in page
