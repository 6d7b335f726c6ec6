from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from editorial.edtf import EdtfRange, humanise, parse


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-03-12", date(2024, 3, 12), date(2024, 3, 12)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-03-12/2024-03-14", date(2024, 3, 12), date(2024, 3, 14)),
        ("2024-03/2024-03-14", date(2024, 3, 1), date(2024, 3, 14)),
        ("2024-03~", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024-03-12?", date(2024, 3, 12), date(2024, 3, 12)),
        ("2024-03-12%/2024-04~", date(2024, 3, 12), date(2024, 4, 30)),
    ],
)
def test_parse_gives_the_first_and_last_day(text, earliest, latest):
    assert parse(text) == EdtfRange(earliest, latest)


@pytest.mark.parametrize("day", ["0001-01-01", "1900-02-28", "2000-02-29", "2024-02-29", "2024-12-31", "9999-12-31"])
def test_parse_reads_a_day_as_the_grammar_does(day):
    """It is read without the grammar, which takes milliseconds; the two may not differ."""
    read = parse_edtf(day)
    assert parse(day) == EdtfRange(date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 March 2024",
        "20240312",
        "2024-13",
        "2024-02-30",
        "2024-04-31",
        "2023-02-29",
        "1900-02-29",
        "2024-01-00",
        "0000-01-01",
        "0000",
        "2024-3-12",
        "2024-03-12 ",
        "2024-03-12/",
        "2024-03-12/..",
        "2024/2025/2026",
        "202X",
        "2024-21",
        "Y17E8",
        "-0044",
        "2024-03-12T10:00:00",
        "٢٠٢٤",
        "2024-03-12\x00",
        "2024~?",
        "a" * 10_000,
    ],
)
def test_parse_refuses_what_is_no_date_and_shows_a_valid_one(text):
    with pytest.raises(ValidationError, match="2024-03-12/2024-03-14"):
        parse(text)


@pytest.mark.parametrize("text", ["2024-03-14/2024-03-12", "2025/2024-03", "2024-03-15/2024-03-14~", "2024-03/2024-02"])
def test_parse_refuses_an_interval_that_runs_backwards(text):
    with pytest.raises(ValidationError, match="ends before it begins"):
        parse(text)


@given(st.text(max_size=60))
def test_parse_refuses_or_orders_whatever_is_typed(text):
    try:
        days = parse(text)
    except ValidationError:
        return
    assert days.earliest <= days.latest


@given(st.dates(), st.dates())
def test_parse_reads_every_interval_of_days(one, other):
    first, last = sorted((one, other))
    assert parse(f"{first.isoformat()}/{last.isoformat()}") == EdtfRange(first, last)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("2024-03-12", "12 March 2024"),
        ("2024-03", "March 2024"),
        ("2024", "2024"),
        ("2024-03-12/2024-03-14", "12 to 14 March 2024"),
        ("2024-03-30/2024-04-02", "30 March to 2 April 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 to 2 January 2024"),
        ("2024-03/2024-05", "March to May 2024"),
        ("2024-03/2024-05-02", "March 2024 to 2 May 2024"),
        ("2023/2024", "2023 to 2024"),
        ("2024-03-12/2024-03-12", "12 March 2024"),
        ("2024-03~", "about March 2024"),
        ("2024-03-12?", "12 March 2024 (uncertain)"),
        ("2024-03%", "about March 2024 (uncertain)"),
        ("2024-03-12~/2024-03-14", "about 12 March 2024 to 14 March 2024"),
    ],
)
def test_humanise_reads_a_date_aloud(text, words):
    with translation.override("en"):
        assert humanise(text) == words


@pytest.mark.parametrize(
    ("text", "ukrainian", "russian"),
    [
        ("2024-03-12", "12 березня 2024", "12 марта 2024"),
        ("2024-05", "травень 2024", "май 2024"),
        ("2024", "2024", "2024"),
        ("2024-03-12/2024-03-14", "12–14 березня 2024", "12–14 марта 2024"),
        ("2024-03-30/2024-04-02", "30 березня – 2 квітня 2024", "30 марта – 2 апреля 2024"),
        ("2023-12-30/2024-01-02", "30 грудня 2023 – 2 січня 2024", "30 декабря 2023 – 2 января 2024"),
        ("2024-03/2024-05", "березень – травень 2024", "март – май 2024"),
        ("2024-03~", "приблизно березень 2024", "примерно март 2024"),
        ("2024-03-12~", "приблизно 12 березня 2024", "примерно 12 марта 2024"),
    ],
)
def test_humanise_declines_the_months(text, ukrainian, russian):
    for language, words in (("uk", ukrainian), ("ru", russian)):
        with translation.override(language):
            assert humanise(text) == words
