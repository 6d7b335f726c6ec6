from datetime import date

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event, EventKind
from editorial import fields
from editorial.models.history import keep_baselines_of, keep_entries
from tests.factories import EventFactory, UserFactory

pytestmark = pytest.mark.django_db


def days(event):
    return Event.objects.values_list("occurred_earliest", "occurred_latest").get(pk=event.pk)


def test_derived_days_follow_the_date_at_every_save():
    event = EventFactory(occurred="2024-03")
    assert days(event) == (date(2024, 3, 1), date(2024, 3, 31))
    event.occurred = ""
    event.save()
    assert days(event) == (None, None)


def test_derived_days_are_there_after_a_bulk_write():
    (event,) = Event.objects.bulk_create(
        [Event(slug="e", title="Raid", kind=EventKind.OTHER, occurred="2024-03-12/2024-03-14")]
    )
    assert days(event) == (date(2024, 3, 12), date(2024, 3, 14))


def test_an_invalid_date_is_refused_even_without_a_form():
    with pytest.raises(ValidationError, match="not a date"):
        EventFactory(occurred="spring")
    assert not Event.objects.exists()


def test_a_record_not_stored_yet_passes_its_checks():
    EventFactory.build(slug="raid", occurred="2024-03~").full_clean()


def test_an_invalid_date_is_named_at_its_field():
    with pytest.raises(ValidationError) as refused:
        EventFactory.build(slug="raid", occurred="12.3.2024").full_clean()
    assert set(refused.value.message_dict) == {"occurred"}
    assert "2024-03-12" in refused.value.message_dict["occurred"][0]


def test_a_history_takes_the_days_that_were_stored_and_reads_no_date(monkeypatch):
    """A merge writes the histories of thousands of records, and each date read takes milliseconds."""
    dates = ["2024-03~", "2024-03-12/2024-03-14", ""]
    events = [Event.objects.get(pk=EventFactory(occurred=date).pk) for date in dates]
    Event.history.all().delete()
    monkeypatch.setattr(fields, "parse", None)
    keep_baselines_of(events)
    keep_entries(events, what="~", by=UserFactory(), reason="Moved.")
    told = Event.history.values_list("id", "occurred", "occurred_earliest", "occurred_latest")
    assert sorted(told) == sorted(
        (each.pk, each.occurred, each.occurred_earliest, each.occurred_latest) for each in [*events, *events]
    )
