import pytest

from tests.factories import MembershipFactory, PartyFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_party_shows_names_groups_claims_and_pairs(client):
    world = public_world()
    page = client.get(world.left_party.get_absolute_url()).content.decode()
    for words in (
        "description-of-left-party",
        '<dd lang="ru" dir="auto">other-name-of-left-party</dd>',
        "name-of-group",
        "title-of-event",
        "text-of-question",
        "answer-of-left",
        "answer-of-right",
    ):
        assert words in page, words


def test_group_names_who_belongs_to_it_and_since_when(client):
    world = public_world()
    page = client.get(world.group.get_absolute_url()).content.decode()
    assert "name-of-left-party" in page
    assert "since 2020" in page
    assert "It made no published claim itself" in page


def test_claim_under_no_question_is_said_to_be(client):
    world = public_world()
    assert "not under a question" in client.get(world.right_party.get_absolute_url()).content.decode()


def test_party_without_a_public_claim_has_no_page(client):
    assert client.get(PartyFactory().get_absolute_url()).status_code == 404


def test_parties_stand_under_their_sides_and_alone_at_the_end(client):
    world = public_world()
    state = PartyFactory(name="A state")
    MembershipFactory(party=world.group, group=state)
    response = client.get("/parties/")
    assert [(side and side.label, [row.link.label for row in rows]) for side, rows in response.context["groups"]] == [
        ("A state", ["A state", "name-of-group", "name-of-left-party"]),
        (None, ["name-of-right-party"]),
    ]
    assert "Belonging to no group" in response.content.decode()


def test_empty_list_of_parties_says_why(client):
    assert "No party has a published claim yet." in client.get("/parties/").content.decode()
