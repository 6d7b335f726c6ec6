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


def test_columns_asked_for_make_a_table_of_them(client):
    public_world()
    page = client.get("/claims/?column=sources&column=party").content.decode()
    assert page.index('<th scope="col">Party</th>') < page.index('<th scope="col">Sources</th>')
    assert page.count('<th scope="row">') == 3
    assert "text-of-question" not in page.partition('id="found"')[2]
    assert page.count('name="column" value="party" checked') == 1


def test_column_that_there_is_not_is_a_visible_message(client):
    response = client.get("/claims/?column=party&column=<b>")
    assert response.status_code == 400
    assert "There is no column “&lt;b&gt;”" in response.content.decode()


def test_filters_and_pages_keep_the_columns(client):
    public_world()
    page = client.get("/claims/?column=party&party=right-party&size=10").content.decode()
    assert 'href="?column=party&amp;size=10"' in page
