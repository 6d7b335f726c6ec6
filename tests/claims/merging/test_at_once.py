"""Two people at the same records in the same moment: whatever comes first, nobody's work is lost."""

import pytest
from django.core.exceptions import ValidationError

from claims.merging.performing import merge
from claims.merging.plan import MergeRefused
from claims.merging.undoing import undo
from claims.models import Claim, Merge, Party
from tests.claims.pairing.test_deciding_at_once import at_once
from tests.factories import ClaimFactory, PartyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def test_two_who_merge_the_same_two_in_opposite_directions_take_turns():
    by = UserFactory()
    for _round in range(ROUNDS):
        one, other = PartyFactory(), PartyFactory()
        claims = [ClaimFactory(party=party) for party in (one, other, one, other)]
        answers = at_once(lambda a=one, b=other: merge(a, b, by=by), lambda a=one, b=other: merge(b, a, by=by))
        refused = [each for each in answers if isinstance(each, Exception)]
        assert [type(each) for each in refused] == [MergeRefused]
        stays = Party.objects.get(pk__in=[one.pk, other.pk])
        assert set(Claim.objects.filter(pk__in=[each.pk for each in claims]).values_list("party", flat=True)) == {
            stays.pk
        }


def test_a_claim_that_somebody_gives_to_a_third_party_meanwhile_stays_there():
    by, third = UserFactory(), PartyFactory()
    for _round in range(ROUNDS):
        kept, gone = PartyFactory(), PartyFactory()
        moved, own = ClaimFactory(party=gone), ClaimFactory(party=gone)
        answers = at_once(
            lambda a=kept, b=gone: merge(a, b, by=by),
            lambda claim=moved: Claim.objects.filter(pk=claim.pk).update(party=third),
        )
        assert not [each for each in answers if isinstance(each, Exception)]
        moved.refresh_from_db()
        own.refresh_from_db()
        assert (moved.party, own.party) == (third, kept)


def test_one_of_two_who_undo_a_merge_is_told_that_it_is_undone():
    by = UserFactory()
    for _round in range(ROUNDS):
        kept, gone = PartyFactory(), PartyFactory()
        ClaimFactory(party=gone)
        made = merge(kept, gone, by=by)
        answers = at_once(*[lambda it=made: undo(it, by=by)] * 2)
        refused = [each for each in answers if isinstance(each, ValidationError)]
        assert ["undone already" in str(each) for each in refused] == [True]
        assert Merge.objects.get(pk=made.pk).undone
        assert Party.objects.get(pk=gone.pk).claims.count() == 1
