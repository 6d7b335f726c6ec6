import itertools

import pytest
from django.core.exceptions import ValidationError

from claims.models import Membership, Party, PartyName
from claims.models.chain import DEPTH
from tests.factories import ClaimFactory, MembershipFactory, PartyFactory, PartyNameFactory

pytestmark = pytest.mark.django_db


def chain(length):
    """Return parties, each a member of the next."""
    parties = [PartyFactory() for _ in range(length)]
    for party, group in itertools.pairwise(parties):
        MembershipFactory(party=party, group=group)
    return parties


def test_party_is_public_with_a_public_claim_and_so_are_its_groups():
    party, group, side = chain(3)
    PartyFactory()
    claim = ClaimFactory(party=party)
    assert not Party.objects.published().exists()
    ClaimFactory(party=party, published=True)
    assert set(Party.objects.published()) == {party, group, side}
    assert claim.party == party


def test_group_of_the_longest_chain_is_public():
    parties = chain(DEPTH + 1)
    ClaimFactory(party=parties[0], published=True)
    assert set(Party.objects.published()) == set(parties)


def test_party_whose_groups_speak_is_not_public_itself():
    party, group = chain(2)
    ClaimFactory(party=group, published=True)
    assert list(Party.objects.published()) == [group]
    assert not Membership.objects.published().exists()
    assert party.name


def test_names_are_public_with_their_party():
    name = PartyNameFactory()
    assert not PartyName.objects.published().exists()
    ClaimFactory(party=name.party, published=True)
    assert list(PartyName.objects.published()) == [name]


def test_membership_never_closes_a_circle():
    first, second, third = chain(3)
    for party, group in [(third, first), (second, first), (first, first)]:
        membership = MembershipFactory.build(party=party, group=group)
        with pytest.raises(ValidationError, match="member of itself"):
            membership.full_clean()
        with pytest.raises(ValidationError):
            membership.save()
    assert Membership.objects.count() == 2


def test_membership_changed_into_a_circle_is_refused():
    first, second, third = chain(3)
    membership = first.memberships.get()
    membership.party, membership.group = third, first
    MembershipFactory(party=first, group=second, since="2024")
    with pytest.raises(ValidationError, match="member of itself"):
        membership.save()


def test_circle_within_one_batch_is_refused_whole():
    one, other = PartyFactory(), PartyFactory()
    with pytest.raises(ValidationError):
        Membership.objects.bulk_create([Membership(party=one, group=other), Membership(party=other, group=one)])
    assert not Membership.objects.exists()


def test_chain_longer_than_the_gate_follows_is_refused_at_either_end():
    parties = chain(DEPTH + 1)
    with pytest.raises(ValidationError, match="deep"):
        MembershipFactory(party=parties[-1], group=PartyFactory())
    with pytest.raises(ValidationError, match="deep"):
        MembershipFactory(party=PartyFactory(), group=parties[0])


def test_party_may_belong_to_two_groups():
    party, group = chain(2)
    MembershipFactory(party=party, group=PartyFactory())
    assert party.memberships.count() == 2
    assert group.members.count() == 1
