import pytest
from django.db.models import Q
from django.urls import reverse

from claims.models import AnswerRelation, AnswerTerm, PairSuggestion
from tests.desk import account, desk, filled
from tests.factories import ClaimFactory, PairSuggestionFactory

pytestmark = pytest.mark.django_db


def add(client, model, **typed):
    """Fill in the form for a new ``model`` as ``client`` and return what is answered."""
    page = client.get(address(model, "add"))
    return client.post(address(model, "add"), filled(page, **typed))


def address(model, what, *args):
    return reverse(f"admin:claims_{model._meta.model_name}_{what}", args=args)


def test_an_editor_adds_a_term_with_its_forms_and_what_it_follows():
    hit = AnswerTerm.objects.get(term="hit", language="en")
    typed = {"term": "touché", "language": "fr", "forms": "frappé, touch*", "same_as": hit.pk}
    client = desk("editor")
    assert add(client, AnswerTerm, **typed).status_code == 302
    stored = AnswerTerm.objects.get(term="touché")
    assert stored.same_as == hit
    assert stored.history.get().history_user == client.user


def test_a_translation_of_a_translation_is_refused_with_what_to_do():
    translated = AnswerTerm.objects.filter(same_as__isnull=False, language="uk").first()
    typed = {"term": "touché", "language": "fr", "same_as": translated.pk}
    page = add(desk("editor"), AnswerTerm, **typed).content.decode()
    assert "is a translation itself; choose the term it translates" in page


def test_a_relation_that_is_there_in_the_other_order_is_refused():
    known = AnswerRelation.objects.first()
    typed = {"one": known.other_id, "other": known.one_id, "relation": "contrary"}
    page = add(desk("editor"), AnswerRelation, **typed).content.decode()
    assert "The relation of these two terms is there already" in page


def test_before_a_term_goes_its_translations_and_all_relations_are_named():
    term = AnswerTerm.objects.get(term="captured", language="en")
    client = desk(account(is_superuser=True))
    page = client.get(address(AnswerTerm, "delete", term.pk)).content.decode()
    going = {term.pk, *term.translations.values_list("pk", flat=True)}
    relations = AnswerRelation.objects.filter(Q(one__in=going) | Q(other__in=going))
    assert len(going) > 1
    assert relations.count() > 5
    assert f"Relations of answers: {relations.count()}" in page
    for relation in relations.select_related("one", "other"):
        assert str(relation) in page
    assert client.post(address(AnswerTerm, "delete", term.pk), {"post": "yes"}).status_code == 302
    assert not AnswerTerm.objects.filter(pk__in=going).exists()
    assert not AnswerRelation.objects.filter(Q(one__in=going) | Q(other__in=going)).exists()


def test_a_contributor_reads_the_lexicon_and_changes_nothing():
    term = AnswerTerm.objects.get(term="hit", language="en")
    client = desk("contributor")
    assert "shelled" in client.get(address(AnswerTerm, "change", term.pk)).content.decode()
    assert client.post(address(AnswerTerm, "add"), {"term": "x", "language": "en"}).status_code == 403
    assert client.post(address(AnswerTerm, "delete", term.pk), {"post": "yes"}).status_code == 403
    assert AnswerTerm.objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize("asked", ["changelist", "change"])
def test_suggestions_are_read_with_their_reasons_and_not_changed_here(asked):
    found = PairSuggestionFactory(kind="apparent", scope=[["other_time", {"one": "2031-05-04", "other": "2031-05-09"}]])
    client = desk("editor")
    if asked == "changelist":
        page = client.get(address(type(found), "changelist")).content.decode()
        assert "apparent" in page
        return
    page = client.get(address(type(found), "change", found.pk)).content.decode()
    assert "Both are about “A raid”." in page
    assert "They speak of different times: 4 May 2031; 9 May 2031." in page
    assert client.post(address(type(found), "change", found.pk), {"score": "1"}).status_code == 403
    assert client.post(address(type(found), "delete", found.pk), {"post": "yes"}).status_code == 403


def test_a_claim_that_is_saved_is_compared_at_once():
    known = ClaimFactory(answer="Repelled", statement="The raiders were driven back.")
    claim = ClaimFactory(event=known.event, created_by=account("editor"))
    client = desk("editor")
    where = reverse("admin:claims_claim_change", args=[claim.pk])
    typed = {"answer": "Captured", "statement": "The raiders took the village."}
    assert client.post(where, filled(client.get(where), **typed)).status_code == 302
    found = PairSuggestion.objects.get()
    assert (found.one, found.other, found.kind) == (known, claim, "contrary")
