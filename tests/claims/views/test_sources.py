import pytest

from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    OutletFactory,
    PassageFactory,
    SnapshotFactory,
    SourceFactory,
)
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_source_shows_its_quotations_in_order_with_the_claims_they_carry(client):
    source = SourceFactory(published=True)
    passages = [PassageFactory(source=source, exact=f"words {start}", start=start) for start in (900, 40)]
    first, second = ClaimFactory(published=True), ClaimFactory(published=True)
    AppearanceFactory(claim=first, source=source, passage=passages[0])
    AppearanceFactory(claim=second, source=source, passage=passages[1])
    AppearanceFactory(claim=first, source=source, passage=passages[1])
    response = client.get(source.get_absolute_url())
    assert [
        (quotation.first.exact, [said.statement for said, _report in quotation.carries])
        for quotation in response.context["quotations"].shown
    ] == [("words 40", [second.statement, first.statement]), ("words 900", [first.statement])]
    assert 'id="words-40"' in response.content.decode()


def test_source_names_outlet_author_credits_and_address(client):
    world = public_world()
    page = client.get(world.left_source.get_absolute_url()).content.decode()
    for words in (
        "name-of-paper",
        "byline-of-left-source",
        "name-of-agency",
        "wording-of-left-source",
        "https://example.org/left",
        "translated from Russian",
        "a" * 64,
    ):
        assert words in page, words
    assert "outlet not known" in client.get(world.right_source.get_absolute_url()).content.decode()


def test_source_without_a_held_text_says_so(client):
    source = SourceFactory(published=True)
    assert "The full text is not held." in client.get(source.get_absolute_url()).content.decode()
    assert "No published claim is taken" in client.get(source.get_absolute_url()).content.decode()


def test_held_text_is_said_to_be_held_and_never_shown(client):
    snapshot = SnapshotFactory(source__published=True, text="The whole text of the article.")
    page = client.get(snapshot.source.get_absolute_url()).content.decode()
    assert "held to check the quotations against" in page
    assert "The whole text" not in page


def test_sources_are_listed_with_the_number_of_their_claims(client):
    world = public_world()
    response = client.get("/sources/")
    assert {row.link.label: row.claims for row in response.context["page"].shown} == {
        world.left_source.title: 1,
        world.right_source.title: 2,
    }


def test_outlet_lists_what_it_published_is_credited_in_or_relied_on_by(client):
    world = public_world()
    shown = client.get(world.agency.get_absolute_url()).context["page"].shown
    assert {row.link.label for row in shown} == {"title-of-left-source", "title-of-right-source"}
    shown = client.get(world.paper.get_absolute_url()).context["page"].shown
    assert [row.link.label for row in shown] == ["title-of-left-source"]
    assert client.get(f"{world.paper.get_absolute_url()}?after=nowhere").status_code == 400


def test_outlet_that_nothing_public_uses_has_no_page(client):
    assert client.get(OutletFactory().get_absolute_url()).status_code == 404


def test_empty_list_of_sources_says_why(client):
    assert "No source is published yet." in client.get("/sources/").content.decode()


def test_source_says_whose_claims_it_carries_and_leads_to_them(client):
    world = public_world()
    page = client.get(world.right_source.get_absolute_url()).content.decode()
    assert "/claims/?source=right-source&amp;party=right-party" in page
    for words in ("Belonging to no group", "name-of-right-party", "prints no credit", "name-of-agency", "paraphrase"):
        assert words in page, words
    assert "name-of-group" in client.get(world.left_source.get_absolute_url()).content.decode()


def test_outlet_says_whose_claims_came_by_way_of_it(client):
    world = public_world()
    response = client.get(world.agency.get_absolute_url())
    numbers = {row.party.label: row.numbers for group in response.context["carrying"].sides for row in group.rows}
    assert numbers == {"name-of-left-party": (0, 0, 1), "name-of-right-party": (0, 1, 0)}
    page = response.content.decode()
    assert "On its word" in page
    assert "/claims/?outlet=agency" in page
