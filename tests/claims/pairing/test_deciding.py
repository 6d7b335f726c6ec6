"""Decisions on suggested pairs: stored once, by whoever saw how it stood, and taken back without a trace in public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import set_against
from claims.merging.plan import MergeRefused
from claims.merging.undoing import undo
from claims.models import Claim, ClaimPair, PairKind, PairSuggestion, PairVerdict
from claims.pairing.deciding import (
    DecidedMeanwhile,
    LookFirst,
    NotTakenBack,
    accept,
    decide,
    hold,
    last_decision,
    release,
    stamp,
    suggested_as_one,
    take_back,
    unite,
)
from editorial.status import Status
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, PairSuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db

WHY = {"kind": PairKind.CONTRARY, "rationale": "Both cannot hold the mill."}


def accepted(suggestion, by, **said):
    return accept(suggestion, suggestion.one, suggestion.other, **(WHY | said), seen=stamp(suggestion), by=by)


def stored(suggestion):
    return PairSuggestion.objects.get(pk=suggestion.pk)


def test_accepting_makes_a_draft_pair_and_says_which():
    suggestion, editor = PairSuggestionFactory(), UserFactory()
    pair = accepted(suggestion, editor)
    assert (pair.status, pair.created_by, pair.claim, pair.counterclaim) == (
        Status.DRAFT,
        editor,
        suggestion.one,
        suggestion.other,
    )
    now = stored(suggestion)
    assert (now.verdict, now.pair, now.decided_by, now.held_by) == (PairVerdict.ACCEPTED, pair, editor, None)


def test_a_pair_made_by_hand_answers_what_was_suggested_of_its_claims():
    suggestion, editor = PairSuggestionFactory(), UserFactory()
    # In the other order.
    pair = set_against(suggestion.other, suggestion.one, **WHY, by=editor)
    assert (stored(suggestion).verdict, stored(suggestion).pair) == (PairVerdict.ACCEPTED, pair)


def test_two_claims_that_are_a_pair_already_are_not_paired_again():
    pair, editor = ClaimPairFactory(), UserFactory()
    one, other = sorted([pair.claim, pair.counterclaim], key=lambda claim: claim.pk)
    suggestion = PairSuggestionFactory(one=one, other=other)
    assert accepted(suggestion, editor) == pair
    assert stored(suggestion).pair == pair
    take_back(stored(suggestion), seen=stamp(stored(suggestion)), by=editor)
    assert ClaimPair.objects.get() == pair
    assert stored(suggestion).verdict == PairVerdict.OPEN


@pytest.mark.parametrize("verdict", [PairVerdict.REJECTED, PairVerdict.UNSURE])
def test_a_verdict_names_who_gave_it_when_and_why(verdict):
    suggestion, editor = PairSuggestionFactory(), UserFactory()
    decide(suggestion, verdict, note="Two mills.", seen="open", by=editor)
    now = stored(suggestion)
    assert (now.verdict, now.note, now.decided_by) == (verdict, "Two mills.", editor)
    assert timezone.now() - now.decided_at < timedelta(minutes=1)


def test_nothing_else_is_a_verdict():
    with pytest.raises(ValueError, match="accepted"):
        decide(PairSuggestionFactory(), PairVerdict.ACCEPTED, seen="open", by=UserFactory())


def test_what_was_decided_meanwhile_is_told_and_not_overwritten():
    suggestion, first, second = PairSuggestionFactory(), UserFactory(username="mila"), UserFactory()
    decide(suggestion, PairVerdict.REJECTED, seen="open", by=first)
    with pytest.raises(DecidedMeanwhile, match="mila decided on these two"):
        decide(suggestion, PairVerdict.UNSURE, seen="open", by=second)
    with pytest.raises(DecidedMeanwhile) as refusal:
        accept(suggestion, suggestion.one, suggestion.other, **WHY, seen="open", by=second)
    assert refusal.value.suggestion.verdict == PairVerdict.REJECTED
    assert not ClaimPair.objects.exists()
    # Whoever has seen it can decide otherwise.
    decide(suggestion, PairVerdict.UNSURE, seen=stamp(stored(suggestion)), by=second)
    with pytest.raises(DecidedMeanwhile):
        take_back(suggestion, seen="open", by=first)
    take_back(suggestion, seen=stamp(stored(suggestion)), by=second)
    with pytest.raises(DecidedMeanwhile, match="the decision on these two was taken back"):
        decide(suggestion, PairVerdict.REJECTED, seen="rejected 2031", by=first)


def test_what_somebody_looks_at_is_theirs_for_a_while():
    suggestion, first, second = PairSuggestionFactory(), UserFactory(username="mila"), UserFactory()
    assert hold(suggestion, by=first)
    assert hold(suggestion, by=first)
    assert not hold(suggestion, by=second)
    with pytest.raises(DecidedMeanwhile, match="mila is looking at these two"):
        decide(suggestion, PairVerdict.REJECTED, seen="open", by=second)
    PairSuggestion.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    decide(suggestion, PairVerdict.REJECTED, seen="open", by=second)
    assert stored(suggestion).held_by is None


def test_what_somebody_looks_at_can_be_taken_over_knowingly():
    suggestion, second = PairSuggestionFactory(), UserFactory()
    hold(suggestion, by=UserFactory())
    assert hold(suggestion, by=second, over=True)
    assert stored(suggestion).held_by == second


def test_somebody_has_one_at_a_time():
    first, second, editor = PairSuggestionFactory(), PairSuggestionFactory(), UserFactory()
    hold(first, by=editor)
    hold(second, by=editor)
    assert (stored(first).held_by, stored(second).held_by) == (None, editor)
    release(by=editor)
    assert stored(second).held_by is None


def test_taking_an_acceptance_back_leaves_no_pair():
    suggestion, editor = PairSuggestionFactory(), UserFactory()
    pair = accepted(suggestion, editor)
    assert last_decision(editor) == suggestion
    take_back(suggestion, seen=stamp(stored(suggestion)), by=editor)
    assert not ClaimPair.objects.exists()
    now = stored(suggestion)
    assert (now.verdict, now.decided_by, now.decided_at, now.pair) == (PairVerdict.OPEN, None, None, None)
    # Who made it and who took it back stays in the history.
    rows = ClaimPair.history.filter(id=pair.pk).order_by("history_id")
    assert [(row.history_type, row.history_user) for row in rows] == [("+", editor), ("-", editor)]
    assert last_decision(editor) is None
    # And it can be decided anew.
    assert accepted(stored(suggestion), editor).status == Status.DRAFT


@pytest.mark.parametrize("gone_on", ["changed", "submitted"])
def test_a_pair_that_has_gone_on_is_not_taken_back(gone_on):
    suggestion, editor = PairSuggestionFactory(), UserFactory()
    pair = accepted(suggestion, editor)
    if gone_on == "submitted":
        pair.submit(by=editor)
    else:
        pair.rationale = "Edited."
        pair.written_by(UserFactory()).save()
    with pytest.raises(NotTakenBack, match="changed or handed on"):
        take_back(suggestion, seen=stamp(stored(suggestion)), by=editor)
    assert ClaimPair.objects.get() == pair
    assert stored(suggestion).verdict == PairVerdict.ACCEPTED


def test_what_is_open_is_not_taken_back():
    with pytest.raises(NotTakenBack):
        take_back(PairSuggestionFactory(), seen="open", by=UserFactory())


def test_decisions_are_taken_back_one_after_the_other():
    editor, first, second = UserFactory(), PairSuggestionFactory(), PairSuggestionFactory()
    decide(first, PairVerdict.REJECTED, seen="open", by=editor)
    decide(second, PairVerdict.UNSURE, seen="open", by=editor)
    decide(PairSuggestionFactory(), PairVerdict.REJECTED, seen="open", by=UserFactory())
    for expected in (second, first):
        found = last_decision(editor)
        assert found == expected
        take_back(found, seen=stamp(found), by=editor)
    assert last_decision(editor) is None


@pytest.fixture
def twice():
    """A suggestion that two claims of one party are one, each with its report."""
    claim = ClaimFactory()
    suggestion = PairSuggestionFactory(one=claim, other__party=claim.party, other__answer="repelled", kind="same")
    for each in (suggestion.one, suggestion.other):
        AppearanceFactory(claim=each)
    return suggestion


def test_the_same_claim_reported_again_is_one_claim_with_both_reports(twice):
    editor = UserFactory()
    hold(twice, by=editor)
    merged = unite(twice, seen="open", by=editor)
    assert (merged.kept, merged.gone) == (twice.one_id, twice.other_id)
    assert Claim.objects.get().appearances.count() == 2
    assert not PairSuggestion.objects.exists()
    assert last_decision(editor) == merged
    assert suggested_as_one(merged) == twice
    # And back again, free for whoever comes.
    undo(merged, by=editor)
    assert (stored(twice).verdict, stored(twice).held_by) == (PairVerdict.OPEN, None)
    assert twice.other.appearances.count() == 1
    assert last_decision(editor) is None


def test_the_claim_that_readers_see_stays():
    seen = ClaimFactory(published=True, party=(draft := ClaimFactory()).party)
    suggestion = PairSuggestionFactory(one=draft, other=seen, kind="same")
    assert unite(suggestion, seen="open", by=UserFactory()).kept == seen.pk


def test_what_a_later_decision_is_is_told_by_the_clock(twice):
    editor, other = UserFactory(), PairSuggestionFactory()
    unite(twice, seen="open", by=editor)
    decide(other, PairVerdict.REJECTED, seen="open", by=editor)
    assert last_decision(editor) == other
    take_back(other, seen=stamp(stored(other)), by=editor)
    assert last_decision(editor).kept == twice.one_id


def test_two_claims_do_not_become_one_over_a_pair_or_between_two_parties(twice):
    editor = UserFactory()
    against = ClaimFactory(event=twice.one.event)
    for claim in (twice.one, twice.other):
        set_against(claim, against, **WHY, by=editor)
    with pytest.raises(LookFirst) as refusal:
        unite(twice, seen="open", by=editor)
    assert (refusal.value.kept, refusal.value.gone) == (twice.one, twice.other)
    with pytest.raises(MergeRefused, match="two parties"):
        unite(PairSuggestionFactory(), seen="open", by=editor)
    with pytest.raises(DecidedMeanwhile):
        unite(twice, seen="rejected", by=editor)
    assert Claim.objects.count() == 5
