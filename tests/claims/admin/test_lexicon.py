"""The lexicon and the list of suggestions, as each role meets them."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from claims.models import ClaimSuggestion, LexiconEntry
from claims.suggestions import fill
from tests.desk import address, desk, filled, list_address
from tests.factories import ClaimSuggestionFactory, LexiconEntryFactory, PartyFactory, SnapshotFactory

pytestmark = pytest.mark.django_db


def test_an_editor_adds_a_verb_and_the_desk_finds_it():
    PartyFactory(name="River Guard", slug="river-guard")
    snapshot = SnapshotFactory(text="The River Guard gainsaid the loss of the pier.")
    assert fill(snapshot) == []
    client = desk("editor")
    page = client.get(list_address(LexiconEntry, "add"))
    typed = {
        "kind": "verb",
        "language": "en",
        "word": "gainsay",
        "forms": "gainsays, gainsaid",
        "implies": "denial",
        "active": "on",
    }
    assert client.post(list_address(LexiconEntry, "add"), filled(page, **typed)).status_code == 302
    [found] = fill(snapshot)
    assert (found.party.slug, found.implies) == ("river-guard", "denial")
    assert LexiconEntry.objects.get(word="gainsay").history.get().history_user == client.user


def test_the_same_word_twice_is_refused_with_the_reason():
    entry = LexiconEntryFactory(word="gainsay")
    client = desk("editor")
    page = client.get(list_address(LexiconEntry, "add"))
    typed = {"kind": entry.kind, "language": "en", "word": "gainsay", "implies": "neutral"}
    answer = client.post(list_address(LexiconEntry, "add"), filled(page, **typed))
    assert "This word of this language is there already." in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "reads", "writes"), [("", False, False), ("contributor", True, False), ("editor", True, True)]
)
def test_everybody_at_the_desk_reads_the_lexicon_and_editors_change_it(role, reads, writes):
    entry = LexiconEntryFactory(word="gainsay")
    client = desk(role or get_user_model().objects.create(username="staff", is_staff=True))
    assert client.get(list_address(LexiconEntry)).status_code == (200 if reads else 403)
    assert client.get(address(entry)).status_code == (200 if reads else 403)
    assert client.get(list_address(LexiconEntry, "add")).status_code == (200 if writes else 403)
    client.post(
        address(entry), {"kind": "verb", "language": "en", "word": "changed", "implies": "neutral", "_seen": ""}
    )
    client.post(address(entry, "delete"), {"post": "yes"})
    assert LexiconEntry.objects.filter(word="gainsay").exists() is not writes


def test_the_lexicon_is_found_by_any_form():
    found = desk("contributor").get(list_address(LexiconEntry), {"q": "повідомляє"}).content.decode()
    assert "повідомити" in found


def test_a_suggestion_is_listed_with_its_words_and_reasons_and_cannot_be_changed():
    suggestion = ClaimSuggestionFactory(
        snapshot__text="😀 <b>They</b> said no. More.", start=2, end=22, reasons=["“said” is a word of saying."]
    )
    client = desk("administrator")
    rows = client.get(list_address(type(suggestion))).content.decode()
    assert "&lt;b&gt;They&lt;/b&gt; said no" in rows
    assert "😀" not in rows
    page = client.get(address(suggestion)).content.decode()
    assert "“said” is a word of saying." in page
    assert reverse("admin:sources_source_desk", args=[suggestion.snapshot.source_id]) in page
    assert client.post(address(suggestion), {"state": "used"}).status_code == 403
    assert client.post(address(suggestion, "delete"), {"post": "yes"}).status_code == 403


def test_the_list_of_suggestions_fetches_no_whole_texts(django_assert_max_num_queries):
    for number in range(3):
        ClaimSuggestionFactory(snapshot__text=f"They said no. {number}")
    client = desk("contributor")
    with django_assert_max_num_queries(6):
        page = client.get(list_address(ClaimSuggestion))
    shown = list(page.context["cl"].result_list)
    assert len(shown) == 3
    assert all("text" in each.snapshot.get_deferred_fields() for each in shown)
