import pytest

from claims.models import Claim
from claims.reading.matrix import matrix
from claims.reading.statements import said, with_summary
from tests.factories import AppearanceFactory, ClaimFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_cell_holds_the_latest_answer_first():
    question = QuestionFactory(published=True)
    first = ClaimFactory(published=True, carried=None, event=question.event, question=question, answer="held")
    second = ClaimFactory(
        published=True, carried=None, event=question.event, question=question, answer="lost", party=first.party
    )
    AppearanceFactory(claim=first, source__published=True, said="2024-03-12")
    AppearanceFactory(claim=second, source__published=True, said="2024-03-14")
    claims = [(claim, said(claim)) for claim in with_summary(Claim.objects.published())]
    (group,) = matrix([question.pk], claims, {})
    assert [[answer.answer for answer in cell] for cell in group.rows[0].cells] == [["lost", "held"]]


def test_claim_under_another_question_is_in_no_cell():
    question = QuestionFactory(published=True)
    ClaimFactory(published=True)
    claims = [(claim, said(claim)) for claim in with_summary(Claim.objects.published())]
    assert matrix([question.pk], claims, {}) == []
