import pytest

from claims.suggestions.nouns import Noun, noun
from claims.suggestions.phrases import Phrase
from claims.suggestions.tokens import tokens


def described(text, head, verbs=()):
    found = tokens(text)
    at = next(index for index, token in enumerate(found) if token.folded == head)
    phrase = Phrase(at, at + 1, "office", words=(head,))
    spoken = {index for index, token in enumerate(found) if token.folded in verbs}
    said = noun(text, found, phrase, spoken, knows=lambda word: word == "kess")
    return sorted(said.near), sorted(said.named)


@pytest.mark.parametrize(
    ("text", "head", "near", "named"),
    [
        ("The Kess defence ministry said so", "ministry", ["defence"], ["kess"]),
        ("Kess officials said so", "officials", [], ["kess"]),
        ("Local officials said so", "officials", ["local"], []),
        ("He met the foreign ministry in Upper Kess", "ministry", ["foreign"], ["kess", "upper"]),
        ("The Geneva-based office said so", "office", [], []),
        ("Kess’s new governor said so", "governor", ["new"], ["kess"]),
        ("They told the governor", "governor", [], []),
        ("Губернатор области заявил", "губернатор", ["области"], []),
    ],
)
def test_what_stands_beside_a_noun_is_sorted_into_words_and_names(text, head, near, named):
    assert described(text, head) == (near, named)


def test_a_description_ends_at_a_verb_of_saying():
    assert described("As told officials", "officials", verbs={"told"}) == ([], [])


@pytest.mark.parametrize(
    ("heads", "near", "offices"),
    [
        (("prime", "minister"), (), {"premier"}),
        (("premier",), (), {"premier"}),
        (("прем'єр-міністр",), (), {"premier"}),
        (("head",), ("state",), {"president"}),
        (("глава",), ("региона",), {"governor"}),
        (("head",), (), set()),
        (("spokesman",), (), set()),
    ],
)
def test_an_office_is_one_by_all_its_names(heads, near, offices):
    assert Noun(heads, near).offices == offices
