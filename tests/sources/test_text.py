"""The text functions: their cases by name, and the properties that hold for any text."""

import hashlib
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sources.models import PassageState
from sources.text import CANDIDATES_KEPT, AnchorState, Span, anchor, context, find_all, normalise, sha256

# Whatever a decoded file can hold: no halves of surrogate pairs.
texts = st.text(st.characters(exclude_categories=["Cs"]))
# Few letters, so that words stand in a text more than once.
dense = st.text("ab \n", max_size=60)


@st.composite
def spans(draw, text=texts):
    """A text and a span in it that is not empty."""
    whole = draw(text.filter(bool))
    start = draw(st.integers(0, len(whole) - 1))
    end = draw(st.integers(start + 1, len(whole)))
    return whole, start, end


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("\r\r\n\n", "\n\n\n"),
        ("e\u0301", "\u00e9"),
        ("\u212b", "\u00c5"),
        # A ligature, a thin space and a line separator are what was printed: NFC keeps them.
        ("\ufb01\u2009\u2028", "\ufb01\u2009\u2028"),
        ("  spaces and\ttabs stay \n", "  spaces and\ttabs stay \n"),
        ("", ""),
    ],
)
def test_normalise_changes_only_composition_and_line_ends(raw, expected):
    assert normalise(raw) == expected


@given(texts)
def test_normalise_twice_changes_nothing_more(raw):
    once = normalise(raw)
    assert normalise(once) == once


@given(texts)
def test_normalise_leaves_nfc_without_carriage_returns(raw):
    text = normalise(raw)
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)


@given(texts.filter(lambda raw: "\r" not in raw and unicodedata.is_normalized("NFC", raw)))
def test_normalise_leaves_a_normal_text_alone(text):
    assert normalise(text) == text


def test_sha256_is_of_the_utf8_bytes():
    # The test vector "abc" of FIPS 180-4.
    assert sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256("Тёткино") == hashlib.sha256("Тёткино".encode()).hexdigest()


def test_sha256_refuses_half_a_surrogate_pair():
    with pytest.raises(UnicodeEncodeError):
        sha256("\ud800")


def test_find_all_includes_overlaps():
    assert list(find_all("aaa", "aa")) == [Span(0, 2), Span(1, 3)]


def test_find_all_refuses_an_empty_quotation():
    with pytest.raises(ValueError, match="empty"):
        find_all("text", "")


@given(dense, st.text("ab \n", min_size=1, max_size=4))
def test_find_all_finds_each_place_and_no_other(text, exact):
    expected = [start for start in range(len(text)) if text[start : start + len(exact)] == exact]
    assert [place.start for place in find_all(text, exact)] == expected
    assert all(text[start:end] == exact for start, end in find_all(text, exact))


def test_context_stops_at_the_ends_of_the_text():
    assert context("one two three", 4, 7) == ("one ", " three")
    assert context("one two three", 4, 7, width=2) == ("e ", " t")
    assert context("one", 0, 3) == ("", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4)])
def test_context_refuses_a_span_outside_the_text(start, end):
    with pytest.raises(ValueError, match="does not lie inside"):
        context("one", start, end)


@given(spans(), st.integers(0, 80))
def test_context_joins_up_with_the_span(case, width):
    text, start, end = case
    prefix, suffix = context(text, start, end, width)
    assert max(len(prefix), len(suffix)) <= width
    assert text[start - len(prefix) : end + len(suffix)] == prefix + text[start:end] + suffix


@pytest.mark.parametrize("state", AnchorState)
def test_anchor_states_are_passage_states(state):
    assert PassageState(state.value).name == state.name


def test_anchor_states_lack_only_unverified():
    assert set(PassageState.values) - set(AnchorState) == {PassageState.UNVERIFIED}


TEXT = "They repelled it. The raid was repelled. So it was."


def test_anchor_exact_at_its_position():
    found = anchor(TEXT, "repelled", "They ", " it", 5, 13)
    assert (found.state, found.start, found.end) == (AnchorState.EXACT, 5, 13)
    assert found.context_agrees


def test_anchor_exact_although_the_words_stand_elsewhere_too():
    assert anchor(TEXT, "it", start=14, end=16).state == AnchorState.EXACT


def test_anchor_exact_in_other_words_around_it_says_so():
    found = anchor(TEXT, "repelled", "We ", " it", 5, 13)
    assert found.state == AnchorState.EXACT
    assert not found.context_agrees


def test_anchor_moved_when_one_other_place_has_the_words():
    found = anchor(TEXT, "The raid", start=0, end=8)
    assert (found.state, found.start, found.end) == (AnchorState.MOVED, 18, 26)
    assert found.candidates == (Span(18, 26),)


def test_anchor_moved_when_the_context_singles_out_one_place():
    found = anchor(TEXT, "repelled", "was ", ".", 0, 8)
    assert (found.state, found.start, found.end) == (AnchorState.MOVED, 31, 39)
    assert (found.matches, found.candidates) == (2, (Span(5, 13), Span(31, 39)))
    assert found.context_agrees


def test_anchor_moved_when_no_position_was_noted():
    assert anchor(TEXT, "The raid").state == AnchorState.MOVED


def test_anchor_ambiguous_when_several_places_have_the_words():
    found = anchor(TEXT, "repelled", start=0, end=8)
    assert (found.state, found.start, found.end) == (AnchorState.AMBIGUOUS, None, None)
    assert found.candidates == (Span(5, 13), Span(31, 39))


def test_anchor_ambiguous_when_only_half_of_the_context_fits():
    assert anchor(TEXT, "repelled", "was ", " it", 0, 8).state == AnchorState.AMBIGUOUS


def test_anchor_ambiguous_counts_all_and_keeps_the_first():
    found = anchor("a " * 50, "a", start=1, end=2)
    assert found.matches == 50
    assert len(found.candidates) == CANDIDATES_KEPT


def test_anchor_lost_when_no_place_has_the_words():
    found = anchor(TEXT, "captured", start=5, end=13)
    assert (found.state, found.start, found.end) == (AnchorState.LOST, None, None)
    assert (found.matches, found.candidates) == (0, ())


@pytest.mark.parametrize(("start", "end"), [(-6, -4), (45, 400), (400, 402), (13, 5)])
def test_anchor_takes_no_position_outside_the_text(start, end):
    assert anchor(TEXT, "So", start=start, end=end).state == AnchorState.MOVED


def test_anchor_refuses_an_empty_quotation():
    with pytest.raises(ValueError, match="empty"):
        anchor(TEXT, "", start=3, end=3)


def test_anchor_counts_code_points_not_bytes_or_utf16_units():
    text = "\U0001f6f0 Тёткино was taken"
    assert anchor(text, "was", start=10, end=13).state == AnchorState.EXACT


@given(spans())
def test_anchor_finds_what_was_cut_out_of_the_text(case):
    text, start, end = case
    found = anchor(text, text[start:end], *context(text, start, end), start, end)
    assert (found.state, found.start, found.end, found.context_agrees) == (
        AnchorState.EXACT,
        start,
        end,
        True,
    )


@given(spans(), st.text(min_size=1, max_size=10))
def test_anchor_never_loses_words_when_text_is_put_before_them(case, added):
    text, start, end = case
    found = anchor(added + text, text[start:end], *context(text, start, end), start, end)
    assert found.state != AnchorState.LOST


@given(spans(dense))
def test_anchor_moved_only_to_a_place_that_nothing_rivals(case):
    text, start, end = case
    exact, around = text[start:end], context(text, start, end)
    found = anchor(text, exact, *around)
    assume(found.state == AnchorState.MOVED)
    rivals = [
        place
        for place in find_all(text, exact)
        if text[: place.start].endswith(around.prefix) and text[place.end :].startswith(around.suffix)
    ]
    assert rivals == [Span(start, end)] == [(found.start, found.end)]
