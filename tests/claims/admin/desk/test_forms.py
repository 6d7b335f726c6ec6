"""What the form of the desk stores, and what it refuses."""

import pytest

from claims.models import Appearance, Claim, Event, Party, Place, Question
from editorial.status import Status
from sources.models import Passage
from tests.claims.admin.desk.reading import SECOND, TEXT, page, said
from tests.desk import desk, messages
from tests.factories import (
    ClaimFactory,
    EventFactory,
    PartyNameFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def errors(response):
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors
    return form.errors


def test_words_typed_without_a_position_are_found(snapshot, known):
    answer = desk("contributor").post(page(snapshot), said())
    assert answer.status_code == 302
    report = Appearance.objects.get()
    start = TEXT.index("it repelled the raid")
    assert (report.passage.start, report.passage.end, report.passage.state) == (start, start + 20, "exact")
    assert (report.passage.prefix, report.passage.suffix[:2]) == (TEXT[max(0, start - 64) : start], ". ")
    assert (report.claim.party, report.claim.event) == known
    assert report.claim.status == Status.DRAFT


def test_what_is_suggested_for_the_new_claim_is_told_with_it(snapshot, known):
    question = QuestionFactory(event=known[1], text="Who held the mill?", kind="holds")
    ClaimFactory(event=known[1], question=question, answer="captured")
    client = desk("contributor")
    stored = client.post(page(snapshot), said(question="Who held the mill?"), follow=True)
    claim = Claim.objects.get(answer="repelled")
    assert messages(stored)[0].startswith("Recorded as a draft")
    assert messages(stored)[1].startswith("1 pair is suggested for it.")
    assert f'href="/admin/claims/pairsuggestion/desk/?claim={claim.pk}"' in messages(stored)[1]


def test_a_position_alone_is_enough(snapshot, known):
    start = TEXT.index("took")
    answer = desk("contributor").post(page(snapshot), said(words="", start=start, end=start + 13))
    assert answer.status_code == 302
    assert Passage.objects.get().exact == "took the mill"


def test_line_ends_as_browsers_send_them_are_those_of_the_text(snapshot, known):
    words = "mill.\nAll said"
    start = TEXT.index(words)
    data = said(words="mill.\r\nAll said", start=start, end=start + len(words), of=snapshot.sha256)
    assert desk("contributor").post(page(snapshot), data).status_code == 302
    assert Passage.objects.get().exact == words


def test_words_changed_by_hand_are_found_next_to_where_they_were(snapshot, known):
    # "said it" stands there three times.
    start = TEXT.index(SECOND)
    data = said(words="said it", start=start, end=start + len(SECOND), of=snapshot.sha256)
    assert desk("contributor").post(page(snapshot), data).status_code == 302
    assert Passage.objects.get().start == TEXT.index("said it", start)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"words": ""}, "words", "Select the words"),
        ({"words": "nobody said this"}, "words", "do not stand in the held text"),
        ({"words": "said it"}, "start", "stand in 3 places"),
        ({"words": "", "start": 5, "end": 100_000}, "start", "do not lie in the text"),
        ({"words": "", "start": 9, "end": 3}, "start", "do not lie in the text"),
        ({"words": "", "start": 18, "end": 20}, "words", "only spaces"),
        ({"words": "x", "start": "1e9", "end": 4}, "start", "whole number"),
        ({"words": "x\x00"}, "words", "Null characters"),
        ({"party": ""}, "party", "Say whose claim it is"),
        ({"party": "The river militia"}, "party", "none of this name"),
        ({"party": "The river militia", "party_kind": "gang"}, "party_kind", "not one of the available choices"),
        ({"party": "x" * 201}, "party", "At most 200 characters"),
        ({"party": "a\x00b"}, "party", "Null characters"),
        ({"event": ""}, "event", "which event"),
        ({"event": "Another night", "event_kind": "other", "event_occurred": "soon"}, "event_occurred", "not a date"),
        ({"event": "Another", "event_kind": "other", "place": "Nowhere"}, "place", "none of this name"),
        ({"question": "Who?"}, "question", "none of this name"),
        ({"statement": " "}, "statement", "Write the statement"),
        ({"statement": "x" * 401}, "statement", "at most 400"),
        ({"answer": ""}, "answer", "Write the answer"),
        ({"attribution": ""}, "attribution", "Say how the report"),
        ({"said": "Tuesday"}, "said", "not a date"),
        ({"about": "Tuesday"}, "about", "not a date"),
        ({"relies_on_outlet": "Nobody Press"}, "relies_on_outlet", "No outlet has this name"),
        ({"original": "Набег отбит"}, "language", "in which language"),
        ({"language": "Russian", "original": "Набег"}, "language", "BCP 47"),
        ({"same": "999999"}, "same", "no such claim"),
        ({"same": "x" * 30}, "same", "no such claim"),
    ],
)
def test_what_cannot_be_right_is_named_beside_its_field_and_nothing_is_stored(snapshot, known, changes, field, message):
    answer = desk("contributor").post(page(snapshot), said(**changes))
    found = errors(answer)
    assert message in " ".join(found[field]), found
    assert set(found) == {field}
    assert "Nothing was stored" in answer.content.decode()
    assert not Claim.objects.exists()
    assert not Passage.objects.exists()
    assert Party.objects.count() == 1


def test_what_is_new_is_made_with_the_claim(snapshot):
    data = said(
        party="The river militia",
        party_kind="armed_group",
        event="The raid on the mill",
        event_kind="ground_attack",
        event_occurred="2031-05-13",
        place="Dolna",
        place_kind="settlement",
        question="Who held the mill?",
        question_kind="holds",
    )
    client = desk("contributor")
    assert client.post(page(snapshot), data).status_code == 302
    claim = Claim.objects.get()
    assert (claim.party, claim.event, claim.question) == (
        Party.objects.get(),
        Event.objects.get(),
        Question.objects.get(),
    )
    assert (claim.event.place, claim.event.occurred) == (Place.objects.get(name="Dolna"), "2031-05-13")
    assert {record.created_by for record in (claim, claim.party, claim.event, claim.question)} == {client.user}


def test_a_record_is_found_by_any_of_its_names_or_by_what_was_chosen(snapshot, known):
    ministry, raid = known
    PartyNameFactory(party=ministry, name="Островское министерство", language="ru")
    twin = EventFactory(title="The raid")
    client = desk("contributor")
    answer = client.post(page(snapshot), said(party="Островское министерство"))
    assert raid.slug in " ".join(errors(answer)["event"])
    assert twin.slug in " ".join(errors(answer)["event"])
    assert client.post(page(snapshot), said(party="Островское министерство", event_key=twin.pk)).status_code == 302
    assert (
        client.post(
            page(snapshot), said(words="took the mill", answer="x", event=raid.slug, statement="Other.")
        ).status_code
        == 302
    )
    assert list(Claim.objects.order_by("pk").values_list("party", "event")) == [
        (ministry.pk, twin.pk),
        (ministry.pk, raid.pk),
    ]


def test_a_question_of_another_event_is_refused(snapshot, known):
    asked = QuestionFactory(text="Who held it?")
    found = errors(desk("contributor").post(page(snapshot), said(question="Who held it?")))
    assert asked.event.title in " ".join(found["question"])


def test_one_more_report_needs_no_words_of_a_new_claim(snapshot):
    known = ClaimFactory()
    data = {"form_key": "own", "words": "took the mill", "same": known.pk, "attribution": "direct_quotation"}
    client = desk("contributor")
    answer = client.post(page(snapshot), data | {"more": "1", "event": "what is not asked for"})
    assert answer.url == page(snapshot, f"?same={known.pk}")
    assert (Claim.objects.get(), known.appearances.get().attribution) == (known, "direct_quotation")
    assert "One more report is recorded" in messages(client.get(answer.url))[0]
    assert client.get(answer.url).context["form"]["same"].value() == known.pk
    found = errors(client.post(page(snapshot), data))
    assert "these very words already" in " ".join(found["same"])


def test_a_claim_in_nearly_the_same_words_is_offered_once(snapshot, known):
    party, event = known
    earlier = ClaimFactory(party=party, event=event, statement="The raid was repelled.", answer="repelled")
    client = desk("contributor")
    answer = client.post(page(snapshot), said())
    assert "Recorded already" in " ".join(errors(answer)["same"])
    assert f'<option value="{earlier.pk}">' in answer.content.decode()
    # The page that came back knows that it asked.
    assert answer.context["form"]["asked"].value() == str(earlier.pk)
    assert client.post(page(snapshot), said(asked=str(earlier.pk))).status_code == 302
    assert Claim.objects.count() == 2
