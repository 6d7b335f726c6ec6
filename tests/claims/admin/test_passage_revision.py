"""Words under a published claim: changed by revision, beside what readers see, as the claim itself is."""

import pytest
from django.urls import reverse

from claims.models import Claim, Correction, CorrectionKind
from editorial.models import Assignment, Revision
from sources.models import Passage, PassageState, Snapshot
from tests.desk import account, address, desk, filled, messages, publish_revision
from tests.factories import AppearanceFactory, ClaimFactory, SnapshotFactory

pytestmark = pytest.mark.django_db

TEXT = "They came to the mill. Nobody saw them leave it."
NOTE = "It was misquoted."


@pytest.fixture
def words():
    """A passage, in a held text, under a published claim."""
    report = ClaimFactory(published=True).appearances.get()
    text = SnapshotFactory(source=report.source, text=TEXT)
    Passage.objects.filter(pk=report.passage_id).update(
        exact="came to the mill", prefix="They ", suffix=".", start=5, end=21, snapshot=text, state=PassageState.EXACT
    )
    return Passage.objects.get(pk=report.passage_id)


def save(client, record, **typed):
    return client.post(address(record), filled(client.get(address(record)), **typed), follow=True)


def go(client, verb, **said):
    revision = Revision.objects.open().get()
    seen = revision.history.latest().history_id
    return client.post(address(revision, "transition", verb=verb), {"seen": seen, **said}, follow=True)


def row(record):
    return type(record).objects.filter(pk=record.pk).values().get()


def text(answer):
    return answer.content.decode()


def test_the_words_stay_until_a_second_person_publishes_the_others(words):
    writer, editor, before = desk("contributor"), desk("editor"), row(words)
    answer = save(writer, words, exact="Nobody saw them", start="", correction_note=NOTE)
    assert "The revision is kept" in messages(answer)[0]
    assert row(words) == before
    assert not Correction.objects.exists()
    go(writer, "submit")
    assert "Readers see the new version" in messages(go(editor, "publish"))[0]
    after = Passage.objects.get(pk=words.pk)
    assert (after.exact, after.start, after.prefix) == ("Nobody saw them", 23, "They came to the mill. ")
    assert after.history.latest().history_user == writer.user
    assert editor.user.username in after.history.latest().history_change_reason
    correction = Correction.objects.get()
    assert (correction.kind, correction.note, correction.made_by) == (CorrectionKind.QUOTATION, NOTE, editor.user)
    assert "came to the mill" in correction.before
    assert "Nobody saw them" in correction.after


def test_who_wrote_the_words_last_does_not_publish_them(words):
    client, before = desk("editor"), row(words)
    save(client, words, exact="Nobody saw them", start="", correction_note=NOTE)
    assert "somebody else must publish it" in messages(go(client, "publish"))[0]
    assert row(words) == before


def test_new_words_need_a_note_and_are_no_spelling(words):
    client = desk("editor")
    assert "Say in the public note" in text(save(client, words, exact="Nobody saw them", start=""))
    forged = save(client, words, exact="Nobody saw them", start="", only_spelling="on")
    assert "Say in the public note" in text(forged)
    assert not Revision.objects.exists()
    save(client, words, exact="Nobody saw them", start="", only_spelling="on", correction_note=NOTE)
    publish_revision()
    assert Correction.objects.get().kind == CorrectionKind.QUOTATION


def test_what_stands_around_the_words_goes_the_same_way_without_a_note(words):
    before = row(words)
    save(desk("contributor"), words, prefix="hey ", suffix=". Nobody")
    assert row(words) == before
    publish_revision()
    assert (row(words)["prefix"], row(words)["suffix"]) == ("hey ", ". Nobody")
    assert not Correction.objects.exists()


def test_a_form_without_a_change_makes_no_revision(words):
    assert "Nothing was changed" in messages(save(desk("editor"), words))[0]
    assert not Revision.objects.exists()


def test_while_it_is_in_review_it_is_the_editors(words):
    writer = desk("contributor")
    save(writer, words, exact="Nobody saw them", start="", correction_note=NOTE)
    go(writer, "submit")
    page = writer.get(address(words))
    assert 'name="_save"' not in text(page)
    assert "in review" in text(page)
    assert writer.post(address(words), {"exact": "x"}).status_code == 403
    save(desk("editor"), words, exact="saw them", start="")
    assert Revision.objects.get().data["exact"] == ["saw them"]


def test_words_that_changed_under_their_revision_are_looked_at_again(words):
    writer, editor = desk("contributor"), desk("editor")
    save(writer, words, exact="Nobody saw them", start="", correction_note=NOTE)
    changed = Passage.objects.get(pk=words.pk)
    changed.suffix = ". "
    changed.save()
    assert "was changed after this revision" in messages(go(editor, "publish"))[0]
    assert row(words)["exact"] == "came to the mill"
    page = editor.get(address(words))
    assert page.status_code == 200
    assert filled(page)["exact"] == "Nobody saw them"
    editor.post(address(words), filled(page))
    go(desk("editor"), "publish")
    assert row(words)["exact"] == "Nobody saw them"


def test_two_who_open_the_words_at_once_both_keep_their_work(words):
    first, second = desk(account("editor", username="petra")), desk("editor")
    form = filled(second.get(address(words)))
    save(first, words, suffix=". Nobody saw")
    answer = second.post(address(words), form | {"prefix": "ey "})
    assert answer.status_code == 409
    assert "petra wrote at a revision of this record" in text(answer)
    second.post(address(words), filled(answer))
    data = Revision.objects.get().data
    assert (data["prefix"], data["suffix"]) == (["ey "], [". Nobody saw"])


def test_the_queue_shows_it_with_the_claims_that_stand_on_it(words):
    writer, editor = desk("contributor"), desk("editor")
    save(writer, words, exact="Nobody saw them", start="", correction_note=NOTE)
    go(writer, "submit")
    listed = editor.get(reverse("admin:review"))
    page = reverse("admin:review_record", args=["editorial", "revision", Revision.objects.get().pk])
    assert page in text(listed)
    assert "Revision of a record: passage" in text(listed)
    shown = editor.get(page)
    for said in ("Nobody saw them", "came to the mill", NOTE, Claim.objects.get().statement):
        assert said in text(shown)
    editor.post(page, {"step": "assign", "to": account("editor", username="petra").pk})
    assert Assignment.objects.get().assignee.username == "petra"


def test_the_queue_asks_as_often_for_many_passages_as_for_one(django_assert_max_num_queries):
    writer, editor = desk("contributor"), desk("editor")
    for _number in range(4):
        words = ClaimFactory(published=True).appearances.get().passage
        save(writer, words, suffix=" and went")
        Revision.objects.open().of(words).get().submit(by=writer.user)
    editor.get(reverse("admin:review"))
    with django_assert_max_num_queries(30):
        assert editor.get(reverse("admin:review")).status_code == 200


def test_the_page_of_the_words_names_every_claim_that_stands_on_them(words):
    draft = ClaimFactory(statement="It was held off.")
    AppearanceFactory(claim=draft, source=words.source, passage=words)
    page = text(desk("contributor").get(address(words)))
    assert address(draft) in page
    assert address(Claim.objects.get(status="published")) in page


def test_under_a_draft_or_a_withdrawn_claim_words_change_at_once():
    draft, gone = ClaimFactory(), ClaimFactory(retracted=True)
    for claim in (draft, gone):
        report = AppearanceFactory(claim=claim, source__published=True)
        save(desk("editor"), report.passage, suffix=" and went")
        assert row(report.passage)["suffix"] == " and went"
    assert not Revision.objects.exists()


def test_words_are_not_deleted_while_a_published_claim_stands_on_them(words):
    assert desk("editor").post(address(words, "delete"), {"post": "yes"}).status_code == 403
    assert Snapshot.objects.exists()
    assert Passage.objects.filter(pk=words.pk).exists()
