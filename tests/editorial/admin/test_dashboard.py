"""The index says what waits for whoever looks at it, and leads there."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from editorial.actions import waiting
from editorial.admin.dashboard import in_words
from tests.desk import account, desk
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PairSuggestionFactory,
    PassageFactory,
    QuestionFactory,
    RevisionFactory,
    SnapshotFactory,
)

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


def told(client):
    return {str(task.label): task.number for task in client.get(INDEX).context["tasks"]}


def test_each_person_is_told_what_waits_for_them():
    writer, editor = account("contributor"), account("editor")
    EventFactory(updated_by=writer)
    EventFactory(updated_by=editor, created_by=writer)
    EventFactory(in_review=True, updated_by=writer)
    EventFactory(in_review=True, updated_by=editor)
    assert told(desk(writer))["My drafts"] == 2
    assert "Waiting for my review" not in told(desk(writer))
    assert told(desk(editor))["My drafts"] == 1
    assert told(desk(editor))["Waiting for my review"] == 1


def test_the_work_of_the_desk_is_counted():
    question = QuestionFactory()
    ClaimFactory(event=question.event, question=question)
    ClaimFactory(retracted=True)
    PairSuggestionFactory(one__event=question.event, one__question=question)
    PairSuggestionFactory(rejected=True)
    SnapshotFactory()
    pair = ClaimPairFactory(published=True)
    type(pair.claim).objects.filter(pk=pair.claim_id).update(question=None)
    pair.claim.refresh_from_db()
    pair.claim.retract(by=account("editor"), reason="The report was withdrawn.")
    found = told(desk("editor"))
    assert found["Sources to read"] == 1
    assert found["Suggested pairs"] == 1
    assert found["Pairs whose claim was retracted"] == 1
    expected = type(pair.claim).objects.filter(question=None).exclude(status="retracted").count()
    assert found["Claims without a question"] == expected > 0
    assert found["Anchors lost"] == 0


# What the issue asks for, in the order in which it is shown.
PROMISED = [
    "My drafts",
    "Waiting for my review",
    "Sources to read",
    "Suggested pairs",
    "Anchors lost",
    "Claims without a question",
    "Pairs whose claim was retracted",
]


def shown(client, task):
    """Return how many the page behind ``task`` shows, over all its pages."""
    page = client.get(task.address)
    assert page.status_code == 200, task
    if "cl" in page.context:
        return page.context["cl"].result_count
    if "rows" in page.context:
        return page.context["page"].paginator.count
    if "open" in page.context:
        return page.context["open"][0]
    return len(page.context["passages"])


@pytest.mark.parametrize("times", [1, 3])
def test_every_task_leads_to_a_page_with_as_much_in_it(times):
    client = desk("editor")
    for _ in range(times):
        pair = ClaimPairFactory(published=True)
        pair.claim.retract(by=account("editor"), reason="The report was withdrawn.")
        EventFactory(in_review=True, updated_by=account("contributor"))
        RevisionFactory(in_review=True)
        RevisionFactory(updated_by=client.user)
        EventFactory(updated_by=client.user)
        PairSuggestionFactory()
        SnapshotFactory()
        # Nobody's work: mine in review, somebody else's draft, what is decided.
        EventFactory(in_review=True, updated_by=client.user)
        EventFactory(updated_by=account("contributor"))
        PairSuggestionFactory(rejected=True)
        for state in ("lost", "ambiguous", "moved"):
            held = SnapshotFactory(text="The guard held the mill.")
            passage = PassageFactory(
                source=held.source, snapshot=held, exact="guard", start=4, end=9, prefix="", suffix=""
            )
            type(passage).objects.filter(pk=passage.pk).update(state=state)
    tasks = client.get(INDEX).context["tasks"]
    assert [str(task.label) for task in tasks] == PROMISED
    for task in tasks:
        assert task.number >= times, task
        assert shown(client, task) == task.number, task


def test_a_number_beyond_what_one_reads_is_not_counted_to_the_end(monkeypatch, django_assert_num_queries):
    assert in_words(1200) == "1,200"
    assert in_words(waiting.MOST + 1) == "over 10,000"
    monkeypatch.setattr(waiting, "MOST", 2)
    for _ in range(4):
        EventFactory()
    with django_assert_num_queries(1) as asked:
        assert waiting.counted(type(EventFactory.build()).objects.all()) == 3
    assert "LIMIT 3" in asked.captured_queries[0]["sql"]


def test_somebody_without_a_group_is_told_nothing_and_the_index_stands_in_every_language():
    assert told(desk("")) == {}
    with override("uk"):
        assert desk("editor").get(INDEX).status_code == 200


def test_the_index_asks_a_fixed_number_of_questions(django_assert_max_num_queries):
    client = desk("editor")
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("admin:index"))
    for _ in range(5):
        EventFactory(in_review=True)
        PairSuggestionFactory()
        ClaimPairFactory()
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("admin:index"))


def test_my_drafts_come_with_what_the_reviewer_said():
    writer, editor = account("contributor"), desk("editor")
    event = EventFactory(updated_by=writer)
    event.submit(by=writer)
    page = reverse("admin:review_record", args=["claims", "event", event.pk])
    editor.post(page, {"step": "send_back", "version": event.version, "note": "Which of the two weirs?"})
    answer = desk(writer).get("/admin/review/", {"who": "drafts"})
    assert [row["record"] for row in answer.context["rows"]] == [event]
    assert "Which of the two weirs?" in answer.content.decode()
