"""The index follows the records, whoever writes them and however."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from claims.models import (
    Claim,
    ClaimPair,
    DocumentKind,
    Event,
    Membership,
    Party,
    PartyName,
    Place,
    Question,
    SearchDocument,
    SearchName,
    SearchStale,
    SearchWord,
)
from claims.search import syncing
from claims.search.building import rebuild, recount
from claims.search.finding import ask, find
from claims.search.syncing import catch_up
from editorial.models import User
from sources.models import Outlet, Passage, Source
from tests import factories
from tests.test_sweep import hide_beside, shut
from tests.world import public_world

pytestmark = pytest.mark.django_db


def titles(text):
    """Return the titles found for ``text``, after whatever waits was indexed."""
    found = ask(text)
    find(found)
    return [str(document) for document in found.documents]


def contents():
    """Return all that the index holds, apart from the keys of its rows."""
    documents = {
        document.pk: {name: getattr(document, name) for name in syncing.FIELDS}
        for document in SearchDocument.objects.all()
    }
    return (
        documents,
        sorted(SearchName.objects.values_list("document", "key")),
        sorted(SearchWord.objects.values_list("word", "uses")),
        sorted(SearchWord.objects.values_list("word", "spellings__form")),
    )


def built_anew():
    """Return all that the index would hold if it were made from nothing."""
    with transaction.atomic():
        for model in (SearchName, SearchStale, SearchDocument):
            model.objects.all().delete()
        SearchWord.objects.all().delete()
        list(rebuild())
        recount()
        found = contents()
        transaction.set_rollback(True)
    return found


def retitled(world):
    Event.objects.filter(pk=world.event.pk).update(title="A title that was corrected")


def renamed(world):
    Party.objects.filter(pk=world.left_party.pk).update(name="A name that was corrected")


def moved(world):
    Place.objects.filter(pk=world.region.pk).update(name="A region that was corrected")
    Place.objects.filter(pk=world.village.pk).update(parent=factories.PlaceFactory(name="Another region"))


def handed_over(world):
    Claim.objects.filter(pk=world.unfiled.pk).update(party=factories.PartyFactory(name="A party unknown till now"))


def unquoted(world):
    world.unfiled.appearances.all().delete()


def requoted(world):
    Passage.objects.filter(appearances__claim=world.left).update(exact="words put right", start=None, end=None)


def unasked(world):
    Question.objects.filter(pk=world.question.pk).update(status="draft")


def outlet_renamed(world):
    Outlet.objects.filter(pk=world.paper.pk).update(name="A paper by another name")


def left_a_group(world):
    Membership.objects.all().delete()


def credited_to_nobody(world):
    world.left_source.credits.all().delete()
    world.right.appearances.update(relies_on_outlet=None)


CHANGES = [
    retitled,
    renamed,
    moved,
    handed_over,
    unquoted,
    requoted,
    unasked,
    outlet_renamed,
    left_a_group,
    credited_to_nobody,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_any_change_the_index_is_as_if_made_anew(change):
    world = public_world()
    catch_up()
    before = contents()
    change(world)
    catch_up()
    assert contents() == built_anew()
    assert contents() != before
    assert not SearchStale.objects.exists()


@pytest.mark.parametrize(
    "name", ["pair", "left", "right", "left_source", "right_source", "question", "event", "campaign"]
)
def test_after_any_gate_shuts_and_opens_the_index_is_as_if_made_anew(name):
    world = public_world()
    catch_up()
    before = contents()
    record = getattr(world, name)
    shut(record, "retracted")
    catch_up()
    assert contents() == built_anew()
    type(record).objects.filter(pk=record.pk).update(status="published")
    catch_up()
    assert contents() == before


def test_index_holds_nothing_of_what_is_hidden():
    world = public_world()
    catch_up()
    before = contents()
    hide_beside(world, "draft")
    catch_up()
    assert contents() == before


def test_found_at_once_after_publication_and_no_more_after_retraction():
    editor, other = factories.UserFactory(), factories.UserFactory()
    claim = factories.ClaimFactory(event__published=True, statement="The bridge at Nowhere stood.", updated_by=other)
    factories.AppearanceFactory(claim=claim, source__published=True)
    assert titles("nowhere") == []
    claim.publish(by=editor)
    assert titles("nowhere") == [claim.statement]
    claim.retract(by=editor, reason="The place was misread.")
    assert titles("nowhere") == []
    assert not SearchWord.objects.filter(word="nowhere").exists()


def test_search_indexes_what_an_import_or_a_stranger_wrote():
    claim = factories.ClaimFactory(published=True)
    Claim.objects.bulk_create(
        [
            Claim(
                slug="b",
                party=claim.party,
                event=claim.event,
                statement="In bulk it rained.",
                answer="weather",
                status="published",
                published_at=claim.published_at,
                published_by=claim.published_by,
            )
        ]
    )
    factories.AppearanceFactory(claim=Claim.objects.get(slug="b"), source__published=True)
    assert titles("rained") == ["In bulk it rained."]
    Claim.objects.filter(slug="b").update(statement="In bulk it snowed.")
    assert titles("rained") == []
    assert titles("snowed") == ["In bulk it snowed."]


def test_corpus_is_indexed_once_it_is_loaded():
    call_command("loaddata", "corpus", verbosity=0)
    assert not SearchStale.objects.exists()
    assert SearchDocument.objects.filter(kind=DocumentKind.PAIR).count() == ClaimPair.objects.published().count()
    assert contents() == built_anew()


def test_steps_are_small_and_the_rest_waits(monkeypatch):
    monkeypatch.setattr(syncing, "BATCH", 2)
    event = factories.EventFactory(published=True)
    for _ in range(6):
        factories.ClaimFactory(published=True, event=event)
    assert catch_up(most=3) == 4
    assert SearchStale.objects.exists()
    catch_up()
    assert SearchDocument.objects.filter(kind=DocumentKind.CLAIM).count() == 6


def test_one_document_is_made_once_however_often_it_is_noted(monkeypatch):
    event = factories.EventFactory(published=True)
    claims = [factories.ClaimFactory(published=True, event=event) for _ in range(3)]
    catch_up()
    made = []
    make = syncing.make
    monkeypatch.setattr(syncing, "make", lambda keys: (made.extend(keys), make(keys)))
    for claim in claims:
        Claim.objects.filter(pk=claim.pk).update(answer="held")
    Event.objects.filter(pk=event.pk).update(summary="A summary.")
    Source.objects.update(byline="A writer")
    catch_up()
    assert len(made) == len(set(made))


def test_what_fails_half_way_waits_and_nothing_of_it_is_stored(monkeypatch):
    factories.ClaimFactory(published=True)
    catch_up()
    Party.objects.update(name="Other")
    before = contents()

    def fail(found):
        raise DatabaseError("no room left")

    monkeypatch.setattr(syncing, "store", fail)
    with pytest.raises(DatabaseError):
        catch_up()
    assert contents() == before
    monkeypatch.undo()
    catch_up()
    assert contents() == built_anew()


def test_one_claim_costs_a_fixed_number_of_statements(django_assert_max_num_queries):
    world = public_world()
    catch_up()
    Claim.objects.filter(pk=world.left.pk).update(answer="put right")
    with django_assert_max_num_queries(48):
        catch_up()


def test_renamed_party_is_found_by_its_new_name_with_all_its_claims():
    claims = [factories.ClaimFactory(published=True) for _ in range(2)]
    Claim.objects.update(party=claims[0].party)
    Party.objects.filter(pk=claims[0].party_id).update(name="Guard of Nowhere")
    # The party, its claims, and the words these are quoted with.
    assert len(titles("guard nowhere")) == 5
    PartyName.objects.bulk_create([PartyName(party=claims[0].party, name="Nowhere’s keepers")])
    assert len(titles("nowhere keepers")) == 5


def test_accounts_and_what_nobody_searches_note_nothing():
    User.objects.create_user("somebody")
    factories.SnapshotFactory(source=factories.SourceFactory())
    assert set(SearchStale.objects.values_list("cause", flat=True)) == {"source"}
