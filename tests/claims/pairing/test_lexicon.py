import pytest
from django.utils import translation

from claims.models import AnswerRelation, AnswerTerm
from claims.pairing import lexicon
from claims.suggestions.tokens import tokens
from tests.claims.pairing.reads import LEXICON

TERMS = [
    ("hit", "struck, direct hit", "asserts", "hit", False),
    ("влучили", "влуч*", "asserts", "hit", False),
    ("denied", "", "denies", "denied", False),
    ("unclear", "not clear", "unknown", "unclear", False),
]


def found(text, words=None):
    words = words or lexicon.Lexicon(TERMS, [("hit", "denied", "contradictory", True, True)])
    return [(hit.term.name, hit.text, hit.negated) for hit in words.find(tokens(text))]


def test_forms_are_found_the_longest_first():
    assert found("A direct hit struck it") == [("hit", "direct hit", False), ("hit", "struck", False)]


def test_an_open_form_stands_for_all_its_endings():
    assert found("Влучання") == [("hit", "Влучання", False)]
    assert found("Струк") == []


@pytest.mark.parametrize("text", ["was not hit", "wasn't hit", "never hit", "не влучили", "not directly hit"])
def test_a_term_after_a_negation_is_denied(text):
    assert [negated for _name, _text, negated in found(text)] == [True]


def test_a_negation_that_belongs_to_a_form_does_not_deny_it():
    assert found("It is not clear") == [("unclear", "not clear", False)]


def test_a_word_of_comparison_before_a_number_is_no_term():
    words = lexicon.Lexicon([("over", "", "asserts", "over", False)], [])
    assert found("Over", words) == [("over", "Over", False)]
    assert found("Over 200", words) == []
    assert found("over two hundred", words) == []


def test_a_word_of_comparison_tells_a_growth_only_without_a_number():
    words = lexicon.Lexicon([("fewer", "", "asserts", "decreasing", False)], [])
    assert found("Fewer", words) == [("decreasing", "Fewer", False)]
    assert found("Fewer attacks", words) == [("decreasing", "Fewer", False)]
    assert found("Fewer than 200", words) == []
    assert found("Fewer 30", words) == []


def test_a_relation_is_the_same_in_either_order():
    words = lexicon.Lexicon(TERMS, [("hit", "denied", "contrary", True, False)])
    assert words.between("hit", "denied") == words.between("denied", "hit") == ("contrary", True, False)
    assert words.between("hit", "unclear") is None


def test_whoever_changes_the_lexicon_changes_its_stamp():
    assert lexicon.Lexicon(TERMS, []).stamp == lexicon.Lexicon(TERMS, []).stamp
    assert lexicon.Lexicon(TERMS, []).stamp != lexicon.Lexicon(TERMS[1:], []).stamp
    assert lexicon.Lexicon(TERMS, []).stamp != lexicon.Lexicon(TERMS, [("hit", "denied", "contrary", True, True)]).stamp


@pytest.mark.django_db
def test_what_comes_with_the_product_is_what_a_new_installation_has():
    installed = lexicon.load()
    assert installed.relations == LEXICON.relations
    assert installed.exclusive == LEXICON.exclusive
    assert installed.forms == LEXICON.forms
    assert installed.stems == LEXICON.stems


@pytest.mark.django_db
def test_a_term_out_of_use_is_not_found():
    AnswerTerm.objects.filter(term="sunk").update(active=False)
    assert found("Sunk", lexicon.load()) == []
    AnswerRelation.objects.update(active=False)
    assert lexicon.load().relations == {}


def test_every_row_of_the_lexicon_is_whole():
    terms, relations = lexicon.rows(lexicon.TERMS), lexicon.rows(lexicon.RELATIONS)
    known = {row["term"] for row in terms if not row["same_as"]}
    assert len({(row["term"], row["language"]) for row in terms}) == len(terms)
    assert {row["language"] for row in terms} == {"en", "uk", "ru"}
    assert {row["same_as"] for row in terms} - {""} <= known
    assert {row[side] for row in relations for side in ("one", "other")} <= known
    assert len({frozenset((row["one"], row["other"])) for row in relations}) == len(relations)
    assert {row["relation"] for row in relations} == {"contradictory", "contrary", "compatible"}


def test_the_interface_of_another_language_changes_nothing_of_what_is_found():
    with translation.override("uk"):
        assert found("was not hit") == [("hit", "hit", True)]
