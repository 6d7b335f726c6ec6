"""The histories of records, and the beginning of one for records that came without: from a fixture, or in bulk."""

from functools import cache

from django.apps import apps
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.utils import get_history_manager_for_model

BATCH = 500


class History(HistoryManager):
    """The histories of a kind of record. The library makes this class anew, method by method, whenever a record is
    saved; it is made once."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


def tracked(model):
    """Return whether changes of ``model`` (a model class) are kept."""
    return hasattr(model._meta, "simple_history_manager_attribute")


def tracked_models():
    """Return every model of the project whose changes are kept (list)."""
    return [model for model in apps.get_models() if tracked(model)]


def keep_baseline(record, *parts):
    """Note the stored state of ``record`` and of its ``parts`` as the first entry of the history of each.

    Called before the first change, so that the first difference has a "before". Whatever has a history already is let
    be. The parts (records without writers of their own) count as written when the record was, by whoever wrote it.
    """
    stored = type(record)._base_manager.filter(pk=record.pk).first()
    if stored is None:
        return
    _begin([stored], *_writing(stored))
    for model in {type(part) for part in parts}:
        kept = model._base_manager.filter(pk__in=[part.pk for part in parts if type(part) is model])
        _begin(list(kept), *_writing(stored))


def keep_baselines(model, *, by=None):
    """Begin the history of every record of ``model`` (a model class) that has none. Returns how many there were.

    ``by`` (a `User`): who is named where the record itself does not say who wrote it.
    """
    rows = get_history_manager_for_model(model)
    bare = model._base_manager.exclude(pk__in=rows.values(model._meta.pk.attname)).order_by("pk")
    moment = timezone.now()
    entries = []
    for record in bare.iterator(chunk_size=BATCH):
        written, writer = _writing(record)
        entries.append(_beginning(rows.model, record, written or moment, writer or (by and by.pk)))
    return len(rows.bulk_create(entries, batch_size=BATCH))


def keep_entries(records, *, what, by, reason):
    """Note in the history of each of ``records`` (model instances) what was done with it by a write that passed by its
    ``save``, its beginning first if it has no history.

    ``what``: "+" put there, "~" changed or "-" removed; the records hold what is stored, or was. ``by``: the `User` who
    did it; ``reason`` (str): why. Kinds of record whose changes are not kept are passed over.
    """
    moment = timezone.now()
    for model in {type(record) for record in records if tracked(type(record))}:
        rows = get_history_manager_for_model(model)
        entries = [
            rows.model(
                **{field.attname: getattr(record, field.attname) for field in rows.model.tracked_fields},
                history_type=what,
                history_date=moment,
                history_change_reason=reason[:100],
                history_user=by,
            )
            for record in records
            if type(record) is model
        ]
        rows.bulk_create(entries, batch_size=BATCH)


def keep_baselines_of(records):
    """Note the stored state of each of ``records`` (model instances, as stored) as the first entry of its history,
    where it has none."""
    for model in {type(record) for record in records if tracked(type(record))}:
        rows = get_history_manager_for_model(model)
        of_model = [record for record in records if type(record) is model]
        for start in range(0, len(of_model), BATCH):
            some = of_model[start : start + BATCH]
            known = set(rows.filter(id__in=[record.pk for record in some]).values_list("id", flat=True))
            entries = []
            for record in some:
                written, writer = _writing(record)
                if record.pk not in known:
                    entries.append(_beginning(rows.model, record, written or timezone.now(), writer))
            rows.bulk_create(entries)


def _begin(records, written, writer):
    rows = get_history_manager_for_model(type(records[0])) if records else None
    if rows is None:
        return
    key = type(records[0])._meta.pk.attname
    known = set(rows.filter(**{f"{key}__in": [record.pk for record in records]}).values_list(key, flat=True))
    moment = written or timezone.now()
    rows.bulk_create([_beginning(rows.model, record, moment, writer) for record in records if record.pk not in known])


def _writing(record):
    """Return when ``record`` was last written (datetime) and the key of who did, each None where it does not say."""
    return getattr(record, "updated_at", None), getattr(record, "updated_by_id", None)


def _beginning(row_model, record, written, writer):
    fields = {field.attname: getattr(record, field.attname) for field in row_model.tracked_fields}
    return row_model(**fields, history_type="+", history_date=written, history_user_id=writer)
