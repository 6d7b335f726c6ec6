import pytest
from django.utils import translation

from claims.pairing.one_party import common_words
from claims.pairing.reasons import SENTENCES, in_words
from claims.pairing.rules import judge
from tests.claims.pairing.reads import LEXICON, claim, number, other


def test_reasons_are_told_in_sentences():
    one = claim("200 or more", question_kind="how_many", figures=(number(200, qualifier="at_least"),))
    two = other("30 at most", question_kind="how_many", figures=(number(None, 30, qualifier="at_most"),))
    assert in_words(judge(one, two, LEXICON).reasons) == [
        "Both answer “What happened at Lomny?”.",
        "200 or more against 30 at most (killed).",
    ]


NUMBERS = {
    "one": {"low": "12000", "high": "12000"},
    "other": {"low": "2.50", "high": "3", "unit": "t"},
    "measure": "quantity",
}
OPEN = {"one": {"low": "3", "high": None, "open": True}, "other": {}, "measure": "grain"}
DATES = {"one": "2031-05-04", "other": "2031-05"}


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (["other_time", DATES], "They speak of different times: 4 May 2031; May 2031."),
        (["same_party", DATES], "The same party made both claims, and said them: 4 May 2031; May 2031."),
        (["shared_names", {"names": ["Lomny", "Vell"]}], "These names stand in both: Lomny, Vell."),
        (["wider_place", {"inner": "Lomny", "outer": "Ostrel"}], "Lomny lies in Ostrel."),
        (["figures_apart", NUMBERS], "12,000 against 2.5 to 3 t (quantity)."),
        (["figures_apart", OPEN], "More than 3 against unknown (grain)."),
        (["not heard of", {}], "Reason “not heard of”."),
        (["same_place", {}], "Reason “same_place”, without its “place”."),
        (["statement", {"said": "<b>100%</b>"}], "“<b>100%</b>”"),
    ],
)
def test_a_reason_is_told_with_its_values(reason, words):
    assert in_words([reason]) == [words]


def test_answers_are_said_to_exclude_each_other_only_where_one_question_is_asked():
    asked = ["same_question", {"question": "Who held Lomny?"}]
    contrary = ["answers_contrary", {"one": "held", "other": "taken"}]
    denied = ["denies", {"answer": "No success"}]
    assert in_words([asked, contrary, denied])[1:] == [
        "“held” and “taken” cannot both be true.",
        "“No success” denies what the other asserts.",
    ]
    assert in_words([contrary, denied]) == [
        "“held” and “taken” cannot both be true of the same thing.",
        "“No success” denies something, and the other claim asserts something.",
    ]


def test_words_that_both_answers_have_are_named_in_whatever_form():
    one, two = claim("Three candidates, none of them opposed"), claim("Repression has ended opposition")
    assert common_words(one, two) == {"words": ["opposed"]}
    assert in_words([["same_words", common_words(one, two)]]) == ["These words stand in both, in some form: opposed."]


def test_reasons_are_told_in_the_language_of_the_reader():
    reason = ["same_time", {"time": "2031-05-04"}]
    with translation.override("uk"):
        told = in_words([reason])
    assert told != in_words([reason])


def test_every_reason_that_the_rules_give_has_a_sentence():
    given = [
        judge(claim("Repelled"), other("Captured", about="2031-05-09"), LEXICON),
        judge(claim("Hit"), other("Denied"), LEXICON),
        judge(claim("Hit"), other("Struck"), LEXICON),
        judge(claim("Captured"), claim("Was mistaken"), LEXICON),
        judge(claim("Kestria", question_kind="who"), other("Ostrel", question_kind="who"), LEXICON),
        judge(claim("Hit", question=None), other("Not hit", question=None), LEXICON),
    ]
    codes = {code for found in given for code, _values in found.reasons + found.scope}
    assert codes <= set(SENTENCES)
    assert not any("Reason “" in words for found in given for words in in_words(found.reasons + found.scope))
