"""A further report of a claim that readers see: kept in the claim's revision, and before readers with it."""

import pytest

from claims.models import Claim, Correction
from editorial.models import Revision
from sources.models import Passage
from tests.claims.admin.desk.reading import FIRST, SECOND, page, suggest
from tests.desk import account, address, desk, filled, messages, publish_revision
from tests.factories import AppearanceFactory, ClaimFactory, FigureFactory, OutletFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(snapshot):
    """A published claim, which another source carries already."""
    snapshot.source.publish(by=account("editor"))
    claim = ClaimFactory(published=True, answer="repelled")
    FigureFactory(claim=claim)
    return claim


def typed(claim, words="took the mill", **more):
    return {"form_key": "own", "words": words, "same": claim.pk, "attribution": "paraphrase"} | more


def seen(claim):
    stored = Claim.objects.get(pk=claim.pk)
    return stored.version, list(stored.appearances.order_by("pk").values_list("passage__exact", "attribution"))


def submit(client):
    revision = Revision.objects.open().get()
    shown = {"seen": revision.history.latest().history_id}
    client.post(address(revision, "transition", verb="submit"), shown)


def test_readers_see_a_further_report_when_somebody_else_publishes_it(snapshot, public):
    writer, before = desk("contributor"), seen(public)
    outlet = OutletFactory(name="River Post")
    sent = typed(public, speaker="its spokesman", said="2031-05", relies_on_outlet="River Post")
    answer = writer.post(page(snapshot), sent, follow=True)
    assert "kept in a revision" in messages(answer)[0]
    assert address(public) in messages(answer)[0]
    assert seen(public) == before
    assert not Passage.objects.filter(source=snapshot.source).exists()
    revision = Revision.objects.get()
    assert (revision.record, revision.updated_by, revision.state) == (public, writer.user, "draft")
    submit(writer)
    publish_revision()
    report = public.appearances.get(source=snapshot.source)
    start = snapshot.text.index("took the mill")
    assert (report.passage.exact, report.passage.start, report.passage.snapshot) == ("took the mill", start, snapshot)
    assert (report.speaker, report.said, report.relies_on_outlet) == ("its spokesman", "2031-05", outlet)
    # That it is reported once more corrects nothing.
    assert not Correction.objects.exists()
    assert report.history.latest().history_user == writer.user


def test_whoever_reported_it_does_not_publish_the_report_alone(snapshot, public):
    editor, before = desk("editor"), seen(public)
    editor.post(page(snapshot), typed(public))
    assert "somebody else must publish it" in messages(publish_revision(editor))[-1]
    assert seen(public) == before


def test_reports_gather_in_one_revision_with_what_was_written_there(snapshot, public):
    first, second = desk("contributor"), desk("contributor")
    form = filled(first.get(address(public)), answer="held off", correction_note="It was misread.")
    first.post(address(public), form)
    first.post(page(snapshot), typed(public))
    second.post(page(snapshot), typed(public, words="it repelled the raid", attribution="own_voice"))
    revision = Revision.objects.get()
    assert (revision.created_by, revision.updated_by) == (first.user, second.user)
    publish_revision()
    assert Claim.objects.get(pk=public.pk).answer == "held off"
    assert seen(public)[1][1:] == [("took the mill", "paraphrase"), ("it repelled the raid", "own_voice")]
    assert Correction.objects.count() == 1


def test_words_that_are_a_passage_already_are_that_one(snapshot, public):
    start = snapshot.text.index("took the mill")
    place = {"snapshot": snapshot, "start": start, "end": start + len("took the mill")}
    known = Passage.objects.create(source=snapshot.source, exact="took the mill", **place)
    desk("contributor").post(page(snapshot), typed(public))
    publish_revision()
    assert public.appearances.get(source=snapshot.source).passage == known


def test_words_that_stand_in_several_places_keep_the_one_that_was_marked(snapshot, public):
    second = snapshot.text.index("said it", snapshot.text.index("said it") + 1)
    sent = typed(public, words="said it", start=second, end=second + len("said it"), of=snapshot.sha256)
    assert desk("contributor").post(page(snapshot), sent).status_code == 302
    publish_revision()
    assert public.appearances.get(source=snapshot.source).passage.start == second


def test_without_a_held_text_the_words_wait_as_well(public):
    source = SourceFactory(published=True)
    here = address(source, "desk")
    assert desk("contributor").post(here, typed(public, words="they held it")).status_code == 302
    publish_revision()
    assert public.appearances.get(source=source).passage.state == "unverified"


def test_a_suggestion_among_the_words_is_handled_and_the_next_one_follows(snapshot, public):
    first, second = suggest(snapshot, FIRST), suggest(snapshot, SECOND)
    client = desk("contributor")
    answer = client.post(page(snapshot), typed(public, words="it repelled the raid", form_key=f"s{first.pk}"))
    assert answer.url == page(snapshot, f"?at={second.pk}#s{second.pk}")
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("used", client.user)


def test_while_the_revision_is_in_review_only_editors_add_to_it(snapshot, public):
    writer = desk("contributor")
    writer.post(page(snapshot), typed(public))
    submit(writer)
    answer = writer.post(page(snapshot), typed(public, words="it repelled the raid"))
    assert "with the editors" in " ".join(answer.context["form"].errors["same"])
    assert desk("editor").post(page(snapshot), typed(public, words="it repelled the raid")).status_code == 302
    publish_revision(desk("editor"))
    assert public.appearances.count() == 3


def test_the_same_words_twice_are_refused_in_words_and_what_was_typed_stays(snapshot, public):
    client = desk("contributor")
    client.post(page(snapshot), typed(public))
    before = Revision.history.count()
    answer = client.post(page(snapshot), typed(public, speaker="Somebody"))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"]["speaker"].value() == "Somebody"
    assert Revision.history.count() == before


def test_a_revision_that_is_out_of_date_is_named_and_keeps_what_it_has(snapshot, public):
    client = desk("contributor")
    client.post(page(snapshot), typed(public))
    Claim.objects.get(pk=public.pk).written_by(account("editor")).save()
    answer = client.post(page(snapshot), typed(public, words="it repelled the raid"))
    assert "save the revision once more first" in " ".join(answer.context["form"].non_field_errors())
    assert Revision.objects.get().data["appearances-TOTAL_FORMS"] == ["2"]


def test_a_claim_that_was_withdrawn_takes_no_report(snapshot, public):
    Claim.objects.get(pk=public.pk).retract(by=account("editor"), reason="It never said so.")
    answer = desk("editor").post(page(snapshot), typed(public))
    assert "with the editors" in " ".join(answer.context["form"].errors["same"])


def test_a_further_report_of_a_draft_is_stored_at_once(snapshot):
    draft = ClaimFactory()
    AppearanceFactory(claim=draft)
    desk("contributor").post(page(snapshot), typed(draft))
    assert draft.appearances.count() == 2
    assert not Revision.objects.exists()
