import pytest

from claims.models import ClaimPair
from tests.factories import ClaimFactory, ClaimPairFactory, EventFactory, PlaceFactory, QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_event_shows_questions_answers_matrix_and_pairs(client):
    world = public_world()
    response = client.get(world.event.get_absolute_url())
    page = response.content.decode()
    for words in ("summary-of-event", "name-of-village, name-of-region", "12 March 2024", "statement-of-unfiled"):
        assert words in page, words
    assert [asked.link.label for asked in response.context["columns"]] == ["text-of-question"]
    assert [
        (group.side and group.side.label, [row.party.label for row in group.rows])
        for group in response.context["groups"]
    ] == [
        ("name-of-group", ["name-of-left-party"]),
        (None, ["name-of-right-party"]),
    ]
    assert [words.answer for words in response.context["unfiled"]] == ["answer-of-unfiled"]
    assert [crumb.address for crumb in response.context["crumbs"]] == ["/events/", "/events/campaign/"]
    assert "title-of-campaign" in page


def test_event_names_its_parts_and_takes_in_what_is_asked_and_answered_about_them(client):
    world = public_world()
    response = client.get("/events/campaign/")
    assert [part.link.address for part in response.context["parts"]] == ["/events/event/"]
    [heading] = response.context["headings"]
    assert heading.part.label == "title-of-event"
    assert [asked.link.label for asked in heading.questions] == ["text-of-question"]
    assert [answer.party.label for answer in response.context["unfiled"]] == ["name-of-right-party"]
    [between] = response.context["conflicts"]
    assert [line.pair.address for line in between.lines] == [world.pair.get_absolute_url()]


def test_parts_inside_a_hidden_part_are_not_taken_in(client):
    world = public_world()
    middle = EventFactory(part_of=world.campaign)
    inner = EventFactory(published=True, part_of=middle, place=PlaceFactory(name="place-inside"))
    ClaimFactory(published=True, event=inner, answer="answer-inside")
    for address in ("/events/campaign/", "/events/campaign/?as_of=2030-01-01"):
        assert "-inside" not in client.get(address).content.decode()
    EventFactory(published=True, part_of=world.event, title="Part of a part")
    assert "Part of a part" in client.get("/events/campaign/").content.decode()


def test_event_without_pairs_says_so(client):
    event = EventFactory(published=True)
    assert "No pair of claims about this event" in client.get(event.get_absolute_url()).content.decode()


def test_party_without_an_answer_is_silent(client):
    world = public_world()
    other = QuestionFactory(published=True, event=world.event, text="text-of-other")
    ClaimFactory(published=True, event=world.event, question=other)
    page = client.get(world.event.get_absolute_url()).content.decode()
    assert page.count('<span class="silent">silent</span>') == 3


def test_question_nobody_answers_says_so(client):
    question = QuestionFactory(published=True)
    assert "has answered this question" in client.get(question.event.get_absolute_url()).content.decode()


def test_event_with_many_pairs_links_to_the_others(client, monkeypatch):
    monkeypatch.setattr("claims.reading.about_event.PAIRS", 12)
    event = EventFactory(published=True)
    left = ClaimFactory(published=True, event=event)
    for _ in range(13):
        ClaimPairFactory(published=True, claim=left)
    page = client.get(event.get_absolute_url()).content.decode()
    assert page.count('class="brief"') == 12
    assert f'href="/pairs/?event={event.slug}"' in page


def test_event_with_many_claims_says_that_it_shows_the_first(client, monkeypatch):
    monkeypatch.setattr("claims.reading.about_event.CLAIMS", 3)
    event = EventFactory(published=True)
    for _ in range(3):
        ClaimFactory(published=True, event=event)
    assert "More than" not in client.get(event.get_absolute_url()).content.decode()
    ClaimFactory(published=True, event=event)
    response = client.get(event.get_absolute_url())
    assert "More than 3 claims are recorded" in response.content.decode()
    assert f'href="/claims/?event={event.slug}"' in response.content.decode()
    assert response.context["numbers"].claims == 3


def test_event_with_many_questions_or_parts_says_that_it_shows_the_first(client, monkeypatch):
    said = "more parts or more questions than one page sets out"
    monkeypatch.setattr("claims.reading.about_event.QUESTIONS", 2)
    monkeypatch.setattr("claims.reading.about_event.PARTS", 1)
    event = EventFactory(published=True)
    QuestionFactory.create_batch(2, published=True, event=event)
    EventFactory(published=True, part_of=event)
    assert said not in client.get(event.get_absolute_url()).content.decode()
    third = QuestionFactory(published=True, event=event, position=9)
    page = client.get(event.get_absolute_url()).content.decode()
    assert said in page
    assert third.text not in page
    other = EventFactory(published=True)
    parts = EventFactory.create_batch(2, published=True, part_of=other)
    page = client.get(other.get_absolute_url()).content.decode()
    assert said in page
    assert sum(part.title in page for part in parts) == 1


def cells(response):
    """Return the answers in the cells of the matrix, a dict of party's name to its row."""
    return {
        row.party.label: [[entry.said.answer for entry in cell.entries] for cell in row.cells]
        for group in response.context["groups"]
        for row in group.rows
    }


def test_conflicting_cells_bear_the_number_of_their_pair(client):
    world = public_world()
    response = client.get("/events/event/")
    marks = [
        (row.party.label, mark.number, mark.address, mark.party)
        for group in response.context["groups"]
        for row in group.rows
        for cell in row.cells
        for entry in cell.entries
        for mark in entry.marks
    ]
    address = world.pair.get_absolute_url()
    assert marks == [
        ("name-of-left-party", 1, address, "name-of-right-party"),
        ("name-of-right-party", 1, address, "name-of-left-party"),
    ]
    page = response.content.decode()
    assert "conflicts with “answer-of-right”, name-of-right-party" in page


@pytest.mark.parametrize("kind", ["revises", "retracts"])
def test_party_that_takes_its_answer_back_has_changed_its_account(client, kind):
    world = public_world()
    later = ClaimFactory(
        published=True, event=world.event, question=world.question, party=world.left_party, answer="later answer"
    )
    assert "changed its account" not in client.get("/events/event/").content.decode()
    pair = ClaimPairFactory(published=True, claim__event=world.event)
    ClaimPair.objects.filter(pk=pair.pk).update(claim=world.left, counterclaim=later, kind=kind)
    response = client.get("/events/event/")
    assert cells(response)["name-of-left-party"] == [["later answer", "answer-of-left"]]
    assert "changed its account" in response.content.decode()
    assert [line.pair.kind for line in response.context["revisions"]] == [kind]


def test_matrix_of_many_questions_keeps_those_that_several_parties_answer(client):
    world = public_world()
    for number in range(8):
        question = QuestionFactory(published=True, event=world.event, text=f"Asked {number}?")
        ClaimFactory(published=True, event=world.event, question=question)
    response = client.get("/events/event/")
    assert [asked.link.label for asked in response.context["columns"]] == ["text-of-question"]
    assert "8 more questions, answered by one party alone, stand below." in response.content.decode()
    assert len(response.context["alone"]) == 8


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
