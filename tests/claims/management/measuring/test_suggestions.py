import io
from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command

from claims.management import generating
from claims.management.commands import bench
from claims.models import Claim, ClaimKey, PairSuggestion
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(bench, "temporary_database", lambda path: nullcontext())
    for name, count in {"SIDES": 2, "PARTIES": 6, "REGIONS": 2, "PLACES": 5}.items():
        monkeypatch.setattr(generating, name, count)


def run(*args):
    out = io.StringIO()
    call_command("bench", "suggestions", *map(str, args), stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def test_each_size_is_measured_and_the_last_compared_with_the_first():
    lines = run(10, 15, "--new", 2)
    assert lines[0].startswith("10 claims stored, 10 there")
    assert lines[1].startswith("10 claims: ")
    assert lines[2].startswith("5 claims stored, 15 there")
    assert lines[3].startswith("15 claims: ")
    assert "with 15 claims" in lines[4]
    assert "times the time of 10" in lines[4]


def test_what_was_measured_is_taken_back_and_what_all_are_found_by_stays():
    run(10, "--new", 1)
    assert Claim.objects.count() == 10
    assert not PairSuggestion.objects.exists()
    assert ClaimKey.objects.exists()


def test_it_keeps_away_from_claims_that_people_recorded():
    ClaimFactory()
    with pytest.raises(CommandError, match="were not generated"):
        run(10)


@pytest.mark.parametrize("args", [(10, 10), (20, 10), (0,), (10, "--new", 0)])
def test_sizes_that_do_not_grow_are_refused(args):
    with pytest.raises(CommandError, match="the smallest first"):
        run(*args)
