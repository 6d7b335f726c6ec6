from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands import build_search
from claims.models import SearchDocument, SearchSpelling, SearchStale, SearchWord
from tests.factories import ClaimFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("build_search", stdout=out)
    return out.getvalue().splitlines()


def test_index_is_made_from_nothing_and_again_the_same():
    public_world()
    ClaimFactory(statement="Of a draft.")
    SearchStale.objects.all().delete()
    first = run()
    rows = list(SearchDocument.objects.order_by("pk").values())
    words = list(SearchWord.objects.order_by("word").values_list("word", "uses"))
    assert rows
    assert "draft" not in dict(words)
    assert run() == first
    assert list(SearchDocument.objects.order_by("pk").values()) == rows
    assert list(SearchWord.objects.order_by("word").values_list("word", "uses")) == words


def test_what_went_wrong_in_the_index_is_set_right():
    public_world()
    run()
    right = list(SearchDocument.objects.order_by("pk").values())
    spelt = SearchSpelling.objects.count()
    SearchDocument.objects.filter(kind="claim").update(title="Wrong", title_words="wrong 0")
    SearchDocument.objects.create(id=5, kind="party", slug="gone", title="Of nobody")
    SearchWord.objects.create(word="nowhere", uses=7)
    SearchSpelling.objects.filter(form__startswith="=").delete()
    run()
    assert list(SearchDocument.objects.order_by("pk").values()) == right
    assert not SearchWord.objects.filter(word="nowhere").exists()
    assert SearchSpelling.objects.count() == spelt


def test_last_line_says_how_much_there_is():
    ClaimFactory(published=True, statement="The dam broke.")
    last = run()[-1]
    assert last.startswith("Indexed ")
    assert "claim 1" in last


def test_nothing_published_is_said():
    assert run()[-1] == "Indexed 0 things of 0 words: nothing is published."


def test_interruption_says_how_far_it_came_and_loses_nothing(monkeypatch):
    public_world()

    def interrupted():
        yield from list(rebuild())[:1]
        raise KeyboardInterrupt

    rebuild = build_search.rebuild
    monkeypatch.setattr(build_search, "rebuild", interrupted)
    out = StringIO()
    with pytest.raises(CommandError, match="Interrupted"):
        call_command("build_search", stdout=out)
    assert out.getvalue().startswith("Indexed ")
    monkeypatch.undo()
    run()
    assert SearchDocument.objects.exists()
