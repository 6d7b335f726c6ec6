"""Revisions in the review queue, with the records that nobody has seen yet."""

import pytest
from django.contrib.auth.models import Group

from editorial.models import Assignment, ReviewNote
from tests.desk import account, desk
from tests.editorial.admin.queue import QUEUE, page_of, rows, submitted
from tests.factories import EventFactory, RevisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    """A change of a public event, in review."""
    event = EventFactory(published=True, title="The raid on Vessen")
    return RevisionFactory(
        record=event,
        in_review=True,
        changes=[
            {
                "model": "claims.Event",
                "verb": "~",
                "title": "",
                "fields": [["title", "The raid on Vessen", "The raid on Lower Vessen"]],
            }
        ],
    )


def test_a_revision_waits_with_the_rest_and_says_what_it_changes(revision):
    client = desk("editor")
    submitted(EventFactory(), account("contributor"))
    answer = client.get(QUEUE)
    assert revision in rows(answer)
    assert len(rows(answer)) == 2
    assert "The raid on Vessen" in answer.content.decode()
    page = client.get(page_of(revision))
    assert page.status_code == 200
    assert "<ins>Lower </ins>" in page.content.decode()
    assert [step.verb for step in page.context["revision_steps"]] == ["publish", "send_back"]
    assert rows(client.get(QUEUE, {"who": "all", "kind": "editorial.revision"})) == [revision]


def test_a_revision_is_commented_assigned_and_not_published_from_another_page(revision):
    client, other = desk("editor"), account("editor")
    client.post(page_of(revision), {"step": "comment", "text": "Which of the two?"})
    client.post(page_of(revision), {"step": "assign", "to": other.pk})
    assert ReviewNote.objects.get().record == revision
    assert Assignment.objects.get().assignee == other
    assert rows(client.get(QUEUE)) == []
    assert rows(desk(other).get(QUEUE)) == [revision]
    for step in ("publish", "send_back"):
        assert client.post(page_of(revision), {"step": step, "version": 1}).status_code == 404


def test_a_revision_of_ones_own_waits_for_others(revision):
    writer = revision.updated_by
    writer.is_staff = True
    writer.save()
    writer.groups.add(Group.objects.get(name="editor"))
    assert rows(desk(writer).get(QUEUE)) == []
    assert rows(desk(writer).get(QUEUE, {"who": "own"})) == [revision]
    page = desk(writer).get(page_of(revision))
    assert [step.verb for step in page.context["revision_steps"]] == ["send_back"]
    assert "somebody else must publish it" in page.content.decode()


def test_revisions_do_not_make_the_queue_ask_more(django_assert_max_num_queries, revision):
    client = desk("editor")
    with django_assert_max_num_queries(40) as few:
        client.get(QUEUE, {"who": "all"})
    for _ in range(4):
        RevisionFactory(in_review=True)
    with django_assert_max_num_queries(len(few)):
        assert len(rows(client.get(QUEUE, {"who": "all"}))) == 5


def test_a_draft_of_a_revision_is_among_my_drafts():
    writer = account("contributor")
    revision = RevisionFactory(created_by=writer)
    answer = desk(writer).get(QUEUE, {"who": "drafts"})
    assert rows(answer) == [revision]
    assert answer.context["rows"][0]["address"] == f"/admin/claims/event/{revision.object_id}/change/"
