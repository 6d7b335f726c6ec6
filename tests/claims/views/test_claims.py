import pytest

from claims.models import Claim
from tests.factories import ClaimFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_claim_shows_reports_figures_pairs_and_changes(client):
    world = public_world()
    page = client.get(world.left.get_absolute_url()).content.decode()
    for words in (
        "statement-of-left",
        "<mark>exact-of-left</mark>",
        "counted-of-left",
        "text-of-question",
        "title-of-event",
        "answer-of-right",
        "note-of-left",
        "before-of-left",
        "after-of-left",
        "name-of-group",
        "factual",
    ):
        assert words in page, words
    assert "note-of-pair" not in page


def test_claim_without_a_pair_says_so(client):
    claim = ClaimFactory(published=True)
    assert "No published pair holds this claim" in client.get(claim.get_absolute_url()).content.decode()


def test_claims_are_listed_with_party_and_number_of_sources(client):
    world = public_world()
    page = client.get("/claims/").content.decode()
    assert "3 claims" in page
    assert page.count("1 source<") == 3
    assert world.unfiled.statement in page


def test_empty_list_of_claims_says_why(client):
    assert "No claim is published yet." in client.get("/claims/").content.decode()


def test_first_said_is_the_day_by_which_it_had_surely_been_said(client):
    world = public_world()
    report = world.left.appearances.get()
    report.said = "2024-03"
    report.save()
    assert "said March 2024" in client.get("/claims/?party=left-party").content.decode()
    Claim.objects.filter(pk=world.right.pk).update(party=world.left_party)
    assert "said 12 March 2024" in client.get("/claims/?party=left-party").content.decode()
