import pytest

from claims.models import Correction
from tests.factories import ClaimPairFactory, CorrectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_corrections_of_public_claims_and_pairs_are_public():
    pair = ClaimPairFactory(published=True)
    of_pair = CorrectionFactory(claim=None, pair=pair)
    of_claim = CorrectionFactory(claim=pair.claim)
    CorrectionFactory()
    CorrectionFactory(claim=None, pair=ClaimPairFactory())
    assert set(Correction.objects.published()) == {of_pair, of_claim}
    pair.claim.retract(by=UserFactory(), reason="Misread.")
    assert not Correction.objects.published().exists()
