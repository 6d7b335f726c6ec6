"""What a revision changes, as data that can be told in any language: which record or row, which field, before, after.

Names of other records are kept as they were when it was written, because a row that a revision adds may point to
something that is not there until it is published; all other values are kept as they are, and read when they are told.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import ForeignKey
from django.utils.text import capfirst

from editorial.admin.differences import VERBS, Difference, Names, readable, told_fields
from editorial.differing import segments


@dataclass(frozen=True)
class Told:
    """One record or row that a revision changes: its kind, name and what is done to it, with its `Difference`s."""

    model: type
    kind: str
    title: str
    verb: str
    differences: list


def state(record, parts):
    """Return what ``record`` and the rows of its ``parts`` ({model: name of its foreign key}) hold, as stored:
    {(model label, key): {field name: value}}, with the name of each row under ``""``."""
    stored = {
        model: list(model._base_manager.filter(**{key: record.pk}).order_by("pk"))
        for model, key in {type(record): record._meta.pk.attname, **parts}.items()
    }
    names = Names([(model, row) for model, rows in stored.items() for row in rows])
    return {
        (model._meta.label, row.pk): {"": names.title(model, row) if model in parts else ""}
        | {each.name: _kept(each, row, names) for each in told_fields(model) if each.name != parts.get(model)}
        for model, rows in stored.items()
        for row in rows
    }


def _kept(each, row, names):
    value = getattr(row, each.attname)
    if isinstance(each, ForeignKey):
        return "" if value is None else names.of(each.related_model, value)
    return value if value is None or isinstance(value, bool) else each.value_to_string(row)


def compare(before, after):
    """Return what differs between two results of `state`, the record before its rows, as a list that JSON can hold."""
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        fields = [
            [name, (old or {}).get(name), (new or {}).get(name)]
            for name in (new or old)
            if name and (old or {}).get(name) != (new or {}).get(name)
        ]
        verb = "+" if old is None else "-" if new is None else "~"
        if fields:
            # A row that goes is told by its name; what it held stands in the history.
            title = (new or old)[""]
            found.append({"model": key[0], "verb": verb, "title": title, "fields": [] if verb == "-" else fields})
    return found


def told(changes):
    """Return ``changes`` (from `compare`) in words of the present language: a list of `Told`."""
    found = []
    for change in changes:
        model = apps.get_model(change["model"])
        fields = {each.name: each for each in told_fields(model)}
        differences = [
            Difference(name, capfirst(fields[name].verbose_name), *segments(*(_said(fields[name], v) for v in values)))
            for name, *values in change["fields"]
            # A field may be gone since.
            if name in fields
        ]
        kind, title = capfirst(model._meta.verbose_name), change["title"]
        found.append(Told(model, kind, title, VERBS[change["verb"]], [d for d in differences if d.before or d.after]))
    return found


def _said(each, value):
    if value in (None, "") or isinstance(each, ForeignKey):
        return value or ""
    return readable(each, each.to_python(value))
