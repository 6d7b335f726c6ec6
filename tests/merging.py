"""What a merge may leave different when it was undone, and everything else, row by row."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from claims.models import Correction, Merge, MergedAddress
from claims.models.search import IndexModel

# What the tests tell readers. That they were told stays when a merge is undone.
NOTE = "These were one claim, recorded twice."
# Grows with everything that happens: that a merge was made and undone is to be known.
GROWING = (LogEntry, Session, Merge, MergedAddress)
RISING = ("version", "base_version")


def stored():
    """Return every row of every table but the histories and what is worked out anew: {model: {key: {column: value}}}.

    Without the versions, which only ever rise, those that revisions start from included.
    """
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, (*GROWING, IndexModel)) or hasattr(model, "history_object"):
            continue
        names = [field.attname for field in model._meta.concrete_fields if field.name not in RISING]
        rows = model._base_manager.values_list("pk", *names)
        if model is Correction:
            rows = rows.exclude(note=NOTE)
        found[model.__name__] = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    return found
