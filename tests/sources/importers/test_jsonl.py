"""JSON Lines: an article on each line, and each line that is none named with its number."""

import io
import json
import tracemalloc

import pytest

from sources.importers.base import Article, Found, ImportProblem, Skipped, Unreadable
from sources.importers.jsonl import read

LIMIT = 10_000


def items(data, columns=None, limit=LIMIT):
    return list(read(io.BytesIO(data), "a.jsonl", limit, columns))


def problem(line):
    """Return the one `ImportProblem` of ``line`` (bytes), which stands between two good lines."""
    good = '{"text": "Міст у Криничному закрито, сказав речник."}\n'.encode()
    before, found, after = items(good + line + b"\n" + good)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(found, ImportProblem)
    assert found.item == "a.jsonl, line 2"
    assert found.remedy
    return found.reason


def test_the_documented_fields_are_taken():
    record = {
        "text": "The bridge at Criniche was closed.", "title": "Bridge", "date": "13 March 2024", "language": "en",
        "url": "https://paper.example/a?utm_source=x", "author": "Ana Novak", "outlet": "Criniche Courier",
        "translated_from": "uk",
    }  # fmt: skip
    (article,) = items(json.dumps(record).encode())
    assert (article.text, article.title, article.published) == (record["text"], "Bridge", "2024-03-13")
    assert (article.url, article.byline, article.outlet) == ("https://paper.example/a", "Ana Novak", "Criniche Courier")
    assert (article.language, article.translated_from) == ("en", "uk")
    assert (article.title_found, article.published_found) == (Found.FIELD, Found.FIELD)
    assert article.origin == "a.jsonl, line 1"


def test_other_names_are_taken_by_a_mapping():
    (article,) = items(b'{"body": "The bridge.", "headline": "Bridge"}', {"text": "body", "title": "headline"})
    assert (article.text, article.title) == ("The bridge.", "Bridge")


def test_lines_of_several_makings_can_stand_together():
    data = b'{"body": "One."}\n{"text": "Two."}\n{"text": "no", "body": "Three."}\n'
    assert [item.text for item in items(data, {"text": "body"})[:3]] == ["One.", "Two.", "Three."]


def test_a_mapping_of_a_field_that_there_is_not_is_refused():
    with pytest.raises(Unreadable) as refused:
        items(b"{}", {"colour": "x"})
    assert refused.value.reason == "there is no column “colour”"
    assert "translated_from" in refused.value.remedy


def test_fields_that_are_not_read_are_named_once():
    *_articles, skipped = items(b'{"text": "One.", "b\\u001b": 1}\n{"text": "Two.", "a": 1, "b\\u001b": 2}\n')
    assert skipped == Skipped("a.jsonl", "fields that are not read: a, b\\x1b")


def test_empty_lines_are_no_items():
    assert [item.origin for item in items(b'\n \n{"text": "One."}\r\n\n')] == ["a.jsonl, line 3"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut in the mid', "it is cut: the line ends in the middle of its JSON"),
        (b'{"text": "cut",', "it is cut: the line ends in the middle of its JSON"),
        (b'{"text": 1 1}', "it is not JSON: Expecting ',' delimiter, character 12"),
        (b'["One."]', "it is no JSON object"),
        (b'"One."', "it is no JSON object"),
        (b'{"text": 5}', "its field “text” holds no words"),
        (b'{"text": "One.", "title": ["a"]}', "its field “title” holds no words"),
        (b'{"title": "One."}', "its field “text” holds no text"),
        (b'{"text": "  "}', "its field “text” holds no text"),
        (b'{"text": "a", "text": "b"}', "it holds the same field twice"),
        (b'{"text": "a\\u0000b"}', "it is not plain text: it holds the control character U+0000 on line 1"),
        (b'{"text": "a\\ud800b"}', "it holds half of a character, U+D800, on line 1"),
        (b'{"text": "a\xffb"}', "it is not UTF-8: byte 11 of the line is 0xff"),
        (b"[" * 9_000, "its brackets are nested too deep"),
        (b'{"text": 1' + b"9" * 5_000 + b"}", "it holds a number that is too long"),
        (b'{"text": "' + b"x" * LIMIT + b'"}', "it is larger than 10000 bytes"),
    ],
)
def test_a_line_that_is_no_article_is_named_and_the_others_go_in(line, reason):
    assert problem(line) == reason


def test_the_last_line_cut_in_the_middle_is_named():
    *articles, last = items(b'{"text": "One."}\n{"text": "Two."}\n{"text": "Thr')
    assert len(articles) == 2
    assert (last.item, last.reason) == ("a.jsonl, line 3", "it is cut: the line ends in the middle of its JSON")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_forms_of_unicode_are_read(codec):
    data = '{"text": "Міст у Криничному."}\n{"text": "Two."}\n'.encode(codec)
    assert [item.text for item in items(data)] == ["Міст у Криничному.", "Two."]


def test_a_broken_stream_of_wide_letters_is_named_where_it_breaks():
    *good, broken = items('{"text": "One."}\n'.encode("utf-16") + b"\x00\xd8\x41\x00\x0a\x00")
    assert [item.text for item in good] in ([], ["One."])
    assert broken.reason == "it cannot be decoded from here on"


def test_a_long_line_of_wide_letters_is_named_and_the_next_is_read():
    data = ("x" * 100_000 + '\n{"text": "Two."}\n').encode("utf-16")
    long, article = items(data, limit=100)
    assert long.reason == "it is larger than 100 bytes"
    assert article.text == "Two."


def test_a_date_that_could_be_two_days_is_noted_and_not_taken():
    (article,) = items(b'{"text": "One.", "date": "03/04/2024"}')
    assert article.published == ""
    assert article.notes == ("“date” holds “03/04/2024”, which is not one certain day, and was not taken",)


@pytest.mark.parametrize("date", ["March 2024 and so on and so forth", "13 March 2024 " * 20, "soon"])
def test_a_date_that_is_a_sentence_is_noted_and_not_taken(date):
    (article,) = items(json.dumps({"text": "One.", "date": date}).encode())
    assert article.published == ""
    assert len(article.notes) == 1


def test_a_month_is_taken_as_a_month():
    (article,) = items(b'{"text": "One.", "date": "March 2024"}')
    assert article.published == "2024-03"


def test_memory_does_not_grow_with_the_number_of_lines():
    def peak(lines):
        # Much to read and little to say, or the test would take long.
        file = io.BytesIO((b'{"text": "One."}' + b" " * 2_000 + b"\n") * lines)
        tracemalloc.start()
        try:
            for _item in read(file, "a.jsonl", LIMIT):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(40)
    assert peak(200) < peak(40) * 1.5
