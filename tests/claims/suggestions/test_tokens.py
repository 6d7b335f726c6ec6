import pytest

from claims.suggestions.tokens import by_start, fold, same_place, same_word, tokens


def test_words_keep_their_place_and_lose_their_possessive():
    text = "Kyiv’s П’ять 😀 co-op 2.5"
    found = tokens(text)
    assert [token.text for token in found] == ["Kyiv", "П’ять", "co-op", "2.5"]
    assert [text[token.start : token.end] for token in found] == ["Kyiv’s", "П’ять", "co-op", "2.5"]
    assert [token.possessive for token in found] == [True, False, False, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ponomariov", "Ponomariòv"), ("defense", "Defence"), ("mobilized", "mobilised"), ("пономарёв", "Пономарев")],
)
def test_spellings_of_one_word_fold_to_one(one, other):
    assert fold(one) == fold(other)


def test_letters_that_are_no_accents_stay():
    assert fold("Й") != fold("и")
    assert fold("ї") != fold("і")


@pytest.mark.parametrize(
    ("one", "other", "noun", "same"),
    [
        ("russia", "russian", False, True),
        ("russia", "russian", True, False),
        ("ukraine", "ukrainian", False, True),
        ("governor", "government", False, False),
        ("ministry", "minister", False, False),
        ("кремль", "кремля", True, True),
        ("зеленский", "зеленского", True, True),
        ("россия", "российский", True, False),
        ("министр", "министерство", False, False),
        ("гур", "гурт", False, False),
        ("kyiv", "київ", False, False),
    ],
)
def test_forms_of_a_word_are_told_from_other_words(one, other, noun, same):
    assert same_word(one, other, noun=noun) is same
    assert same_word(other, one, noun=noun) is same


def test_an_acronym_is_the_same_with_points_and_without():
    assert fold("U.N") == fold("UN")
    assert fold("2.5") == "2.5"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Кесской", "Кесская", True),
        ("Зеленогорье", "Зеленогорской", True),
        ("Долинщині", "Долинської", True),
        ("Торванії", "Торванский", True),
        ("Belmoran", "Belmora", True),
        ("Кесск", "Нельмск", False),
        ("Кесская", "Belmora", False),
    ],
)
def test_a_place_its_adjective_and_its_region_are_one_place(one, other, same):
    assert same_place(fold(one), fold(other)) is same


def test_words_are_looked_up_by_how_they_begin():
    assert {key: sorted(each) for key, each in by_start({"kess", "kesker", "nelm"}).items()} == {
        "kes": ["kesker", "kess"],
        "nel": ["nelm"],
    }
