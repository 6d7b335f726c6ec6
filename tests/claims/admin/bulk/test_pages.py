"""Bringing tables in and taking them out, as an editor does it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.bulk.resources import RESOURCES
from claims.bulk.tables import read_table, write_csv, write_xlsx
from claims.models import Claim, ClaimPair, Event, Party, Place, Question
from editorial.models import TableUpload
from editorial.status import Status
from tests.desk import account, desk, list_address, messages
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PartyFactory,
    PartyNameFactory,
    PlaceFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def at(model):
    return list_address(model, "import")


def hand_over(client, model, head, *rows, name="table.csv"):
    """Hand a table over and return the page that shows what it would do."""
    write = write_xlsx if name.endswith("xlsx") else write_csv
    file = SimpleUploadedFile(name, write(head.split(), [list(row) for row in rows]))
    return client.post(at(model), {"file": file})


def store(client, model, page):
    """Confirm what ``page`` shows."""
    context = page.context
    return client.post(at(model), {"upload": context["upload"].pk, "seen": context["digest"]}, follow=True)


def problems(page):
    return [(row["number"], column, message) for row in page.context["rows"] for column, message in row["problems"]]


def counts(page):
    return {what: count for what, _words, count in page.context["totals"]}


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_new_rows_become_drafts_of_whoever_brought_them_and_only_when_confirmed(name):
    client = desk("contributor")
    place = PlaceFactory(name="Velmo")
    page = hand_over(
        client,
        Event,
        "title kind place occurred",
        ["Fire at the depot", "other", "Velmo", "2024-03-12"],
        ["Blackout", "Other", place.slug, ""],
        name=name,
    )
    assert counts(page) == {"new": 2}
    assert not Event.objects.exists()
    answer = store(client, Event, page)
    assert "2 new records" in messages(answer)[0]
    first = Event.objects.get(title="Fire at the depot")
    assert (first.status, first.created_by, first.place, first.slug) == (
        Status.DRAFT,
        client.user,
        place,
        "fire-at-the-depot",
    )
    assert str(first.occurred_earliest) == "2024-03-12"
    assert first.history.get().history_user == client.user
    assert LogEntry.objects.count() == 2
    assert not TableUpload.objects.exists()


def test_every_kind_of_record_can_be_taken_out_and_brought_back_unchanged():
    pair = ClaimPairFactory(scope_note="=1+1 is no formula")
    question = QuestionFactory(event=pair.claim.event)
    claim = Claim.objects.get(pk=pair.claim_id)
    claim.question, claim.about = question, "2024-03~"
    claim.save()
    EventFactory(place=PlaceFactory(parent=PlaceFactory(), latitude="51.83000", longitude="35.00001", precision=500))
    client = desk("editor")
    for model in RESOURCES:
        for kind in ("csv", "xlsx"):
            file = client.get(list_address(model, "export"), {"format": kind})
            assert file.status_code == 200
            assert f".{kind}" in file["Content-Disposition"]
            page = client.post(at(model), {"file": SimpleUploadedFile(f"t.{kind}", file.content)})
            assert counts(page) == {"unchanged": model.objects.count()}, model
            assert "would change nothing" in page.content.decode()


def test_what_is_taken_out_is_what_the_list_shows():
    client = desk("contributor")
    EventFactory(title="A raid", kind="ground_attack")
    EventFactory(title="A vote", kind="vote")
    file = client.get(list_address(Event, "export"), {"kind__exact": "vote", "format": "csv"})
    assert [row[1] for row in read_table("t.csv", file.content, 9).rows] == ["A vote"]
    assert client.get(list_address(Event, "export"), {"format": "pdf"}).status_code == 404
    answer = client.get(list_address(Event, "export"), {"nonsense__x": "1"}, follow=True)
    assert "cannot be filtered" in messages(answer)[0]


def test_a_row_with_a_known_address_changes_that_record_and_leaves_what_has_no_column():
    client = desk("editor")
    claim = ClaimFactory(answer="held", about="2024")
    page = hand_over(client, Claim, "slug answer", [claim.slug, "lost"])
    assert counts(page) == {"changed": 1}
    assert "<ins>lost</ins>" in page.content.decode()
    store(client, Claim, page)
    claim.refresh_from_db()
    assert (claim.answer, claim.about, claim.updated_by) == ("lost", "2024", client.user)
    assert [row.answer for row in claim.history.all()] == ["lost", "held"]


def test_a_row_without_an_address_is_about_the_record_that_says_the_same():
    client = desk("editor")
    claim = ClaimFactory(answer="held")
    words = [claim.party.slug, claim.event.slug, claim.statement, "lost", "factual"]
    page = hand_over(client, Claim, "party event statement answer kind", words)
    assert counts(page) == {"changed": 1}
    pair = ClaimPairFactory()
    reverse = [pair.counterclaim.slug, pair.claim.slug, pair.kind, pair.rationale]
    page = hand_over(client, ClaimPair, "claim counterclaim kind rationale", reverse)
    assert counts(page) == {"changed": 1}


def test_rows_may_point_to_rows_above_them():
    client = desk("editor")
    page = hand_over(client, Place, "name kind parent", ["Ostrel", "region", ""], ["Velmo", "settlement", "Ostrel"])
    assert counts(page) == {"new": 2}
    store(client, Place, page)
    assert Place.objects.get(name="Velmo").parent.name == "Ostrel"


def test_every_wrong_cell_is_told_with_its_row_and_nothing_is_stored():
    client = desk("editor")
    PartyFactory(name="The Ministry")
    event, other = EventFactory(title="The raid"), EventFactory()
    question = QuestionFactory(event=other)
    head = "party event question statement answer kind about"
    page = hand_over(
        client,
        Claim,
        head,
        ["The Ministry", "The raid", "", "It held.", "held", "factual", ""],
        ["Nobody", "The raid", "", "It held.", "held", "factual", ""],
        ["The Ministry", "The raid", "", "", "held", "rumour", "12.3.2024"],
        ["The Ministry", "The raid", question.slug, "It fell.", "fell", "factual", ""],
        ["", "", "", "It fell.", "fell", "factual", ""],
    )
    assert page.status_code == 400
    found = {(row, column) for row, column, _message in problems(page)}
    assert found >= {(3, "party"), (4, "statement"), (4, "kind"), (4, "about"), (5, "question"), (6, "party")}
    assert {row for row, _column in found} == {3, 4, 5, 6}
    texts = " ".join(message for *_where, message in problems(page))
    assert "“Nobody”" in texts
    assert "factual, attribution" in texts
    assert page.context["upload"] is None
    assert not Claim.objects.exists()
    assert event.claims.count() == 0


def test_a_name_that_several_have_is_asked_for_by_address():
    client = desk("editor")
    one, other = PartyFactory(name="The Guard"), PartyFactory(name="The Guard")
    PartyNameFactory(party=PartyFactory(name="The Legion"), name="Legion of Velmo")
    event = EventFactory()
    head = "party event statement answer kind"
    page = hand_over(
        client,
        Claim,
        head,
        ["The Guard", event.slug, "It held.", "held", "factual"],
        ["Legion of Velmo", event.slug, "It fell.", "fell", "factual"],
    )
    assert [(row, column) for row, column, _message in problems(page)] == [(2, "party")]
    assert one.slug in problems(page)[0][2]
    assert other.slug in problems(page)[0][2]


def test_two_rows_about_one_record_are_refused():
    client = desk("editor")
    party = PartyFactory(name="The Guard")
    page = hand_over(client, Party, "slug name kind", [party.slug, "A", "media"], [party.slug, "B", "media"])
    assert [row for row, *_rest in problems(page)] == [3]
    page = hand_over(client, Party, "name kind", ["New one", "media"], ["New one", "media"])
    assert [row for row, *_rest in problems(page)] == [3]


@pytest.mark.parametrize("state", ["published", "retracted"])
def test_what_readers_have_seen_is_not_changed_by_a_table(state):
    client = desk("administrator")
    event = EventFactory(title="The raid", **{state: True})
    page = hand_over(client, Event, "slug title", [event.slug, "Another raid"])
    assert [row for row, *_rest in problems(page)] == [2]
    assert f"/admin/claims/event/{event.pk}/change/" in problems(page)[0][2]
    event.refresh_from_db()
    assert event.title == "The raid"
    # A row that changes nothing of it is no reason to refuse the rest.
    page = hand_over(client, Event, "slug title kind", [event.slug, "The raid", event.kind], ["", "New", "vote"])
    assert counts(page) == {"new": 1, "unchanged": 1}


def test_what_is_in_review_is_the_editors():
    event = EventFactory(in_review=True)
    assert problems(hand_over(desk("contributor"), Event, "slug title", [event.slug, "Other"]))
    assert counts(hand_over(desk("editor"), Event, "slug title", [event.slug, "Other"])) == {"changed": 1}


def test_a_public_party_is_the_editors():
    party = ClaimFactory(published=True).party
    assert problems(hand_over(desk("contributor"), Party, "slug name", [party.slug, "Other"]))
    assert counts(hand_over(desk("editor"), Party, "slug name", [party.slug, "Other"])) == {"changed": 1}


def test_a_table_moves_no_record_on_its_way():
    client = desk("editor")
    event = EventFactory()
    page = hand_over(client, Event, "slug status", [event.slug, "published"])
    assert counts(page) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("head", "said"), [("slug nonsense", "no column “nonsense”"), ("slug slug", "twice"), ("version title", "version")]
)
def test_columns_that_do_not_exist_are_named(head, said):
    page = hand_over(desk("editor"), Event, head, ["a", "b"])
    assert page.status_code == 400
    assert said in page.content.decode()


def test_what_changed_between_the_preview_and_the_confirmation_is_shown_again():
    client = desk("editor")
    claim = ClaimFactory(answer="held")
    page = hand_over(client, Claim, "slug answer", [claim.slug, "lost"])
    claim.answer = "contested"
    claim.written_by(account("contributor")).save()
    answer = store(client, Claim, page)
    assert answer.status_code == 409
    claim.refresh_from_db()
    assert claim.answer == "contested"
    store(client, Claim, answer)
    claim.refresh_from_db()
    assert claim.answer == "lost"


def test_a_table_is_stored_once_and_by_whoever_handed_it_over():
    client, other = desk("editor"), desk("editor")
    page = hand_over(client, Question, "event text kind", [EventFactory().slug, "Who held it?", "holds"])
    for thief in (other, desk("contributor")):
        answer = store(thief, Question, page)
        assert "stored already" in messages(answer)[0]
    store(client, Question, page)
    assert "stored already" in messages(store(client, Question, page))[0]
    assert Question.objects.count() == 1
    assert "stored already" in messages(client.post(at(Question), {"upload": "x", "seen": ""}, follow=True))[0]


def test_a_file_too_large_or_none_is_refused(monkeypatch):
    client = desk("editor")
    assert client.post(at(Party), {}).status_code == 400
    monkeypatch.setattr("claims.admin.bulk.pages.MOST_BYTES", 10)
    assert "larger than" in hand_over(client, Party, "name kind", ["New", "media"]).content.decode()
    monkeypatch.setattr("claims.admin.bulk.pages.MOST_TAKEN_OUT", 1)
    PartyFactory.create_batch(2)
    answer = client.get(list_address(Party, "export"), follow=True)
    assert "more than 1 records" in messages(answer)[0]


def test_lists_lead_to_both():
    page = desk("editor").get(list_address(Party), {"kind__exact": "media"}).content.decode()
    assert f'href="{at(Party)}"' in page
    assert "export/?kind__exact=media&amp;format=xlsx" in page


def test_tables_are_for_the_desk():
    nobody = desk("")
    for model in RESOURCES:
        assert nobody.get(at(model)).status_code == 403
        assert nobody.get(list_address(model, "export")).status_code == 403
        assert desk("contributor").post(list_address(model, "export")).status_code == 405
