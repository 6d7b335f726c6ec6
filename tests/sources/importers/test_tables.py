"""Tables: an article in each row, and what breaks a table."""

import io

import pytest

from sources.importers.base import Article, ImportProblem, Skipped, Unreadable
from sources.importers.tables import MOST_COLUMNS, read
from tests.sources.importers.samples import UKRAINIAN

LIMIT = 10_000


def items(data, columns=None, limit=LIMIT):
    return list(read(io.BytesIO(data.encode() if isinstance(data, str) else data), "a.csv", limit, columns))


def refused(data, columns=None):
    with pytest.raises(Unreadable) as refusal:
        items(data, columns)
    assert refusal.value.remedy
    return refusal.value.reason


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_rows_become_articles_whatever_divides_the_fields(sign):
    table = 'text,title,date\n"One.\n\n""Two"", three.",Bridge,2024-03-13\nFour.,,\n'
    quoted = table.replace(", ", "§").replace(",", sign).replace("§", ", ")
    first, second = items(quoted)
    assert (first.text, first.title, first.published) == ('One.\n\n"Two", three.', "Bridge", "2024-03-13")
    assert (first.origin, second.origin) == ("a.csv, row 2", "a.csv, row 3")
    assert second.title == "Untitled text (a.csv, row 3)"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_u"])
def test_tables_are_read_in_the_encodings_they_come_in(codec):
    (article,) = items(f'text,title\n"{UKRAINIAN}",Міст\n'.encode(codec))
    assert (article.text, article.title) == (UKRAINIAN, "Міст")


def test_other_names_are_taken_by_a_mapping_and_the_rest_is_named():
    skipped, article = items("Body,Headline,Views\nOne.,Bridge,5\n", {"text": "Body", "title": "Headline"})
    assert skipped == Skipped("a.csv", "columns that are not read: Views")
    assert (article.text, article.title) == ("One.", "Bridge")


def test_files_of_several_makings_can_come_together():
    assert items("text\nOne.\n", {"text": "Body"})[0].text == "One."
    assert items("text,Body\nOne.,Two.\n", {"text": "Body"})[-1].text == "Two."


@pytest.mark.parametrize("cell", ["=HYPERLINK(0)", "+1+1", "@SUM(1)", "-cmd|x"])
def test_a_formula_is_kept_as_words_and_noted(cell):
    (article,) = items(f"text,title\nOne.,{cell}\n")
    assert article.title == cell
    assert article.notes == ("“title” begins like a formula of a spreadsheet; it was kept as words",)


def test_empty_lines_are_no_rows():
    assert [item.text for item in items("text,title\n\nOne.,a\n\n\nTwo.,b\n")] == ["One.", "Two."]


def test_a_dash_or_a_negative_number_is_no_formula():
    assert [item.notes for item in items("text\n- One.\n-5 degrees.\n")] == [(), ()]


def test_ten_thousand_columns_are_refused():
    header = ",".join(f"c{number}" for number in range(10_000))
    with pytest.raises(Unreadable) as refusal:
        items(header + "\n", limit=1_000_000)
    assert refusal.value.reason == f"it has 10000 columns, more than {MOST_COLUMNS}"


def test_a_row_of_ten_thousand_fields_is_named_and_the_others_go_in():
    first, wide, last = items("text,title\nOne.,a\n" + "," * 5_000 + "\nTwo.,b\n")
    assert [first.text, last.text] == ["One.", "Two."]
    assert (wide.item, wide.reason) == ("a.csv, row 3", "it has 5001 fields, and the header names 2 columns")


@pytest.mark.parametrize("data", ["", "\n", "  \nx\n"])
def test_a_table_without_a_header_is_refused(data):
    assert refused(data) == "it is empty, or its first line is"


def test_a_table_without_a_text_is_refused_with_its_columns():
    assert refused("a,b\x1b\n1,2\n") == "it has no column “text”; its columns are: a, b\\x1b"


def test_a_column_that_is_there_twice_is_refused_if_it_is_read():
    assert refused("text,title,title\na,b,c\n") == "it has the column “title” twice"
    assert isinstance(items("text,x,x\na,b,c\n")[-1], Article)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("short", "it has 1 field, and the header names 2 columns"),
        ("a,b,c", "it has 3 fields, and the header names 2 columns"),
        (",b", "its field “text” holds no text"),
        ("a\x00b,c", "it is not plain text: it holds the control character U+0000 on line 1"),
        (b"a\xff\xfeb,c", "it holds bytes that are not UTF-8"),
    ],
)
def test_a_row_that_is_no_article_is_named_and_the_others_go_in(row, reason):
    raw = row if isinstance(row, bytes) else row.encode()
    text = "Міст у Криничному закрито, сказав речник у четвер. " * 3
    before, found, after = items(f'text,title\n"{text}",a\n'.encode() + raw + b"\nTwo.,b\n")
    assert (before.text, after.text) == (text, "Two.")
    assert isinstance(found, ImportProblem)
    assert (found.item, found.reason) == ("a.csv, row 3", reason)
    assert found.remedy


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ('"never closed,b\nThree.,c\n', "a quotation mark is opened and never closed"),
        ('"closed" and more,b\nThree.,c\n', "the table breaks here: ',' expected after '\"'"),
        ('"' + "many lines\n" * 2_000 + '",b\n', "it is larger than 10000 bytes"),
        ("x" * 20_000 + ",b\n", "it is larger than 10000 bytes"),
    ],
)
def test_where_a_table_breaks_is_named_and_what_came_before_goes_in(rest, reason):
    first, broken = items(f"text,title\nOne.,a\n{rest}")
    assert first.text == "One."
    assert (broken.item, broken.reason) == ("a.csv, row 3", reason)
    assert broken.remedy.endswith("The rows after it were not read.")


def test_a_header_that_is_too_long_is_refused():
    assert refused("x" * (LIMIT + 10) + "\n") == "it is larger than 10000 bytes"
