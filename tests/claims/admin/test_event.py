import pytest

from tests.desk import address, desk, list_address
from tests.factories import EventFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", ["contributor", "editor"])
def test_an_event_lists_the_questions_at_issue(group):
    question = QuestionFactory(text="Who held the bridge at Oster?")
    other = QuestionFactory(text="How many boats were lost?")
    page = desk(group).get(address(question.event)).content.decode()
    rows = page[page.index('id="questions-group"') :]
    assert question.text in rows
    assert address(question) in rows
    assert other.text not in rows


def test_a_new_event_has_no_rows_to_show():
    EventFactory()
    assert (
        'id="questions-group"' not in desk("editor").get(list_address(EventFactory._meta.model, "add")).content.decode()
    )
