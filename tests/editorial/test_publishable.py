import pytest
from concurrency.exceptions import RecordModifiedError

from claims.models import Claim, Event
from editorial.models import DeletionRefused, TransitionRefused
from editorial.status import Status
from tests.factories import EventFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return UserFactory(username="writer")


@pytest.fixture
def editor():
    return UserFactory(username="editor")


@pytest.fixture
def draft(writer):
    event = EventFactory.build().written_by(writer)
    event.save()
    return event


def stored(event):
    return Event.objects.get(pk=event.pk)


def test_the_whole_way_is_walked_and_remembered(draft, writer, editor):
    draft.submit(by=writer)
    draft.send_back(by=editor, note="Name the place.")
    draft.submit(by=writer)
    draft.publish(by=editor)
    assert (stored(draft).published_by, stored(draft).status) == (editor, Status.PUBLISHED)
    draft.retract(by=editor, reason=" The report was withdrawn. ")
    assert stored(draft).retraction_reason == "The report was withdrawn."
    assert stored(draft).retracted_by == editor
    ways = list(draft.history.order_by("history_id").values_list("status", "history_user__username"))
    assert ways == [
        ("draft", "writer"),
        ("in_review", "writer"),
        ("draft", "editor"),
        ("in_review", "writer"),
        ("published", "editor"),
        ("retracted", "editor"),
    ]
    assert draft.history.filter(history_change_reason="Name the place.").count() == 1


def test_every_save_raises_the_version_by_one(draft, writer):
    version = draft.version
    draft.submit(by=writer)
    assert stored(draft).version == version + 1


ALLOWED = {
    Status.DRAFT: {"submit", "publish"},
    Status.IN_REVIEW: {"send_back", "publish"},
    Status.PUBLISHED: {"retract"},
    Status.RETRACTED: {"publish"},
}


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("move", ["submit", "send_back", "publish", "retract"])
def test_only_the_stated_ways_are_open(status, move, editor):
    event = EventFactory(**({} if status == "draft" else {status: True}))
    words = {"reason": "Withdrawn."} if move == "retract" else {}
    if move in ALLOWED[status]:
        getattr(event, move)(by=editor, **words)
        assert stored(event).status != status
    else:
        with pytest.raises(TransitionRefused) as refused:
            getattr(event, move)(by=editor, **words)
        assert str(Status(status).label) in refused.value.messages[0] or "already" in refused.value.messages[0]
        assert stored(event).status == status
        assert event.status == status


def test_what_one_wrote_another_publishes(draft, writer, editor):
    with pytest.raises(TransitionRefused, match="somebody else"):
        draft.publish(by=writer)
    draft.publish(by=editor)


def test_whoever_wrote_last_does_not_publish_though_another_began(draft, writer, editor):
    draft.title = "Raid on the village"
    draft.written_by(editor).save()
    with pytest.raises(TransitionRefused):
        draft.publish(by=editor)
    draft.publish(by=writer)


def test_what_was_sent_back_still_waits_for_somebody_else(draft, writer, editor):
    draft.submit(by=writer)
    draft.send_back(by=editor, note="Name the place.")
    with pytest.raises(TransitionRefused, match="somebody else"):
        draft.publish(by=writer)


def test_what_another_person_submits_is_vouched_for(draft, writer, editor):
    draft.submit(by=editor)
    draft.publish(by=writer)
    assert stored(draft).is_public


def test_one_person_may_do_both_where_the_setting_says_so(draft, writer, settings):
    settings.REQUIRE_SECOND_PERSON = False
    draft.publish(by=writer)
    assert stored(draft).is_public


@pytest.mark.parametrize("move", ["submit", "send_back", "publish", "retract"])
def test_nobody_cannot_do_anything(draft, move):
    words = {"reason": "Withdrawn."} if move == "retract" else {}
    with pytest.raises(TransitionRefused, match="Nobody"):
        getattr(draft, move)(by=None, **words)


@pytest.mark.parametrize("reason", ["", "  \n ", "\u200b", "...", "\u2800"])
def test_a_retraction_needs_a_reason(editor, reason):
    event = EventFactory(published=True)
    with pytest.raises(TransitionRefused, match="Say why"):
        event.retract(by=editor, reason=reason)
    assert stored(event).is_public


def test_publishing_again_after_a_retraction_clears_the_notice(editor):
    event = EventFactory(retracted=True)
    event.publish(by=editor)
    assert (event.retraction_reason, event.retracted_at, event.retracted_by) == ("", None, None)


def test_a_move_from_a_stale_copy_is_refused_and_looks_refused(draft, writer, editor):
    stale = stored(draft)
    draft.submit(by=writer)
    with pytest.raises(RecordModifiedError):
        stale.publish(by=editor)
    assert (stale.status, stale.published_at, stale.published_by) == (Status.DRAFT, None, None)
    assert stored(draft).status == Status.IN_REVIEW


def test_what_was_public_is_never_deleted(editor):
    EventFactory()
    for made in ("published", "retracted"):
        event = EventFactory(**{made: True})
        with pytest.raises(DeletionRefused, match="retract"):
            event.delete()
        with pytest.raises(DeletionRefused):
            Event.objects.filter(pk=event.pk).delete()
    with pytest.raises(DeletionRefused):
        Event.objects.all().delete()
    assert Event.objects.count() == 3


def test_what_somebody_published_meanwhile_is_not_deleted(draft, editor):
    stale = stored(draft)
    draft.publish(by=editor)
    with pytest.raises(DeletionRefused):
        stale.delete()
    assert stored(draft).is_public


def test_a_draft_can_be_deleted_and_its_history_stays(draft):
    key = draft.pk
    draft.delete()
    assert Event.history.filter(id=key, history_type="-").exists()


def test_nothing_but_the_transitions_may_be_asked_of_the_gate():
    with pytest.raises(TypeError):
        Claim.objects.published(everything=True)


def test_class_of_the_histories_is_made_once_and_each_record_has_its_own(draft):
    other = EventFactory(title="Another")
    assert type(draft.history) is type(other.history)
    assert {row.id for row in draft.history.all()} == {draft.pk}
    assert {row.id for row in other.history.all()} == {other.pk}
