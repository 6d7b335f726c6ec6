from collections import Counter
from datetime import UTC, datetime

import pytest

from claims.models import Attribution, Claim, PairKind
from claims.reading import balance as module
from claims.reading.balance import MEASURES, balance, middle
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, MembershipFactory, PartyFactory

pytestmark = pytest.mark.django_db


def numbers():
    """Return the numbers of the first table by the name of the side (None for those that share a line)."""
    return {line.side and line.side.label: [cell.number for cell in line.cells] for line in balance().lines}


def publish_on(claim, year, month, day):
    Claim.objects.filter(pk=claim.pk).update(published_at=datetime(year, month, day, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days", "found"),
    [({}, None), ({3: 1}, 3), ({1: 1, 2: 1}, 1.5), ({1: 1, 3: 1}, 2), ({0: 5, 90: 1}, 0), ({1: 2, 9: 2}, 5)],
)
def test_middle_of_days_counts_each_claim_once(days, found):
    assert middle(Counter(days)) == found


def test_claims_of_members_and_of_the_group_count_for_its_side():
    group, member, loner = PartyFactory(name="Group"), PartyFactory(), PartyFactory(name="Alone")
    MembershipFactory(party=member, group=group)
    for party in (group, member, member, loner):
        ClaimFactory(published=True, party=party)
    ClaimFactory(party=loner)
    assert {name: found[:2] for name, found in numbers().items()} == {"Group": [3, 3], "Alone": [1, 1]}
    assert [(line.side.label, line.parties, line.alone) for line in balance().lines] == [
        ("Group", 2, False),
        ("Alone", 1, True),
    ]


def test_both_claims_of_a_conflict_are_disputed_and_those_of_an_agreement_are_not():
    one, other, third = PartyFactory(name="One"), PartyFactory(name="Other"), PartyFactory(name="Third")
    claims = [ClaimFactory(published=True, party=party) for party in (one, other, third)]
    ClaimPairFactory(published=True, claim=claims[0], counterclaim=claims[1])
    ClaimPairFactory(published=True, claim=claims[0], counterclaim=claims[2], kind=PairKind.CORROBORATES)
    ClaimPairFactory(claim=claims[1], counterclaim=claims[2])
    assert {name: found[2:4] for name, found in numbers().items()} == {"One": [1, 0], "Other": [1, 0], "Third": [0, 1]}


def test_days_run_from_the_day_surely_said_to_the_day_published_here():
    party = PartyFactory(name="Party")
    for said, day in (("2024-03-12", 14), ("2024-03-10/2024-03-13", 23), ("", 30), ("2024-03-31", 30)):
        claim = ClaimFactory(published=True, party=party)
        if said:
            AppearanceFactory(claim=claim, source__published=True, said=said)
        publish_on(claim, 2024, 3, day)
    assert numbers()["Party"][4] == 6


def test_quotations_are_counted_by_kind_of_attribution():
    claim = ClaimFactory(published=True)
    AppearanceFactory(claim=claim, source__published=True, attribution=Attribution.IMAGE)
    AppearanceFactory(claim=claim, attribution=Attribution.IMAGE)
    (line,) = balance().lines
    ties = dict(zip(Attribution, line.ties, strict=True))
    assert (ties[Attribution.IMAGE].number, ties[Attribution.IMAGE].percent) == (1, 50)
    assert line.cells[1].number == 2


def test_bars_are_measured_by_the_largest_and_parts_by_their_whole():
    large, small = PartyFactory(name="Large"), PartyFactory(name="Small")
    pair = ClaimPairFactory(published=True, claim__party=large, counterclaim=ClaimFactory(published=True, party=small))
    for _ in range(3):
        ClaimFactory(published=True, party=pair.claim.party)
    bars = {line.side.label: [cell.bar for cell in line.cells][:4] for line in balance().lines}
    assert bars == {"Large": [1000, 1000, 250, 750], "Small": [250, 250, 1000, 0]}


def test_sides_beyond_those_named_share_the_last_line(monkeypatch):
    monkeypatch.setattr(module, "NAMED", 1)
    for name, claims in (("Z", 3), ("A", 2), ("B", 1)):
        party = PartyFactory(name=name)
        for _ in range(claims):
            ClaimFactory(published=True, party=party)
    found = balance()
    assert {line.side and line.side.label: line.cells[0].number for line in found.lines} == {"Z": 3, None: 3}
    assert found.lines[-1].parties == 2
    assert found.sides == 3


def test_only_the_claims_recorded_last_are_counted(monkeypatch):
    monkeypatch.setattr(module, "COUNTED", 2)
    party = PartyFactory(name="Party")
    first, *_rest = [ClaimFactory(published=True, party=party) for _ in range(3)]
    AppearanceFactory(claim=first, source__published=True)
    found = balance()
    assert (found.claims, found.more, numbers()["Party"][:2]) == (2, True, [2, 2])


def test_nothing_published_gives_an_empty_balance():
    ClaimFactory()
    assert (balance().lines, balance().claims, balance().more) == ([], 0, False)


def test_table_has_a_column_for_every_measure():
    ClaimFactory(published=True)
    assert len(balance().lines[0].cells) == len(MEASURES)
