import pytest

from claims.pairing import figures
from tests.claims.pairing.reads import LEXICON, number


def compared(one, other, same_question=True):
    found = figures.compare(one, other, LEXICON, same_question)
    return found and found.how


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (number(10), number(10), "meet"),
        (number(10), number(11), "apart"),
        (number(10), number(10, qualifier="at_least"), "meet"),
        (number(10), number(10, qualifier="more_than"), "apart"),
        (number(11), number(10, qualifier="more_than"), "meet"),
        (number(10), number(None, 9, qualifier="at_most"), "apart"),
        (number(200, qualifier="at_least"), number(300, qualifier="at_least"), "meet"),
        (number(100), number(95, 95, qualifier="about"), "meet"),
        (number(100), number(20, 25, qualifier="about"), "apart"),
        (number(0, 0, qualifier="none"), number(3), "apart"),
        (number(5), number(9, cumulative=True), "cumulative"),
        (number(3, measure="distance", unit="km"), number(3000, measure="distance", unit="m"), "meet"),
        (number(3, measure="distance", unit="miles"), number(3, measure="distance", unit="km"), "apart"),
        (number(3, measure="quantity", unit="t"), number(3, measure="quantity", unit="barrels"), "unit"),
        (number(33000, measure="distance", unit="ft"), number(10, measure="distance", unit="km"), "meet"),
        (number(33000, measure="distance", unit="feet"), number(6, measure="distance", unit="km"), "apart"),
        (number(6, measure="duration", unit="weeks"), number(12, measure="duration", unit="months"), "apart"),
        (number(6, measure="persons", unit=""), number(9, measure="persons", unit="people"), "apart"),
        (number(5), number(9, measure="casualties"), "measure"),
        (number(15), number(9, 9, measure="casualties"), "apart"),
        (number(5), number(9, measure="vehicles"), None),
        (number(5), number(9, measure="wounded"), None),
        (number(5, counted="soldiers"), number(9, counted="residents"), None),
        (number(5, counted="soldiers"), number(9, counted="fighters"), "apart"),
        (number(31, counted="people"), number(12, counted="newborn children"), None),
        (number(72, counted="people detained"), number(5, counted="people still detained"), None),
    ],
)
def test_two_numbers_beside_each_other(one, other, how):
    assert compared(one, other) == how
    assert compared(other, one) == how


def test_numbers_of_two_questions_are_compared_where_they_count_the_same_in_words():
    assert compared(number(5, counted="tanks"), number(9, counted="burnt tanks"), same_question=False) == "apart"
    assert compared(number(5, counted="tanks"), number(9, counted="trucks"), same_question=False) is None


@pytest.mark.parametrize(
    ("answer", "low", "high"),
    [
        ("41", 41, 41),
        ("At least 1,200", 1200, None),
        ("Щонайменше 12 000", 12000, None),
        ("No more than thirty", None, 30),
        ("Over 200", 200, None),
        ("Троє", 3, 3),
        ("Не менее семи", 7, None),
        ("None", 0, 0),
        ("2,5 t", 2.5, 2.5),
    ],
)
def test_a_number_is_read_in_a_short_answer(answer, low, high):
    found = figures.told(answer)
    assert (found.low, found.high) == (low, high)


def test_an_answer_without_a_number_has_none():
    assert figures.told("Many") is None
