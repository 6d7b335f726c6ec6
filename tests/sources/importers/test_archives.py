"""Archives: what is in them is read, and what is made to do harm is named."""

import io
import tracemalloc
import zipfile

import pytest

from sources.importers import archives
from sources.importers.base import Article, ImportProblem, Skipped
from sources.importers.formats import read_file

LIMIT = 100_000


def archive(*entries, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as written:
        for name, data in entries:
            written.writestr(name, data)
    return file.getvalue()


def items(data, limit=LIMIT):
    return list(read_file(io.BytesIO(data), "a.zip", "a.zip", limit))


def problem(data):
    """Return the one `ImportProblem` among the items of ``data``, which must hold one `Article` beside it."""
    found = items(data)
    assert sum(isinstance(item, Article) for item in found) == 1
    (named,) = [item for item in found if isinstance(item, ImportProblem)]
    assert named.remedy
    return named


def test_files_of_every_kind_are_read_in_the_order_of_their_names():
    found = items(
        archive(
            ("b/two.csv", "text\nTwo.\nThree.\n"),
            ("a.txt", "One."),
            ("c.jsonl", '{"text": "Four."}'),
            ("b/", ""),
            ("README.md", "x"),
            ("__MACOSX/a.txt", "x"),
        )
    )
    assert [(item.origin, item.text) for item in found if isinstance(item, Article)] == [
        ("a.zip: a.txt", "One."),
        ("a.zip: b/two.csv, row 2", "Two."),
        ("a.zip: b/two.csv, row 3", "Three."),
        ("a.zip: c.jsonl, line 1", "Four."),
    ]
    assert [item for item in found if not isinstance(item, Article)] == [
        Skipped("a.zip: README.md", "not an article file"),
        Skipped("a.zip: __MACOSX/a.txt", "not an article file"),
    ]


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "c:\\out.txt", "..\\out.txt", "\\\\h\\out.txt"]
)
def test_a_path_that_leads_out_of_the_archive_is_named(name):
    named = problem(archive((name, "One."), ("z.txt", "Two.")))
    assert named.reason == "its path leads out of the archive"
    assert "out.txt" in named.item


def test_wide_letters_in_an_archive_are_read():
    (item,) = items(archive(("a.jsonl", '{"text": "Міст у Криничному."}\n'.encode("utf-16"))))
    assert item.text == "Міст у Криничному."


def test_nothing_is_written_to_a_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    items(archive(("../out.txt", "One."), ("a/z.txt", "Two.")))
    assert list(tmp_path.rglob("*")) == []


def test_two_files_of_one_name_are_both_read_and_told_apart():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("a.txt", "One."), ("a.txt", "Two."))
    assert [(item.origin, item.text) for item in items(data)] == [
        ("a.zip: a.txt", "One."),
        ("a.zip: a.txt (number 2 of that name)", "Two."),
    ]


def test_a_name_that_does_not_print_is_escaped():
    (item,) = items(archive(("a\n\u202e.txt", "One.")))
    assert item.origin == "a.zip: a\\n\\u202e.txt"


def test_a_bomb_is_named_before_it_is_unpacked():
    data = archive(("bomb.txt", bytes(60_000_000)), ("z.txt", "Two."))
    tracemalloc.start()
    named = problem(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert named.item == "a.zip: bomb.txt"
    assert "times its size" in named.reason
    assert peak < 5_000_000


def test_a_file_over_the_largest_size_is_named():
    assert problem(archive(("a.txt", "x" * (LIMIT + 1)), ("z.txt", "Two."))).reason == "it is larger than 100000 bytes"


def test_many_files_that_unpack_beyond_reason_stop_the_archive(monkeypatch):
    monkeypatch.setattr(archives, "HARMLESS", 50_000)
    lines = b'{"text": "One."}' + b" " * 30_000 + b"\n"
    found = items(archive(*((f"{number:02}.jsonl", lines) for number in range(40))))
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], ImportProblem)
    assert "times its size" in found[-1].reason
    assert found[-1].remedy == "Split the archive. The files after it were not read."
    assert len(found) < 40


def test_what_an_archive_says_about_a_size_is_not_believed(monkeypatch):
    monkeypatch.setattr(archives, "HARMLESS", 50_000)
    data = archive(("a.jsonl", b'{"text": "One."}\n' + b"\n" * 500_000), ("z.txt", "Two."))
    small = (100).to_bytes(4, "little")
    data = data.replace((500_017).to_bytes(4, "little"), small)
    assert any(isinstance(item, ImportProblem) for item in items(data))


def test_an_archive_in_an_archive_is_named():
    named = problem(archive(("in.zip", archive(("a.txt", "One."))), ("z.txt", "Two.")))
    assert named.reason == "it is an archive in an archive, which is not opened"


def test_a_link_is_named():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    named = problem(archive((link, "/etc/passwd"), ("z.txt", "Two.")))
    assert named.reason == "it is a link"


def test_a_locked_file_is_named():
    data = bytearray(archive(("a.txt", "One."), ("z.txt", "Two.")))
    # The first bit of the flags, in the file's own header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert problem(bytes(data)).reason == "it is locked with a password"


def test_a_method_of_packing_that_is_not_known_is_named():
    data = bytearray(archive(("a.txt", "One."), ("z.txt", "Two.")))
    data[8] = 99
    data[data.index(b"PK\x01\x02") + 10] = 99
    assert problem(bytes(data)).reason.startswith("it cannot be unpacked: ")


def test_a_damaged_file_is_named_and_the_others_go_in():
    data = archive(("a.txt", "One two three."), ("z.txt", "Two."), method=zipfile.ZIP_STORED)
    named = problem(data.replace(b"One two", b"One\x20twX"))
    assert (named.item, named.reason) == ("a.zip: a.txt", "it cannot be unpacked: Bad CRC-32 for file 'a.txt'")


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04" + bytes(50)])
def test_what_is_no_archive_is_named(data):
    (named,) = items(data)
    assert (named.item, named.reason) == ("a.zip", "it is no ZIP archive, or it is broken")


def test_an_archive_cut_at_its_end_is_named():
    (named,) = items(archive(("a.txt", "One."))[:-10])
    assert named.reason == "it is no ZIP archive, or it is broken"


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    (named,) = items(archive(*((f"{number}.txt", "One.") for number in range(4))))
    assert named.reason == "it holds 4 files, more than 3"


@pytest.mark.parametrize("entries", [(), [("README.md", "x")]])
def test_an_archive_without_an_article_is_named(entries):
    assert items(archive(*entries))[-1].reason == "there is no article in it"


def test_a_table_in_an_archive_that_is_none_is_named():
    assert problem(archive(("a.csv", "x,y\n1,2\n"), ("z.txt", "Two."))).item == "a.zip: a.csv"
