from datetime import date

import pytest

from claims.models import PairKind
from claims.reading.standing import Days, between, days, pairs_of, standing
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, PartyFactory

pytestmark = pytest.mark.django_db


def said_on(party, *dates):
    """Return a public claim of ``party`` whose only dated reports are of ``dates`` (EDTF)."""
    claim = ClaimFactory(published=True, party=party)
    for day in dates:
        AppearanceFactory(claim=claim, source__published=True, said=day)
    return claim


def stand(party, *claims):
    return standing(party.pk, pairs_of([claim.pk for claim in claims]))


def test_days_give_the_least_the_middle_and_the_most():
    assert days([]) is None
    assert days([4, 0, 1]) == Days(3, 0, 1, 4)
    assert days([0, 1]) == Days(2, 0, 0.5, 1)
    assert days([2, 4]).middle == 3


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (date(2024, 3, 12), date(2024, 3, 14), 2),
        (date(2024, 3, 12), date(2024, 3, 12), 0),
        (date(2024, 3, 14), date(2024, 3, 12), None),
        (None, date(2024, 3, 12), None),
        (date(2024, 3, 12), None, None),
    ],
)
def test_days_between_are_told_only_where_the_dates_tell_what_came_first(first, second, found):
    assert between(first, second) == found


def test_answer_counts_from_the_day_surely_said_to_the_first_day_possible():
    party, other = PartyFactory(), PartyFactory()
    claim = said_on(party, "2024-03-10/2024-03-12", "2024-03")
    for dates in (["2024-03-15/2024-03-20"], ["2024-03-18"]):
        ClaimPairFactory(published=True, claim=claim, counterclaim=said_on(other, *dates))
    assert stand(party, claim).answered_in == Days(1, 3, 3, 3)
    assert stand(party, claim).answers_in is None


def test_what_a_party_answers_is_counted_apart():
    party, other = PartyFactory(), PartyFactory()
    reply = said_on(party, "2024-03-14")
    ClaimPairFactory(published=True, claim=said_on(other, "2024-03-12"), counterclaim=reply)
    found = stand(party, reply)
    assert found.answers_in == Days(1, 2, 2, 2)
    assert found.answered_in is None
    assert found.answered == {reply.pk}


def test_printing_a_claim_says_it_where_no_other_date_is_known():
    party, other = PartyFactory(), PartyFactory()
    claim = ClaimFactory(published=True, party=party)
    AppearanceFactory(claim=claim, source__published=True)
    source = claim.appearances.first().source
    type(source).objects.filter(pk=source.pk).update(
        published="2024-03-12", published_earliest="2024-03-12", published_latest="2024-03-12"
    )
    ClaimPairFactory(published=True, claim=claim, counterclaim=said_on(other, "2024-03-13"))
    assert stand(party, claim).answered_in == Days(1, 1, 1, 1)


def test_corroboration_disputes_nothing():
    pair = ClaimPairFactory(published=True, kind=PairKind.CORROBORATES)
    found = stand(pair.claim.party, pair.claim)
    assert found.disputes == []
    assert [other.key for other in found.confirms] == [pair.counterclaim.party_id]
    assert found.answered == set()


def test_parties_that_dispute_most_come_first_and_pairs_are_seen_from_the_party():
    party, often, once = PartyFactory(), PartyFactory(name="Z"), PartyFactory(name="A")
    claim = ClaimFactory(published=True, party=party, answer="mine")
    first, second = (ClaimFactory(published=True, party=often, answer="theirs") for _ in range(2))
    ClaimPairFactory(published=True, claim=first, counterclaim=claim)
    ClaimPairFactory(published=True, claim=claim, counterclaim=second)
    ClaimPairFactory(published=True, claim=claim, counterclaim=ClaimFactory(published=True, party=once))
    found = stand(party, claim)
    assert [other.party.label for other in found.disputes] == ["Z", "A"]
    assert {(line.own, line.other) for line in found.disputes[0].lines} == {("mine", "theirs")}
    assert found.dispute_count == 3


def test_revisions_that_share_a_claim_hang_together():
    party = PartyFactory()
    one, two, three, four, five = (ClaimFactory(published=True, party=party) for _ in range(5))
    for earlier, later, kind in (
        (one, two, PairKind.REVISES),
        (four, five, PairKind.RETRACTS),
        (two, three, PairKind.REVISES),
    ):
        ClaimPairFactory(published=True, claim=earlier, counterclaim=later, kind=kind)
    found = stand(party, one, two, three, four, five)
    assert sorted(len(group) for group in found.shifts) == [1, 2]
    assert (found.taken_back, found.revised) == (1, 2)
    assert found.disputes == []


def test_hidden_pair_counts_nowhere():
    claim = ClaimFactory(published=True)
    ClaimPairFactory(claim=claim, counterclaim=ClaimFactory(published=True))
    found = stand(claim.party, claim)
    assert (found.disputes, found.answered) == ([], set())
