"""Lists and forms cost the same whatever they hold."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, ClaimPair, Correction, Event, Party, Place, Question
from editorial.models import Revision
from sources.models import Derivation, Finding, ImportBatch, Outlet, Passage, Snapshot, Source
from tests import factories
from tests.desk import account, address, desk, list_address

pytestmark = pytest.mark.django_db

LISTS = {
    Claim: lambda: factories.ClaimFactory(published=True, question=None, updated_by=factories.UserFactory()),
    ClaimPair: lambda: factories.ClaimPairFactory(updated_by=factories.UserFactory()),
    Question: factories.QuestionFactory,
    Event: lambda: factories.EventFactory(place=factories.PlaceFactory(), updated_by=factories.UserFactory()),
    Party: lambda: factories.PartyFactory(updated_by=factories.UserFactory()),
    Place: lambda: factories.PlaceFactory(parent=factories.PlaceFactory()),
    Correction: factories.CorrectionFactory,
    Source: lambda: factories.SourceFactory(outlet=factories.OutletFactory()),
    Passage: factories.PassageFactory,
    Snapshot: factories.SnapshotFactory,
    Outlet: factories.OutletFactory,
    Finding: factories.FindingFactory,
    ImportBatch: factories.ImportBatchFactory,
    Derivation: lambda: factories.DerivationFactory(source__outlet=factories.OutletFactory(), likeness=0.5),
}


def count(client, *asked):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(*asked).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("search", [{}, {"q": "a"}], ids=["all", "search"])
def test_a_list_takes_as_many_queries_for_30_records_as_for_3(model, search):
    client = desk(account(is_superuser=True))
    for _ in range(3):
        LISTS[model]()
    few = count(client, list_address(model), search)
    for _ in range(27):
        LISTS[model]()
    assert count(client, list_address(model), search) == few <= 8


def test_the_list_of_revisions_takes_as_many_queries_for_30_as_for_5():
    client = desk(account(is_superuser=True))
    makers = (
        factories.ClaimFactory,
        factories.ClaimPairFactory,
        factories.EventFactory,
        factories.QuestionFactory,
        factories.SourceFactory,
    )

    def more(times):
        for make in makers * times:
            factories.RevisionFactory(record=make(published=True))

    more(1)
    few = count(client, list_address(Revision))
    more(5)
    assert count(client, list_address(Revision)) == few


def test_a_claim_takes_as_many_queries_for_12_appearances_and_figures_as_for_2():
    client, claim = desk(account(is_superuser=True)), factories.ClaimFactory()

    def more(number):
        for _ in range(number):
            factories.AppearanceFactory(claim=claim, relies_on_outlet=factories.OutletFactory())
            factories.FigureFactory(claim=claim)

    more(2)
    few = count(client, address(claim))
    more(10)
    assert count(client, address(claim)) == few


def test_the_page_of_linking_takes_as_many_queries_for_20_claims_as_for_3():
    client, event = desk(account(is_superuser=True)), factories.EventFactory()
    claim = factories.ClaimFactory(event=event)
    for _ in range(3):
        factories.ClaimFactory(event=event)
    few = count(client, address(claim, "against"))
    for _ in range(17):
        factories.ClaimFactory(event=event)
    assert count(client, address(claim, "against")) == few
