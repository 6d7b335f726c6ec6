"""The timeline over everything: claim by claim where they are few, counted where they are many."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from claims.models import Appearance, Claim
from claims.reading import overview
from claims.reading.as_of import claim_said_by_q
from tests.factories import AppearanceFactory, ClaimFactory, MembershipFactory, PartyFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def shown(response):
    """Return the keys of the claims in the picture."""
    timeline = response.context["timeline"]
    return {said.key for _dot, _address, claims in timeline.dots for said in claims} if timeline else set()


def counts(response):
    """Return the numbers of the columns of each lane, as a dict of its name to a dict of first day to number."""
    return {
        side.label if side else None: {column.first: column.count for column in stack.columns}
        for side, stack in response.context["counted"].lanes
    }


def test_claims_stand_in_the_lanes_of_their_sides_with_lines_between_pairs(client):
    world = public_world()
    response = client.get("/timeline/")
    assert shown(response) == {world.left.pk, world.right.pk, world.unfiled.pk}
    timeline = response.context["timeline"]
    assert [side and side.label for side, _lane in timeline.lanes] == ["name-of-group", None]
    assert [thread.kind for thread in timeline.picture.threads] == [True]
    page = response.content.decode()
    assert f'href="{world.left.get_absolute_url()}"' in page
    assert "The timeline as a table" in page


def test_filters_are_those_of_the_list_of_claims(client):
    world = public_world()
    assert shown(client.get("/timeline/?party=left-party")) == {world.left.pk}
    response = client.get("/timeline/?party=nobody")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_on_each_day_exactly_the_claims_said_by_then(client):
    call_command("loaddata", "corpus", verbosity=0)
    for day in (date(2024, 3, 11) + timedelta(number) for number in range(16)):
        expected = Claim.objects.published().filter(claim_said_by_q(day))
        assert shown(client.get(f"/timeline/?as_of={day}")) == set(expected.values_list("pk", flat=True)), day


def test_before_the_first_day_the_page_says_that_there_is_nothing(client):
    public_world()
    assert "No claim is published that fits" in client.get("/timeline/?as_of=2024-03-11").content.decode()
    assert "What had been said by <strong>11 March 2024" in client.get("/timeline/?as_of=2024-03-11").content.decode()


def test_empty_site_says_why(client):
    assert "No claim is published yet" in client.get("/timeline/").content.decode()


def test_stretch_of_days_is_that_of_the_first_report(client):
    world = public_world()
    AppearanceFactory(claim=world.left, source=world.right_source, said="2024-03-20")
    later = ClaimFactory(published=True, carried=None, event=world.event)
    AppearanceFactory(claim=later, source=world.right_source, said="2024-03-20")
    assert shown(client.get("/timeline/?from=2024-03-20&to=2024-03-20")) == {later.pk}


def many(monkeypatch, most=5):
    """Make every picture of more than ``most`` claims one of counts."""
    monkeypatch.setattr(overview, "CLAIMS", most)


def test_many_claims_are_counted_by_side_and_day(client, monkeypatch):
    many(monkeypatch)
    world = public_world()
    for number in range(6):
        claim = ClaimFactory(published=True, carried=None, event=world.event, party=world.left_party)
        AppearanceFactory(claim=claim, source=world.right_source, said=f"2024-03-1{number}")
        # Said again later: the claim is counted once, on the first day.
        AppearanceFactory(claim=claim, source=world.left_source, said="2024-03-19")
    response = client.get("/timeline/")
    assert response.context["timeline"] is None
    found = counts(response)
    assert found["name-of-group"] == {date(2024, 3, 10 + number): 1 + (number == 2) for number in range(6)}
    assert found[None] == {date(2024, 3, 12): 2}
    page = response.content.decode()
    assert 'href="?from=2024-03-12&amp;to=2024-03-12#timeline"' in page
    assert "Each column counts the claims first made on a day." in page


@pytest.mark.parametrize("most", [1, 300])
def test_what_is_hidden_changes_no_picture(client, monkeypatch, most):
    many(monkeypatch, most)
    world = public_world()
    before = client.get("/timeline/").content
    ClaimFactory(event=world.event, party=world.left_party)
    draft = ClaimFactory(published=True, carried=None, event=world.event, party=world.left_party)
    AppearanceFactory(claim=draft, said="2024-03-01")
    AppearanceFactory(claim=world.left, said="2024-03-01")
    assert client.get("/timeline/").content == before


def test_counts_obey_the_day_and_tell_of_what_has_none(client, monkeypatch):
    many(monkeypatch, 1)
    world = public_world()
    ClaimFactory(published=True, event=world.event)
    response = client.get("/timeline/")
    assert response.context["counted"].undated == 1
    assert "1 claim is not counted because it is not known when it was made." in response.content.decode()
    early = ClaimFactory(published=True, carried=None, event=world.event, party=world.right_party)
    AppearanceFactory(claim=early, source=world.right_source, said="2024-03-01")
    other = ClaimFactory(published=True, carried=None, event=world.event, party=world.right_party)
    AppearanceFactory(claim=other, source=world.right_source, said="2024-03-01")
    found = counts(client.get("/timeline/?as_of=2024-03-02"))
    assert found == {None: {date(2024, 3, 1): 2}}


def test_no_more_than_so_many_are_counted_and_the_page_says_so(client, monkeypatch):
    many(monkeypatch, 1)
    monkeypatch.setattr(overview, "COUNTED", 2)
    public_world()
    response = client.get("/timeline/")
    assert response.context["counted"].total == 2
    assert response.context["counted"].capped
    assert "that were published last" in response.content.decode()


def test_sides_beyond_the_number_of_lanes_share_one(client, monkeypatch):
    many(monkeypatch, 1)
    monkeypatch.setattr(overview, "LANES", 2)
    for number in range(4):
        group = PartyFactory(name=f"Side {number}")
        member = MembershipFactory(group=group).party
        for _ in range(number + 1):
            claim = ClaimFactory(published=True, carried=None, party=member)
            AppearanceFactory(claim=claim, source__published=True, said="2024-03-12")
    response = client.get("/timeline/")
    assert {name: sum(found.values()) for name, found in counts(response).items()} == {
        "Side 2": 3,
        "Side 3": 4,
        None: 3,
    }
    assert "All others" in response.content.decode()


def test_number_of_queries_does_not_depend_on_the_number_of_claims(client, monkeypatch, django_assert_max_num_queries):
    many(monkeypatch, 1)
    public_world()
    with django_assert_max_num_queries(6):
        client.get("/timeline/")
    assert Appearance.objects.count() == 3
