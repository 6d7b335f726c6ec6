import pytest
from django.core.exceptions import ValidationError

from claims.models import ClaimPair, PairKind
from editorial.models import TransitionRefused
from tests.factories import ClaimFactory, ClaimPairFactory, PartyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_published_needs_the_pair_and_both_its_claims():
    pair = ClaimPairFactory(published=True)
    ClaimPairFactory()
    ClaimPairFactory(published=True).claim.retract(by=UserFactory(), reason="Misread.")
    ClaimPairFactory(published=True).counterclaim.retract(by=UserFactory(), reason="Misread.")
    ClaimPairFactory(published=True).counterclaim.event.retract(by=UserFactory(), reason="Two events taken for one.")
    assert list(ClaimPair.objects.published()) == [pair]


def test_between_finds_a_pair_in_either_order():
    pair = ClaimPairFactory()
    ClaimPairFactory(claim=pair.claim)
    assert list(ClaimPair.objects.between(pair.claim, pair.counterclaim)) == [pair]
    assert list(ClaimPair.objects.between(pair.counterclaim, pair.claim)) == [pair]


def test_involving_finds_a_party_on_either_side():
    one, other = ClaimPairFactory(), ClaimPairFactory()
    ClaimPairFactory()
    third = ClaimPairFactory(claim__party=other.counterclaim.party)
    assert set(ClaimPair.objects.involving(other.counterclaim.party)) == {other, third}
    assert set(ClaimPair.objects.of_claim(one.counterclaim)) == {one}


def test_with_sides_and_appearances_costs_the_same_for_any_number(django_assert_num_queries):
    for _ in range(3):
        ClaimPairFactory(published=True)
    with django_assert_num_queries(5):
        for pair in ClaimPair.objects.published().with_appearances():
            for claim in (pair.claim, pair.counterclaim):
                assert claim.party.name
                assert claim.event.place is None
                assert len(claim.public_appearances) == 1


def test_same_pair_in_reverse_says_so():
    pair = ClaimPairFactory()
    reverse = ClaimPairFactory.build(slug="r", claim=pair.counterclaim, counterclaim=pair.claim)
    with pytest.raises(ValidationError, match="a pair already"):
        reverse.full_clean()


def test_claim_against_itself_says_so():
    claim = ClaimFactory()
    with pytest.raises(ValidationError, match="not set against itself"):
        ClaimPairFactory.build(slug="r", claim=claim, counterclaim=claim).full_clean()


@pytest.mark.parametrize("kind", PairKind.of_one_party())
def test_taking_back_needs_the_same_party(kind):
    pair = ClaimPairFactory()
    pair.kind = kind
    with pytest.raises(ValidationError, match="two parties"):
        pair.save()
    party = PartyFactory()
    assert ClaimPairFactory(claim__party=party, counterclaim__party=party, kind=kind).pk


def test_corroboration_needs_another_party():
    party = PartyFactory()
    with pytest.raises(ValidationError, match="another party"):
        ClaimPairFactory(claim__party=party, counterclaim__party=party, kind=PairKind.CORROBORATES)


def test_publication_names_the_claims_that_are_not_public():
    pair = ClaimPairFactory()
    with pytest.raises(TransitionRefused) as refused:
        pair.publish(by=UserFactory())
    assert len(refused.value.messages) == 2
    assert pair.claim.statement in refused.value.messages[0]


def test_published_pair_cannot_be_hidden_by_its_claim():
    pair = ClaimPairFactory(published=True)
    pair.counterclaim = ClaimFactory()
    with pytest.raises(ValidationError, match="Readers see this record"):
        pair.full_clean()


@pytest.mark.parametrize("kind", PairKind)
def test_every_kind_is_explained(kind):
    assert str(kind.explanation).endswith(".")
    assert kind.conflicts == (kind in PairKind.conflicting())
