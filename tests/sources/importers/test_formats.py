"""Kinds of file by the endings of their names, and files larger than memory should hold."""

import io
import tracemalloc

import pytest

from sources.importers.base import Article, ImportProblem
from sources.importers.files import read_paths
from sources.importers.formats import ENDINGS, read_file

LIMIT = 100_000


def items(data, name):
    return list(read_file(io.BytesIO(data), name, name, LIMIT))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"The bridge."),
        ("A.HTML", b"<html><body><p>The bridge at Criniche was closed on Wednesday, said the mayor.</p></body></html>"),
        ("a.htm", b"<html><body><p>The bridge at Criniche was closed on Wednesday, said the mayor.</p></body></html>"),
        ("a.jsonl", b'{"text": "The bridge."}'),
        ("a.csv", b"text\nThe bridge.\n"),
    ],
)
def test_the_ending_says_how_a_file_is_read(name, data):
    (article,) = items(data, name)
    assert isinstance(article, Article)
    assert "The bridge" in article.text


def test_another_ending_is_named_with_what_there_is():
    (problem,) = items(b"x", "a.pdf")
    assert all(ending in problem.reason for ending in ENDINGS)


@pytest.mark.parametrize(("name", "data"), [("a.jsonl", b""), ("a.jsonl", b"\n\n"), ("a.csv", b"text,title\n")])
def test_a_file_without_an_article_is_named(name, data):
    (problem,) = items(data, name)
    assert (problem.item, problem.reason) == (name, "there is no article in it")


@pytest.mark.parametrize("ending", [".txt", ".html", ".jsonl", ".csv", ".zip"])
def test_a_hundred_megabytes_are_refused_without_being_held(tmp_path, ending):
    path = tmp_path / f"big{ending}"
    with path.open("wb") as file:
        file.write(b"text,title\n" if ending == ".csv" else b"")
        # A hole: it takes no room on the disk.
        file.truncate(100_000_000)
    (tmp_path / "small.txt").write_text("The bridge.")
    tracemalloc.start()
    problem, article = read_paths([str(tmp_path)], LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(problem, ImportProblem)
    assert problem.item.startswith(str(path))
    assert isinstance(article, Article)
    assert peak < 5_000_000


def test_columns_are_handed_on_to_tables_in_folders(tmp_path):
    (tmp_path / "a.csv").write_text("body\nThe bridge.\n")
    (tmp_path / "b.jsonl").write_text('{"body": "The river."}\n')
    assert [item.text for item in read_paths([str(tmp_path)], LIMIT, {"text": "body"})] == ["The bridge.", "The river."]
