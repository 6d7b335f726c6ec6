import pytest

from claims.models import NameKind, PairKind
from claims.reading import parties
from tests.factories import ClaimFactory, ClaimPairFactory, MembershipFactory, PartyFactory, PartyNameFactory
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


def test_party_says_where_it_was_heard_and_how(client):
    world = public_world()
    page = client.get(world.left_party.get_absolute_url()).content.decode()
    for words in ("name-of-paper", "title-of-left-source", "paraphrase", "How 1 quotation ties"):
        assert words in page, words


def test_party_leads_from_the_other_party_to_the_pair(client):
    world = public_world()
    page = client.get(world.left_party.get_absolute_url()).content.decode()
    disputed = page[page.index('id="disputed"') : page.index('id="confirmed"')]
    for words in ("name-of-right-party", "/pairs/pair/", "answer-of-left", "answer-of-right", "contrary"):
        assert words in disputed, words


def test_empty_sections_say_why_for_every_party(client):
    claim = ClaimFactory(published=True)
    page = client.get(claim.party.get_absolute_url()).content.decode()
    for words in (
        "No published pair sets a claim of this party against a claim of another.",
        "No published pair shows a party of another side saying the same.",
        "No published pair sets two claims of this party against each other",
        "no dates that tell",
        "no other party: it is a side of its own",
    ):
        assert words in page, words


def test_claim_that_was_taken_back_stands_before_what_replaced_it(client):
    party = PartyFactory()
    pair = ClaimPairFactory(
        published=True,
        claim=ClaimFactory(published=True, party=party, answer="before"),
        counterclaim=ClaimFactory(published=True, party=party, answer="after"),
        kind=PairKind.RETRACTS,
    )
    page = client.get(party.get_absolute_url()).content.decode()
    changed = page[page.index('id="changed"') :]
    assert pair.get_absolute_url() in changed
    assert changed.index("before") < changed.index("after")


def test_misprint_is_named_as_one(client):
    world = public_world()
    PartyNameFactory(party=world.left_party, name="Misprnted", kind=NameKind.MISPRINT)
    page = client.get(world.left_party.get_absolute_url()).content.decode()
    assert "Misprnted" in page
    assert "(misprint)" in page


def test_list_counts_claims_so_far_and_lists_so_many_parties(client, monkeypatch):
    monkeypatch.setattr(parties, "MOST", 1)
    monkeypatch.setattr(parties, "LISTED", 1)
    party = PartyFactory(name="A party")
    for maker in (party, party, PartyFactory(name="B party")):
        ClaimFactory(published=True, party=maker)
    page = client.get("/parties/").content.decode()
    assert "more than 1 claim<" in page
    assert "B party" not in page
    assert "There are more parties than one page can list." in page
