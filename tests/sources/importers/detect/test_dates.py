"""The date of publication: what says so, what may say so, and what is left alone."""

import pytest

from sources.importers.detect.calendar_words import written_days, written_month
from sources.importers.detect.dates import find
from sources.importers.detect.lines import lines

BODY = "\n\nThe bridge at Criniche was closed on 5 March 2023, the mayor said.\n\nNobody was hurt.\n\nIt opens in May."


def found(text):
    hints, notes = find(text, lines(text))
    for hint in hints:
        assert hint.field == "published"
        assert text[hint.start : hint.end].strip()
    return [(hint.value, hint.certain, text[hint.start : hint.end]) for hint in hints], notes


@pytest.mark.parametrize("text", [" date 2024-03-13 In a move.", "date 2024-03-13\nIn a move.", "date 2024-03-13"])
def test_the_date_before_the_first_words_is_certain(text):
    assert found(text) == ([("2024-03-13", True, "2024-03-13")], [])


def test_a_date_before_the_first_words_that_does_not_exist_is_noted():
    assert found(" date 2024-02-30 One.") == (
        [],
        ["the date at its start, 2024-02-30, does not exist and was not taken"],
    )


@pytest.mark.parametrize(
    "line",
    [
        "Published: 13 March 2024",
        "Published on March 13, 2024, 09:15",
        "Posted on Wed, 13th March 2024 at 9:15 am GMT",
        "Publication date: 2024-03-13T09:15:00+02:00",
        "Опубліковано: 13 березня 2024 року, 09:15",
        "Опубликовано 13 марта 2024 г.",
        "Дата: 13.03.2024",
        '"datePublished": "2024-03-13T09:15:00Z", "dateModified": "2024-03-15"',
    ],
)
@pytest.mark.parametrize("at_the_foot", [False, True])
def test_a_line_that_says_published_is_certain(line, at_the_foot):
    text = f"Bridge closed{BODY}\n\n{line}" if at_the_foot else f"Bridge closed\n{line}{BODY}"
    hints, notes = found(text)
    assert [(value, certain) for value, certain, _words in hints] == [("2024-03-13", True)]
    assert notes == []


@pytest.mark.parametrize(
    "line",
    ["13 March 2024", "Wednesday, March 13, 2024", "2024-03-13", "13.03.2024 | 14:20", "13/03/2024", "03/13/2024",
     "середа, 13 березня 2024", "13 МАРТА 2024"],
)  # fmt: skip
def test_a_date_alone_on_a_line_is_a_guess(line):
    hints, notes = found(f"Bridge closed\n\n{line}{BODY}")
    assert [(value, certain) for value, certain, _words in hints] == [("2024-03-13", False)]
    assert notes == []


@pytest.mark.parametrize(
    "line", ["KYIV, March 13, 2024 (Agency) — The bridge", "КРИНИЧНЕ, 13 березня 2024 /ТАСС/. Міст"]
)
def test_the_line_of_place_and_date_of_an_agency_is_a_guess(line):
    assert found(f"{line} was closed.{BODY}")[0][0][:2] == ("2024-03-13", False)


def test_a_month_is_taken_as_a_month():
    assert found(f"Published: March 2024{BODY}")[0] == [("2024-03", True, "March 2024")]
    assert found(f"березень 2024{BODY}")[0] == [("2024-03", False, "березень 2024")]


@pytest.mark.parametrize(
    "line",
    [
        "In a move, date 2024-03-13.",
        "The bridge was closed on 13 March 2024, the mayor said.",
        "Published 13 March 2024, the report says that it fell.",
        "Updated: 13 March 2024",
        "Case 2024-03-131",
        "date ٢٠٢٤-٠٣-١٣ One.",
        "Version 1.13.03.2024",
        "In March 2024",
    ],
)
def test_a_date_that_may_speak_of_something_else_is_left_alone(line):
    assert found(line + BODY) == ([], [])


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Published: 03/04/2024", "the date 03/04/2024 could be two days and was not taken"),
        ("Published: 31 April 2024", "the date 31 April 2024 does not exist and was not taken"),
    ],
)
def test_a_date_that_is_two_days_or_none_is_noted(line, note):
    assert found(f"Bridge closed\n{line}{BODY}") == ([], [note])


def test_a_date_far_from_head_and_foot_is_not_looked_at():
    text = "\n".join(["Words."] * 20 + ["13 March 2024"] + ["Words."] * 20)
    assert found(text) == ([], [])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 January 2024", "2024-01-01"), ("2 Feb 2024", "2024-02-02"), ("3 Sept. 2024", "2024-09-03"),
        ("Dec 31, 1999", "1999-12-31"), ("7 січня 2024", "2024-01-07"), ("7 лютого 2024", "2024-02-07"),
        ("7 квітня 2024", "2024-04-07"), ("7 травня 2024", "2024-05-07"), ("7 червня 2024", "2024-06-07"),
        ("7 липня 2024", "2024-07-07"), ("7 серпня 2024", "2024-08-07"), ("7 вересня 2024", "2024-09-07"),
        ("7 жовтня 2024", "2024-10-07"), ("7 листопада 2024", "2024-11-07"), ("7 грудня 2024", "2024-12-07"),
        ("7 января 2024", "2024-01-07"), ("7 февраля 2024", "2024-02-07"), ("7 апреля 2024", "2024-04-07"),
        ("7 мая 2024", "2024-05-07"), ("7 июня 2024", "2024-06-07"), ("7 июля 2024", "2024-07-07"),
        ("7 августа 2024", "2024-08-07"), ("7 сентября 2024", "2024-09-07"), ("7 октября 2024", "2024-10-07"),
        ("7 ноября 2024", "2024-11-07"), ("7 декабря 2024", "2024-12-07"), ("1st of May 2024", "2024-05-01"),
        ("7.8.2024", "2024-08-07"), ("2024-02-29 23:59", "2024-02-29"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_three_languages(words, day):
    (written,) = written_days(f"on {words}, they said")
    assert written.value == day
    assert f"on {words}, they said"[written.start : written.end] == written.words


@pytest.mark.parametrize("words", ["March", "2024", "in March 2024 it fell", "Marchand 2024"])
def test_what_is_more_or_less_than_a_month_is_none(words):
    assert written_month(words) is None
