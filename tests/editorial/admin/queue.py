"""The review queue as a test works at it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from editorial.status import Status

QUEUE = "/admin/review/"


def page_of(record):
    return reverse("admin:review_record", args=[record._meta.app_label, record._meta.model_name, record.pk])


def submitted(record, by, days=0):
    """Submit ``record`` as ``by`` did ``days`` ago, and return it."""
    record.submit(by=by)
    moment = timezone.now() - timedelta(days=days)
    record.history.filter(status=Status.IN_REVIEW).update(history_date=moment)
    return record


def rows(response):
    return [row["record"] for row in response.context["rows"]]
