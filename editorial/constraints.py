"""Constraints that many models share, each with its message for the editor."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual


def filled(field, message):
    """Return the constraint that text ``field`` (str) is not empty, with ``message`` for the editor."""
    return models.CheckConstraint(
        condition=~Q(**{field: ""}), name=f"%(app_label)s_%(class)s_{field}_filled", violation_error_message=message
    )


def one_of(field, choices, message):
    """Return the constraint that ``field`` (str) holds one of ``choices`` (a `TextChoices`), with ``message``."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=f"%(app_label)s_%(class)s_{field}_known",
        violation_error_message=message,
    )


def at_most(field, length, message):
    """Return the constraint that text ``field`` (str) has at most ``length`` code points: SQLite has no such limit."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(field), length),
        name=f"%(app_label)s_%(class)s_{field}_length",
        violation_error_message=message,
    )


def web_address(field, message):
    """Return the constraint that ``field`` (str) is empty or an address of the web, with ``message``.

    A page makes links of such fields, and a link to ``javascript:`` is a script.
    """
    return models.CheckConstraint(
        condition=Q(**{field: ""})
        | Q(**{f"{field}__startswith": "https://"})
        | Q(**{f"{field}__startswith": "http://"}),
        name=f"%(app_label)s_%(class)s_{field}_web",
        violation_error_message=message,
    )


def not_itself(field, message):
    """Return the constraint that the record that ``field`` (str) names is another one, with ``message``."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | ~Q(**{field: F("id")}),
        name=f"%(app_label)s_%(class)s_{field}_another",
        violation_error_message=message,
    )


def spans(start, end, text):
    """Return the condition that ``end`` minus ``start`` (field names) is the number of code points in ``text``."""
    return Exact(F(end) - F(start), Length(text))
