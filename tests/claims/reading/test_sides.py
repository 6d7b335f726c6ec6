from datetime import date
from itertools import pairwise

import pytest

from claims.models.chain import DEPTH
from claims.reading.matrix import grouped_by_side
from claims.reading.sides import belongings, side_of
from tests.factories import ClaimFactory, MembershipFactory, PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return ClaimFactory(published=True).party


def labels(party, **kwargs):
    """Return the names of the groups that ``party`` belongs to, chain by chain."""
    chains = belongings([party.pk], **kwargs).get(party.pk, [])
    return [[group.label for group in chain.groups] for chain in chains]


def test_side_is_the_outermost_group(party, django_assert_num_queries):
    inner, outer = PartyFactory(name="inner"), PartyFactory(name="outer")
    MembershipFactory(party=party, group=inner)
    MembershipFactory(party=inner, group=outer)
    with django_assert_num_queries(1):
        assert labels(party) == [["inner", "outer"]]
    assert side_of(party, belongings([party.pk])).label == "outer"


def test_deepest_chain_is_followed_to_its_end(party):
    groups = [PartyFactory(name=f"group {number}") for number in range(DEPTH)]
    for member, group in pairwise([party, *groups]):
        MembershipFactory(party=member, group=group)
    assert labels(party) == [[group.name for group in groups]]


def test_party_in_no_group_is_its_own_side(party):
    assert labels(party) == []
    assert side_of(party, {}).label == party.name


def test_party_in_two_groups_has_both(party):
    for name in ("B", "A"):
        MembershipFactory(party=party, group=PartyFactory(name=name))
    assert labels(party) == [["A"], ["B"]]


def test_membership_counts_on_the_days_it_lasted(party):
    MembershipFactory(party=party, group=PartyFactory(name="then"), since="2020", until="2022")
    MembershipFactory(party=party, group=PartyFactory(name="now"), since="2023")
    assert labels(party, on=date(2021, 6, 1)) == [["then"]]
    assert labels(party, on=date(2024, 3, 12)) == [["now"]]
    assert labels(party, on=date(2019, 1, 1)) == []


def test_those_that_stand_alone_come_last_and_without_a_side():
    member, group, alone = (PartyFactory(name=name) for name in ("member", "Group", "Alone"))
    claims = [ClaimFactory(published=True, party=party) for party in (member, alone)]
    MembershipFactory(party=member, group=group)
    found = grouped_by_side([member, group, alone], belongings([claim.party_id for claim in claims]))
    assert [(side and side.label, members) for side, members in found] == [("Group", [group, member]), (None, [alone])]
