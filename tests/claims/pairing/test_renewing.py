import pytest

from claims.models import AnswerRelation, AnswerTerm
from claims.pairing import lexicon
from claims.pairing.renewing import renew
from tests.claims.pairing.reads import LEXICON
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def changed_by_an_editor(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = UserFactory()
    row.save()


def test_a_new_installation_has_all_of_it_and_nothing_is_done():
    done = renew()
    assert (done.added, done.renewed, done.kept, done.gone) == (0, 0, [], [])
    assert not AnswerTerm.history.exists()


def test_an_older_lexicon_becomes_what_comes_with_the_product_in_one_go():
    AnswerTerm.objects.filter(term="armed").delete()
    AnswerTerm.history.all().delete()
    AnswerTerm.objects.filter(term="captured").update(forms="seized")
    AnswerRelation.objects.filter(one__term="flooded").delete()
    AnswerRelation.history.all().delete()
    done = renew()
    assert done.added > 3
    assert done.renewed == 1
    installed = lexicon.load()
    assert (installed.forms, installed.relations) == (LEXICON.forms, LEXICON.relations)
    assert renew().added == 0


def test_what_an_editor_changed_stays_and_is_named():
    changed_by_an_editor(AnswerTerm.objects.get(term="captured"), forms="seized")
    changed_by_an_editor(AnswerRelation.objects.get(one__term="flooded", other__term="dry"), relation="contrary")
    done = renew()
    assert done.renewed == 0
    assert sorted(each.split(" ")[0] for each in done.kept) == ["captured", "flooded"]
    assert AnswerTerm.objects.get(term="captured").forms == "seized"


def test_what_an_editor_deleted_does_not_come_back_nor_what_hangs_on_it():
    AnswerTerm.objects.get(term="flooded").delete()
    done = renew()
    assert done.added == 0
    assert "flooded (en)" in done.gone
    assert "flooded – dry" in done.gone
    assert not AnswerTerm.objects.filter(term="flooded").exists()


def test_what_only_the_installation_has_stays():
    AnswerTerm.objects.create(term="purple", language="en")
    renew()
    assert AnswerTerm.objects.filter(term="purple").exists()
