"""What stands on a pair that collapses: what was said of it in review, who looks at it, a change of it that waits."""

import pytest

from claims.merging.performing import merge
from claims.merging.plan import MergeRefused
from claims.merging.undoing import undo
from claims.models import ClaimPair
from tests.factories import (
    AssignmentFactory,
    ClaimFactory,
    ClaimPairFactory,
    ReviewNoteFactory,
    RevisionFactory,
    UserFactory,
)
from tests.merging import NOTE, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def kept():
    return ClaimFactory(published=True)


@pytest.fixture
def gone(kept):
    return ClaimFactory(published=True, party=kept.party, event=kept.event, statement=kept.statement)


@pytest.fixture
def other():
    return ClaimFactory(published=True)


def pair(claim, counterclaim, **kwargs):
    found = ClaimPairFactory(claim=claim, counterclaim=counterclaim, **kwargs)
    ReviewNoteFactory(record=found)
    AssignmentFactory(record=found)
    return found


def test_what_was_said_goes_on_with_the_pair_that_stays(kept, gone, other, by):
    stays = ClaimPairFactory(published=True, claim=kept, counterclaim=other)
    goes = pair(other, gone)
    looks = goes.assignments.get()
    before = stored()
    made = merge(kept, gone, by=by)
    assert ClaimPair.objects.get() == stays
    assert stays.review_notes.count() == 1
    assert stays.assignments.get() == looks
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_whoever_looks_at_the_pair_that_stays_goes_on_looking(kept, gone, other, by):
    stays, goes = pair(kept, other), pair(gone, other)
    before = stored()
    made = merge(kept, gone, by=by)
    assert stays.review_notes.count() == 2
    assert stays.assignments.count() == 1
    assert not type(goes).objects.filter(pk=goes.pk).exists()
    undo(made, by=by, note=NOTE)
    assert stored() == before


def test_what_was_said_of_a_pair_of_the_two_goes_and_comes_back_with_it(kept, gone, by):
    pair(kept, gone)
    before = stored()
    made = merge(kept, gone, by=by)
    assert not ClaimPair.objects.exists()
    undo(made, by=by, note=NOTE)
    assert stored() == before


@pytest.mark.parametrize("turned", [False, True])
def test_a_change_of_the_pair_that_would_go_is_decided_first(kept, gone, other, by, turned):
    pairs = [ClaimPairFactory(published=True, claim=claim, counterclaim=other) for claim in (kept, gone)]
    revision = RevisionFactory(record=pairs[0] if turned else pairs[1])
    if turned:
        # A change of the one that stays goes on with it.
        merge(kept, gone, by=by)
        revision.refresh_from_db()
        assert revision.record == ClaimPair.objects.get()
    else:
        with pytest.raises(MergeRefused, match="waits, last written by"):
            merge(kept, gone, by=by)
