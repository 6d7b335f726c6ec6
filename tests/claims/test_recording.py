import pytest
from django.core.exceptions import ValidationError

from claims.models import Appearance, Claim, ClaimSuggestion, Event, PairSuggestion, Party, Place, Question
from claims.models.claim import ClaimKind
from claims.recording import dismiss, record_claim, reopen
from editorial.status import Status
from sources.models import Passage
from tests.factories import (
    ClaimFactory,
    EventFactory,
    PartyFactory,
    QuestionFactory,
    SnapshotFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "The ministry said it repelled the raid. The militia said it took the mill."


@pytest.fixture
def snapshot():
    return SnapshotFactory(text=TEXT)


def words(snapshot, exact="repelled the raid"):
    start = snapshot.text.index(exact)
    return Passage(source=snapshot.source, snapshot=snapshot, exact=exact, start=start, end=start + len(exact))


def new_claim(**others):
    related = {"party": PartyFactory.build(slug=""), "event": EventFactory.build(slug="")} | others
    claim = Claim(statement="The raid was repelled.", answer="repelled", kind=ClaimKind.FACTUAL)
    claim.party, claim.event, claim.question = related["party"], related["event"], related.get("question")
    return claim


def report(**fields):
    return Appearance(**({"attribution": "paraphrase", "speaker": "its spokesman"} | fields))


def suggest(snapshot, start, end, **fields):
    return ClaimSuggestion.objects.create(
        snapshot=snapshot, start=start, end=end, attribution="paraphrase", reasons=["A verb of saying."], **fields
    )


def counted():
    return [model.objects.count() for model in (Claim, Passage, Appearance, Party, Event, Question, Place)]


def test_a_claim_its_words_and_its_report_are_stored_by_whom(snapshot):
    reader = UserFactory()
    stored = record_claim(new_claim(party=PartyFactory(), event=EventFactory()), words(snapshot), report(), by=reader)
    stored = Appearance.objects.get(pk=stored.pk)
    assert (stored.passage.exact, stored.passage.state, stored.source) == (
        "repelled the raid",
        "exact",
        snapshot.source,
    )
    assert (stored.claim.status, stored.claim.created_by, stored.claim.updated_by) == (Status.DRAFT, reader, reader)
    for record in (stored, stored.claim, stored.passage):
        assert record.history.get().history_user == reader


def test_what_a_claim_speaks_of_can_be_new_with_it(snapshot):
    reader = UserFactory()
    event = Event(title="The raid on Ostrovka", kind="ground_attack", place=Place(name="Ostrovka", kind="settlement"))
    claim = new_claim(
        party=Party(name="The river militia", kind="armed_group"),
        event=event,
        question=Question(text="Who held the mill?", kind="holds", event=event),
    )
    stored = record_claim(claim, words(snapshot), report(), by=reader).claim
    stored = Claim.objects.get(pk=stored.pk)
    assert (stored.party.name, stored.event.place.name) == ("The river militia", "Ostrovka")
    assert stored.question.event == stored.event
    assert {stored.party.created_by, stored.event.created_by, stored.event.place.created_by} == {reader}


@pytest.mark.parametrize(
    "broken",
    [
        {"report": {"attribution": "hearsay"}},
        {"report": {"said": "yesterday"}},
        {"claim": {"statement": ""}},
        {"words": {"exact": "repelled the rain"}},
        {"question": {"text": ""}},
    ],
    ids=str,
)
def test_nothing_is_stored_when_a_part_is_not_valid(snapshot, broken):
    event = Event(title="The raid on Ostrovka", kind="ground_attack")
    question = Question(**({"text": "Who held it?", "kind": "holds", "event": event} | broken.get("question", {})))
    claim = new_claim(party=Party(name="The river militia", kind="armed_group"), event=event, question=question)
    for name, value in broken.get("claim", {}).items():
        setattr(claim, name, value)
    passage = words(snapshot)
    for name, value in broken.get("words", {}).items():
        setattr(passage, name, value)
    before = counted()
    with pytest.raises(ValidationError):
        record_claim(claim, passage, report(**broken.get("report", {})), by=UserFactory())
    assert counted() == before


def test_a_question_of_another_event_is_refused(snapshot):
    claim = new_claim(party=PartyFactory(), event=EventFactory(), question=QuestionFactory())
    with pytest.raises(ValidationError, match="about"):
        record_claim(claim, words(snapshot), report(), by=UserFactory())
    assert not Claim.objects.exists()


def test_a_stored_claim_gets_one_more_report_and_its_writer(snapshot):
    known, reader = ClaimFactory(), UserFactory()
    record_claim(known, words(snapshot), report(), by=reader)
    record_claim(known, words(snapshot, "took the mill"), report(), by=reader)
    known.refresh_from_db()
    assert [each.passage.exact for each in known.appearances.all()] == ["repelled the raid", "took the mill"]
    # Somebody else publishes what this reader added to.
    assert known.updated_by == reader
    assert known.history.count() == 3


def test_one_passage_carries_several_claims(snapshot):
    for _time in range(2):
        record_claim(new_claim(party=PartyFactory(), event=EventFactory()), words(snapshot), report(), by=UserFactory())
    assert (Passage.objects.count(), Appearance.objects.count(), Claim.objects.count()) == (1, 2, 2)


def test_the_same_words_twice_for_one_claim_are_refused(snapshot):
    known = ClaimFactory()
    record_claim(known, words(snapshot), report(), by=UserFactory())
    with pytest.raises(ValidationError, match="this passage already"):
        record_claim(known, words(snapshot), report(), by=UserFactory())


def test_the_suggestions_among_the_words_are_handled_with_them(snapshot):
    reader = UserFactory()
    inside, beside = suggest(snapshot, 0, 39), suggest(snapshot, 40, 74)
    record_claim(new_claim(party=PartyFactory(), event=EventFactory()), words(snapshot), report(), by=reader)
    inside.refresh_from_db()
    beside.refresh_from_db()
    assert (inside.state, inside.decided_by) == ("used", reader)
    assert inside.decided_at is not None
    assert (beside.state, beside.decided_by) == ("open", None)


def test_a_suggestion_is_dismissed_and_taken_back_but_not_once_it_is_used(snapshot):
    reader, suggestion = UserFactory(), suggest(snapshot, 0, 39)
    assert dismiss(suggestion, by=reader)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == ("dismissed", reader)
    assert not dismiss(suggestion, by=reader)
    assert reopen(suggestion, by=reader)
    record_claim(new_claim(party=PartyFactory(), event=EventFactory()), words(snapshot), report(), by=reader)
    assert not dismiss(suggestion, by=reader)
    assert not reopen(suggestion, by=reader)


def test_what_a_new_claim_may_be_set_against_is_suggested_with_it(snapshot):
    known = ClaimFactory(answer="captured", statement="The village was captured.")
    record_claim(new_claim(party=PartyFactory(), event=known.event), words(snapshot), report(), by=UserFactory())
    assert PairSuggestion.objects.get().one == known


def test_a_claim_that_readers_see_is_not_changed_by_one_person(snapshot):
    public = ClaimFactory(published=True)
    before = counted()
    with pytest.raises(ValidationError, match="second person"):
        record_claim(public, words(snapshot), report(), by=UserFactory())
    assert counted() == before
