"""The review queue: what is in it, for whom, and what a reviewer does with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Assignment, ReviewNote
from editorial.status import Status
from tests.desk import account, address, desk, messages
from tests.editorial.admin.queue import QUEUE, page_of, rows, submitted
from tests.factories import (
    AppearanceFactory,
    AssignmentFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PassageFactory,
    QuestionFactory,
    ReviewNoteFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_the_queue_holds_what_was_submitted_longest_waiting_first_with_who_and_how_long():
    writer, editor = account("contributor"), desk("editor")
    newer = submitted(EventFactory(title="The later raid"), writer, days=1)
    older = submitted(SourceFactory(title="The earlier report"), writer, days=5)
    EventFactory(title="A draft")
    EventFactory(published=True)
    answer = editor.get(QUEUE, {"who": "all"})
    assert rows(answer) == [older, newer]
    assert [row["by"] for row in answer.context["rows"]] == [writer, writer]
    assert "5\xa0days" in answer.content.decode()
    assert rows(editor.get(QUEUE, {"who": "all", "order": "newest"})) == [newer, older]


def test_an_edit_in_review_does_not_begin_the_wait_anew():
    writer, editor = account("contributor"), account("editor")
    event = submitted(EventFactory(), writer, days=3)
    event.written_by(editor).save()
    row = desk(editor).get(QUEUE, {"who": "all"}).context["rows"][0]
    assert row["by"] == writer
    assert timezone.now() - row["since"] > timedelta(days=2)


def test_a_second_submission_waits_from_the_second_time():
    writer, editor = account("contributor"), account("editor")
    event = submitted(EventFactory(), writer, days=9)
    event.send_back(by=editor)
    event.history.filter(status=Status.DRAFT).update(history_date=timezone.now() - timedelta(days=8))
    event.submit(by=writer)
    row = desk(editor).get(QUEUE, {"who": "all"}).context["rows"][0]
    assert timezone.now() - row["since"] < timedelta(days=1)


def test_a_record_without_a_history_waits_since_it_was_written():
    event = EventFactory(in_review=True, updated_by=account("contributor"))
    event.history.all().delete()
    row = desk("editor").get(QUEUE, {"who": "all"}).context["rows"][0]
    assert row["since"] == event.updated_at
    assert row["by"] == event.updated_by


def test_for_me_is_what_is_mine_or_nobodys_and_not_my_own():
    editor, other = account("editor"), account("editor")
    mine, open_, theirs, own = (submitted(EventFactory(), account("contributor")) for _ in range(4))
    own.written_by(editor).save()
    AssignmentFactory(record=mine, assignee=editor)
    AssignmentFactory(record=theirs, assignee=other)
    assert set(rows(desk(editor).get(QUEUE))) == {mine, open_}
    assert set(rows(desk(editor).get(QUEUE, {"who": "own"}))) == {own}
    assert len(rows(desk(editor).get(QUEUE, {"who": "all"}))) == 4


def test_a_contributor_sees_what_they_submitted():
    writer = account("contributor")
    own = submitted(EventFactory(), writer)
    submitted(EventFactory(), account("contributor"))
    assert rows(desk(writer).get(QUEUE)) == [own]


def test_filters_and_counts_agree():
    writer, editor = account("contributor"), account("editor")
    event, claim = submitted(EventFactory(), writer), submitted(ClaimFactory(), writer)
    AssignmentFactory(record=claim, assignee=editor)
    client = desk("editor")
    everything = client.get(QUEUE, {"who": "all"})
    assert {name: number for name, _words, number in everything.context["counts"]} == {
        "claims.claim": "1",
        "claims.event": "1",
    }
    assert rows(client.get(QUEUE, {"who": "all", "kind": "claims.claim"})) == [claim]
    assert rows(client.get(QUEUE, {"who": "all", "assigned": "nobody"})) == [event]
    assert rows(client.get(QUEUE, {"who": "all", "assigned": str(editor.pk)})) == [claim]
    assert rows(client.get(QUEUE, {"who": "all", "by": str(editor.pk)})) == []


def test_a_wrong_filter_is_said_and_hides_nothing():
    event = submitted(EventFactory(), account("contributor"))
    answer = desk("editor").get(QUEUE, {"who": "all", "kind": "claims.nonsense", "assigned": "x" * 500, "page": "z"})
    assert answer.status_code == 200
    assert rows(answer) == [event]
    assert "errorlist" in answer.content.decode()


def test_the_queue_asks_the_same_number_of_questions_however_long_it_is(django_assert_max_num_queries):
    writer, client = account("contributor"), desk("editor")

    def fill(number):
        for _ in range(number):
            for record in (EventFactory(), ClaimFactory(), SourceFactory(), QuestionFactory(), ClaimPairFactory()):
                ReviewNoteFactory(record=submitted(record, writer))

    fill(1)
    with django_assert_max_num_queries(30) as few:
        client.get(QUEUE, {"who": "all"})
    fill(4)
    with django_assert_max_num_queries(len(few)):
        assert len(rows(client.get(QUEUE, {"who": "all"}))) == 25


def test_long_queues_have_pages(settings):
    writer, client = account("contributor"), desk("editor")
    for _ in range(51):
        submitted(EventFactory(), writer)
    first, second = (rows(client.get(QUEUE, {"who": "all", "page": page})) for page in (1, 2))
    assert (len(first), len(second)) == (50, 1)
    assert not set(first) & set(second)


# One record ----------------------------------------------------------------------------------------------------------


def test_a_new_record_is_shown_whole_with_what_stands_below_it():
    claim = ClaimFactory(statement="The pumping station was held until dusk.", answer="held")
    AppearanceFactory(claim=claim, speaker="A spokesman of the depot")
    page = desk("editor").get(page_of(submitted(claim, account("contributor")))).content.decode()
    for words in ("The pumping station was held until dusk.", "A spokesman of the depot", "said it repelled the raid"):
        assert words in page


def test_publishing_takes_it_out_of_the_queue():
    event, client = submitted(EventFactory(), account("contributor")), desk("editor")
    answer = client.post(page_of(event), {"step": "publish", "version": event.version}, follow=True)
    event.refresh_from_db()
    assert event.status == Status.PUBLISHED
    assert event.published_by == client.user
    assert rows(answer) == []
    assert messages(answer) == [f"“{event}” is published."]


def test_a_second_person_publishes():
    client = desk("editor")
    event = submitted(EventFactory(), client.user)
    assert "somebody else must publish it" in client.get(page_of(event)).content.decode()
    answer = client.post(page_of(event), {"step": "publish", "version": event.version}, follow=True)
    event.refresh_from_db()
    assert event.status == Status.IN_REVIEW
    assert "somebody else must publish it" in " ".join(messages(answer))


def test_what_changed_since_the_page_was_shown_is_not_published():
    event, client = submitted(EventFactory(), account("contributor")), desk("editor")
    seen = event.version
    event.written_by(account("contributor")).save()
    for step in ("publish", "send_back"):
        answer = client.post(page_of(event), {"step": step, "version": seen}, follow=True)
        event.refresh_from_db()
        assert event.status == Status.IN_REVIEW
        assert "was changed" in " ".join(messages(answer))


def test_sending_back_keeps_a_note_of_any_length_with_the_record():
    writer, client = account("contributor"), desk("editor")
    event = submitted(EventFactory(), writer)
    note = "Say which of the two bridges is meant. " * 10
    client.post(page_of(event), {"step": "send_back", "version": event.version, "note": note})
    event.refresh_from_db()
    kept = ReviewNote.objects.get()
    assert (event.status, kept.record, kept.text, kept.kind) == (Status.DRAFT, event, note.strip(), "sent_back")
    assert "which of the two bridges" in desk(writer).get(page_of(event)).content.decode()


def test_a_note_from_the_records_own_page_is_kept_as_whole_and_read_there():
    writer, client = account("contributor"), desk("editor")
    event = submitted(EventFactory(), writer)
    note = "Say which of the two bridges is meant. " * 10
    page = address(event, "transition", verb="send_back")
    client.post(page, {"version": event.version, "note": note})
    assert ReviewNote.objects.get().text == note.strip()
    seen = desk(writer).get(address(event)).content.decode()
    assert "which of the two bridges" in seen
    assert page_of(event) in seen


def test_a_comment_is_kept_and_an_empty_one_is_not():
    event, client = submitted(EventFactory(), account("contributor")), desk("contributor")
    client.post(page_of(event), {"step": "comment", "text": "Is the date right?"})
    assert [(note.text, note.made_by) for note in ReviewNote.objects.all()] == [("Is the date right?", client.user)]
    for nothing in ("", "   ", "…"):
        assert client.post(page_of(event), {"step": "comment", "text": nothing}).status_code == 400
    assert ReviewNote.objects.count() == 1


def test_assigning_names_one_reviewer_who_could_publish_it():
    writer, reviewer = account("contributor"), account("editor")
    event, client = submitted(EventFactory(), writer), desk("editor")
    client.post(page_of(event), {"step": "assign", "to": reviewer.pk})
    given = Assignment.objects.get()
    assert (given.record, given.assignee, given.assigned_by) == (event, reviewer, client.user)
    client.post(page_of(event), {"step": "assign", "to": client.user.pk})
    assert Assignment.objects.get().assignee == client.user
    assert client.post(page_of(event), {"step": "assign", "to": writer.pk}).status_code == 400
    client.post(page_of(event), {"step": "assign", "to": ""})
    assert not Assignment.objects.exists()


def test_a_deleted_draft_takes_its_notes_along():
    event = EventFactory()
    ReviewNoteFactory(record=event)
    AssignmentFactory(record=event)
    event.delete()
    assert not ReviewNote.objects.exists()
    assert not Assignment.objects.exists()


# With what it needs --------------------------------------------------------------------------------------------------


@pytest.fixture
def pair():
    """A pair in review of which nothing is public: two claims of one event and question, each in its own source."""
    writer = account("contributor")
    event = EventFactory(updated_by=writer)
    question = QuestionFactory(event=event, updated_by=writer)
    claims = []
    for _ in range(2):
        claim = ClaimFactory(event=event, question=question, updated_by=writer)
        source = SourceFactory(updated_by=writer)
        AppearanceFactory(claim=claim, source=source, passage=PassageFactory(source=source))
        claims.append(claim)
    return submitted(ClaimPairFactory(claim=claims[0], counterclaim=claims[1]), writer)


def ticks(client, pair):
    return [need["name"] for need in client.get(page_of(pair)).context["needs"]]


def test_a_pair_is_published_with_everything_it_needs(pair):
    client = desk("editor")
    names = ticks(client, pair)
    assert [name.split(".")[1] for name in names] == ["event", "question", "source", "claim", "source", "claim"]
    answer = client.post(page_of(pair), {"step": "publish", "version": pair.version, "with": names}, follow=True)
    assert type(pair).objects.published().get() == pair
    assert pair.claim.event.questions.published().exists()
    assert "and 6 more with it" in messages(answer)[0]


def test_what_is_left_out_and_not_needed_stays_behind(pair):
    client = desk("editor")
    names = [name for name in ticks(client, pair) if ".question." not in name]
    client.post(page_of(pair), {"step": "publish", "version": pair.version, "with": names})
    assert type(pair).objects.published().exists()
    assert not pair.claim.event.questions.published().exists()


def test_what_is_needed_and_left_out_stops_everything(pair):
    client = desk("editor")
    names = [name for name in ticks(client, pair) if ".event." not in name]
    answer = client.post(page_of(pair), {"step": "publish", "version": pair.version, "with": names}, follow=True)
    assert not type(pair).objects.filter(status=Status.PUBLISHED).exists()
    assert not type(pair.claim).objects.filter(status=Status.PUBLISHED).exists()
    assert "is not published" in " ".join(messages(answer))


def test_what_i_wrote_last_myself_is_published_by_somebody_else(pair):
    client = desk("editor")
    pair.claim.written_by(client.user).save()
    page = client.get(page_of(pair))
    assert "You wrote this last" in page.content.decode()
    names = [need["name"] for need in page.context["needs"]]
    client.post(page_of(pair), {"step": "publish", "version": pair.version, "with": names})
    assert not type(pair.claim).objects.filter(status=Status.PUBLISHED).exists()


def test_what_was_retracted_is_not_published_again_by_the_way(pair):
    event = pair.claim.event
    event.publish(by=account("editor"))
    event.retract(by=account("editor"), reason="The report was withdrawn.")
    client = desk("editor")
    page = client.get(page_of(pair))
    assert "It was retracted" in page.content.decode()
    names = [need["name"] for need in page.context["needs"]]
    client.post(page_of(pair), {"step": "publish", "version": pair.version, "with": names})
    event.refresh_from_db()
    assert event.status == Status.RETRACTED
    assert not type(pair).objects.published().exists()


def test_a_need_that_changed_since_the_page_was_shown_stops_everything(pair):
    client = desk("editor")
    names = ticks(client, pair)
    pair.claim.written_by(account("contributor")).save()
    answer = client.post(page_of(pair), {"step": "publish", "version": pair.version, "with": names}, follow=True)
    assert "changed after this page was shown" in " ".join(messages(answer))
    assert not type(pair.claim).objects.filter(status=Status.PUBLISHED).exists()
