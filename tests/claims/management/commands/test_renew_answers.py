from io import StringIO

import pytest
from django.core.management import call_command

from claims.models import AnswerTerm

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("renew_answers", stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_was_added_and_what_an_editor_has_deleted():
    AnswerTerm.objects.filter(term="captured").update(forms="seized")
    AnswerTerm.objects.get(term="dry").delete()
    *gone, last = run()
    assert "not brought back, because an editor deleted it: dry (en)" in gone
    assert last == "0 rows added, 1 renewed, 0 kept as editors left them"
    assert run()[-1] == "0 rows added, 0 renewed, 0 kept as editors left them"
