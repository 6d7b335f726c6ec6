"""The import as an operator meets it: what it prints, how it ends, and what is left when it is stopped."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DataError, IntegrityError, OperationalError, connection

from editorial.models import User
from sources.management.commands import import_articles
from sources.models import Passage, PassageState, Snapshot, Source
from sources.text import context, sha256

pytestmark = pytest.mark.django_db

TEXT = "Punching Back\n\nThe ministry said the raid was repelled. The militias said the raid went on."
# What a new article prints.
NEW = "new      {path}: {title} (title {found}; date {date})"
HEADLINE = "from the headline"
FILE_NAME = "from the name of the file, for want of a headline"
NO_DATE = "not in the text"


def run(*paths, **options):
    """Import, and return what was printed for people, line by line."""
    out = StringIO()
    call_command("import_articles", *map(str, paths), stdout=out, stderr=StringIO(), **options)
    return out.getvalue().splitlines()


def fail(*paths, **options):
    """Import what cannot all go in; return the lines, the complaints, and the error that ends it."""
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_articles", *map(str, paths), stdout=out, stderr=err, **options)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), error.value


def write(path, content=TEXT):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def marked(exact, start=None, source=None):
    """A passage of a known source, at ``start`` or where the words first stand."""
    if source is None:
        source, _made = Source.objects.get_or_create(text_sha256=sha256(TEXT), defaults={"title": "A known report"})
    start = TEXT.index(exact) if start is None else start
    prefix, suffix = context(TEXT, start, min(start + len(exact), len(TEXT)))
    passage = Passage(source=source, exact=exact, start=start, end=start + len(exact), prefix=prefix, suffix=suffix)
    passage.save()
    return passage


def test_new_articles_have_a_line_each_that_says_where_title_and_date_stood(tmp_path):
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", " date 2024-03-13 In a move, it moved.")
    assert run(tmp_path) == [
        NEW.format(path=first, title="Punching Back", found=HEADLINE, date=NO_DATE),
        NEW.format(
            path=second,
            title="Untitled text (b.txt)",
            found=FILE_NAME,
            date="2024-03-13 from the start of the first line",
        ),
        "2 articles: 0 known, 2 new; 0 passages: 0 exact, 0 moved, 0 ambiguous, 0 lost",
    ]


def test_a_known_article_has_a_line_with_its_passages(tmp_path):
    marked("repelled")
    marked("went on")
    assert run(write(tmp_path / "a.txt")) == [
        f"known    {tmp_path}/a.txt: A known report; 2 passages: 2 exact",
        "1 article: 1 known, 0 new; 2 passages: 2 exact, 0 moved, 0 ambiguous, 0 lost",
    ]


def test_a_passage_that_is_not_exact_is_named_with_where_and_what_to_do(tmp_path):
    moved, several, lost = marked("went on", 2), marked("the raid", 3), marked("captured", 4)
    other = marked("militias")
    other.prefix = "wrong "
    other.save()
    lines = run(write(tmp_path / "a.txt"))
    at, first, second = TEXT.index("went on"), TEXT.index("the raid"), TEXT.rindex("the raid")
    assert lines[1:] == [
        f"         moved: passage {moved.pk}, “went on”: noted: 2 to 9; in the text: {at} to {at + 7}: "
        "check the place, then correct the position",
        f"         ambiguous: passage {several.pk}, “the raid”: noted: 3 to 11; in the text: 2 places "
        f"({first} to {first + 8}, {second} to {second + 8}): decide which, then correct the position",
        f"         lost: passage {lost.pk}, “captured”: the words are nowhere in the text: "
        "compare the quotation with the text",
        f"         unverified: passage {other.pk}, “militias”: the words stand there, but not between the words "
        "that are noted: correct those before and after",
        "1 article: 1 known, 0 new; 4 passages: 0 exact, 1 moved, 1 ambiguous, 1 lost, 1 unverified",
    ]


def test_a_passage_without_a_position_says_so(tmp_path):
    passage = marked("went on")
    Passage.objects.filter(pk=passage.pk).update(start=None, end=None)
    assert "noted: no position; in the text: " in run(write(tmp_path / "a.txt"))[1]


def test_a_passage_that_repeats_another_names_it(tmp_path):
    twin = marked("repelled")
    run(write(tmp_path / "a.txt"))
    marked("repelled")
    assert f"passage {twin.pk} marks these very words" in run(tmp_path / "a.txt")[1]


def test_a_second_run_says_the_same_of_known_articles_and_writes_nothing(tmp_path, django_assert_num_queries):
    marked("repelled")
    write(tmp_path / "a.txt")
    first = run(tmp_path)
    before = [list(model.objects.values()) for model in (Source, Snapshot, Passage, Passage.history.model)]
    assert run(tmp_path) == first
    assert [list(model.objects.values()) for model in (Source, Snapshot, Passage, Passage.history.model)] == before


BAD = {
    "empty.txt": (b"", "it holds no words"),
    "latin.txt": ("Überfall".encode("latin-1"), "it is not UTF-8: byte 0 is 0xdc"),
    "binary.txt": (b"\x7fELF\x02\x01", "it is not plain text: it holds the control character U+007F on line 1"),
    "large.txt": (b"x" * 2001, "it is larger than 2000 bytes"),
}


def test_bad_files_are_named_with_the_reason_and_the_others_go_in(tmp_path, settings):
    settings.SOURCES_MAX_ARTICLE_BYTES = 2000
    for name, (content, _reason) in BAD.items():
        write(tmp_path / name, content)
    write(tmp_path / "good.txt")
    write(tmp_path / "README.md")
    lines, complaints, error = fail(tmp_path, tmp_path / "none.txt")
    assert lines == [
        f"skipped  {tmp_path}/README.md: not an article file (.txt, .html, .htm, .jsonl, .csv, .zip)",
        NEW.format(path=tmp_path / "good.txt", title="Punching Back", found=HEADLINE, date=NO_DATE),
        "1 article: 0 known, 1 new; 0 passages: 0 exact, 0 moved, 0 ambiguous, 0 lost; 1 skipped; 5 failed",
    ]
    expected = [(name, reason) for name, (_content, reason) in sorted(BAD.items())]
    expected.append(("none.txt", "there is no such file or folder"))
    assert [line.split(". ")[0] for line in complaints] == [
        f"failed   {tmp_path}/{name}: {reason}" for name, reason in expected
    ]
    assert all(line.endswith(".") for line in complaints)
    assert str(error) == "5 items could not be imported; each is named above with the reason."
    assert error.returncode == 1
    assert Source.objects.get().title == "Punching Back"


def test_a_note_about_an_article_follows_its_line(tmp_path):
    lines = run(write(tmp_path / "a.txt", " date 2024-02-30 Punching Back\n\nOne."))
    assert lines[1] == "         note: the date at its start, 2024-02-30, does not exist and was not taken"


def test_titles_and_quotations_cannot_write_to_the_terminal(tmp_path):
    source = Source(title="Red\x1b[31m\nline", text_sha256=sha256(TEXT))
    source.save()
    marked("bad\x1b]0;words", 3, source)
    lines = run(write(tmp_path / "a.txt"))
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)


def test_a_long_quotation_is_cut(tmp_path):
    marked("word " * 30 + "end", 3)
    assert "“" + ("word " * 12)[:59] + "…”: the words" in run(write(tmp_path / "a.txt"))[1]


def test_the_account_that_imports_is_noted(tmp_path):
    user = User.objects.create_user("importer")
    run(write(tmp_path / "a.txt"), user="importer")
    assert Source.objects.get().created_by == user


def test_an_account_that_does_not_exist_is_an_error_and_nothing_is_imported(tmp_path):
    *_rest, error = fail(write(tmp_path / "a.txt"), user="nobody")
    assert str(error) == "There is no account called “nobody”."
    assert not Source.objects.exists()


def test_what_the_models_refuse_is_a_problem_of_one_article(tmp_path, monkeypatch):
    user = User.objects.create_user("importer")
    real = import_articles.ingest

    def refuse_one(article, by):
        if article.origin.endswith("a.txt"):
            Snapshot.objects.all().delete()
        return real(article, by=by)

    monkeypatch.setattr(import_articles, "ingest", refuse_one)
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "Another")
    lines, complaints, _error = fail(tmp_path, user=user.username)
    assert complaints == [
        f"failed   {tmp_path}/a.txt: A snapshot is never changed or deleted. Capture the text anew: that makes another "
        "snapshot. Correct the record it speaks of, then import again."
    ]
    assert lines[-1].startswith("1 article: 0 known, 1 new")


@pytest.mark.parametrize("refusal", [DataError, IntegrityError])
def test_what_the_database_refuses_of_one_article_is_a_problem_of_that_article(tmp_path, monkeypatch, refusal):
    real = import_articles.ingest

    def refuse_first(article, by):
        if article.origin.endswith("a.txt"):
            raise refusal("too\nlong")
        return real(article, by=by)

    monkeypatch.setattr(import_articles, "ingest", refuse_first)
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "Another")
    lines, complaints, error = fail(tmp_path)
    assert complaints[0].startswith(f"failed   {tmp_path}/a.txt: the database refused it: too long. ")
    assert lines[-1].startswith("1 article: 0 known, 1 new")
    assert str(error) == "1 item could not be imported; it is named above with the reason."


def test_a_database_that_refuses_ends_it_with_what_was_done(tmp_path, monkeypatch):
    real = import_articles.ingest

    def refuse_second(article, by):
        if article.origin.endswith("b.txt"):
            raise OperationalError("disk is\nfull.")
        return real(article, by=by)

    monkeypatch.setattr(import_articles, "ingest", refuse_second)
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "Another")
    lines, _complaints, error = fail(tmp_path)
    assert lines[-1].startswith("1 article: 0 known, 1 new")
    assert str(error).startswith("The database refused: disk is full. See that it runs")
    assert Source.objects.count() == 1


def test_an_interruption_between_articles_says_what_was_done_and_the_next_run_does_the_rest(tmp_path, monkeypatch):
    for number in range(4):
        write(tmp_path / f"{number}.txt", f"Article {number}")
    real = import_articles.ingest

    def interrupted(article, by):
        if article.origin.endswith("2.txt"):
            raise KeyboardInterrupt
        return real(article, by=by)

    with monkeypatch.context() as patch:
        patch.setattr(import_articles, "ingest", interrupted)
        lines, _complaints, error = fail(tmp_path)
    assert lines[-1].startswith("2 articles: 0 known, 2 new")
    assert error.returncode == 130
    assert run(tmp_path)[-1].startswith("4 articles: 2 known, 2 new")


def test_articles_are_read_one_at_a_time(tmp_path, monkeypatch):
    for number in range(3):
        write(tmp_path / f"{number}.txt", f"Article {number}")
    seen = []
    real = import_articles.read_paths

    def watched(*given):
        for item in real(*given):
            seen.append(Source.objects.count())
            yield item

    monkeypatch.setattr(import_articles, "read_paths", watched)
    run(tmp_path)
    assert seen == [0, 1, 2]


# As a process of its own, against the very database of this test ---------------------------------------------------


def start(*arguments, **options):
    """Start the command on this test's database, as somebody would from a shell."""
    held = connection.settings_dict
    address = f"sqlite:///{held['NAME']}"
    if connection.vendor == "postgresql":
        login = f"{quote(held['USER'], safe='')}:{quote(held['PASSWORD'], safe='')}"
        address = f"postgres://{login}@{quote(held['HOST'], safe='')}:{held['PORT']}/{held['NAME']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_articles", "--skip-checks", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": address} | options,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests run in the background a shell has them pass over Ctrl-C, and what they start too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def many(folder, count=600):
    for number in range(count):
        write(folder / f"{number:04}.txt", f"Article {number}\n\n" + "The raid went on. " * 50)
    return folder


def whole_articles():
    """How many sources there are, after a check that each has its one text."""
    assert not Source.objects.exclude(snapshots__isnull=False).exists()
    assert Snapshot.objects.count() == Source.objects.count()
    return Source.objects.count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_process_that_is_stopped_leaves_whole_articles_and_the_next_run_does_the_rest(tmp_path, number):
    folder = many(tmp_path)
    with start(folder) as process:
        lines = [process.stdout.readline() for _line in range(10)]
        process.send_signal(number)
        rest, errors = process.communicate(timeout=60)
    assert all(line.startswith(b"new ") for line in lines), errors.decode()
    done = whole_articles()
    assert 10 <= done < 600
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert f"{done} articles: 0 known, {done} new;".encode() in rest
        assert errors.startswith(b"CommandError: Interrupted.")
    assert run(folder)[-1].startswith(f"600 articles: {done} known, {600 - done} new")
    assert whole_articles() == 600


@pytest.mark.django_db(transaction=True)
def test_a_process_whose_output_nobody_reads_stops_without_a_traceback(tmp_path):
    folder = many(tmp_path)
    with start(folder) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(timeout=60)
    assert process.returncode == 141
    assert errors.startswith(b"CommandError: Stopped, because its output cannot be written: Broken pipe. Done:")
    assert errors.count(b"\n") == 1
    assert whole_articles()


@pytest.mark.django_db(transaction=True)
def test_a_terminal_without_unicode_gets_escapes(tmp_path):
    folder = tmp_path / "folder"
    write(folder / "Тёткино.txt", "Вторая неделя\n\nБои.")
    write(folder / "плохо.txt", b"\xff")
    with start(folder, PYTHONIOENCODING="ascii") as process:
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"\\u0412\\u0442\\u043e\\u0440\\u0430\\u044f" in output
    assert b"Traceback" not in errors
    assert Source.objects.get().title == "Вторая неделя"


@pytest.mark.skipif("CORPUS_DIR" not in os.environ, reason="CORPUS_DIR does not name the folder of the corpus")
def test_every_passage_of_the_corpus_is_exact():
    call_command("loaddata", "corpus", verbosity=0)
    count = Passage.objects.count()
    first = run(Path(os.environ["CORPUS_DIR"]))
    assert f"5 articles: 5 known, 0 new; {count} passages: {count} exact, 0 moved, 0 ambiguous, 0 lost" in first[-1]
    assert set(Passage.objects.values_list("state", flat=True)) == {PassageState.EXACT}
    history = Passage.history.count()
    assert run(Path(os.environ["CORPUS_DIR"])) == first
    assert Passage.history.count() == history
    call_command("check_anchors", stdout=StringIO())
