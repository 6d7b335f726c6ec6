import pytest

from tests.factories import ClaimFactory, QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_question_sets_every_answer_side_by_side(client):
    world = public_world()
    response = client.get(world.question.get_absolute_url())
    page = response.content.decode()
    for words in ("answer-of-left", "exact-of-left", "counted-of-left", "answer-of-right", "exact-of-right"):
        assert words in page, words
    assert "statement-of-unfiled" not in page
    assert len(response.context["answers"].given) == 2
    assert "/pairs/pair/" in page


def test_question_without_an_answer_says_so(client):
    question = QuestionFactory(published=True)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Nobody whose words were read has answered this question." in page


def test_question_says_what_stands_between_the_answers(client):
    world = public_world()
    page = client.get(world.question.get_absolute_url()).content.decode()
    between = page[page.index("answer-of-left") : page.index('id="between"')]
    assert ">against<" in between
    assert "contrary" in between
    assert "independent origin" in between


def test_question_names_who_is_silent(client):
    world = public_world()
    silent = ClaimFactory(published=True, event=world.event).party
    page = client.get(world.question.get_absolute_url()).content.decode()
    assert silent.name in page[page.index('id="silent"') :]
    assert "They spoke about the event" in page


def test_question_that_all_have_answered_says_so(client):
    world = public_world()
    page = client.get(world.question.get_absolute_url()).content.decode()
    assert "Every party that spoke about the event has answered." in page
