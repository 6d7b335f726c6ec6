from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.suggestions.sentences import paragraphs, split


def sentences(text):
    return [text[each.start : each.end] for each in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Gov. Olin Marst spoke. He left.", ["Gov. Olin Marst spoke.", "He left."]),
        ("It began at 2.14 a.m. on Friday.", ["It began at 2.14 a.m. on Friday."]),
        ("It began at 8 a.m. Nobody came.", ["It began at 8 a.m.", "Nobody came."]),
        ("J. Doe spoke of 3.5 tons.", ["J. Doe spoke of 3.5 tons."]),
        ("They said no. 12 left.", ["They said no. 12 left."]),
        ("They said no. Nobody left.", ["They said no.", "Nobody left."]),
        ("“We came. We saw.” Then they left.", ["“We came.", "We saw.”", "Then they left."]),
        ("“Why?” he asked. Nobody knew.", ["“Why?” he asked.", "Nobody knew."]),
        ("«Мы здесь!» — сказал он. Все ушли.", ["«Мы здесь!» — сказал он.", "Все ушли."]),
        ("В 2024 г. в Бельске было тихо.", ["В 2024 г. в Бельске было тихо."]),
        ("Це вул. Липова. Тут тихо…", ["Це вул. Липова.", "Тут тихо…"]),
        ("A headline without a point\nA sentence.", ["A headline without a point", "A sentence."]),
        (" \n\n  ", []),
        ("", []),
    ],
)
def test_a_text_is_split_where_a_reader_would(text, expected):
    assert sentences(text) == expected


def test_paragraphs_are_counted_and_known_by_their_place():
    text = "  One. Two.\n\n Three. "
    assert [each.paragraph for each in split(text)] == [0, 0, 1]
    assert [text[start:end] for start, end in paragraphs(text)] == ["One. Two.", "Three."]


@given(st.text(alphabet="aB .!?\n“”«»…г\u0301😀", max_size=80))
def test_sentences_lie_in_order_hold_no_space_at_their_ends_and_lose_no_letter(text):
    found = split(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for each in found:
        words = text[each.start : each.end]
        assert words
        assert words == words.strip()
    kept = "".join(text[each.start : each.end] for each in found)
    assert "".join(kept.split()) == "".join(text.split())
