import pytest

from claims.models import PartyKind, SearchDocument
from claims.search.naming import names_of


def names(*written, kind_of=PartyKind.OFFICIAL):
    return names_of(SearchDocument(title="\n".join(written), facts={"kind_of": kind_of}))


def test_every_name_counts_whole_and_once():
    assert names("The Kremlin", "Kremlin", "Кремль", "the") == [(0, "kremlin"), (0, "kreml")]


def test_words_of_a_persons_name_are_spellings_of_each_other():
    found = names("Ilya Ponomarev", "Ilyá Ponomariov", "Илья Пономарёв")
    assert {key for part, key in found if part == 2} == {"ponomarev", "ponomariov"}
    assert not [key for part, key in found if part == 1]


@pytest.mark.parametrize(
    "written",
    [
        ("Kursk governor", "Губернатор Курской области"),
        ("Governor of Kursk", "Head of Kursk"),
        ("Putin", "Путін"),
        ("Jens Stoltenberg", "Emmanuel Macron"),
    ],
)
def test_other_names_are_no_spellings(written):
    assert {part for part, _key in names(*written)} == {0}


def test_words_of_what_is_no_person_are_never_mixed():
    assert {part for part, _key in names("Russian Legion", "Russia Legion", kind_of=PartyKind.ARMED_GROUP)} == {0}
