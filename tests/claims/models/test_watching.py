"""The triggers that note what the search has to index anew."""

import pytest
from django.apps import apps
from django.db import connection

from claims.models import Appearance, Claim, ClaimPair, Event, Party, SearchStale
from claims.models.rules import RULES as CLAIM_RULES
from claims.models.watching import WATCHES
from claims.search.documents import MODELS
from claims.search.spreading import DOCUMENT, EXPANSIONS
from sources.models.rules import RULES as SOURCE_RULES
from tests import factories

pytestmark = pytest.mark.django_db


def installed():
    """Return the names of all triggers of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("trigger", [*WATCHES, *CLAIM_RULES, *SOURCE_RULES], ids=lambda trigger: trigger.name)
def test_every_trigger_is_still_there_after_all_migrations(trigger):
    names = [statement.split('"')[1] for statement in trigger.create_sql(connection.vendor) if "TRIGGER" in statement]
    assert names
    assert set(names) <= installed()


def test_every_table_that_words_or_gates_come_from_is_watched():
    # What an address shows besides, and what was put right: neither is searched.
    besides = {"claims.figure", "claims.correction", "sources.snapshot"}
    # What editors alone see, and what says which texts repeat each other.
    besides |= {"claims.claimsuggestion", "claims.deskdraft", "claims.lexiconentry", "sources.derivation"}
    besides |= {"sources.finding", "sources.importbatch", "sources.importfile", "sources.sketchvalue"}
    besides |= {"claims.answerterm", "claims.answerrelation", "claims.pairsuggestion"}
    besides |= {"claims.claimkey", "claims.comparedclaim"}
    # What was merged is told by the rows that went and stayed.
    besides |= {"claims.merge", "claims.mergedaddress"}
    models = [
        model
        for label in ("sources", "claims")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith(("Historical", "Search")) and model._meta.label_lower not in besides
    ]
    assert {watch.table for watch in WATCHES} == {model._meta.db_table for model in models}
    assert {model._meta.db_table for model in MODELS.values()} <= {watch.table for watch in WATCHES}


def test_every_cause_can_be_spread():
    assert {note.cause for watch in WATCHES for note in watch.notes} == set(EXPANSIONS)
    assert DOCUMENT not in EXPANSIONS


def noted():
    found = set(SearchStale.objects.values_list("cause", "record"))
    SearchStale.objects.all().delete()
    return found


def test_whatever_writes_is_noted():
    claim = factories.ClaimFactory()
    assert {("claim", claim.pk), ("party", claim.party_id), ("event", claim.event_id)} <= noted()
    Claim.objects.filter(pk=claim.pk).update(answer="held")
    assert noted() == {("claim", claim.pk), ("party", claim.party_id)}
    other = factories.PartyFactory()
    noted()
    Claim.objects.filter(pk=claim.pk).update(party=other)
    assert noted() == {("claim", claim.pk), ("party", claim.party_id), ("party", other.pk)}
    Claim.objects.bulk_create([Claim(slug="in-bulk", party=other, event=claim.event, statement="So.", answer="so")])
    assert noted() == {("claim", Claim.objects.get(slug="in-bulk").pk), ("party", other.pk)}
    claim.refresh_from_db()
    key = claim.pk
    claim.delete()
    assert ("claim", key) in noted()


def test_deleting_what_hangs_on_a_claim_is_noted():
    pair, appearance = factories.ClaimPairFactory(), factories.AppearanceFactory()
    noted()
    keys = (pair.pk, appearance.claim_id, appearance.passage_id)
    ClaimPair.objects.filter(pk=pair.pk).delete()
    Appearance.objects.filter(pk=appearance.pk).delete()
    assert noted() == {("pair", keys[0]), ("claim", keys[1]), ("passage", keys[2])}


def test_another_name_is_noted_as_one_and_another_description_is_not():
    party = factories.PartyFactory(name="One")
    noted()
    Party.objects.filter(pk=party.pk).update(description="A party.")
    assert noted() == {("party", party.pk)}
    Party.objects.filter(pk=party.pk).update(name="Other")
    assert noted() == {("party", party.pk), ("party_named", party.pk)}


def test_place_that_an_event_leaves_is_noted():
    event = factories.EventFactory(place=factories.PlaceFactory())
    noted()
    Event.objects.filter(pk=event.pk).update(place=None)
    assert noted() == {("event", event.pk), ("place", event.place_id)}
