import pytest

from claims.pairing import numerals


@pytest.mark.parametrize(
    ("answer", "low", "high", "unit"),
    [
        ("Twenty-four", 24, 24, ""),
        ("Two hundred and six killed", 206, 206, ""),
        ("Two dozen", 24, 24, ""),
        ("Half a million", 500_000, 500_000, ""),
        ("1.2 million", 1_200_000, 1_200_000, ""),
        ("Over a million", 1_000_000, None, ""),
        ("Fewer than 40,000", None, 40_000, ""),
        ("Not fewer than 40", 40, None, ""),
        ("Not more than nine", None, 9, ""),
        ("Twelve at most", None, 12, ""),
        ("80 or more", 80, None, ""),
        ("Between 70 and 90", 70, 90, ""),
        ("70–90 soldiers", 70, 90, ""),
        ("Від 20 до 30", 20, 30, ""),
        ("61 per cent", 61, 61, "%"),
        ("38,5 %", 38.5, 38.5, "%"),
        ("Dozens injured", 20, None, ""),
        ("Сотні людей", 200, None, ""),
        ("Сто двадцать", 120, 120, ""),
        ("Понад двісті", 200, None, ""),
        ("Не менее семи", 7, None, ""),
        ("Не более тридцати", None, 30, ""),
        ("5 тисяч", 5_000, 5_000, ""),
        ("Полтора миллиона", 1_500_000, 1_500_000, ""),
        ("Two dead, nine injured", 2, 2, ""),
        ("Nobody", 0, 0, ""),
        ("Жодного", 0, 0, ""),
    ],
)
def test_a_number_is_read_in_figures_or_words(answer, low, high, unit):
    found = numerals.read(answer)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize("answer", ["Many", "A few shots", "Repelled", ""])
def test_an_answer_without_a_number_has_none(answer):
    assert numerals.read(answer) is None


@pytest.mark.parametrize("answer", ["41", "At least forty", "About 60 launched", "Понад двісті"])
def test_an_answer_that_begins_with_a_number_is_one(answer):
    assert numerals.is_one(answer)


@pytest.mark.parametrize("answer", ["At 02:54", "12 August", "3 p.m.", "In two places", "Repelled"])
def test_a_day_a_time_of_day_and_a_sentence_with_a_number_are_none(answer):
    assert not numerals.is_one(answer)
