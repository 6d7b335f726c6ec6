import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.models import DerivationKind
from sources.nearcopies.comparing import compare_texts
from tests.copies import COPY, OTHER, REPORT


def shown(one, other):
    """Return the words of each shared passage in both texts."""
    found = compare_texts(one, other)
    return [(one[start:end], other[begin:until]) for start, end, begin, until in found.passages]


def test_copy_with_a_new_beginning_and_without_its_end_is_a_copy():
    found = compare_texts(COPY, REPORT)
    assert found.is_copy
    assert found.kind == DerivationKind.REWRITTEN
    assert 0.6 < found.share_of_one < 0.8
    assert 0.4 < found.share_of_other < 0.7


def test_another_report_of_the_same_morning_with_the_same_quotation_is_none():
    found = compare_texts(OTHER, REPORT)
    assert not found.is_copy
    assert any("old railway bridge" in one for one, _other in shown(OTHER, REPORT))


def test_two_reports_that_share_nothing_but_a_long_speech_are_no_copies():
    speech = "“" + " ".join(f"word{number}" for number in range(80)) + "”"
    one = f"{speech} That is how the minister put it when asked in the yard, and he left by the side door at once."
    two = f"{speech} Nobody in the hall clapped, and outside a small crowd went on waiting for buses in the rain."
    assert compare_texts(one, two).likeness > 0.7
    assert not compare_texts(one, two).is_copy
    assert compare_texts(one.strip("“").replace("”", ""), two.replace("“", "").replace("”", "")).is_copy


def test_the_same_text_is_the_same():
    found = compare_texts(REPORT, REPORT)
    assert (found.kind, found.likeness, found.share_of_one, found.share_of_other) == (DerivationKind.SAME, 1, 1, 1)
    assert len(found.passages) == 1


def test_part_of_a_text_is_abridged():
    part = REPORT[: len(REPORT) // 2]
    found = compare_texts(part, REPORT)
    assert found.kind == DerivationKind.ABRIDGED
    assert found.likeness == found.share_of_one > 0.95


def test_passages_are_the_words_of_both_texts_in_code_points():
    before = "🦊 " * 7
    for one, other in shown(before + REPORT, REPORT):
        assert one == other
    assert shown(before + REPORT, REPORT)[0][0].startswith("Raiders cross")


def test_changed_word_does_not_cut_a_passage_in_two():
    passages = shown(COPY, REPORT)
    assert any("twelve people" in one and "eleven people" in other for one, other in passages)


def test_paragraphs_in_another_order_are_found():
    paragraphs = REPORT.strip().split("\n\n")
    assert compare_texts("\n\n".join(reversed(paragraphs)), REPORT).likeness > 0.95


def test_few_words_in_a_row_are_no_passage():
    assert shown("He came to the house by the river and left.", "She saw the house by the river in a dream.") == []


def test_comparison_seen_from_the_other_text_is_the_same_comparison():
    found, back = compare_texts(COPY, REPORT), compare_texts(REPORT, COPY)
    turned = found.turned()
    assert turned.passages == back.passages
    assert (turned.share_of_one, turned.share_of_other) == (back.share_of_one, back.share_of_other)
    assert turned.own_share == back.own_share


@pytest.mark.parametrize("empty", ["", "...", "one two"])
def test_text_without_words_is_like_nothing(empty):
    assert compare_texts(empty, REPORT).likeness == 0
    assert not compare_texts(empty, empty).is_copy


def test_text_that_repeats_itself_takes_no_time():
    began = time.process_time()
    found = compare_texts("the raid was repelled " * 5_000, "the raid was repelled " * 4_000)
    assert found.share_of_other == 1
    # A cost that grows with the product of the two would be minutes.
    assert time.process_time() - began < 5


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.lists(st.sampled_from("abcd"), max_size=60))
def test_passages_lie_in_both_texts_and_the_shares_are_shares(left, right):
    one, other = " ".join(left), " ".join(right)
    found = compare_texts(one, other)
    for start, end, begin, until in found.passages:
        assert 0 <= start < end <= len(one)
        assert 0 <= begin < until <= len(other)
    assert 0 <= found.share_of_one <= 1
    assert 0 <= found.share_of_other <= 1
    assert 0 <= found.own_share <= 1
