import pytest
from django.utils import timezone

from claims.merging.performing import merge
from claims.merging.plan import MergeRefused
from claims.merging.undoing import undo
from claims.models import (
    Appearance,
    Claim,
    ClaimPair,
    Correction,
    Figure,
    MergedAddress,
    PairSuggestion,
    Question,
)
from claims.pairing import suggest
from editorial.status import Status
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    CorrectionFactory,
    EventFactory,
    FigureFactory,
    PairSuggestionFactory,
    PassageFactory,
    QuestionFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tests.merging import NOTE, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def claim():
    """The claim that stays."""
    return ClaimFactory(published=True)


@pytest.fixture
def doubled(claim):
    """The same claim recorded twice."""
    return ClaimFactory(published=True, party=claim.party, event=claim.event)


def decided(one, other, verdict, **kwargs):
    one, other = sorted([one, other], key=lambda claim: claim.pk)
    who = {} if verdict == "open" else {"decided_by": UserFactory(), "decided_at": timezone.now()}
    return PairSuggestionFactory(one=one, other=other, verdict=verdict, **who, **kwargs)


def test_its_words_are_more_reports_of_the_one_that_stays(claim, doubled, by):
    report, own = doubled.appearances.get(), claim.appearances.get()
    # The same words were marked for both, and another report relies on those.
    twin = AppearanceFactory(claim=doubled, source=own.source, passage=own.passage)
    relying = AppearanceFactory(relies_on=twin)
    own.relies_on = twin
    own.save()
    FigureFactory(claim=doubled, counted="boats", low=3, high=3)
    FigureFactory(claim=doubled, counted="cars", low=5, high=5)
    FigureFactory(claim=claim, counted="cars", low=5, high=5)
    CorrectionFactory(claim=doubled)
    before = stored()
    made = merge(claim, doubled, by=by, note=NOTE)
    assert set(Appearance.objects.filter(claim=claim)) == {own, report}
    relying.refresh_from_db()
    own.refresh_from_db()
    assert (relying.relies_on, own.relies_on) == (own, None)
    assert sorted(Figure.objects.filter(claim=claim).values_list("counted", flat=True)) == ["boats", "cars"]
    assert set(Correction.objects.values_list("claim", flat=True)) == {claim.pk}
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_pairs_go_with_it_and_those_that_would_stand_there_twice_collapse(claim, doubled, by):
    free, double, draft = ClaimFactory(published=True), ClaimFactory(published=True), ClaimFactory()
    moved = ClaimPairFactory(published=True, claim=doubled, counterclaim=free)
    own = ClaimPairFactory(published=True, claim=claim, counterclaim=double)
    twin = ClaimPairFactory(published=True, claim=double, counterclaim=doubled)
    correction = CorrectionFactory(claim=None, pair=twin)
    # What readers see stays, and a draft goes, whichever claim it stands on.
    dropped = ClaimPairFactory(claim=claim, counterclaim=free)
    both = ClaimPairFactory(claim=claim, counterclaim=doubled)
    ClaimPairFactory(claim=doubled, counterclaim=draft)
    before = stored()
    made = merge(claim, doubled, by=by, note=NOTE)
    pairs = {(each.claim, each.counterclaim) for each in ClaimPair.objects.all()}
    assert pairs == {(claim, free), (claim, double), (claim, draft)}
    assert set(ClaimPair.objects.published()) == {moved, own}
    assert not ClaimPair.objects.filter(pk__in=[dropped.pk, both.pk, twin.pk]).exists()
    correction.refresh_from_db()
    assert correction.pair == own
    assert set(MergedAddress.objects.values_list("kind", "slug", "leads_to_kind", "leads_to")) == {
        ("claim", doubled.slug, "claim", claim.pk),
        ("claimpair", twin.slug, "claimpair", own.pk),
    }
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_pair_of_the_two_goes_and_its_address_leads_to_the_claim(claim, doubled, by):
    pair = ClaimPairFactory(retracted=True, claim=doubled, counterclaim=claim, kind="revises")
    CorrectionFactory(claim=None, pair=pair)
    before = stored()
    made = merge(claim, doubled, by=by, note=NOTE)
    assert not ClaimPair.objects.exists()
    # What was said of a pair that was withdrawn is not told again.
    assert not Correction.objects.exclude(note=NOTE).exists()
    assert ("claimpair", pair.slug, "claim", claim.pk) in MergedAddress.objects.values_list(
        "kind", "slug", "leads_to_kind", "leads_to"
    )
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_pair_of_the_two_that_readers_see_is_retracted_first(claim, doubled, by):
    ClaimPairFactory(published=True, claim=doubled, counterclaim=claim, kind="revises")
    with pytest.raises(MergeRefused, match="Retract that pair first"):
        merge(claim, doubled, by=by, note=NOTE)


@pytest.mark.parametrize("turned", [False, True])
def test_rejected_pair_stays_rejected_in_either_order(by, turned):
    first, second = ClaimFactory(), None
    other = ClaimFactory()
    second = ClaimFactory(party=first.party, event=first.event)
    kept, gone = (second, first) if turned else (first, second)
    decided(gone, other, "rejected", one_answers=False)
    before = stored()
    made = merge(kept, gone, by=by, note=NOTE)
    suggestion = PairSuggestion.objects.between(kept, other).get()
    assert (suggestion.verdict, suggestion.one.pk < suggestion.other.pk) == ("rejected", True)
    undo(made, by=by, note=NOTE)
    assert stored() == before
    assert PairSuggestion.objects.between(gone, other).get().verdict == "rejected"


def test_which_of_the_two_answers_is_the_same_when_their_order_turns(by):
    first, other, second = ClaimFactory(), ClaimFactory(), None
    second = ClaimFactory(party=first.party, event=first.event)
    answered = decided(other, second, "open", one_answers=True)
    assert answered.counterclaim == other
    merge(first, second, by=by, note=NOTE)
    answered.refresh_from_db()
    assert (answered.one, answered.other) == (first, other)
    assert answered.counterclaim == other


@pytest.mark.parametrize(
    ("kept_said", "gone_said", "stays"),
    [
        ("open", "rejected", "rejected"),
        ("rejected", "open", "rejected"),
        ("unsure", "rejected", "rejected"),
        ("accepted", "rejected", "accepted"),
        ("open", "unsure", "unsure"),
        ("open", "open", "open"),
    ],
)
def test_of_two_decisions_the_one_that_says_most_stays(claim, doubled, by, kept_said, gone_said, stays):
    other = ClaimFactory()
    decided(claim, other, kept_said)
    decided(doubled, other, gone_said)
    decided(claim, doubled, "accepted", kind="same")
    before = stored()
    made = merge(claim, doubled, by=by, note=NOTE)
    assert PairSuggestion.objects.get().verdict == stays
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_claims_of_two_parties_are_two(claim, by):
    with pytest.raises(MergeRefused, match="claims of two parties"):
        merge(claim, ClaimFactory(event=claim.event), by=by)


def test_claims_with_two_numbers_of_the_same_are_two(claim, doubled, by):
    FigureFactory(claim=claim, counted="boats", low=3, high=3)
    FigureFactory(claim=doubled, counted="boats", low=4, high=4)
    with pytest.raises(MergeRefused, match="two claims"):
        merge(claim, doubled, by=by, note=NOTE)


def test_what_readers_see_does_not_go_into_what_they_do_not_see(claim, by):
    draft = ClaimFactory(party=claim.party, event=claim.event)
    with pytest.raises(MergeRefused, match="Keep the one that they see"):
        merge(draft, claim, by=by)


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_retracted_stays_so(claim, by, kept):
    other = ClaimFactory(retracted=True, party=claim.party, event=claim.event)
    with pytest.raises(MergeRefused, match="was retracted"):
        merge(*((other, claim) if kept else (claim, other)), by=by)


def test_whoever_wrote_a_draft_does_not_put_its_words_before_readers_alone(claim, by):
    draft = ClaimFactory(party=claim.party, event=claim.event)
    draft.written_by(by).save()
    source = SourceFactory(published=True)
    AppearanceFactory(claim=draft, source=source, passage=PassageFactory(source=source))
    with pytest.raises(MergeRefused, match="Somebody else must merge it"):
        merge(claim, draft, by=by, note=NOTE)
    merge(claim, draft, by=UserFactory(), note=NOTE)
    assert claim.appearances.count() == 2


def test_a_change_that_waits_is_decided_first(claim, doubled, by):
    RevisionFactory(record=doubled)
    with pytest.raises(MergeRefused, match="Publish or drop it first"):
        merge(claim, doubled, by=by, note=NOTE)


def test_events_are_merged_with_their_questions_claims_and_parts(by):
    kept, gone = EventFactory(published=True), EventFactory(published=True)
    question = QuestionFactory(event=gone)
    answer = ClaimFactory(event=gone, question=question)
    ClaimFactory(event=gone)
    EventFactory(part_of=gone)
    kept.part_of = gone
    kept.save()
    before = stored()
    made = merge(kept, gone, by=by, note=NOTE)
    answer.refresh_from_db()
    kept.refresh_from_db()
    assert (answer.event, answer.question, kept.part_of) == (kept, question, None)
    assert Question.objects.get().event == kept
    assert kept.parts.count() == 1
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_undoing_two_events_is_refused_where_a_claim_was_filed_elsewhere_since(by):
    kept, gone = EventFactory(), EventFactory()
    question, other = QuestionFactory(event=gone), QuestionFactory(event=kept)
    moved, stayed = ClaimFactory(event=gone, question=question), ClaimFactory(event=kept)
    made = merge(kept, gone, by=by, note=NOTE)
    Claim.objects.filter(pk=moved.pk).update(question=other)
    with pytest.raises(MergeRefused, match="Take it out of that question"):
        undo(made, by=by, note=NOTE)
    Claim.objects.filter(pk=moved.pk).update(question=None)
    Claim.objects.filter(pk=stayed.pk).update(question=question)
    with pytest.raises(MergeRefused, match="Take it out of that question"):
        undo(made, by=by, note=NOTE)
    Claim.objects.filter(pk=stayed.pk).update(question=None)
    undo(made, by=by, note=NOTE)
    moved.refresh_from_db()
    assert (moved.event, moved.question) == (gone, None)


def test_questions_about_one_event_are_merged(by):
    kept = QuestionFactory(published=True)
    gone = QuestionFactory(published=True, event=kept.event)
    claim = ClaimFactory(event=kept.event, question=gone)
    before = stored()
    made = merge(kept, gone, by=by, note=NOTE)
    claim.refresh_from_db()
    assert claim.question == kept
    undo(made, by=by, note=NOTE)
    assert stored() == before
    with pytest.raises(MergeRefused, match="Merge the events first"):
        merge(kept, QuestionFactory(), by=by)


def test_nothing_that_was_withdrawn_comes_back_before_readers(by):
    # A draft of an event cannot hold published claims; if one ever does, merging does not show them.
    kept, gone = EventFactory(published=True), EventFactory()
    claim = ClaimFactory(published=True)
    Claim.objects.filter(pk=claim.pk).update(event=gone)
    with pytest.raises(MergeRefused, match="nobody published for them"):
        merge(kept, gone, by=by, note=NOTE)
    assert Claim.objects.get().status == Status.PUBLISHED


def test_readers_are_told_that_a_claim_they_saw_is_another_one_in_other_words(claim, doubled, by):
    FigureFactory(claim=doubled, counted="boats", low=3, high=3)
    before = stored()
    with pytest.raises(MergeRefused, match="Say in the public note"):
        merge(claim, doubled, by=by, note=" ")
    assert stored() == before
    made = merge(claim, doubled, by=by, note=NOTE)
    told = {each.kind: each for each in Correction.objects.filter(claim=claim)}
    assert set(told) == {"statement", "figure"}
    assert doubled.statement in told["statement"].before
    assert claim.statement in told["statement"].after
    assert "boats" in told["figure"].after
    assert made.note == NOTE
    with pytest.raises(MergeRefused, match="Say in the public note"):
        undo(made, by=by)
    undo(made, by=by, note="They were two claims after all.")
    assert set(Correction.objects.filter(note__contains="after all").values_list("kind", flat=True)) == {
        "figure",
        "quotation",
    }


def test_readers_need_not_be_told_where_they_find_the_same_words(claim, by):
    same = ClaimFactory(published=True, party=claim.party, event=claim.event, statement=claim.statement)
    merge(claim, same, by=by)
    assert not Correction.objects.exists()


def test_a_change_that_waits_names_what_stays(by):
    kept, gone = EventFactory(published=True), EventFactory(published=True)
    claim = ClaimFactory(published=True, event=gone)
    revision = RevisionFactory(record=claim, data={"event": [str(gone.pk)], "answer": ["held"]})
    before = stored()
    made = merge(kept, gone, by=by)
    revision.refresh_from_db()
    assert revision.data == {"event": [str(kept.pk)], "answer": ["held"]}
    undo(made, by=by)
    assert stored() == before


def test_rejected_pair_does_not_come_back_when_pairs_are_suggested_again(by):
    event = EventFactory()
    question = QuestionFactory(event=event)
    filed = {"event": event, "question": question}
    other = ClaimFactory(answer="captured", statement="The village was captured.", **filed)
    kept = ClaimFactory(answer="repelled", statement="The attack was repelled.", **filed)
    gone = ClaimFactory(party=kept.party, answer="repelled", statement="The raid was repelled.", **filed)
    decided(gone, other, "rejected")
    merge(kept, gone, by=by)
    for claim in (kept, other, kept):
        suggest(claim)
    assert PairSuggestion.objects.between(other, kept).get().verdict == "rejected"
