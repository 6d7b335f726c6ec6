"""What can be asked of the import: names of columns, a report as a file, silence about what went well."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sources.models import Snapshot, Source
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db

PAGE = """<html lang="en"><head><link rel="canonical" href="https://harbour.example/velmo"></head><body><article>
<h1>Bridge</h1><p>The council of Velmo said on Tuesday that the bridge over the Lim was {state} for all.</p>
<p>The union of ferrymen denied that, and said that lorries had crossed the bridge in the morning, as always.</p>
</article></body></html>"""


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue().splitlines(), err.getvalue().splitlines(), error
    return out.getvalue().splitlines(), err.getvalue().splitlines(), None


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("body,headline,when\nThe mill was sold. The guild denied it.,Mill sold,2024-03-12\n")
    return path


def test_columns_of_other_names_are_named(table):
    run(table, "--column", "text=body", "--column", "title=headline", "--column", "date=when")
    source = Source.objects.get()
    assert (source.title, source.published) == ("Mill sold", "2024-03-12")
    assert source.snapshots.get().text == "The mill was sold. The guild denied it."


@pytest.mark.parametrize(
    ("column", "complaint"),
    [
        ("text", "--column text: write it as NAME=COLUMN"),
        ("text=", "--column text=: write it as NAME=COLUMN"),
        ("nonsense=body", "--column: there is no column “nonsense”. Name one of: text, title,"),
    ],
)
def test_a_column_that_makes_no_sense_is_refused_before_anything_is_read(table, column, complaint):
    _lines, _complaints, error = run(table, "--column", column)
    assert complaint in str(error)
    assert not Source.objects.exists()


def test_the_report_is_written_as_a_file_with_what_was_found_and_what_failed(tmp_path, table):
    (tmp_path / "empty.txt").write_text("")
    report = tmp_path / "report" / "report.csv"
    report.parent.mkdir()
    _lines, _complaints, error = run(table, tmp_path / "empty.txt", "--column", "text=body", report=str(report))
    assert error.returncode == 1
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["outcome"]: row for row in csv.DictReader(file)}
    # Columns that nothing was read from are told as well.
    assert list(rows) == ["skipped", "new", "failed"]
    new, failed = rows["new"], rows["failed"]
    assert new["address"] == Source.objects.get().slug
    assert new["item"].endswith("table.csv, row 2")
    assert failed["reason"] == "it holds no words"
    assert failed["remedy"]


def test_a_report_that_cannot_be_written_is_named_and_nothing_is_imported(tmp_path, table):
    _lines, _complaints, error = run(table, report=str(tmp_path / "none" / "report.csv"))
    assert f"The report {tmp_path}/none/report.csv cannot be written" in str(error)
    assert not Source.objects.exists()


def test_silence_names_only_what_went_wrong_and_sums_up(tmp_path):
    (tmp_path / "a.txt").write_text("The mill was sold.")
    (tmp_path / "b.txt").write_text("")
    lines, complaints, _error = run(tmp_path, verbosity=0)
    assert len(lines) == 1
    assert lines[0].startswith("1 article: 0 known, 1 new")
    assert [line.partition(":")[0] for line in complaints] == [f"failed   {tmp_path}/b.txt"]


def test_a_text_that_its_outlet_changed_is_said_to_be_changed(tmp_path):
    for name, state in (("a.html", "closed"), ("b.html", "open")):
        (tmp_path / name).write_text(PAGE.format(state=state))
    lines, _complaints, _error = run(tmp_path)
    assert lines[1].startswith(f"changed  {tmp_path}/b.html: ")
    assert lines[-1].startswith("2 articles: 1 known, 1 new;")
    assert lines[-1].endswith("; 1 changed at their source")
    assert (Source.objects.count(), Snapshot.objects.count()) == (1, 2)


def test_a_known_address_is_recognised_whatever_follows_it(tmp_path):
    source = SourceFactory(url="https://harbour.example/velmo")
    page = PAGE.format(state="closed").replace("/velmo", "/velmo?utm_source=feed&amp;fbclid=1#top")
    (tmp_path / "a.html").write_text(page)
    run(tmp_path)
    assert Snapshot.objects.get().source == source
