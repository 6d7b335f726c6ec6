"""Characters that nobody can see: refused, kept out and counted, or kept where they are part of a sign."""

import unicodedata

import pytest

from sources.importers.base import Unreadable
from sources.importers.characters import clean


@pytest.mark.parametrize("code", [0x00, 0x01, 0x08, 0x0B, 0x0E, 0x1B, 0x1F, 0x7F])
def test_a_control_character_is_refused_with_its_line(code):
    with pytest.raises(Unreadable) as refused:
        clean(f"One\n\ntwo{chr(code)}three")
    assert refused.value.reason == f"it is not plain text: it holds the control character U+{code:04X} on line 3"


def test_a_character_of_the_second_block_tells_of_a_wrong_conversion():
    with pytest.raises(Unreadable) as refused:
        clean("One\n\x93two\x94")
    assert refused.value.reason == "it was converted from the wrong encoding: line 2 holds the control character U+0093"


def test_half_of_a_character_is_refused():
    with pytest.raises(Unreadable) as refused:
        clean("One \ud83d two")
    assert refused.value.reason == "it holds half of a character, U+D83D, on line 1"


@pytest.mark.parametrize("kept", ["\t", "\n", "\r", "\f", "\x85", "\u2028", "\u00a0", "\ue000"])
def test_spaces_and_line_ends_of_all_kinds_are_kept(kept):
    assert clean(f"a{kept}b") == (f"a{kept}b", ())


@pytest.mark.parametrize(
    "sign", "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufff9\U000e0041"
)
def test_what_has_no_width_or_turns_the_direction_is_kept_out_and_named(sign):
    text, notes = clean(f"Crin{sign}iche{sign}")
    assert text == "Criniche"
    assert notes == (
        f"2 characters that cannot be seen were kept out: 2 × U+{ord(sign):04X} {unicodedata.name(sign).lower()}",
    )


def test_kinds_are_counted_apart():
    _text, notes = clean("a\u200bb\u202ec\u200b")
    assert notes[0].endswith("2 × U+200B zero width space, 1 × U+202E right-to-left override")


@pytest.mark.parametrize("text", ["👩‍💻", "🏳️‍🌈", "👩🏽‍🚒 came", "می‌خواهم", "ക്‍ഷ"])
def test_a_joiner_within_a_sign_or_a_word_that_is_spelt_with_it_stays(text):
    assert clean(text) == (text, ())


@pytest.mark.parametrize("text", ["Crin\u200diche", "\u200dword", "word\u200c", "👩\u200d", "mi\u200cx"])
def test_a_joiner_elsewhere_is_kept_out(text):
    cleaned, notes = clean(text)
    assert "\u200c" not in cleaned
    assert "\u200d" not in cleaned
    assert notes


def test_what_is_no_character_is_kept_out():
    assert clean("a\uffffb") == ("ab", ("1 character that cannot be seen was kept out: 1 × U+FFFF noncharacter",))


def test_lost_letters_are_noted():
    assert clean("One \ufffd\ufffd.")[1] == (
        "letters were lost before it came here: it holds 2 replacement characters (U+FFFD)",
    )


def test_a_heap_of_marks_is_refused():
    with pytest.raises(Unreadable) as refused:
        clean("Two\na" + "\u0315\u0300" * 50_000)
    assert refused.value.reason == "it heaps more than 64 marks on one letter, on line 2"


def test_a_rule_of_signs_is_no_heap_of_marks():
    assert clean("One\n" + "—" * 200 + "\ntwo")[1] == ()
