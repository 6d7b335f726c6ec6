"""What changed in a record and its parts, as a person reads it: who, when, what stood there before, what stands now.

Reads the tables that django-simple-history fills. A save of a record together with its parts (a claim with its figures)
is one `Change`, because to whoever did it it was one.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import BooleanField, DateTimeField, ForeignKey
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.utils import get_history_manager_for_model

from editorial.differing import segments
from editorial.edtf import humanise
from editorial.fields import EDTFField
from editorial.models.history import tracked

# Rows written in one save lie closer together than this.
ONE_SAVE = timedelta(seconds=2)
# What a difference tells although no form shows it, and what it leaves out: it is in its heading.
TOLD = {"status", "retraction_reason", "state"}
LEFT_OUT = {"id", "created_at", "created_by", "updated_at", "updated_by"}
VERBS = {"+": _("added"), "~": _("changed"), "-": _("deleted")}


@dataclass(frozen=True)
class Difference:
    """One field: its label, and the text before and after, each as parts (text, whether it differs)."""

    name: str
    label: str
    before: list
    after: list


@dataclass(frozen=True)
class Entry:
    """One row of history: of which kind of record it is, which one, what was done, and the differences."""

    row: object
    model: type
    kind: str
    title: str
    verb: str
    differences: list


@dataclass
class Change:
    """What one person did at one moment."""

    who: object
    when: datetime
    reasons: list = field(default_factory=list)
    entries: list = field(default_factory=list)


def part_models(parents):
    """Return {model: name of its foreign key} from inlines' (model, foreign key name) pairs, the tracked ones."""
    return {model: name for model, name in parents if tracked(model)}


def history_rows(record, parts=()):
    """Return the history rows of ``record`` and of its ``parts``, newest first, as a list of (model, row).

    ``parts``: {model class: name (str) of its foreign key to the record}.
    """
    found = [(type(record), row) for row in _rows(type(record)).filter(**{type(record)._meta.pk.attname: record.pk})]
    for model, key in dict(parts).items():
        found += [(model, row) for row in _rows(model).filter(**{key: record.pk})]
    # Of the rows of one instant the record's own comes last here, so that it is told first among them.
    return sorted(found, key=lambda item: (item[1].history_date, item[0] is not type(record), item[1].history_id))[::-1]


def _rows(model):
    return get_history_manager_for_model(model).select_related("history_user")


def changes(rows, *, since=None):
    """Return the `Change`s that history ``rows`` (from `history_rows`, all of a record's) tell, newest first.

    ``since`` (datetime): only those of that moment or later.
    """
    before = _predecessors(rows)
    told = [(model, row) for model, row in rows if since is None or row.history_date >= since]
    names = Names([*told, *((model, before[id(row)]) for model, row in told if id(row) in before)])
    found = []
    for model, row in told:
        entry = _entry(model, before.get(id(row)), row, names)
        last = found[-1] if found else None
        if (
            last is None
            or last.who != row.history_user
            or last.when - row.history_date > ONE_SAVE
            or any(known.model is model and known.row.id == row.id for known in last.entries)
        ):
            last = Change(row.history_user, row.history_date)
            found.append(last)
        last.entries.append(entry)
        if row.history_change_reason and row.history_change_reason not in last.reasons:
            last.reasons.append(row.history_change_reason)
    for change in found:
        # A save that changed only a part saves the record too; that says nothing.
        change.entries = [entry for entry in change.entries if entry.verb != VERBS["~"] or entry.differences] or (
            change.entries[:1]
        )
    return found


def _predecessors(rows):
    """Return {id of a row: the row before it of the same thing}, for rows sorted newest first."""
    later, before = {}, {}
    for model, row in rows:
        if (newer := later.get((model, row.id))) is not None:
            before[id(newer)] = row
        later[model, row.id] = row
    return before


def _entry(model, old, new, names):
    deleted = new.history_type == "-"
    return Entry(
        row=new,
        model=model,
        kind=capfirst(model._meta.verbose_name),
        title=_title(model, new, names),
        verb=VERBS[new.history_type],
        differences=[] if deleted else differences(model, old, new, names),
    )


def _title(model, row, names):
    return names.title(model, row) or f"#{row.id}"


def told_fields(model):
    """Return the fields of ``model`` that a difference tells (list)."""
    return [
        each
        for each in model._meta.concrete_fields
        if each.name not in LEFT_OUT and (each.editable or each.name in TOLD) and each.name != "version"
    ]


def differences(model, old, new, names=None):
    """Return the `Difference`s from ``old`` to ``new`` (rows or instances of ``model``; ``old`` None: from nothing)."""
    names = names or Names([(model, row) for row in (old, new) if row is not None])
    found = []
    for each in told_fields(model):
        was = getattr(old, each.attname) if old is not None else None
        now = getattr(new, each.attname)
        if was == now or (old is None and now in (None, "", False)):
            continue
        before, after = readable(each, was, names) if old is not None else "", readable(each, now, names)
        if before != after:
            found.append(Difference(each.name, capfirst(each.verbose_name), *segments(before, after)))
    return found


def readable(each, value, names=None):
    """Return ``value`` of the model field ``each`` as a person says it (str): choices and keys by name, dates read."""
    if value is None or value == "":
        return ""
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(each, ForeignKey):
        return (names or Names([])).of(each.related_model, value)
    if isinstance(each, EDTFField):
        return humanise(value)
    if isinstance(each, BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(each, DateTimeField):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(formats.localize(value))


class Names:
    """What the records that history rows point to are called; asks once for each kind of record."""

    def __init__(self, rows):
        wanted = {}
        for model, row in rows:
            wanted.setdefault(model, set()).add(row.id if hasattr(row, "history_id") else row.pk)
            for each in told_fields(model):
                if isinstance(each, ForeignKey) and (key := getattr(row, each.attname)) is not None:
                    wanted.setdefault(each.related_model, set()).add(key)
        self.known = {
            # With what they stand on, because that is in most names.
            model: model._base_manager.select_related().in_bulk(keys)
            for model, keys in wanted.items()
        }

    def of(self, model, key):
        """Return the name (str) of the record of ``model`` with this key, which may be gone."""
        if key not in self.known.setdefault(model, {}):
            self.known[model] |= model._base_manager.select_related().in_bulk([key])
        record = self.known[model].get(key)
        return gettext("no. %(key)s, deleted since") % {"key": key} if record is None else str(record)

    def title(self, model, row):
        """Return what the thing that ``row`` tells of is called, or was when it was deleted."""
        if row.id in self.known.get(model, {}):
            return str(self.known[model][row.id])
        texts = [readable(each, getattr(row, each.attname), self) for each in told_fields(model)]
        return ", ".join([text for text in texts if text][1:4])[:120]
