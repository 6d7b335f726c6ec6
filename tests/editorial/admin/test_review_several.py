"""Several records of the queue at once: shown again, then all or none, each in the version that was shown."""

import pytest

from editorial.models import Assignment, ReviewNote, Revision
from editorial.status import Status
from tests.desk import account, address, desk, filled, messages
from tests.editorial.admin.queue import QUEUE, rows, submitted
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    QuestionFactory,
    RevisionFactory,
    UserFactory,
)
from tests.trial import carried

pytestmark = pytest.mark.django_db
SEVERAL = "/admin/review/several/"


def ticks(client, *records):
    """Return what the queue sends for a tick beside each of ``records`` (list of str)."""
    shown = {row["record"]: row["tick"] for row in client.get(QUEUE, {"who": "all"}).context["rows"]}
    return [shown[record] for record in records]


def send(client, step, names, sure=True, **details):
    return client.post(SEVERAL, {"step": step, "row": names, **({"sure": "1"} if sure else {}), **details}, follow=True)


def problems(page):
    return {each.record: " ".join(map(str, each.problems)) for each in page.context["ticked"]}


def states(*records):
    return [type(record)._base_manager.values_list("status", flat=True).get(pk=record.pk) for record in records]


@pytest.fixture
def two():
    """Two events that somebody submitted."""
    writer = account("contributor")
    return [submitted(EventFactory(title=title), writer) for title in ("The raid on Vessen", "The vote in Ostrel")]


def test_the_queue_ticks_rows_one_by_one_or_all(two):
    client = desk("editor")
    page = client.get(QUEUE, {"who": "all"})
    assert page.content.decode().count('name="row"') == 2
    assert " checked" not in page.content.decode()
    assert client.get(QUEUE, {"who": "all", "tick": "all"}).content.decode().count(" checked") == 2
    assert 'name="row"' not in desk("contributor").get(QUEUE, {"who": "all"}).content.decode()


def test_what_was_ticked_is_shown_and_nothing_is_done_before_it_is_confirmed(two):
    client = desk("editor")
    for step in ("publish", "send_back", "assign"):
        page = send(client, step, ticks(client, *two), sure=False)
        assert page.status_code == 200
        assert problems(page) == dict.fromkeys(two, "")
        assert page.content.decode().count(" checked") == 2
    assert states(*two) == [Status.IN_REVIEW] * 2
    assert not Assignment.objects.exists()


def test_several_are_published_in_one_step_whatever_their_order():
    writer, client = account("contributor"), desk("editor")
    event = EventFactory()
    claims = [carried(ClaimFactory(event=event)) for _ in range(2)]
    question = QuestionFactory(event=event)
    pair = ClaimPairFactory(claim=claims[0], counterclaim=claims[1])
    together = [submitted(each, writer) for each in (pair, *claims, question, event)]
    answer = send(client, "publish", ticks(client, *together))
    assert states(*together) == [Status.PUBLISHED] * 5
    assert messages(answer) == ["5 records were published."]
    assert pair.history.latest().history_user == client.user


def test_one_that_cannot_go_stops_all_and_says_why(two):
    client = desk("editor")
    own = submitted(EventFactory(title="My own"), client.user)
    names = ticks(client, *two, own)
    page = send(client, "publish", names)
    assert page.status_code == 409
    assert states(*two, own) == [Status.IN_REVIEW] * 3
    assert "somebody else must publish it" in problems(page)[own]
    assert problems(page)[two[0]] == ""
    # What is shown once more goes without it.
    assert page.content.decode().count(" checked") == 2
    send(client, "publish", names[:2])
    assert states(*two, own) == [Status.PUBLISHED, Status.PUBLISHED, Status.IN_REVIEW]


def test_each_goes_in_the_version_that_was_shown(two):
    client = desk("editor")
    names = ticks(client, *two)
    two[1].written_by(account("contributor")).save()
    for step, details in (("publish", {}), ("send_back", {"note": "Which?"}), ("assign", {"to": client.user.pk})):
        page = send(client, step, names, **details)
        assert page.status_code == 409
        assert "was changed" in problems(page)[two[1]]
        assert states(*two) == [Status.IN_REVIEW] * 2
    assert not Assignment.objects.exists()
    assert not ReviewNote.objects.exists()


def test_what_left_the_queue_meanwhile_is_told(two):
    client = desk("editor")
    names = ticks(client, *two)
    two[0].send_back(by=account("editor"))
    two[1].delete()
    page = send(client, "publish", names)
    assert page.status_code == 409
    found = problems(page)
    assert "no longer in review" in found[two[0]]
    assert "gone" in found[None]
    assert "sure" not in page.content.decode()


def test_a_retracted_record_is_not_published_by_the_way():
    client = desk("editor")
    event = EventFactory(retracted=True)
    page = send(client, "publish", [f"claims.event.{event.pk}.{event.version}"])
    assert states(event) == [Status.RETRACTED]
    assert "no longer in review" in problems(page)[event]


def test_several_are_sent_back_with_one_note(two):
    client = desk("editor")
    answer = send(client, "send_back", ticks(client, *two), note="Say on which day.")
    assert states(*two) == [Status.DRAFT] * 2
    notes = ReviewNote.objects.all()
    assert {(note.record, note.text, note.kind, note.made_by) for note in notes} == {
        (each, "Say on which day.", "sent_back", client.user) for each in two
    }
    assert messages(answer) == ["2 records were sent back."]
    assert rows(answer) == []


def test_several_are_assigned_to_one_person_who_could_publish_each(two):
    client, other = desk("editor"), account("editor", username="olena")
    two[1].written_by(other).save()
    names = ticks(client, *two)
    page = send(client, "assign", names, to=other.pk)
    assert page.status_code == 409
    assert "wrote this last" in problems(page)[two[1]]
    assert not Assignment.objects.exists()
    answer = send(client, "assign", names, to=client.user.pk)
    assert {(each.record, each.assignee) for each in Assignment.objects.all()} == {(e, client.user) for e in two}
    assert f"{client.user} reviews 2 records." in messages(answer)
    assert send(client, "assign", names, to=account("contributor").pk).status_code == 400
    send(client, "assign", names, to="")
    assert not Assignment.objects.exists()


def test_revisions_go_with_the_rest_in_the_state_that_was_shown(two):
    client = desk("editor")
    event = EventFactory(published=True, title="The strike on Velm")
    revision = RevisionFactory(record=event, in_review=True, changes=[{"model": "claims.Event"}])
    names = ticks(client, two[0], revision)
    revision.note = "Something else"
    revision.write(by=account("contributor"))
    page = send(client, "send_back", names, note="Which?")
    assert "was changed" in problems(page)[revision]
    assert states(two[0]) == [Status.IN_REVIEW]
    send(client, "send_back", ticks(client, two[0], revision), note="Which?")
    revision.refresh_from_db()
    assert (revision.state, revision.remark) == ("draft", "Which?")
    assert states(two[0]) == [Status.DRAFT]


def test_a_revision_of_ones_own_is_published_by_somebody_else(two):
    client = desk("editor")
    revision = RevisionFactory(in_review=True, updated_by=client.user, changes=[{"model": "claims.Event"}])
    page = send(client, "publish", ticks(client, two[0], revision))
    assert "somebody else must publish it" in problems(page)[revision]
    assert states(two[0]) == [Status.IN_REVIEW]


def test_without_a_tick_nothing_is_asked(two):
    client = desk("editor")
    assert "Tick what is meant first" in messages(send(client, "publish", []))[0]
    names = [f"claims.event.{number}.1" for number in range(1, 60)]
    assert "At most 50 records" in messages(send(client, "publish", names))[0]


@pytest.mark.parametrize("name", ["", "claims.event", "claims.event.x.1", "claims.party.1.1", "editorial.user.1.1"])
def test_what_is_no_tick_is_not_found(two, name):
    assert send(desk("editor"), "publish", [name]).status_code == 404
    assert send(desk("editor"), "retract", [name]).status_code == 404


def test_only_the_desk_reaches_it_and_by_post(two):
    names = [f"claims.event.{each.pk}.{each.version}" for each in two]
    for who in ("", "contributor"):
        for step, details in (("publish", {}), ("send_back", {"note": "x"}), ("assign", {"to": ""})):
            assert send(desk(who), step, names, **details).status_code == 403
    assert desk(UserFactory()).post(SEVERAL, {"step": "publish", "row": names}).status_code == 302
    assert desk("editor").get(SEVERAL).status_code == 405
    assert states(*two) == [Status.IN_REVIEW] * 2


def test_several_revisions_are_published_in_one_step_with_a_record_or_not_at_all(two):
    writer, client = desk("contributor"), desk("editor")
    events = [EventFactory(published=True, title=title) for title in ("A raid", "A strike")]
    for event in events:
        page = address(event)
        writer.post(page, filled(writer.get(page), title=f"{event.title} on Velm"))
        Revision.objects.of(event).get().submit(by=writer.user)
    revisions = list(Revision.objects.order_by("pk"))
    own = submitted(EventFactory(), client.user)
    assert send(client, "publish", ticks(client, *revisions, two[0], own)).status_code == 409
    assert {each.title for each in type(own).objects.published()} == {"A raid", "A strike"}
    answer = send(client, "publish", ticks(client, *revisions, two[0]))
    assert messages(answer) == ["3 records were published."]
    assert {each.title for each in type(own).objects.published()} == {
        "A raid on Velm",
        "A strike on Velm",
        two[0].title,
    }
    assert {each.state for each in Revision.objects.all()} == {"published"}
