from hypothesis import given
from hypothesis import strategies as st

from claims.admin.desk.marking import Mark, MarkKind, cut

TEXT = st.text(alphabet="ab \n😀é\u0301\u05d0Ж", max_size=40)


def spans(text):
    """Return the text of each line (list of lists of str)."""
    return [[piece.text for piece in line.pieces] for line in cut(text, [])]


def test_a_text_is_cut_into_its_lines():
    assert spans("One.\n\nTwo.\n") == [["One."], [], ["Two."], []]


def test_a_mark_across_lines_is_in_both():
    first, second = cut("The ministry said\nit was so.", [Mark(MarkKind.PASSAGE, 13, 20, "A")])
    assert [(piece.text, piece.is_quoted) for piece in first.pieces] == [("The ministry ", False), ("said", True)]
    assert [(piece.text, piece.is_quoted) for piece in second.pieces] == [("it", True), (" was so.", False)]
    assert [piece.ends for line in (first, second) for piece in line.pieces] == [(), (), ("A",), ()]


def test_marks_that_overlap_share_a_piece():
    marks = [Mark(MarkKind.SUGGESTION, 0, 6, 1), Mark(MarkKind.PASSAGE, 4, 9, "A")]
    pieces = cut("abcdefghij", marks)[0].pieces
    assert [(piece.text, piece.suggested_by, piece.quoted_in) for piece in pieces] == [
        ("abcd", [1], []),
        ("ef", [1], ["A"]),
        ("ghi", [], ["A"]),
        ("j", [], []),
    ]
    assert pieces[0].begins == (1,)


def test_a_mark_beyond_the_text_is_left_out():
    assert cut("short", [Mark(MarkKind.PASSAGE, 3, 9)])[0].pieces[0].marks == ()


def test_a_line_of_furniture_is_known_as_such():
    first, second = cut("Listen to this\nReal words", [Mark(MarkKind.FURNITURE, 0, 14)])
    assert (first.is_furniture, second.is_furniture) == (True, False)


@given(TEXT, st.lists(st.tuples(st.sampled_from(MarkKind), st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_the_pieces_are_the_text_and_know_their_marks(text, given_marks):
    marks = [Mark(kind, start, end, number) for number, (kind, start, end) in enumerate(given_marks)]
    lines = cut(text, marks)
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == text
    for line in lines:
        for piece in line.pieces:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
            for mark in marks:
                inside = mark.start <= piece.start and piece.start + len(piece.text) <= mark.end <= len(text)
                assert (mark in piece.marks) == inside


@given(TEXT, st.integers(0, 40), st.integers(0, 40))
def test_every_mark_with_a_letter_has_one_link(text, start, end):
    marks = [Mark(MarkKind.SUGGESTION, start, end, 1), Mark(MarkKind.PASSAGE, start, end, "A")]
    pieces = [piece for line in cut(text, marks) for piece in line.pieces]
    expected = int(start < end <= len(text) and bool(text[start:end].strip("\n")))
    assert sum(len(piece.begins) for piece in pieces) == sum(len(piece.ends) for piece in pieces) == expected
