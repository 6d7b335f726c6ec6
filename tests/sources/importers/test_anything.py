"""Whatever bytes come: an article whose hints stand where they say, or a problem with a reason. Never anything else."""

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.importers.base import Article, ImportProblem, Skipped
from sources.importers.formats import ENDINGS, read_file
from sources.text import normalise
from tests.sources.importers.samples import RUSSIAN, UKRAINIAN

PIECES = [
    b"\n",
    b"\r\n",
    b"\n\n",
    b" ",
    b"text,title\n",
    b'{"text": "',
    b'"}',
    b'"',
    b",",
    b";",
    b"\t",
    b"\\",
    b"\\u0000",
    b"\\ud83d",
    b"\x00",
    b"\x01",
    b"\x1b",
    b"\x85",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"<html>",
    b"<p>",
    b"</p>",
    b"<script>",
    b"<!--",
    b"<meta charset=koi8-u>",
    b"&#0;",
    b"&#150;",
    b"&#x202e;",
    b"<p hidden>",
    b" date 2024-03-13 ",
    b"Published: 31 April 2024\n",
    b"By Ana Novak\n",
    b"With Reuters, AP and local media",
    b"KYIV, March 13 (Reuters) - ",
    b"Copy link\n",
    b"URL: https://paper.example/a?utm_source=x\n",
    b"Translated from Russian\n",
    "\u200b\u202e\u200d👩\u200d💻".encode(),
    "e\u0301".encode() * 3,
    UKRAINIAN.encode(),
    UKRAINIAN.encode("cp1251"),
    RUSSIAN.encode("koi8_u"),
    UKRAINIAN.encode("utf-16"),
    b"PK\x03\x04",
    b"The bridge at Criniche was closed, Reuters reported.",
]
BYTES = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)), max_size=14).map(b"".join)


def check(items):
    for item in items:
        assert isinstance(item, Article | ImportProblem | Skipped)
        if isinstance(item, ImportProblem):
            assert item.item.isprintable()
            assert item.reason
            assert item.remedy
        if not isinstance(item, Article):
            continue
        assert item.text == normalise(item.text)
        assert item.title.strip()
        assert item.text.encode()
        assert len({(hint.field, hint.value, hint.start, hint.end) for hint in item.hints}) == len(item.hints)
        for hint in item.hints:
            assert 0 < len(hint.value) <= 500
            assert 0 < len(hint.where) <= 200
            assert (
                hint.start is None or item.text[hint.start : hint.end].strip() == item.text[hint.start : hint.end] != ""
            )


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=25, deadline=None)
@given(data=BYTES)
@example(data=b"")
@example(data=b"text,title\n\x0c")
@example(data="a \uffff b".encode())
def test_whatever_bytes_come(ending, data):
    check(read_file(io.BytesIO(data), f"a{ending}", f"a{ending}", 2_000))


@settings(max_examples=25, deadline=None)
@given(data=BYTES, place=st.integers(0, 400), damage=st.binary(max_size=6))
@example(data=b"", place=285, damage=b"\x01")
def test_whatever_happened_to_an_archive(data, place, damage):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
        archive.writestr("b.jsonl", data)
        archive.writestr("c.csv", data)
    whole = file.getvalue()
    place %= len(whole)
    check(read_file(io.BytesIO(whole[:place] + damage + whole[place + len(damage) :]), "a.zip", "a.zip", 2_000))
