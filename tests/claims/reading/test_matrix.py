from datetime import date

import pytest

from claims.models import Claim
from claims.reading.about_event import Answer
from claims.reading.matrix import matrix
from claims.reading.reports import Link, reports_of
from claims.reading.statements import said, with_summary
from tests.factories import AppearanceFactory, ClaimFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def answers(since):
    """Return every public claim as an `Answer`; ``since`` is a dict of answer to the day it was first given."""
    claims = list(with_summary(Claim.objects.published()))
    reports = reports_of([claim.pk for claim in claims])
    return [
        Answer(
            claim.party, claim.question_id, said(claim, reports[claim.pk]), Link(claim.party.name), since[claim.answer]
        )
        for claim in claims
    ]


def two_answers():
    question = QuestionFactory(published=True)
    first = ClaimFactory(published=True, carried=None, event=question.event, question=question, answer="held")
    second = ClaimFactory(
        published=True, carried=None, event=question.event, question=question, answer="lost", party=first.party
    )
    AppearanceFactory(claim=first, source__published=True, said="2024-03-12")
    AppearanceFactory(claim=second, source__published=True, said="2024-03-14")
    AppearanceFactory(claim=second, source__published=True, said="2024-03-15")
    return question, first, second


def test_cell_holds_the_latest_answer_first_and_how_often_it_is_quoted():
    question, _first, _second = two_answers()
    days = {"held": date(2024, 3, 12), "lost": date(2024, 3, 14)}
    (group,) = matrix([question.pk], answers(days), {})
    [cell] = group.rows[0].cells
    assert [entry.said.answer for entry in cell.entries] == ["lost", "held"]
    assert cell.quotations == 3
    assert not cell.changed


def test_answer_without_a_day_stands_after_those_with_one():
    question, _first, _second = two_answers()
    (group,) = matrix([question.pk], answers({"held": date(2024, 3, 12), "lost": None}), {})
    assert [entry.said.answer for entry in group.rows[0].cells[0].entries] == ["held", "lost"]


def test_answer_that_was_taken_back_stands_last_whatever_its_day():
    question, _first, second = two_answers()
    days = {"held": date(2024, 3, 12), "lost": date(2024, 3, 14)}
    (group,) = matrix([question.pk], answers(days), {}, replaced={second.pk})
    [cell] = group.rows[0].cells
    assert [(entry.said.answer, entry.taken_back) for entry in cell.entries] == [("held", False), ("lost", True)]
    assert cell.changed


def test_party_that_does_not_answer_has_an_empty_cell():
    question, first, _second = two_answers()
    other = QuestionFactory(published=True, event=question.event)
    (group,) = matrix([other.pk, question.pk], answers({"held": None, "lost": None}), {})
    assert [len(cell.entries) for cell in group.rows[0].cells] == [0, 2]
    assert group.rows[0].party.label == first.party.name


def test_claim_under_another_question_is_in_no_cell():
    question = QuestionFactory(published=True)
    ClaimFactory(published=True)
    assert matrix([question.pk], answers({"repelled": None}), {}) == []
