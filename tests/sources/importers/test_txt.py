"""Plain text files: what becomes an article, what is taken from it, and what is refused with which words."""

import pytest

from sources.importers.base import Found, Unreadable
from sources.importers.detect.headlines import HEADLINE_LENGTH
from sources.importers.txt import read


def article(text, origin="folder/report.txt"):
    return read(text.encode("utf-8"), origin)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfOne caf\xc3\xa9.", "One café.".encode(), "One cafe\u0301.".encode()])
def test_read_takes_utf8_with_or_without_a_mark_as_the_same_text(data):
    assert read(data, "a.txt").text == "One café."


def test_read_keeps_the_text_untrimmed_with_line_ends_as_one_sign():
    assert article("  One\r\n\r\ntwo.\t\n ").text == "  One\n\ntwo.\t\n "


def test_read_keeps_a_page_break():
    assert article("One.\fTwo.").text == "One.\fTwo."


def test_read_keeps_the_origin():
    assert article("One.").origin == "folder/report.txt"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", "\u200b\u2028".encode(), b"* * *\n---"])
def test_read_refuses_a_file_without_words(data):
    with pytest.raises(Unreadable) as refusal:
        read(data, "a.txt")
    assert refusal.value.reason == "it holds no words"
    assert refusal.value.remedy


def test_read_takes_another_encoding_and_says_how_sure_it_is():
    text = "The village of Criniche lies by a river, and the bridge there was closed on Monday."
    marked = read(text.encode("utf-16"), "a.txt")
    assert marked.text == text
    assert [(hint.value, hint.certain) for hint in marked.hints if hint.field == "encoding"] == [("UTF-16", True)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Überfall".encode("latin-1"), "it is not UTF-8: byte 0 is 0xdc"),
        (b"%PDF-1.4\n\x01\x02", "it is not plain text: it holds the control character U+0001 on line 2"),
    ],
)
def test_read_refuses_what_is_no_text_and_says_where(data, reason):
    with pytest.raises(Unreadable) as refusal:
        read(data, "a.txt")
    assert refusal.value.reason == reason
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Punching Back\n\nThe body.", "Punching Back"),
        ("\n\n  Punching  Back \r\n\r\nThe body.", "Punching Back"),
        ("Who holds it?\n \nThe body.", "Who holds it?"),
        (" date 2024-03-13 Punching Back\n\nThe body.", "Punching Back"),
        (" date 2024-03-13\nPunching Back\n\nThe body.", "Punching Back"),
        ("Т" * HEADLINE_LENGTH + "\n\nThe body.", "Т" * HEADLINE_LENGTH),
    ],
)
def test_read_takes_the_headline_as_title(text, title):
    read_article = article(text)
    assert read_article.title == title
    assert read_article.title_found == Found.HEADLINE


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph.\n\nA second one.",
        "He said: “It is over.”\n\nA second one.",
        "It went on…\n\nA second one.",
        "A line of a poem\nand another\n\nThe body.",
        "Only one line",
        "Only one line\n\n  \n",
        "* * *\n\nThe body.",
        "T" * (HEADLINE_LENGTH + 1) + "\n\nThe body.",
    ],
)
def test_read_without_a_headline_takes_the_name_of_the_file_and_says_so(text):
    read_article = article(text)
    assert read_article.title == "Untitled text (report.txt)"
    assert read_article.title_found == Found.FILE_NAME


@pytest.mark.parametrize("text", [" date 2024-03-13 In a move.", "date 2024-03-13\nIn a move.", "date 2024-03-13"])
def test_read_takes_the_date_before_the_first_words(text):
    read_article = article(text)
    assert (read_article.published, read_article.published_found) == ("2024-03-13", Found.DATE_LINE)
    assert read_article.text == text


@pytest.mark.parametrize(
    "text",
    [
        "In a move, date 2024-03-13.",
        "One.\n date 2024-03-13 Two.",
        "date 2024-03-131 One.",
        "date 13 March 2024 One.",
        "update 2024-03-13 One.",
        "date ٢٠٢٤-٠٣-١٣ One.",
    ],
)
def test_read_takes_no_date_from_anywhere_else(text):
    read_article = article(text)
    assert (read_article.published, read_article.published_found) == ("", Found.NOWHERE)
    assert read_article.notes == ()


@pytest.mark.parametrize("day", ["2024-02-30", "2023-02-29", "2024-13-01", "0000-01-01"])
def test_read_names_a_date_that_does_not_exist_and_takes_none(day):
    read_article = article(f" date {day} One.")
    assert read_article.published == ""
    assert read_article.notes == (f"the date at its start, {day}, does not exist and was not taken",)


def test_read_cuts_a_name_of_a_file_that_is_longer_than_a_headline():
    title = article("One.", "x" * 250 + ".txt").title
    assert title == f"Untitled text ({'x' * (HEADLINE_LENGTH - 1)}…)"


def test_read_notes_letters_that_were_lost_before():
    assert article("One \ufffd\ufffd.").notes == (
        "letters were lost before it came here: it holds 2 replacement characters (U+FFFD)",
    )
