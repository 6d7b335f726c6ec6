import io
from types import SimpleNamespace

import pytest
from django.core.management import CommandError

from claims.management import generating
from claims.management.measuring.merges import Merging
from claims.models import Claim, ClaimPair, Merge, Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def merging(monkeypatch):
    for name, count in {"SIDES": 2, "PARTIES": 6, "REGIONS": 2, "PLACES": 5}.items():
        monkeypatch.setattr(generating, name, count)
    lines = []
    found = Merging(SimpleNamespace(say=lines.append, stdout=io.StringIO(), stderr=io.StringIO()))
    found.lines = lines
    return found


def test_every_round_is_told_and_the_median_of_all(merging, tmp_path):
    merging.work(tmp_path, claims=7, rounds=2, seed=1)
    assert [line[:12] for line in merging.lines] == ["1: looked at", "2: looked at"]
    assert "statements; merged in" in merging.lines[0]
    assert "statements; undone in" in merging.lines[1]
    assert merging.summary().endswith("each the median of 2")


def test_all_claims_are_of_the_party_that_goes_and_no_two_speak_of_one_day(merging, tmp_path):
    merging.work(tmp_path, claims=7, rounds=1, seed=1)
    assert set(Claim.objects.values_list("party__name", flat=True)) == {"Goes"}
    assert len(set(Claim.objects.values_list("about", flat=True))) == 7
    assert ClaimPair.objects.count() == 3
    made = Merge.objects.get()
    assert made.undone
    # The claims alone: nothing else stood on it.
    assert len(made.record["changed"]) == 7
    assert Party.objects.filter(name__in=["Stays", "Goes"]).count() == 2


@pytest.mark.parametrize("options", [{"claims": 0, "rounds": 1}, {"claims": 1, "rounds": 0}])
def test_nothing_is_nothing_to_measure(merging, options):
    with pytest.raises(CommandError, match="1 or more"):
        merging.check(**options)
    assert merging.summary() == "nothing measured"
