import pytest
from django.db import IntegrityError, transaction

from editorial.models import Revision, TransitionRefused
from tests.factories import ClaimFactory, EventFactory, RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db

STEPS = ["submit", "send_back", "publish", "drop"]
ALLOWED = {
    "draft": {"submit", "publish", "drop"},
    "in_review": {"publish", "send_back", "drop"},
    "published": set(),
    "dropped": set(),
}


def in_state(state):
    revision, other = RevisionFactory(), UserFactory()
    if state == "in_review":
        revision.submit(by=revision.created_by)
    if state == "published":
        revision.publish(by=other)
    if state == "dropped":
        revision.drop(by=other, note="Not needed.")
    return revision


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("step", STEPS)
def test_each_state_allows_its_steps_and_no_others(state, step):
    revision = in_state(state)
    details = {"note": "Why."} if step in ("send_back", "drop") else {}
    if step in ALLOWED[state]:
        getattr(revision, step)(by=UserFactory(), **details)
        assert Revision.objects.get().state != state
    else:
        with pytest.raises(TransitionRefused, match=revision.get_state_display()):
            getattr(revision, step)(by=UserFactory(), **details)
        assert Revision.objects.get().state == state


@pytest.mark.parametrize("step", STEPS)
def test_nobody_takes_no_step(step):
    revision = in_state("in_review" if step == "send_back" else "draft")
    with pytest.raises(TransitionRefused, match="Nobody is named"):
        getattr(revision, step)(by=None)


def test_each_step_is_kept_with_who_took_it():
    revision, other = RevisionFactory(), UserFactory()
    revision.submit(by=revision.created_by)
    revision.send_back(by=other, note=" Which village? ")
    assert (revision.remark, revision.updated_by) == ("Which village?", revision.created_by)
    assert [row.history_user for row in revision.history.all()[:2]] == [other, revision.created_by]


def test_whoever_submits_stands_by_it():
    revision, other = RevisionFactory(), UserFactory()
    revision.submit(by=other)
    with pytest.raises(TransitionRefused, match="somebody else must publish it"):
        revision.publish(by=other)
    assert revision.state == "in_review"


def test_a_record_has_one_open_revision_and_any_number_of_others():
    event = EventFactory(published=True)
    first = RevisionFactory(record=event)
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionFactory(record=event)
    first.drop(by=first.created_by)
    second = RevisionFactory(record=event)
    # Another record with the same number is another record.
    RevisionFactory(record=ClaimFactory(published=True, pk=event.pk))
    assert list(Revision.objects.of(event).open()) == [second]
    assert set(Revision.objects.of(event)) == {first, second}


def test_what_is_decided_is_written_no_more():
    revision = in_state("dropped")
    with pytest.raises(TransitionRefused, match="dropped"):
        revision.write(by=UserFactory())
