import pytest
from django.utils import timezone, translation

from claims.models import ClaimSuggestion, LexiconEntry, LexiconKind
from claims.suggestions import fill
from claims.suggestions.lexicon import default, load
from tests.factories import PartyFactory, SnapshotFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "The River Guard denied the loss.\n\nIt rained. Its chief said that the pier was lost."


@pytest.fixture
def snapshot():
    PartyFactory(name="River Guard", slug="river-guard")
    return SnapshotFactory(text=TEXT)


def rows():
    told = ("pk", "start", "end", "state", "party__slug", "reasons")
    return list(ClaimSuggestion.objects.order_by("start").values(*told))


def test_a_text_is_filled_once_however_often_it_is_done(snapshot):
    first = fill(snapshot)
    assert [TEXT[each.start : each.end] for each in first] == [
        "The River Guard denied the loss.",
        "Its chief said that the pier was lost.",
    ]
    before = rows()
    assert [each.pk for each in fill(snapshot)] == [each.pk for each in first]
    assert rows() == before
    assert {row["party__slug"] for row in before} == {"river-guard"}


def test_what_was_decided_stays_and_is_not_suggested_in_other_bounds(snapshot):
    first, second = fill(snapshot)
    ClaimSuggestion.objects.filter(pk=first.pk).update(
        state="dismissed", decided_by=UserFactory(), decided_at=timezone.now(), end=first.end - 1, speaker="As before"
    )
    again = fill(snapshot)
    assert [each.pk for each in again] == [first.pk, second.pk]
    assert (again[0].state, again[0].speaker) == ("dismissed", "As before")


def test_what_the_rules_no_longer_find_goes_as_long_as_nobody_decided(snapshot):
    fill(snapshot)
    LexiconEntry.objects.filter(word="say").update(active=False)
    assert [TEXT[each.start : each.end] for each in fill(snapshot)] == ["The River Guard denied the loss."]


def test_what_the_rules_find_out_later_is_told_of_open_suggestions(snapshot):
    ClaimSuggestion.objects.create(
        snapshot=snapshot, start=0, end=32, attribution="own_voice", reasons=["An older rule."]
    )
    [first, _second] = fill(snapshot)
    assert (first.attribution, first.implies, first.party.slug) == ("paraphrase", "denial", "river-guard")


def test_reasons_are_kept_in_one_language_for_every_editor(snapshot):
    with translation.override("uk"):
        fill(snapshot)
    before = rows()
    with translation.override("ru"):
        fill(snapshot)
    assert rows() == before


def test_the_lexicon_that_comes_along_is_in_the_database_and_valid():
    assert load().forms == default().forms
    for entry in LexiconEntry.objects.all():
        entry.clean_fields()
    for language in ("en", "ru", "uk"):
        kinds = set(LexiconEntry.objects.filter(language=language).values_list("kind", flat=True))
        assert kinds == set(LexiconKind.values)
