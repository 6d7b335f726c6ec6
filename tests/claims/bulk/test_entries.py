"""Cells that hold several things: what goes in comes out again, whatever it is."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.bulk.entries import read_entries, write_entries

AWKWARD = st.text(st.sampled_from(list("|\\nu0a \t\r\n\u2028\x85\xa0b'=")), max_size=8) | st.text(max_size=8)


@given(st.lists(st.lists(AWKWARD, min_size=1, max_size=4).filter(any), max_size=4))
def test_every_text_comes_back_as_it_was(entries):
    told = [values[: max(at for at, value in enumerate(values, 1) if value)] for values in entries]
    cell = write_entries(entries)
    assert read_entries(cell) == told
    assert read_entries(cell.strip().replace("\n", "\r\n")) == told
    assert cell == cell.strip()


def test_a_cell_reads_like_a_list():
    assert (
        write_entries([["Guard of Velmo", "en", "short"], ["Варта", "uk", ""]])
        == "Guard of Velmo | en | short\nВарта | uk"
    )
    assert read_entries(" a|b \n\n c | | d \n") == [["a", "b"], ["c", "", "d"]]
    assert read_entries("") == []


@pytest.mark.parametrize("cell", ["a\\q", "a\\", "a | b\\u12", "\\N"])
def test_a_backslash_that_says_nothing_is_told_with_its_entry(cell):
    with pytest.raises(ValidationError) as refused:
        read_entries(f"first\n{cell}")
    assert "Entry 2" in refused.value.messages[0]
