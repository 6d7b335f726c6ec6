import pytest

from claims.models import Claim, Correction
from editorial.models import Revision
from tests.desk import account, address, desk, filled, messages
from tests.factories import ClaimFactory, EventFactory, FigureFactory, SourceFactory

pytestmark = pytest.mark.django_db

NOTE = "It was misread."


def revise(client, record, **changes):
    return client.post(address(record), filled(client.get(address(record)), **changes), follow=True)


def go(client, verb, revision=None, **said):
    revision = revision or Revision.objects.open().get()
    seen = revision.history.latest().history_id
    page = address(revision, "transition", verb=verb)
    return client.post(page, {"seen": seen, **said}, follow=True)


def stored(record):
    return type(record).objects.get(pk=record.pk)


def text(answer):
    return answer.content.decode()


def test_a_published_record_stays_as_it_is_until_a_second_person_publishes_the_revision():
    event, writer, editor = EventFactory(published=True, title="A raid"), desk("contributor"), desk("editor")
    before = stored(event)
    answer = revise(writer, event, title="A raid on Lower Vessen")
    assert "The revision is kept" in messages(answer)[0]
    assert (stored(event).title, stored(event).version) == ("A raid", before.version)
    revision = Revision.objects.get()
    assert (revision.record, revision.state, revision.updated_by) == (event, "draft", writer.user)
    assert revision.base_version == before.version
    go(writer, "submit")
    assert Revision.objects.get().state == "in_review"
    assert "Readers see the new version" in messages(go(editor, "publish"))[0]
    after = stored(event)
    assert (after.title, after.status, after.updated_by) == ("A raid on Lower Vessen", "published", writer.user)
    assert after.published_at == before.published_at
    done = Revision.objects.get()
    assert (done.state, done.decided_by) == ("published", editor.user)
    row = after.history.first()
    assert row.history_user == writer.user
    assert editor.user.username in row.history_change_reason


def test_the_form_holds_the_revision_and_goes_on_with_it():
    event, client = EventFactory(published=True, title="A raid", summary="Old words."), desk("editor")
    revise(client, event, title="One raid")
    page = client.get(address(event))
    assert page.status_code == 200
    assert filled(page)["title"] == "One raid"
    assert not page.context["errors"]
    revise(client, event, summary="New words.")
    revision = Revision.objects.get()
    assert [change[0] for change in revision.changes[0]["fields"]] == ["title", "summary"]
    assert revision.history.count() == 2
    go(desk("editor"), "publish")
    assert (stored(event).title, stored(event).summary) == ("One raid", "New words.")


def test_looking_at_a_revision_writes_nothing(django_assert_num_queries):
    claim, client = ClaimFactory(published=True), desk("editor")
    revise(client, claim, answer="held off", correction_note=NOTE)
    seen = Revision.objects.get().history.count(), Claim.history.count(), Correction.objects.count()
    client.get(address(claim))
    assert (Revision.objects.get().history.count(), Claim.history.count(), Correction.objects.count()) == seen


def test_who_wrote_it_last_does_not_publish_it():
    event, client = EventFactory(published=True), desk("editor")
    revise(client, event, title="Another title")
    assert "somebody else must publish it" in messages(go(client, "publish"))[0]
    assert (stored(event).title, Revision.objects.get().state) == (event.title, "draft")


def test_without_a_second_person_rule_one_person_does_both(settings):
    settings.REQUIRE_SECOND_PERSON = False
    event, client = EventFactory(published=True), desk("editor")
    revise(client, event, title="Another title")
    go(client, "publish")
    assert stored(event).title == "Another title"


def test_saving_without_a_change_makes_no_revision():
    event, client = EventFactory(published=True), desk("editor")
    assert "Nothing was changed" in messages(revise(client, event))[0]
    assert not Revision.objects.exists()


def test_what_the_form_refuses_is_told_at_once_and_kept_nowhere():
    event = EventFactory(published=True)
    answer = revise(desk("editor"), event, title="")
    assert "This field is required" in text(answer)
    assert not Revision.objects.exists()


def test_rows_are_added_changed_and_taken_out_with_the_record():
    claim = ClaimFactory(published=True)
    FigureFactory(claim=claim, counted="tanks")
    FigureFactory(claim=claim, counted="drones")
    source = SourceFactory(published=True)
    client = desk("contributor")
    rows = {"figures-0-counted": "boats", "figures-1-DELETE": "on", "correction_note": NOTE}
    rows |= {"appearances-TOTAL_FORMS": "2", "appearances-1-id": "", "appearances-1-attribution": "paraphrase"}
    rows |= {"appearances-1-source": source.pk, "appearances-1-words": "they left at night"}
    revise(client, claim, **rows)
    assert set(claim.figures.values_list("counted", flat=True)) == {"tanks", "drones"}
    assert claim.appearances.count() == 1
    page = text(client.get(address(claim)))
    for words in ("they left at night", "boats", "Figure deleted", "Appearance added"):
        assert words in page
    go(client, "submit")
    go(desk("editor"), "publish")
    assert [figure.counted for figure in claim.figures.all()] == ["boats"]
    assert claim.appearances.count() == 2
    assert claim.appearances.last().passage.exact == "they left at night"


def test_a_correction_is_written_when_it_is_published_and_not_before():
    claim, writer, editor = ClaimFactory(published=True, answer="repelled"), desk("contributor"), desk("editor")
    revise(writer, claim, answer="held off", correction_note=NOTE)
    go(writer, "submit")
    assert not Correction.objects.exists()
    go(editor, "publish")
    correction = Correction.objects.get()
    assert (correction.claim, correction.note, correction.made_by) == (claim, NOTE, editor.user)
    assert "repelled" in correction.before
    assert "held off" in correction.after


def test_a_material_change_needs_a_note_and_spelling_does_not():
    claim, client = ClaimFactory(published=True, answer="repeled"), desk("editor")
    assert "Say in the public note" in text(revise(client, claim, answer="repelled"))
    revise(client, claim, answer="repelled", only_spelling="on")
    assert Revision.objects.get().spelling
    go(desk("editor"), "publish")
    assert stored(claim).answer == "repelled"
    assert not Correction.objects.exists()
    assert stored(claim).history.first().answer == "repelled"


@pytest.mark.parametrize("changes", [{"kind": "forecast"}, {"figures-0-low": "3"}, {"figures-0-DELETE": "on"}])
def test_who_when_and_how_many_are_no_spelling(changes):
    claim = ClaimFactory(published=True)
    FigureFactory(claim=claim)
    assert "This is more than spelling" in text(revise(desk("editor"), claim, only_spelling="on", **changes))
    assert not Revision.objects.exists()


# Two people ------------------------------------------------------------------------------------------------------


def test_the_second_who_opened_the_public_form_meets_the_revision_of_the_first():
    event = EventFactory(published=True, title="A raid", summary="Old words.")
    first, second = desk(account("editor", username="petra")), desk("editor")
    form = filled(second.get(address(event)))
    revise(first, event, title="One raid", summary="Her words.")
    answer = second.post(address(event), form | {"title": "The raid"})
    assert answer.status_code == 409
    assert "petra wrote at a revision of this record" in text(answer)
    what = answer.context["conflict"]
    assert [(c.label, c.before, c.stored, c.typed) for c in what.clashes] == [
        ("Title", "A raid", "One raid", "The raid")
    ]
    assert what.taken_over == ["Summary"]
    merged = filled(answer)
    assert (merged["title"], merged["summary"]) == ("The raid", "Her words.")
    assert Revision.objects.get().updated_by == first.user
    assert second.post(address(event), merged).status_code == 302
    revision = Revision.objects.get()
    assert revision.updated_by == second.user
    assert (revision.data["title"], revision.data["summary"]) == (["The raid"], ["Her words."])
    assert [row.history_user for row in revision.history.all()] == [second.user, first.user]


def test_two_who_opened_the_same_revision_are_told_what_the_other_changed_in_it():
    event = EventFactory(published=True, title="A raid", summary="Old words.")
    first, second = desk(account("editor", username="petra")), desk("editor")
    revise(first, event, title="One raid")
    form = filled(second.get(address(event)))
    revise(first, event, summary="Her words.")
    answer = second.post(address(event), form | {"title": "The raid"})
    assert answer.status_code == 409
    assert answer.context["conflict"].clashes == []
    assert answer.context["conflict"].taken_over == ["Summary"]
    second.post(address(event), filled(answer))
    assert (Revision.objects.get().data["title"], Revision.objects.get().data["summary"]) == (
        ["The raid"],
        ["Her words."],
    )


def test_rows_of_both_stay():
    claim = ClaimFactory(published=True)
    FigureFactory(claim=claim, counted="tanks"), FigureFactory(claim=claim, counted="drones")
    first, second = desk("editor"), desk("editor")
    form = filled(second.get(address(claim)))
    more = {"figures-TOTAL_FORMS": "3", "figures-2-measure": "killed", "figures-2-qualifier": "at_least"}
    more |= {"figures-2-low": "3", "correction_note": NOTE}
    revise(first, claim, **more, **{"figures-2-counted": "soldiers", "figures-0-counted": "boats"})
    answer = second.post(address(claim), form | more | {"figures-2-counted": "guards", "figures-1-counted": "planes"})
    assert answer.status_code == 409
    second.post(address(claim), filled(answer))
    go(desk("editor"), "publish")
    assert set(claim.figures.values_list("counted", flat=True)) == {"boats", "planes", "soldiers", "guards"}


def test_a_record_that_changed_under_its_revision_is_told_and_not_overwritten():
    event, writer, editor = EventFactory(published=True, title="A raid"), desk("contributor"), desk("editor")
    revise(writer, event, title="One raid")
    go(writer, "submit")
    other = account("editor", username="petra")
    changed = stored(event)
    changed.summary = "Changed by a merge."
    changed.written_by(other).save()
    assert "was changed after this revision" in messages(go(editor, "publish"))[0]
    assert stored(event).title == "A raid"
    page = editor.get(address(event))
    assert page.status_code == 200
    assert "petra saved this record while you were writing" in text(page)
    assert (filled(page)["title"], filled(page)["summary"]) == ("One raid", "Changed by a merge.")
    editor.post(address(event), filled(page))
    go(desk("editor"), "publish")
    assert (stored(event).title, stored(event).summary) == ("One raid", "Changed by a merge.")


def test_what_went_into_review_meanwhile_gives_a_contributor_back_what_was_typed():
    event, writer, late = EventFactory(published=True), desk("contributor"), desk("contributor")
    revise(writer, event, title="One raid")
    form = filled(late.get(address(event)))
    go(writer, "submit")
    answer = late.post(address(event), form | {"title": "A title I thought about for long"})
    assert answer.status_code == 403
    assert "A title I thought about for long" in text(answer)
    assert Revision.objects.get().data["title"] == ["One raid"]


def test_a_dropped_revision_is_told_to_whoever_still_writes_at_it():
    event, writer, editor = EventFactory(published=True, title="A raid"), desk("contributor"), desk("editor")
    revise(writer, event, title="One raid")
    form = filled(writer.get(address(event)))
    go(editor, "drop", note="The title is right.")
    answer = writer.post(address(event), form | {"title": "Two raids"})
    assert answer.status_code == 409
    assert "The title is right." in text(answer)
    assert filled(answer)["title"] == "Two raids"
    writer.post(address(event), filled(answer))
    assert Revision.objects.open().get().data["title"] == ["Two raids"]


@pytest.mark.parametrize("wrong", ["x", "1", "1:x", ":", f"{'9' * 18}:{'9' * 18}", "9" * 400, "²:²"])
def test_a_form_that_was_begun_from_a_revision_nobody_knows_is_shown_again(wrong):
    event, client = EventFactory(published=True), desk("editor")
    form = filled(client.get(address(event))) | {"title": "One raid", "_revision": wrong}
    answer = client.post(address(event), form)
    assert answer.status_code == 409
    assert filled(answer)["title"] == "One raid"
    assert not Revision.objects.exists()
    client.post(address(event), filled(answer))
    assert Revision.objects.get().data["title"] == ["One raid"]


# The ways it can go -----------------------------------------------------------------------------------------------


def test_it_is_sent_back_with_a_note_that_its_writers_see():
    event, writer, editor = EventFactory(published=True), desk("contributor"), desk("editor")
    revise(writer, event, title="One raid")
    go(writer, "submit")
    go(editor, "send_back", note="Which village?")
    assert "Which village?" in text(writer.get(address(event)))
    assert filled(writer.get(address(event)))["title"] == "One raid"
    go(writer, "submit")
    assert Revision.objects.get().remark == ""


def test_somebody_elses_revision_is_dropped_with_a_reason_by_editors_alone():
    event, writer = EventFactory(published=True), desk("contributor")
    revise(writer, event, title="One raid")
    assert go(desk("contributor"), "drop", note="No.").status_code == 403
    assert "Say why" in messages(go(desk("editor"), "drop", note=" . "))[0]
    assert Revision.objects.get().state == "draft"
    go(writer, "drop")
    assert Revision.objects.get().state == "dropped"
    assert stored(event).title == event.title


def test_a_step_with_an_older_state_is_refused_in_words():
    event, writer, editor = EventFactory(published=True), desk("contributor"), desk("editor")
    revise(writer, event, title="One raid")
    revision = Revision.objects.get()
    seen = revision.history.latest().history_id
    revise(writer, event, title="Two raids")
    answer = editor.post(address(revision, "transition", verb="publish"), {"seen": seen}, follow=True)
    assert "was changed by" in messages(answer)[0]
    assert stored(event).title == event.title


def test_what_the_form_no_longer_takes_is_told_with_the_field():
    claim, writer = ClaimFactory(published=True), desk("contributor")
    revise(writer, claim, answer="held off", correction_note=NOTE)
    revision = Revision.objects.get()
    revision.data["party"] = ["999999"]
    revision.save()
    answer = go(desk("editor"), "publish")
    assert any(message.startswith("Party: ") for message in messages(answer))
    assert (stored(claim).answer, Revision.objects.get().state) == (claim.answer, "draft")


def test_the_last_words_of_a_claim_are_not_taken_away_by_a_revision():
    claim = ClaimFactory(published=True)
    answer = revise(desk("editor"), claim, **{"appearances-0-DELETE": "on", "correction_note": NOTE})
    assert "Readers would lose" in text(answer)
    assert not Revision.objects.exists()


def test_a_revision_of_a_retracted_record_waits_and_is_not_published():
    event, writer, editor = EventFactory(published=True), desk("contributor"), desk("editor")
    revise(writer, event, title="One raid")
    stored(event).retract(by=editor.user, reason="It never was.")
    assert "no longer open, or its record is not public" in messages(go(editor, "publish"))[0]
    assert stored(event).title == event.title


def test_its_page_tells_what_it_changes_and_its_list_finds_it():
    claim, client = ClaimFactory(published=True, answer="repelled"), desk("contributor")
    revise(client, claim, answer="held off", correction_note=NOTE)
    revision = Revision.objects.get()
    page = text(client.get(address(revision)))
    assert "held off" in page
    assert NOTE in page
    assert client.get(address(revision, "history")).status_code == 200
    listed = client.get("/admin/editorial/revision/?q=misread")
    assert listed.status_code == 200
    # It is narrowed by the kinds of records that have revisions, and not by every table there is.
    assert "permission" not in text(listed)


def test_the_list_is_narrowed_to_a_kind_of_record_and_says_who_decided():
    claim, event, client = ClaimFactory(published=True), EventFactory(published=True), desk("contributor")
    revise(client, claim, answer="held off", correction_note=NOTE)
    go(desk(account("editor", username="petra")), "publish")
    revise(client, event, title="One raid")
    first, second = Revision.objects.order_by("pk")
    page = "/admin/editorial/revision/"
    listed = text(client.get(page))
    assert address(first) in listed
    assert address(second) in listed
    assert "petra" in listed
    narrowed = text(client.get(f"{page}?kind={second.content_type_id}"))
    assert address(second) in narrowed
    assert address(first) not in narrowed
    for wrong in ("x", "9" * 30, "²"):
        assert client.get(f"{page}?kind={wrong}").status_code == 200
