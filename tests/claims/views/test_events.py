import pytest

from tests.factories import ClaimFactory, ClaimPairFactory, EventFactory, QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_event_shows_questions_answers_matrix_and_pairs(client):
    world = public_world()
    response = client.get(world.event.get_absolute_url())
    page = response.content.decode()
    for words in ("summary-of-event", "name-of-village, name-of-region", "12 March 2024", "statement-of-unfiled"):
        assert words in page, words
    assert [column.label for column in response.context["columns"]] == ["text-of-question"]
    assert [
        (group.side and group.side.label, [row.party.label for row in group.rows])
        for group in response.context["groups"]
    ] == [
        ("name-of-group", ["name-of-left-party"]),
        (None, ["name-of-right-party"]),
    ]
    assert [words.answer for words in response.context["unfiled"]] == ["answer-of-unfiled"]
    assert '<a href="/events/campaign/">title-of-campaign</a>' in page


def test_event_names_its_parts(client):
    world = public_world()
    assert '<a href="/events/event/">title-of-event</a>' in client.get("/events/campaign/").content.decode()
    assert "No pair of claims about this event" in client.get("/events/campaign/").content.decode()
    assert world.campaign.title


def test_party_without_an_answer_is_silent(client):
    world = public_world()
    other = QuestionFactory(published=True, event=world.event, text="text-of-other")
    ClaimFactory(published=True, event=world.event, question=other)
    page = client.get(world.event.get_absolute_url()).content.decode()
    assert page.count('<span class="unseen">silent</span>') == 3


def test_question_nobody_answers_says_so(client):
    question = QuestionFactory(published=True)
    assert "has answered this question" in client.get(question.event.get_absolute_url()).content.decode()


def test_event_with_many_pairs_links_to_the_others(client):
    event = EventFactory(published=True)
    left = ClaimFactory(published=True, event=event)
    for _ in range(13):
        ClaimPairFactory(published=True, claim=left)
    page = client.get(event.get_absolute_url()).content.decode()
    assert page.count('class="brief"') == 12
    assert f'href="/pairs/?event={event.slug}"' in page


def test_events_are_listed_latest_first_with_counts(client):
    world = public_world()
    EventFactory(published=True, title="Undated")
    response = client.get("/events/")
    assert [row.link.label for row in response.context["page"].shown] == [
        "title-of-event",
        "title-of-campaign",
        "Undated",
    ]
    assert [(row.claims, row.pairs) for row in response.context["page"].shown] == [(3, 1), (0, 0), (0, 0)]
    assert world.event.slug in response.content.decode()


def test_empty_list_of_events_says_why(client):
    assert "No event is published yet." in client.get("/events/").content.decode()
