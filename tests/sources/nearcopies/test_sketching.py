from hypothesis import given
from hypothesis import strategies as st

from sources.nearcopies import sketching
from sources.nearcopies.sketching import ASKED, shingles, sketch, words
from tests.copies import COPY, OTHER, REPORT


def test_words_are_found_with_their_places_and_without_their_case():
    text = "Der Straße, ЙОД!\nend"
    assert [(word.form, text[word.start : word.end]) for word in words(text)] == [
        ("der", "Der"),
        ("strasse", "Straße"),
        ("йод", "ЙОД"),
        ("end", "end"),
    ]


def test_shingles_are_runs_of_three_words_whatever_stands_between_them():
    assert shingles("One, two\n\nTHREE - four.") == {"one two three", "two three four"}


def test_text_of_two_words_has_no_shingle_and_no_sketch():
    assert shingles("Two words") == set()
    assert sketch(shingles("Two words")) == []


def test_hash_is_the_same_in_every_run_and_on_every_machine():
    """Sketches are stored: a hash that changed would find none of those made before."""
    assert sketch({"one two three"}) == [7274879177180986167]


def test_sketch_holds_the_smallest_hashes_in_order():
    some = shingles(REPORT)
    found = sketch(some)
    assert found == sorted(value for shingle in some for value in sketch({shingle}))[:ASKED]
    assert len(found) == ASKED


def test_sketch_of_a_copy_shares_many_values_and_that_of_another_report_few():
    one, copy, other = (set(sketch(shingles(text))) for text in (REPORT, COPY, OTHER))
    assert len(one & copy) > 3 * len(one & other)


def test_endless_text_is_read_as_far_as_anybody_writes(monkeypatch):
    monkeypatch.setattr(sketching, "WORDS_COMPARED", 5)
    text = "one two three four five six seven"
    assert len(words(text)) == 5
    assert "five six seven" not in shingles(text)


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text):
    assert all(text[word.start : word.end] for word in words(text))
    assert all(-(2**63) <= value < 2**63 for value in sketch(shingles(text)))
