"""From paths to articles: order, kinds of file, links, pipes, and names from hell."""

import os
from pathlib import Path

import pytest

from sources.importers import files
from sources.importers.base import Article, ImportProblem, Skipped, printable
from sources.importers.files import read_paths

LIMIT = 1000


def imported(*paths, limit=LIMIT):
    return list(read_paths([str(path) for path in paths], limit))


def write(path, text="One."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def only(items):
    (item,) = items
    return item


def test_a_file_becomes_an_article(tmp_path):
    item = only(imported(write(tmp_path / "a.txt", "One.\n\nTwo.")))
    assert isinstance(item, Article)
    assert (item.text, item.origin) == ("One.\n\nTwo.", str(tmp_path / "a.txt"))


def test_the_ending_counts_in_capitals_too(tmp_path):
    assert isinstance(only(imported(write(tmp_path / "A.TXT"))), Article)


def test_a_folder_is_read_in_the_order_of_names_files_first(tmp_path):
    for name in ["b/2.txt", "b/1.txt", "a/deep/x.txt", "a/1.txt", "z.txt", "m.txt"]:
        write(tmp_path / name, name)
    assert [item.text for item in imported(tmp_path)] == [
        "m.txt",
        "z.txt",
        "a/1.txt",
        "a/deep/x.txt",
        "b/1.txt",
        "b/2.txt",
    ]


def test_paths_are_read_in_the_order_given(tmp_path):
    second, first = write(tmp_path / "b.txt", "b"), write(tmp_path / "a.txt", "a")
    assert [item.text for item in imported(second, first)] == ["b", "a"]


def test_another_kind_of_file_in_a_folder_is_skipped_and_listed(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "README.md")
    skipped, article = imported(tmp_path)
    assert skipped == Skipped(
        str(tmp_path / "README.md"), "not an article file (.txt, .html, .htm, .jsonl, .csv, .zip)"
    )
    assert isinstance(article, Article)


def test_another_kind_of_file_named_by_itself_is_a_problem(tmp_path):
    problem = only(imported(write(tmp_path / "README.md")))
    assert isinstance(problem, ImportProblem)
    assert problem.reason == (
        "it is not one of the kinds of file that can be imported (.txt, .html, .htm, .jsonl, .csv, .zip)"
    )


def test_a_folder_without_an_article_is_a_problem(tmp_path):
    write(tmp_path / "README.md")
    skipped, problem = imported(tmp_path)
    assert isinstance(skipped, Skipped)
    assert problem.reason == "no file in this folder is an article"


def test_a_missing_path_is_a_problem_and_the_others_are_read(tmp_path):
    problem, article = imported(tmp_path / "none.txt", write(tmp_path / "a.txt"))
    assert (problem.item, problem.reason) == (str(tmp_path / "none.txt"), "there is no such file or folder")
    assert isinstance(article, Article)


def test_a_file_used_as_a_folder_is_a_problem(tmp_path):
    write(tmp_path / "a.txt")
    assert only(imported(tmp_path / "a.txt" / "b.txt")).reason == "there is no such file or folder"


def test_an_empty_path_is_a_problem_and_not_the_current_folder(tmp_path, monkeypatch):
    write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert only(imported("")).reason == "the path is empty"


def test_a_path_that_no_file_can_have_is_a_problem():
    assert only(imported("a\0b.txt")).reason == "there is no such file or folder"
    assert only(imported("a" * 5000 + ".txt")).reason == "its path is too long"


def test_an_unreadable_text_is_named_and_the_others_are_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff")
    write(tmp_path / "b.txt")
    problem, article = imported(tmp_path)
    assert (problem.item, problem.reason) == (str(tmp_path / "a.txt"), "it is not UTF-8: byte 0 is 0xff")
    assert isinstance(article, Article)


def test_a_file_of_the_largest_size_is_read(tmp_path):
    assert isinstance(only(imported(write(tmp_path / "a.txt", "x" * LIMIT))), Article)


def test_a_file_over_the_largest_size_is_a_problem(tmp_path):
    problem = only(imported(write(tmp_path / "a.txt", "x" * (LIMIT + 1))))
    assert problem.reason == "it is larger than 1000 bytes"
    assert "MAX_ARTICLE_BYTES" in problem.remedy


def test_no_more_of_a_file_is_read_than_asked_for():
    assert files.content(Path("/dev/zero"), 1000) == bytes(1000)


def test_a_file_that_would_be_waited_for_is_a_problem(tmp_path, monkeypatch):
    receiver, sender = os.pipe()
    monkeypatch.setattr(files.os, "open", lambda path, flags: receiver)
    os.set_blocking(receiver, False)
    (problem,) = imported(write(tmp_path / "a.txt"))
    os.close(sender)
    assert problem.reason == "it is not a file that can be read to its end, but a pipe, a device or a socket"


def test_a_file_given_twice_is_read_once(tmp_path):
    path = write(tmp_path / "a.txt")
    os.link(path, tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to(path)
    first, *others = imported(path, path, tmp_path)
    assert isinstance(first, Article)
    assert [type(item) for item in others] == [Skipped] * 4
    assert {item.reason for item in others} == {"this file was already read"}


def test_a_folder_given_twice_is_read_once(tmp_path):
    write(tmp_path / "a.txt")
    article, again = imported(tmp_path, f"{tmp_path}/.")
    assert isinstance(article, Article)
    assert again.reason == "this folder was already read"


def test_a_link_to_a_folder_above_is_not_followed_for_ever(tmp_path):
    write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    article, again = imported(tmp_path)
    assert isinstance(article, Article)
    assert again == Skipped(str(tmp_path / "a" / "up"), "this folder was already read", read_before=True)


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path):
    write(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "link").symlink_to(tmp_path / "elsewhere")
    assert isinstance(only(imported(tmp_path / "given")), Article)


def test_a_link_to_itself_is_a_problem(tmp_path):
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert [item.reason for item in imported(tmp_path)] == ["it is a link that leads back to itself"]
    assert only(imported(tmp_path / "loop.txt")).reason == "it is a link that leads back to itself"


def test_a_dangling_link_to_an_article_is_a_problem_and_to_something_else_is_skipped(tmp_path):
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b.md").symlink_to("gone.md")
    write(tmp_path / "c.txt")
    problem, skipped, _article = imported(tmp_path)
    assert isinstance(problem, ImportProblem)
    assert isinstance(skipped, Skipped)
    assert problem.reason == skipped.reason == "it is a link to something that does not exist"


def test_a_pipe_is_a_problem_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    reason = "it is not a file that can be read to its end, but a pipe, a device or a socket"
    assert only(imported(tmp_path / "pipe.txt")).reason == reason


def refuse(*args, **kwargs):
    raise PermissionError(13, "Permission denied")


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(files, "content", refuse)
    assert only(imported(path)).reason == "you may not read it"


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert only(imported(tmp_path)).reason == "you may not read it"


def test_a_disk_that_fails_is_a_problem(tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError(5, "Input/output error")

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(files, "content", fail)
    assert only(imported(path)).reason == "it cannot be read: Input/output error"


@pytest.mark.parametrize("name", ["line\nend.txt", "\x1b[31mred.txt", "\u202egpj.txt", os.fsdecode(b"\xff\xfe.txt")])
def test_a_name_that_does_not_print_is_escaped(tmp_path, name):
    item = only(imported(write(tmp_path / name)))
    assert item.origin.isprintable()
    assert item.title.isprintable()
    assert "\\" in item.origin


def test_printable_keeps_letters_of_every_script():
    assert printable("Тёткино 图 ‘é’") == "Тёткино 图 ‘é’"
    assert printable("a\n\x1b\u202e\udcff") == "a\\n\\x1b\\u202e\\udcff"
