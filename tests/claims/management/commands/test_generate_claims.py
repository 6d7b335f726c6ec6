import io

import pytest
from django.core.management import CommandError, call_command

from claims.management import generating
from claims.management.generating import World, batch
from claims.models import Appearance, Claim, Event, Figure, Membership, Party
from editorial.models import User
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """A small world and small batches, so that several are made in no time."""
    for name, count in {"BATCH": 20, "SIDES": 2, "PARTIES": 6, "REGIONS": 2, "PLACES": 5}.items():
        monkeypatch.setattr(generating, name, count)
    monkeypatch.setattr("claims.management.commands.generate_claims.BATCH", 20)


def run(count, *args):
    out = io.StringIO()
    call_command("generate_claims", "--claims", str(count), *args, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def told(claim):
    """Return what a generated `Claim` says, whatever keys it and what it speaks of have."""
    said = (claim.slug, claim.party.name, claim.event.title, claim.question.text, claim.statement, claim.answer)
    return (*said, claim.about)


def stored():
    """Return what the stored claims say (set)."""
    return {told(claim) for claim in Claim.objects.select_related("party", "event", "question")}


def wanted(*counts, seed=1):
    """Return what the claims of a seed say (set): those of its first batches, so many of each."""
    world = World(seed)
    return {told(claim) for number, count in enumerate(counts) for claim in batch(world, number, count).claims}


def test_as_many_claims_as_asked_are_stored_and_public():
    assert "45 claims stored, 45 there" in run(45)
    assert Claim.objects.published().count() == 45
    assert Appearance.objects.published().count() >= 45
    assert Event.objects.exclude(part_of=None).exists()
    assert Figure.objects.exists()
    assert Party.objects.published().exists()
    assert not User.objects.get().is_active


def test_the_same_number_and_seed_give_the_same_claims_and_another_seed_others():
    run(25)
    assert stored() == wanted(20, 5)
    run(25, "--seed", "2")
    assert stored() == wanted(20, 5) | wanted(20, 5, seed=2)
    assert len(stored()) == 50


def test_again_nothing_is_added_and_with_a_larger_number_what_is_missing():
    run(30)
    assert "0 claims stored, 30 there" in run(30)
    assert "15 claims stored, 45 there" in run(45)
    # No claim is there without its report, and all of them are those that one run would have given.
    assert Claim.objects.published().count() == 45
    assert stored() == wanted(20, 20, 5)


def test_every_record_holds_to_the_rules_of_its_kind():
    rows = batch(World(3), 0, 12)
    generating.store(rows)
    for record in [*rows.events, *rows.questions, *rows.claims, *rows.figures, *rows.sources, *rows.appearances]:
        record.full_clean()
    for membership in Membership.objects.all():
        membership.full_clean()


def test_it_keeps_away_from_claims_that_people_recorded():
    ClaimFactory()
    with pytest.raises(CommandError, match="were not generated"):
        run(5)
    assert Claim.objects.count() == 1
    run(5, "--beside")
    assert Claim.objects.count() == 6


@pytest.mark.parametrize("args", [("0",), ("5", "--seed", "-1")])
def test_a_number_that_is_none_is_refused(args):
    with pytest.raises(CommandError, match="1 or more"):
        run(*args)
