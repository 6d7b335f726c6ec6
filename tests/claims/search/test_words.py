import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from claims.search.words import GAP, LONGEST, MOST, markers, prepared, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Captured, capturing, captures", ["captur", "captur", "captur"]),
        ("The Ministry of Defence", ["ministri", "defenc"]),
        ("Тёткино", ["tetkino"]),
        ("Теткино", ["tetkino"]),
        ("Тьоткіно", ["totkino"]),
        ("Ilyá Navalnaïa Łódź Straße", ["ilya", "navalnaia", "lodz", "strass"]),
        ("Moscow's Moscow’s", ["moscow", "moscow"]),
        ("п'ять п’ять", ["pyat", "pyat"]),
        ("1,500 10e5 2024", ["n1500", "n10e5", "n2024"]),
        ("Su-35", ["su", "n35"]),
        ("ИЛЬЯ", ["ilya"]),
        ("И\u0306 й", ["i", "i"]),
        ("قوات", ["u642u648u627u62a"]),
        ("the of and", []),
        ("😀 … — \x00 \u202e", []),
        ("", []),
    ],
)
def test_text_becomes_tokens(text, expected):
    assert tokens(text) == expected


def test_word_and_what_it_becomes_in_latin_letters_are_the_same():
    assert tokens("Минобороны") == tokens("Minoborony")


@given(st.text())
def test_every_token_is_what_both_databases_keep_as_it_is(text):
    for token in tokens(text):
        assert token.isascii()
        assert token.isalnum()
        assert token == token.lower()
        assert token[0].isalpha()
        assert len(token) <= LONGEST


@given(st.text())
def test_every_word_says_where_it_stands(text):
    for word in words(text):
        assert text[word.start : word.end] == word.written


def test_no_phrase_reaches_from_one_text_into_the_next():
    assert prepared("Tyotkino", "", "Tetkino") == f"tyotkino {GAP} tetkino {GAP}"


def test_text_without_end_is_indexed_as_far_as_databases_count():
    assert len(tokens("raid " * (MOST + 10))) == MOST


def test_name_is_marked_whole_and_by_its_beginnings():
    assert markers("The Kremlin") == "x1kremlin x2thekremlin x3the x3kremlin"


@pytest.mark.django_db
@given(st.text(max_size=200))
def test_database_takes_prepared_tokens_as_they_are(text):
    found = sorted(set(prepared(text).split()))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tsvector_to_array(to_tsvector('simple', %s))", [prepared(text)])
            assert sorted(cursor.fetchone()[0]) == found
        else:
            cursor.execute("CREATE VIRTUAL TABLE temp.trial USING fts5(text, tokenize='ascii')")
            cursor.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(temp, trial, row)")
            cursor.execute("INSERT INTO temp.trial VALUES (%s)", [prepared(text)])
            cursor.execute("SELECT term FROM temp.terms")
            kept = sorted(row[0] for row in cursor.fetchall())
            cursor.execute("DROP TABLE temp.terms")
            cursor.execute("DROP TABLE temp.trial")
            assert kept == found
