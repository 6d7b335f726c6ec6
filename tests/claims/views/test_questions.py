import pytest

from tests.factories import QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_question_sets_every_answer_side_by_side(client):
    world = public_world()
    response = client.get(world.question.get_absolute_url())
    page = response.content.decode()
    for words in ("answer-of-left", "exact-of-left", "counted-of-left", "answer-of-right", "exact-of-right"):
        assert words in page, words
    assert "statement-of-unfiled" not in page
    assert response.context["count"] == 2
    assert "/pairs/pair/" in page


def test_question_without_an_answer_says_so(client):
    question = QuestionFactory(published=True)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Nobody whose words were read has answered this question." in page
