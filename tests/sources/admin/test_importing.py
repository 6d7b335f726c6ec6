"""Importing in the admin: what is shown before anything is written, what is written, and who may do it."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources.models import BatchState, Finding, ImportBatch, ImportFile, Snapshot, Source
from sources.text import sha256
from tests.desk import address, desk, list_address, messages
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db

TEXT = "Bridge closed at Velmo\n\nThe council said the bridge was closed. The union said it was open."


def file(name, content=TEXT):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def hand_over(client, *files, **typed):
    return client.post(list_address(ImportBatch, "add"), {"files": list(files)} | typed, follow=True)


def step(client, name, batch=None):
    batch = batch or ImportBatch.objects.latest("pk")
    return client.post(reverse(f"admin:sources_importbatch_{name}", args=[batch.pk]), follow=True)


def written():
    return Source.objects.count() + Snapshot.objects.count() + Finding.objects.count()


def outcomes(answer):
    return [(row["item"], row["outcome"]) for row in answer.context["rows"]]


def test_files_are_shown_before_anything_is_written():
    client = desk("contributor")
    SourceFactory(title="Known already", text_sha256=sha256(TEXT))
    before = written()
    answer = hand_over(client, file("a.txt"), file("b.txt", "Another\n\nText of it."), file("c.txt", b""))
    assert outcomes(answer) == [("a.txt", "known"), ("b.txt", "new"), ("c.txt", "failed")]
    assert "Nothing of this is imported yet." in answer.content.decode()
    assert written() == before
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.created_by, batch.files.count()) == (BatchState.PREVIEWED, client.user, 3)


def test_what_was_shown_is_imported_when_somebody_says_so():
    client = desk("contributor")
    shown = outcomes(hand_over(client, file("a.txt"), file("b.txt", b"\x00")))
    answer = step(client, "confirm")
    assert outcomes(answer) == shown == [("a.txt", "new"), ("b.txt", "failed")]
    assert messages(answer) == ["Imported: 1 new, 1 failed. Each new article is a draft source."]
    source = Source.objects.get()
    assert (source.title, source.created_by, source.snapshots.get().text) == (
        "Bridge closed at Velmo",
        client.user,
        TEXT,
    )
    assert address(source) in answer.content.decode()
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.files.count()) == (BatchState.DONE, 0)
    assert batch.finished_at


def test_the_same_article_twice_in_one_import_is_shown_as_once_new_and_once_known():
    client = desk("editor")
    shown = hand_over(client, file("a.txt"), file("a.txt"))
    assert outcomes(shown) == [("a.txt", "new"), ("a.txt", "known")]
    assert "the same article as a.txt" in shown.content.decode()
    assert outcomes(step(client, "confirm")) == [("a.txt", "new"), ("a.txt", "known")]
    assert Source.objects.count() == 1


PAGE = """<html lang="en"><head><title>Bridge closed</title>
<link rel="canonical" href="https://{host}.example/velmo"></head><body><article><h1>Bridge closed</h1>
<p>The council of Velmo said on Tuesday that the bridge over the Lim was {state} after a flood.</p>
<p>The union of ferrymen denied that, and said that lorries had crossed the bridge in the morning, as on every day.</p>
</article></body></html>"""


def test_what_is_shown_of_pages_of_one_address_is_what_becomes_of_them():
    client = desk("editor")
    first, later, elsewhere = ("harbour", "closed"), ("harbour", "open"), ("mirror", "closed")
    pages = [
        file(f"{number}.html", PAGE.format(host=host, state=state))
        for number, (host, state) in enumerate([first, later, elsewhere, first])
    ]
    shown = outcomes(hand_over(client, *pages))
    assert [outcome for _item, outcome in shown] == ["new", "changed", "new", "known"]
    assert outcomes(step(client, "confirm")) == shown
    assert set(Source.objects.values_list("url", flat=True)) == {
        "https://harbour.example/velmo",
        "https://mirror.example/velmo",
    }
    assert Snapshot.objects.count() == 3


def test_files_can_be_dropped():
    client = desk("contributor")
    hand_over(client, file("a.txt"))
    answer = step(client, "drop")
    assert messages(answer) == ["The files were dropped; nothing was imported."]
    assert ImportBatch.objects.get().state == BatchState.DROPPED
    assert not ImportFile.objects.exists()
    assert "is dropped; hand the files over again" in messages(step(client, "confirm"))[0]
    assert not Source.objects.exists()


def test_an_import_that_is_done_is_not_dropped_nor_done_again():
    client = desk("contributor")
    hand_over(client, file("a.txt"))
    step(client, "confirm")
    before = written()
    assert "this one is imported" in messages(step(client, "drop"))[0]
    assert "is imported; hand the files over again" in messages(step(client, "confirm"))[0]
    assert written() == before


def test_an_import_that_stopped_half_way_goes_on():
    client = desk("contributor")
    hand_over(client, file("a.txt"), file("b.txt", "Another text of it."))
    ImportBatch.objects.update(state=BatchState.RUNNING)
    page = client.get(address(ImportBatch.objects.get())).content.decode()
    assert "Go on" in page
    assert [outcome for _item, outcome in outcomes(step(client, "confirm"))] == ["new", "new"]


def test_the_report_is_a_table_that_no_spreadsheet_runs():
    client = desk("contributor")
    hand_over(client, file("=HYPERLINK(1).txt", "=SUM(1)\n\nThe sum was disputed by the council."), file("b.txt", b""))
    batch = ImportBatch.objects.get()
    step(client, "confirm")
    answer = client.get(reverse("admin:sources_importbatch_report", args=[batch.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="import-{batch.pk}.csv"'
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["outcome"] for row in rows] == ["new", "failed"]
    assert rows[0]["item"].startswith("'=HYPERLINK")
    assert rows[0]["title"].startswith("'=SUM")
    assert rows[1]["reason"] == "it holds no words"
    assert rows[1]["remedy"]


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ([], "Choose one file or more."),
        ([("a.txt", b"")] * 201, "These are 201 files."),
        ([("a.txt", b"x" * 3000)], "a.txt is larger than 2.0"),
        ([("a.txt", b"x" * 1500), ("b.txt", b"x" * 1500)], "Together the files are larger than 2.0"),
    ],
)
def test_too_much_or_nothing_is_refused_with_what_to_do(settings, files, complaint):
    settings.SOURCES_MAX_UPLOAD_BYTES = 2048
    answer = hand_over(desk("contributor"), *(file(*each) for each in files))
    assert answer.status_code == 400
    assert complaint in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_more_articles_than_one_request_can_import_are_refused(monkeypatch):
    monkeypatch.setattr("sources.actions.batches.ITEMS", 1)
    answer = hand_over(desk("contributor"), file("a.txt"), file("b.txt"))
    assert "There are more than 1 articles in these files" in answer.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("name", ["../../up.txt", "а" * 300 + ".txt", "…", "line\nend.txt", "\x1b[31m.txt"])
def test_any_name_of_a_file_is_taken_as_words(name):
    client = desk("contributor")
    answer = hand_over(client, file(name))
    assert answer.status_code == 200
    assert len(ImportFile.objects.get().name.encode()) <= 240
    step(client, "confirm")


def test_who_may_not_add_a_source_may_not_import():
    owner = desk("contributor")
    hand_over(owner, file("a.txt"))
    batch = ImportBatch.objects.get()
    stranger = desk("")
    for path in (list_address(ImportBatch), list_address(ImportBatch, "add"), address(batch)):
        assert stranger.get(path).status_code == 403
    assert hand_over(stranger, file("b.txt")).status_code == 403
    for name in ("confirm", "drop"):
        assert step(stranger, name).status_code == 403
    assert stranger.get(reverse("admin:sources_importbatch_report", args=[batch.pk])).status_code == 403
    assert (ImportBatch.objects.count(), Source.objects.count()) == (1, 0)


def test_looking_writes_nothing_and_only_a_post_imports():
    client = desk("contributor")
    hand_over(client, file("a.txt"))
    batch = ImportBatch.objects.get()
    for name in ("confirm", "drop"):
        assert client.get(reverse(f"admin:sources_importbatch_{name}", args=[batch.pk])).status_code == 405
    client.get(address(batch))
    client.get(list_address(ImportBatch))
    assert not Source.objects.exists()
    assert client.get("/admin/sources/importbatch/999/change/").status_code == 404


def test_an_archive_is_opened():
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("two.txt", "Another text of it.")
    answer = hand_over(desk("contributor"), file("both.zip", held.getvalue()))
    assert [outcome for _item, outcome in outcomes(answer)] == ["new", "new"]
