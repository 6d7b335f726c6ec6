import pytest

from claims.models import PairKind
from claims.reading import questions
from claims.reading.questions import answers_to
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    MembershipFactory,
    PartyFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return QuestionFactory(published=True)


def give(question, answer, said="", **kwargs):
    claim = ClaimFactory(published=True, event=question.event, question=question, answer=answer, **kwargs)
    if said:
        AppearanceFactory(claim=claim, source__published=True, said=said)
    return claim


def words(question):
    return [[given.said.answer for given in position.given] for position in answers_to(question).positions]


def test_answers_stand_in_the_order_in_which_they_were_given(question):
    give(question, "undated")
    give(question, "second", "2024-03-14")
    give(question, "first", "2024-03-12")
    assert words(question) == [["first"], ["second"], ["undated"]]


def test_same_words_stand_together_whatever_their_case(question):
    give(question, "Yes", "2024-03-12")
    give(question, "no", "2024-03-13")
    give(question, "yes ", "2024-03-14")
    assert words(question) == [["Yes", "yes "], ["no"]]


def test_published_corroboration_makes_two_answers_one(question):
    one, other = give(question, "captured", "2024-03-12"), give(question, "taken", "2024-03-13")
    ClaimPairFactory(claim=one, counterclaim=other, kind=PairKind.CORROBORATES)
    assert words(question) == [["captured"], ["taken"]]
    third = give(question, "held", "2024-03-14")
    ClaimPairFactory(published=True, claim=one, counterclaim=third, kind=PairKind.CORROBORATES)
    assert words(question) == [["captured", "held"], ["taken"]]


def test_corroboration_does_not_join_what_a_conflict_parts(question):
    one, two, three = (give(question, answer, "2024-03-12") for answer in ("a", "b", "c"))
    ClaimPairFactory(published=True, claim=one, counterclaim=two, kind=PairKind.CORROBORATES, position=1)
    ClaimPairFactory(published=True, claim=one, counterclaim=three, kind=PairKind.CONTRARY, position=2)
    ClaimPairFactory(published=True, claim=two, counterclaim=three, kind=PairKind.CORROBORATES, position=3)
    assert sorted(map(sorted, words(question))) == [["a", "b"], ["c"]]


def test_word_between_two_answers_is_against_only_where_a_conflict_stands(question):
    one, two = give(question, "a", "2024-03-12"), give(question, "b", "2024-03-13")
    give(question, "c", "2024-03-14")
    ClaimPairFactory(published=True, claim=one, counterclaim=two)
    found = answers_to(question)
    assert [position.against_previous for position in found.positions] == [False, True, False]
    assert [(versus.party, versus.answer) for versus in found.positions[0].first.versus] == [(two.party.name, "b")]
    assert found.conflicts == 1


def test_sides_of_one_answer_stand_in_the_order_of_the_alphabet(question):
    group, member = PartyFactory(name="B group"), PartyFactory()
    MembershipFactory(party=member, group=group)
    give(question, "same", "2024-03-12", party=member)
    give(question, "same", "2024-03-13", party=PartyFactory(name="A party"))
    (position,) = answers_to(question).positions
    assert [side.label for side, _given in position.sides] == ["A party", "B group"]
    assert position.parties == 2


def test_silent_is_who_spoke_about_the_event_and_not_about_this(question):
    give(question, "yes")
    speaker = ClaimFactory(published=True, event=question.event).party
    ClaimFactory(published=True)
    ClaimFactory(event=question.event)
    found = answers_to(question)
    assert [party.label for _side, parties in found.silent for party in parties] == [speaker.name]
    assert found.silent_count == 1


def test_party_that_also_said_something_else_is_not_silent(question):
    claim = give(question, "yes")
    ClaimFactory(published=True, event=question.event, party=claim.party)
    assert answers_to(question).silent == []


def test_page_shows_so_many_answers_and_says_that_there_are_more(question, monkeypatch):
    monkeypatch.setattr(questions, "ANSWERS", 2)
    for answer in "abc":
        give(question, answer)
    found = answers_to(question)
    assert (len(found.given), found.more, found.silent) == (2, True, [])
