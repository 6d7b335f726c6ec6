"""What a careless editor does: nothing is taken from readers in silence, and no mistake ends in a traceback."""

import pytest
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from zeal import zeal_ignore

from claims.models import Appearance, Claim, Correction
from editorial.models import Revision, TransitionRefused
from sources.models import Passage
from tests.desk import account, address, desk, filled, list_address
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    OutletFactory,
    PassageFactory,
    PlaceFactory,
    QuestionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forms_look_up_what_was_chosen():
    with zeal_ignore():
        yield


def save(client, record, **changes):
    return client.post(address(record), filled(client.get(address(record)), **changes), follow=True)


def answer(record):
    return Client().get(record.get_absolute_url()).status_code


def test_the_last_words_of_a_public_claim_are_not_deleted():
    claim = ClaimFactory(published=True)
    page = save(desk("editor"), claim, **{"appearances-0-DELETE": "on", "correction_note": "It was misread."})
    assert "Readers would lose" in page.content.decode()
    assert answer(claim) == 200
    assert not Correction.objects.exists()


def test_a_public_claim_is_not_carried_by_a_hidden_source():
    claim, hidden = ClaimFactory(published=True), SourceFactory()
    words = PassageFactory(source=hidden)
    save(
        desk("editor"),
        claim,
        **{
            "appearances-0-source": hidden.pk,
            "appearances-0-passage": words.pk,
            "correction_note": "It was misread.",
        },
    )
    assert answer(claim) == 200
    assert Appearance.objects.get(claim=claim).source != hidden
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("make", "field", "hidden"),
    [
        (ClaimFactory, "event", EventFactory),
        (QuestionFactory, "event", EventFactory),
        (ClaimPairFactory, "counterclaim", ClaimFactory),
    ],
)
def test_a_public_record_is_not_tied_to_a_hidden_one(make, field, hidden):
    record = make(published=True)
    page = save(desk("editor"), record, **{field: hidden().pk, "correction_note": "It was misread."})
    assert "Readers see this record" in page.content.decode()
    assert answer(record) == 200
    assert not Revision.objects.exists()


@pytest.mark.parametrize("typed", ["", "another address"])
@pytest.mark.parametrize("which", ["claim", "party"])
def test_the_address_of_a_public_record_is_refused_in_words(which, typed):
    claim = ClaimFactory(published=True)
    record = claim if which == "claim" else claim.party
    page = save(desk("editor"), record, slug=typed)
    assert page.status_code == 200
    assert type(record).objects.get(pk=record.pk).slug == record.slug
    assert page.context["public_page"] == record.get_absolute_url()


def test_a_public_page_is_asked_only_of_what_has_one():
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])


def test_records_with_rows_that_readers_can_open_are_shown():
    question = QuestionFactory(published=True)
    claim = ClaimFactory(published=True, event=question.event, question=question)
    for record in (question.event, question, claim, claim.party, claim.appearances.get().source):
        assert desk("editor").get(address(record)).status_code == 200


@pytest.mark.parametrize("note", ["\u200b", " . "])
def test_a_note_that_says_nothing_is_none(note):
    claim = ClaimFactory(published=True)
    page = save(desk("editor"), claim, answer="beaten back", correction_note=note)
    assert "Say in the public note" in page.content.decode()
    assert Claim.objects.get().answer == claim.answer


def test_a_passage_keeps_its_source_in_words():
    claim = ClaimFactory(published=True)
    words = claim.appearances.get().passage
    page = save(desk("editor"), words, source=SourceFactory().pk, correction_note="It was misread.")
    assert page.status_code == 200
    assert Passage.objects.get(pk=words.pk).source_id == words.source_id


def test_a_start_beyond_every_text_is_refused_in_words():
    page = save(desk("editor"), PassageFactory(), start="9" * 30)
    assert "less than or equal to" in page.content.decode()


def test_whoever_changes_the_quotation_does_not_publish_the_claim():
    editor, writer = account("editor"), account("contributor")
    source = SourceFactory(published=True)
    claim = ClaimFactory(event=EventFactory(published=True), updated_by=writer)
    words = AppearanceFactory(claim=claim, source=source).passage
    save(desk(editor), words, exact="other words altogether", start="")
    assert Passage.objects.get(pk=words.pk).exact == "other words altogether"
    claim.refresh_from_db()
    with pytest.raises(TransitionRefused, match="somebody else"):
        claim.publish(by=editor)


@pytest.mark.parametrize("status", ["in_review", "retracted"])
@pytest.mark.parametrize("what", ["passage", "party", "place", "outlet"])
def test_what_editors_have_in_hand_is_read_only_to_contributors(status, what):
    source = SourceFactory(outlet=OutletFactory(), **{status: True})
    claim = ClaimFactory(**{status: True})
    words = AppearanceFactory(claim=claim, source=source).passage
    event = EventFactory(place=PlaceFactory(), **{status: True})
    part = {"passage": words, "party": claim.party, "place": event.place, "outlet": source.outlet}[what]
    assert 'name="_save"' not in desk("contributor").get(address(part)).content.decode()
    assert 'name="_save"' in desk("editor").get(address(part)).content.decode()


@pytest.mark.parametrize("refusal", [IntegrityError, OperationalError])
def test_what_was_stored_in_the_same_moment_is_told_beside_what_was_typed(monkeypatch, refusal):
    """The second of two people who add the same is refused by the database first and by the form then."""
    pair = ClaimPairFactory()
    client = desk("editor")
    form = filled(client.get(list_address(type(pair), "add")))
    inner, calls = ModelAdmin.changeform_view, []

    def late(self, request, *args, **kwargs):
        calls.append(request.method)
        if len(calls) == 1:
            raise refusal
        return inner(self, request, *args, **kwargs)

    monkeypatch.setattr(ModelAdmin, "changeform_view", late)
    page = client.post(
        list_address(type(pair), "add"),
        form
        | {
            "claim": pair.counterclaim_id,
            "counterclaim": pair.claim_id,
            "kind": "contrary",
            "rationale": "As I typed it.",
        },
    )
    assert page.status_code == 200
    assert "a pair already" in page.content.decode()
    assert "As I typed it." in page.content.decode()


@pytest.mark.parametrize("number", ["²", "9" * 40, "9" * 5000, "-1", "x"])
def test_numbers_that_are_none_are_not_found(number):
    claim, client = ClaimFactory(), desk("editor")
    for page in (
        client.get(f"{address(claim, 'history')}{number}/"),
        client.get(f"{address(claim, 'history')}?p={number}"),
        client.post(list_address(Claim), {"action": "submit_selected", "_selected_action": number}),
        client.post(address(claim), filled(client.get(address(claim))) | {"_seen": number}),
        client.post(address(claim), filled(client.get(address(claim))) | {"version": number}),
        client.get(f"{address(claim, 'against')}?other={number}"),
    ):
        assert page.status_code < 500


@pytest.mark.parametrize(
    "query",
    [
        "{against}?q=%00",
        "{list}?status__exact=%00",
        "{list}?kind__exact=%00",
        "{list}?q=a%00b",
        "/admin/autocomplete/?term=%00&app_label=claims&model_name=claim&field_name=party",
    ],
)
def test_a_nul_in_a_query_finds_nothing(query):
    claim, client = ClaimFactory(), desk("editor")
    page = client.get(query.format(against=address(claim, "against"), list=list_address(Claim)), follow=True)
    assert page.status_code == 200
