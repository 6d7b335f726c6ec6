import pytest

from claims.models import PairKind, Qualifier
from claims.reading import accounts
from claims.reading.accounts import account_of
from editorial.status import Status
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    FigureFactory,
    MembershipFactory,
    PartyFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def test_same_side_confirms_nothing_and_another_side_does():
    party, comrade, group, stranger = PartyFactory(), PartyFactory(), PartyFactory(), PartyFactory()
    MembershipFactory(party=party, group=group)
    MembershipFactory(party=comrade, group=group)
    claim = ClaimFactory(published=True, party=party)
    for other in (comrade, group, stranger):
        ClaimPairFactory(
            published=True,
            claim=claim,
            counterclaim=ClaimFactory(published=True, party=other),
            kind=PairKind.CORROBORATES,
        )
    found = account_of(party)
    assert [other.party.label for other in found.confirms] == [stranger.name]
    assert (found.within, found.confirming_sides) == (2, 1)


def test_claims_stand_by_event_and_question_in_the_order_of_time():
    party = PartyFactory()
    question = QuestionFactory(published=True)
    later, earlier = (ClaimFactory(published=True, party=party, event=question.event, question=question) for _ in "12")
    AppearanceFactory(claim=later, source__published=True, said="2024-03-14")
    AppearanceFactory(claim=earlier, source__published=True, said="2024-03-12")
    unfiled = ClaimFactory(published=True, party=party)
    (event, listed, questions), (other, _listed, unasked) = account_of(party).events
    assert event.label == question.event.title
    assert listed == f"/claims/?party={party.slug}&event={question.event.slug}"
    assert [(link.label, [claim.key for claim in claims]) for link, claims in questions] == [
        (question.text, [earlier.pk, later.pk])
    ]
    assert (other.label, unasked[0][0]) == (unfiled.event.title, None)


def test_question_that_is_hidden_is_not_named():
    party = PartyFactory()
    question = QuestionFactory(published=True)
    ClaimFactory(published=True, party=party, event=question.event, question=question)
    type(question).objects.filter(pk=question.pk).update(status=Status.DRAFT, published_at=None, published_by=None)
    assert account_of(party).claims[0].question is None


def test_figures_of_the_same_thing_make_a_series_by_time():
    party = PartyFactory()
    for said, low, high, qualifier in (
        ("2024-03-14", 400, None, Qualifier.MORE_THAN),
        ("2024-03-12", 100, 200, Qualifier.ABOUT),
    ):
        claim = ClaimFactory(published=True, party=party)
        AppearanceFactory(claim=claim, source__published=True, said=said)
        FigureFactory(claim=claim, counted="fighters", low=low, high=high, qualifier=qualifier)
    FigureFactory(claim=claim, counted="something else")
    (series,) = account_of(party).series
    assert series.counted == "fighters"
    assert [(point.claim.said, point.start, point.length) for point in series.points] == [
        ("2024-03-12", 250, 250),
        ("2024-03-14", 990, 10),
    ]
    assert series.top == "400"


def test_page_counts_the_claims_recorded_last_and_says_that_there_are_more(monkeypatch):
    monkeypatch.setattr(accounts, "COUNTED", 2)
    party = PartyFactory()
    claims = [ClaimFactory(published=True, party=party) for _ in range(3)]
    FigureFactory(claim=claims[2])
    FigureFactory(claim=claims[2])
    found = account_of(party)
    assert ({claim.key for claim in found.claims}, found.more) == ({claims[1].pk, claims[2].pk}, True)
    assert len(found.claims[0].numbers) == 2


def test_claim_in_a_conflict_is_not_among_those_set_against_nothing():
    pair = ClaimPairFactory(published=True)
    left = ClaimFactory(published=True, party=pair.claim.party)
    found = account_of(pair.claim.party)
    assert [claim.key for claim in found.unanswered] == [left.pk]
    assert (found.total, found.disputed, found.left) == (2, 1, 1)


def test_revision_comes_after_what_it_revises_though_the_dates_say_less():
    party = PartyFactory()
    vague, exact = (ClaimFactory(published=True, party=party) for _ in "12")
    AppearanceFactory(claim=vague, source__published=True, said="2024-03")
    AppearanceFactory(claim=exact, source__published=True, said="2024-03-13")
    for claim, low in ((vague, 200), (exact, 234)):
        FigureFactory(claim=claim, counted="fighters", low=low, high=low)
    ClaimPairFactory(published=True, claim=vague, counterclaim=exact, kind=PairKind.REVISES)
    found = account_of(party)
    assert [claim.key for claim in found.changes[0].claims] == [vague.pk, exact.pk]
    assert [point.words for point in found.series[0].points] == ["200", "234"]


def test_revisions_in_a_circle_stand_by_their_dates():
    party = PartyFactory()
    claims = [ClaimFactory(published=True, party=party) for _ in range(3)]
    for number, claim in enumerate(claims):
        AppearanceFactory(claim=claim, source__published=True, said=f"2024-03-1{number}")
        ClaimPairFactory(published=True, claim=claim, counterclaim=claims[number - 1], kind=PairKind.REVISES)
    (change,) = account_of(party).changes
    assert {claim.key for claim in change.claims} == {claim.pk for claim in claims}
    assert change.claims[0].key == claims[0].pk
