"""Pages ask the database a fixed number of times, however much they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.search.syncing import catch_up
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    CorrectionFactory,
    DerivationFactory,
    EventFactory,
    FigureFactory,
    MembershipFactory,
    PartyFactory,
    PartyNameFactory,
    PlaceFactory,
    QuestionFactory,
    SourceCreditFactory,
    SourceFactory,
)
from tests.world import SURFACES, public_world

pytestmark = pytest.mark.django_db

LIST, DETAIL, EVENT = 4, 6, 10
# The most that a page may ask. What is not listed here is a detail page.
BUDGETS = {
    "pair_list": LIST,
    "claim_list": LIST,
    "party_list": LIST,
    "event_list": LIST,
    "source_list": LIST,
    "corrections": LIST,
    "map": LIST,
    "search": DETAIL,
    "search_suggest": LIST,
    "event_detail": EVENT,
    "home": DETAIL,
    "method": 0,
    "robots": 0,
    "sitemap": 15,
    "healthz": 5,
}


def grow(world, number):
    """Add ``number`` of everything around each record of ``world``."""
    for _ in range(number):
        party = PartyFactory()
        group = PartyFactory()
        MembershipFactory(party=party, group=group)
        MembershipFactory(party=party, group=world.group)
        MembershipFactory(party=world.left_party, group=group)
        PartyNameFactory(party=world.left_party)
        question = QuestionFactory(published=True, event=world.event)
        answer = ClaimFactory(published=True, party=party, event=world.event, question=world.question)
        another = ClaimFactory(published=True, party=world.left_party, event=world.event, question=question)
        unfiled = ClaimFactory(published=True, party=world.right_party, event=world.event)
        for claim, source in (
            (world.left, world.right_source),
            (world.right, world.left_source),
            (answer, world.left_source),
        ):
            AppearanceFactory(claim=claim, source=source, relies_on_outlet=world.agency)
        for claim in (world.left, answer):
            FigureFactory(claim=claim)
            CorrectionFactory(claim=claim)
        CorrectionFactory(claim=None, pair=world.pair)
        SourceCreditFactory(source=world.left_source)
        SourceCreditFactory(source=answer.appearances.first().source, outlet=world.paper)
        origin, between = SourceFactory(published=True), SourceFactory(published=True)
        DerivationFactory(source=answer.appearances.first().source, origin=world.left_source, accepted=True)
        DerivationFactory(source=world.right_source, origin=between, accepted=True)
        DerivationFactory(source=between, origin=origin, accepted=True)
        ClaimPairFactory(published=True, claim=world.left, counterclaim=answer)
        ClaimPairFactory(published=True, claim=another, counterclaim=unfiled)
        EventFactory(published=True, part_of=world.campaign, place=PlaceFactory(parent=world.region))


def analyse():
    """Have PostgreSQL count its rows: to the tests before, whose rows are gone, it set the tables down as empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def counts(client):
    """Return the number of queries of the first address of each pattern and of those with a filter."""
    found = {}
    for name, addresses in SURFACES.items():
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found[name, address] = len(queries)
    return found


def test_pages_ask_as_often_at_thirty_rows_as_at_three_and_within_their_budget(client):
    world = public_world()
    # Django asks SQLite once a process whether it knows JSON; here, or the first page would be counted with it.
    assert connection.features.supports_json_field
    grow(world, 3)
    catch_up()
    at_three = counts(client)
    grow(world, 27)
    catch_up()
    analyse()
    at_thirty = counts(client)
    assert {key: (at_three[key], at_thirty[key]) for key in at_three if at_three[key] != at_thirty[key]} == {}
    over = {key: asked for key, asked in at_thirty.items() if asked > BUDGETS.get(key[0], DETAIL)}
    assert over == {}
