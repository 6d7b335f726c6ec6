"""Rows as a merge keeps them: every value as the database had it, so that it can be put back exactly."""

from functools import cache

from django.apps import apps
from django.db import models

from claims.models.search import IndexModel

# Rows named in one statement; a database takes only so many values.
BATCH = 500


def batches(keys):
    """Yield ``keys`` (an iterable) in lists of at most `BATCH`."""
    keys = list(keys)
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def label(model):
    """Return what ``model`` (a model class) is called in the record of a merge (str)."""
    return model._meta.label_lower


def model_called(name):
    """Return the model that `label` calls ``name`` (str)."""
    return apps.get_model(name)


def kept_value(field, record):
    """Return the value of the model ``field`` in ``record`` as JSON can hold it."""
    value = field.value_from_object(record)
    if value is None or isinstance(field, models.JSONField):
        return value
    # Texts as the serialisers make them, because JSON would cut a moment to milliseconds and a number to a float.
    return field.value_to_string(record)


def read_value(field, kept):
    """Return what `kept_value` kept, as the database takes it."""
    return kept if kept is None or isinstance(field, models.JSONField) else field.to_python(kept)


@cache
def column(model, name):
    """Return the field of ``model`` whose attribute is ``name`` (str)."""
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def kept_row(record):
    """Return every value of ``record`` (a model instance) by column: {attribute name: value}, as JSON can hold it."""
    return {field.attname: kept_value(field, record) for field in record._meta.concrete_fields}


def read_row(model, kept):
    """Return the instance of ``model`` of which `kept_row` kept ``kept`` (dict), not stored."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: read_value(fields[name], value) for name, value in kept.items() if name in fields})


def relations(model):
    """Return what points to ``model`` (a model class), as (model, field name) pairs, in the order of the names.

    Without the tables of histories, which tell what was, and what is worked out from the records anew.
    """
    found = [
        (each.related_model, each.field.name)
        for each in model._meta.get_fields(include_hidden=True)
        if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one)
    ]
    return sorted(
        (
            (other, name)
            for other, name in found
            if not hasattr(other, "history_object") and not issubclass(other, IndexModel)
        ),
        key=lambda each: (label(each[0]), each[1]),
    )
