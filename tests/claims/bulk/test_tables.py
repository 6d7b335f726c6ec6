"""Files of tables: what is read from them, and that nothing in one is run by a spreadsheet."""

import csv
import datetime
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from claims.bulk.tables import read_table, write_csv, write_xlsx
from editorial.cells import FORMULA

HEAD = ["slug", "name"]
HOSTILE = ["=1+1", "+7", "-5 degrees", "@home", "＝SUM(A1)", "'=quoted", "a,b\nc", '"', "Тёткино", "  "]


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(("name", "write"), [("t.csv", write_csv), ("t.xlsx", write_xlsx)])
def test_what_is_taken_out_is_the_same_when_it_is_brought_back(name, write):
    rows = [["a", text] for text in HOSTILE[:-1]]
    table = read_table(name, write(HEAD, rows), most=100)
    assert table.head == HEAD
    assert table.rows == rows
    assert table.numbers == list(range(2, len(rows) + 2))


# What a form stores: no white space at the ends; and what a sheet or a program of tables could take for something else.
TYPED = st.text(st.sampled_from(list("=+-@'\"\t\n,;|_xX0D4＝ \u2028")), max_size=9) | st.text(max_size=9)


@given(
    st.lists(TYPED.map(str.strip).filter(lambda text: "\r" not in text and "\x00" not in text), min_size=2, max_size=4)
)
def test_whatever_was_typed_comes_back_from_a_csv_and_no_cell_is_a_formula(cells):
    head = [f"column {number}" for number in range(len(cells))]
    data = write_csv(head, [["kept", *cells[1:]]])
    assert read_table("t.csv", data, most=9).rows == [["kept", *cells[1:]]]
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(FORMULA) for cell in row)


@pytest.mark.parametrize(
    "text", ["_x000D_", "_x0041_", "_x005F_x0041_", "a_x", "#REF!", "TRUE", "1e5", "007", "2024-03"]
)
def test_a_workbook_says_the_letters_and_not_what_they_could_stand_for(text):
    assert read_table("t.xlsx", write_xlsx(HEAD, [["a", text]]), most=9).rows == [["a", text]]


def test_no_cell_of_a_file_is_a_formula():
    text = write_csv(HEAD, [["a", hostile] for hostile in HOSTILE]).decode("utf-8-sig")
    assert "a,'=1+1" in text
    cells = load_workbook(io.BytesIO(write_xlsx(HEAD, [["a", hostile] for hostile in HOSTILE]))).active["B"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_letters_that_a_workbook_cannot_hold_do_not_break_it():
    assert read_table("t.xlsx", write_xlsx(HEAD, [["a", "bell \x07"]]), most=9).rows == [["a", "bell \ufffd"]]


@pytest.mark.parametrize(
    "data",
    [b"slug;name\r\na;b\r\n", "slug\tname\na\tb".encode("utf-16"), b"\xef\xbb\xbfslug,name\n,\na,b\n\n"],
    ids=["semicolons", "utf-16", "byte order mark, empty rows"],
)
def test_files_of_many_programs_are_read(data):
    assert read_table("T.CSV", data, most=9).rows == [["a", "b"]]


def test_a_workbook_says_what_a_person_would_have_typed():
    data = workbook(HEAD, [12, 3.0], [51.83, datetime.date(2024, 3, 12)], [None, datetime.datetime(2024, 3, 12)])
    assert read_table("t.xlsx", data, most=9).rows == [["12", "3"], ["51.83", "2024-03-12"], ["", "2024-03-12"]]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.ods", b"x", "neither"),
        ("t.csv", "имя\n".encode("cp1251"), "UTF-8"),
        ("t.csv", b"", "empty"),
        ("t.csv", b"\n\n", "empty"),
        ("t.csv", b"slug,name\na,b,c\n", "Row 2"),
        ("t.csv", b'slug,name\na,"b', "no table"),
        ("t.csv", b"slug\n" + b"a\n" * 11, "more than 10 rows"),
        ("t.csv", b"a," * 100, "columns"),
        ("t.xlsx", b"slug,name", "workbook"),
        ("t.xlsx", b"PK\x03\x04 nonsense", "workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(name, data, said):
    with pytest.raises(ValidationError) as refused:
        read_table(name, data, most=10)
    assert said in " ".join(refused.value.messages)


def test_a_file_that_unfolds_without_end_is_not_unfolded():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    with pytest.raises(ValidationError) as refused:
        read_table("t.xlsx", packed.getvalue(), most=10)
    assert "unfolds" in " ".join(refused.value.messages)
