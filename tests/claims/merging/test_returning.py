"""Merges one after the other, undone in every order: everything is as it was, or it is said what comes first."""

import itertools

import pytest
from django.utils import timezone

from claims.merging.performing import merge
from claims.merging.plan import MergeRefused
from claims.merging.returning import plan_return
from claims.merging.undoing import undo
from claims.models import Claim, ClaimPair, Event, Figure, Merge, MergedAddress, PairSuggestion, Party
from tests.factories import (
    AppearanceFactory,
    AssignmentFactory,
    ClaimFactory,
    ClaimPairFactory,
    ClaimSuggestionFactory,
    EventFactory,
    FigureFactory,
    MembershipFactory,
    PairSuggestionFactory,
    PartyFactory,
    PartyNameFactory,
    PlaceFactory,
    QuestionFactory,
    ReviewNoteFactory,
    SourceFactory,
    UserFactory,
)
from tests.merging import NOTE, stored

pytestmark = pytest.mark.django_db

NOW = timezone.now()
FIRST = "Undo that merge first"


@pytest.fixture
def by():
    return UserFactory()


def party(name, **kwargs):
    found = PartyFactory(name=name, **kwargs)
    ClaimFactory(published=True, party=found)
    PartyNameFactory(party=found, name=f"{name} office")
    MembershipFactory(party=found, group=PartyFactory(name=f"{name} group"))
    return found


def claims(count=3, **kwargs):
    """Return published claims (list) of one party about one event, in the same words."""
    first = ClaimFactory(published=True, **kwargs)
    same = {"party": first.party, "event": first.event, "statement": first.statement}
    return [first, *(ClaimFactory(published=True, **same) for _more in range(count - 1))]


def undo_all(merges, by):
    """Undo ``merges`` in that order; those that are refused are tried again after the others. Return how often one
    was."""
    refused, waiting = [], list(merges)
    while waiting:
        left = []
        for each in waiting:
            try:
                undo(each, by=by, note=NOTE)
            except MergeRefused as refusal:
                refused.append(" ".join(refusal.messages))
                left.append(each)
        assert len(left) < len(waiting)
        waiting = left
    assert all(FIRST in each for each in refused)
    return len(refused)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_chain_of_parties_is_undone_from_its_end_in_whatever_order_one_tries(by, order):
    one, two, three, four = (party(name) for name in ("Alder", "Birch", "Cedar", "Dogwood"))
    before = stored()
    merges = []
    for kept, gone in ((two, one), (three, two), (four, three)):
        merges.append(merge(Party.objects.get(pk=kept.pk), Party.objects.get(pk=gone.pk), by=by))
    assert set(MergedAddress.objects.values_list("leads_to", flat=True)) == {four.pk}
    refused = undo_all([merges[place] for place in order], by)
    assert bool(refused) == (order != (2, 1, 0))
    assert stored() == before
    assert not MergedAddress.objects.exists()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_claims_that_went_into_one_claim_are_undone_in_any_order_or_told_which_comes_first(by, order):
    kept, *gone = claims(4)
    other = ClaimFactory(published=True)
    # Of the second the pair stays, of the others it is left out; the same with figures, reports and decisions.
    for claim in gone:
        ClaimPairFactory(published=True, claim=claim, counterclaim=other)
        FigureFactory(claim=claim, counted="boats", low=3, high=3)
        PairSuggestionFactory(one=min(claim, other, key=key), other=max(claim, other, key=key))
    before = stored()
    merges = [merge(Claim.objects.get(pk=kept.pk), each, by=by, note=NOTE) for each in gone]
    assert (ClaimPair.objects.count(), Figure.objects.count(), PairSuggestion.objects.count()) == (1, 1, 1)
    undo_all([merges[place] for place in order], by)
    assert stored() == before


def key(claim):
    return claim.pk


def test_what_a_later_merge_left_out_because_this_said_the_same_keeps_it_from_being_undone(by):
    kept, first, second = claims()
    FigureFactory(claim=first, counted="boats", low=3, high=3)
    FigureFactory(claim=second, counted="boats", low=3, high=3)
    earlier = merge(kept, first, by=by, note=NOTE)
    later = merge(kept, second, by=by, note=NOTE)
    # Undone now, the claim that stays would have lost the figure that the second gave it.
    with pytest.raises(MergeRefused, match=FIRST):
        undo(earlier, by=by, note=NOTE)
    undo(later, by=by, note=NOTE)
    undo(earlier, by=by, note=NOTE)
    assert Figure.objects.filter(claim=first).count() == Figure.objects.filter(claim=second).count() == 1


def test_merges_into_one_record_that_have_nothing_to_do_with_each_other_are_undone_in_any_order(by):
    kept, first, second = (party(name) for name in ("Alder", "Birch", "Cedar"))
    # The first gave it a fact, which says nothing of the second.
    Party.objects.filter(pk=first.pk).update(wikidata_id="Q12345")
    before = stored()
    earlier = merge(kept, Party.objects.get(pk=first.pk), by=by)
    later = merge(Party.objects.get(pk=kept.pk), second, by=by)
    undo(earlier, by=by)
    undo(later, by=by)
    assert stored() == before


def test_a_claim_does_not_go_to_another_party_with_the_words_of_one_that_was_merged_into_it_since(by):
    ours, theirs = PartyFactory(), PartyFactory()
    moved = ClaimFactory(party=theirs)
    own = ClaimFactory(party=ours, event=moved.event, statement=moved.statement)
    parties = merge(ours, theirs, by=by)
    claim = Claim.objects.get(pk=moved.pk)
    both = merge(claim, own, by=by)
    with pytest.raises(MergeRefused, match=FIRST):
        undo(parties, by=by)
    undo(both, by=by)
    undo(parties, by=by)
    assert Claim.objects.get(pk=moved.pk).party == theirs
    assert Claim.objects.get(pk=own.pk).party == ours


def test_a_claim_that_went_into_another_since_is_named_with_its_merge(by):
    ours, theirs = PartyFactory(), PartyFactory()
    moved = ClaimFactory(party=theirs)
    own = ClaimFactory(party=ours, event=moved.event, statement=moved.statement)
    parties = merge(ours, theirs, by=by)
    both = merge(own, Claim.objects.get(pk=moved.pk), by=by)
    assert plan_return(parties).problems == [f"“{both.gone_name}” went into “{both.kept_name}” since. {FIRST}."]


def test_a_pair_that_a_later_merge_left_out_is_named_with_that_merge(by):
    kept, first, second = claims()
    other = ClaimFactory(published=True)
    ClaimPairFactory(claim=first, counterclaim=other)
    ClaimPairFactory(published=True, claim=second, counterclaim=other)
    earlier = merge(kept, first, by=by, note=NOTE)
    merge(kept, second, by=by, note=NOTE)
    assert FIRST in " ".join(plan_return(earlier).problems)


def test_what_a_record_needs_that_comes_back_is_named_with_its_merge(by):
    kept, gone = claims(2)
    first = merge(kept, gone, by=by, note=NOTE)
    second = merge(EventFactory(published=True), Event.objects.get(pk=gone.event_id), by=by)
    with pytest.raises(MergeRefused, match=FIRST):
        undo(first, by=by, note=NOTE)
    undo(second, by=by)
    undo(first, by=by, note=NOTE)
    assert Claim.objects.get(pk=gone.pk).event_id == gone.event_id


def test_two_records_are_not_merged_into_each_other(by):
    one, two = party("Alder"), party("Birch")
    merge(one, two, by=by)
    for kept, gone in ((two, one), (one, two)):
        with pytest.raises(MergeRefused, match="not there any more"):
            merge(kept, gone, by=by)
    assert Merge.objects.count() == 1


def test_an_event_goes_into_its_part_and_a_part_into_its_event(by):
    whole = EventFactory(published=True)
    part = EventFactory(published=True, part_of=whole)
    other = EventFactory(published=True, part_of=part)
    before = stored()
    for kept, gone in ((whole, part), (part, whole)):
        made = merge(Event.objects.get(pk=kept.pk), Event.objects.get(pk=gone.pk), by=by)
        assert set(Event.objects.values_list("pk", "part_of")) == {(kept.pk, None), (other.pk, kept.pk)}
        undo(made, by=by)
        assert stored() == before


def test_a_place_goes_into_what_it_lies_in_and_the_other_way_round(by):
    outer = PlaceFactory(name="Vessen")
    inner = PlaceFactory(name="Lower Vessen", parent=outer)
    hamlet = PlaceFactory(name="Oster", parent=inner)
    before = stored()
    for kept, gone in ((outer, inner), (inner, outer)):
        made = merge(type(outer).objects.get(pk=kept.pk), type(outer).objects.get(pk=gone.pk), by=by)
        hamlet.refresh_from_db()
        assert hamlet.parent_id == kept.pk
        assert type(outer).objects.get(pk=kept.pk).parent_id is None
        undo(made, by=by)
        assert stored() == before


@pytest.mark.parametrize("turned", [False, True])
def test_a_party_goes_into_its_member_and_a_member_into_its_party(by, turned):
    group, member = PartyFactory(), PartyFactory()
    MembershipFactory(party=member, group=group)
    before = stored()
    kept, gone = (member, group) if turned else (group, member)
    made = merge(kept, gone, by=by)
    assert not kept.memberships.exists()
    undo(made, by=by)
    assert stored() == before


def test_a_question_asked_about_another_event_goes_nowhere(by):
    one, other = QuestionFactory(published=True), QuestionFactory(published=True)
    with pytest.raises(MergeRefused, match="Merge the events first"):
        merge(one, other, by=by)
    assert type(one).objects.count() == 2


def test_what_the_rules_left_out_or_said_anew_since_does_not_keep_a_merge_from_being_undone(by):
    kept, gone = claims(2)
    others = [ClaimFactory(published=True) for _number in range(3)]
    for claim, other in ((gone, others[0]), (kept, others[1]), (gone, others[1]), (gone, others[2])):
        PairSuggestionFactory(one=min(claim, other, key=key), other=max(claim, other, key=key))
    made = merge(kept, gone, by=by, note=NOTE)
    PairSuggestion.objects.all().delete()
    anew = PairSuggestionFactory(one=min(kept, others[1], key=key), other=max(kept, others[1], key=key))
    undo(made, by=by, note=NOTE)
    # The one that was left out for the other comes back, and nothing that went since.
    assert anew in PairSuggestion.objects.all()
    assert PairSuggestion.objects.between(gone, others[1]).exists()
    assert PairSuggestion.objects.count() == 2


def test_a_suggestion_whose_other_claim_is_gone_stays_away(by):
    kept, gone = claims(2)
    draft = ClaimFactory()
    for claim in (kept, gone):
        PairSuggestionFactory(one=claim, other=draft)
    made = merge(kept, gone, by=by, note=NOTE)
    draft.delete()
    undo(made, by=by, note=NOTE)
    assert Claim.objects.filter(pk=gone.pk).exists()
    assert not PairSuggestion.objects.exists()


def test_a_suggestion_comes_back_without_the_pair_that_was_deleted_since(by):
    kept, gone = claims(2)
    other = ClaimFactory(published=True)
    pair = ClaimPairFactory(claim=other, counterclaim=gone)
    PairSuggestionFactory(one=gone, other=other, verdict="accepted", pair=pair, decided_by=by, decided_at=NOW)
    PairSuggestionFactory(one=kept, other=other, verdict="accepted", decided_by=by, decided_at=NOW)
    made = merge(kept, gone, by=by, note=NOTE)
    ClaimPair.objects.all().delete()
    undo(made, by=by, note=NOTE)
    assert PairSuggestion.objects.between(gone, other).get().pair is None


def test_what_was_deleted_since_stays_deleted(by):
    kept, gone = party("Alder"), party("Birch")
    draft = ClaimFactory(party=gone)
    made = merge(kept, gone, by=by)
    Claim.objects.get(pk=draft.pk).delete()
    kept.names.filter(name="Birch office").delete()
    undo(made, by=by)
    assert Party.objects.get(pk=gone.pk).claims.count() == 1
    assert not Claim.objects.filter(pk=draft.pk).exists()


def test_a_party_that_a_sentence_was_given_to_since_keeps_it(by):
    kept, gone = PartyFactory(), PartyFactory()
    suggestion = ClaimSuggestionFactory(party=gone)
    made = merge(kept, gone, by=by)
    other = PartyFactory()
    type(suggestion).objects.update(party=other)
    undo(made, by=by)
    suggestion.refresh_from_db()
    assert suggestion.party == other


def test_who_looks_at_a_record_and_what_was_said_of_it_goes_along_and_back(by):
    kept, gone = EventFactory(), EventFactory()
    AssignmentFactory(record=gone)
    ReviewNoteFactory(record=gone)
    before = stored()
    made = merge(kept, gone, by=by)
    assert (kept.assignments.count(), kept.review_notes.count()) == (1, 1)
    undo(made, by=by)
    assert stored() == before
    made = merge(kept, Event.objects.get(pk=gone.pk), by=by)
    kept.assignments.all().delete()
    undo(made, by=by)
    assert Event.objects.get(pk=gone.pk).review_notes.count() == 1


def test_what_was_withdrawn_since_does_not_come_before_readers_again(by):
    kept, gone = claims(2)
    other = ClaimFactory(published=True)
    ClaimPairFactory(published=True, claim=gone, counterclaim=other)
    made = merge(kept, gone, by=by, note=NOTE)
    Claim.objects.get(pk=kept.pk).retract(by=by, reason="The outlet withdrew the report.")
    with pytest.raises(MergeRefused, match="was retracted since"):
        undo(made, by=by, note=NOTE)
    assert not Claim.objects.filter(pk=gone.pk).exists()
    Claim.objects.get(pk=kept.pk).publish(by=UserFactory())
    undo(made, by=by, note=NOTE)
    assert set(Claim.objects.published()) == {kept, gone, other}


def test_what_was_published_since_does_not_leave_readers_with_a_draft_that_comes_back(by):
    kept, gone = EventFactory(published=True), EventFactory()
    claim = ClaimFactory(event=gone)
    made = merge(kept, gone, by=by)
    claim = Claim.objects.get(pk=claim.pk)
    AppearanceFactory(claim=claim, source=SourceFactory(published=True))
    claim.publish(by=UserFactory())
    before = stored()
    with pytest.raises(MergeRefused, match="would lose"):
        undo(made, by=by)
    assert stored() == before
    assert claim.is_public
