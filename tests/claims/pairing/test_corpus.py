"""What the suggestions make of the recorded claims, without the pairs that editors made of them."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims.models import Claim, ClaimPair, PairSuggestion, PairVerdict
from claims.pairing import evaluation, suggest_all
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MORE = 10


@pytest.fixture
def pairs():
    """The pairs of the corpus as sets of two keys, in their order; they themselves are gone."""
    call_command("loaddata", "corpus", verbosity=0)
    found = [frozenset(each) for each in ClaimPair.objects.order_by("position").values_list("claim", "counterclaim")]
    evaluation.clear()
    return found


def test_the_lead_pair_and_nine_in_ten_come_back_with_a_reason_and_rejected_ones_stay_away(pairs):
    suggest_all(Claim.objects.all())
    ranks, reasons = {}, {}
    for claim in Claim.objects.all():
        for rank, each in enumerate(PairSuggestion.objects.of_claim(claim).best_first(), start=1):
            both = frozenset((each.one_id, each.other_id))
            ranks[both] = min(rank, ranks.get(both, rank))
            reasons[both] = each.reasons
    back = [pair for pair in pairs if ranks.get(pair, MORE + 1) <= MORE]
    assert pairs[0] in back
    assert ranks[pairs[0]] == 1
    assert len(back) >= 0.9 * len(pairs)
    assert all(reasons[pair] for pair in back)

    lead = sorted(pairs[0])
    rejected = PairSuggestion.objects.of_claim(lead[0])
    rejected.update(verdict=PairVerdict.REJECTED, decided_by=UserFactory(), decided_at=timezone.now())
    before = set(rejected.values_list("one", "other"))
    assert tuple(lead) in before
    for order in ("pk", "-pk", "slug"):
        suggest_all(Claim.objects.filter(pk__in=lead).order_by(order))
        assert set(PairSuggestion.objects.of_claim(lead[0]).values_list("one", "other")) == before
        assert not PairSuggestion.objects.open().of_claim(lead[0]).exists()
