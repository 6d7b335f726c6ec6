"""When somebody else saved a record while this person was writing: say what changed, and lose nothing that was typed.

The form comes back with both people's work in it. Fields that only the other person touched show what they now hold;
fields that this person touched show what this person typed, with the stored words told beside them. Saving again
replaces them knowingly. The same holds for the rows below a record (its figures, its names): rows that were added
meanwhile appear, rows that were deleted meanwhile stay only if this person had changed them.
"""

import re
from dataclasses import dataclass, field

from concurrency.forms import get_signer
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.forms import CheckboxInput
from django.utils.text import capfirst
from django.utils.translation import gettext
from simple_history.utils import get_history_manager_for_model

from editorial.admin.choices import is_key
from editorial.admin.differences import changes, history_rows, readable, told_fields
from editorial.models.history import tracked

# The hidden fields by which a form says what its writer had before them.
SEEN = "_seen"
VERSION = "version"


@dataclass
class Clash:
    """Both people changed this field: what it held, what the other stored, what this person typed."""

    label: str
    before: str
    stored: str
    typed: str


@dataclass
class Conflict:
    """What happened to a record of ``model`` while the form was open."""

    model: type
    changes: list
    clashes: list = field(default_factory=list)
    taken_over: list = field(default_factory=list)
    # It happened in a revision, beside the record.
    revised: bool = False

    @property
    def names(self):
        """Who saved it meanwhile, without repetition (str); empty when the history does not say."""
        return ", ".join(dict.fromkeys(str(change.who) for change in self.changes if change.who))


def latest_row(record):
    """Return the key of the newest history row of ``record``, or "" if it has none."""
    rows = get_history_manager_for_model(type(record)).filter(**{type(record)._meta.pk.attname: record.pk})
    return rows.order_by("history_id").values_list("history_id", flat=True).last() or ""


def is_stale(record, data):
    """Return whether the form in ``data`` (a `QueryDict`) was filled in from an older state than ``record``, as stored.

    A record with a version is told by that, another by its history.
    """
    if not hasattr(record, VERSION):
        return str(latest_row(record)) != data.get(SEEN, "")
    try:
        return get_signer().unsign(data.get(VERSION, "")) != str(record.version)
    except BadSignature:
        return True


def read_conflict(record, parts, data):
    """Return what happened to ``record`` (as stored) and its ``parts`` since the form in ``data`` was opened.

    ``parts``: {model: name of its foreign key}. Returns the `Conflict` and the states as they were then:
    {(model, key): instance}.
    """
    rows = history_rows(record, parts)
    seen = int(data.get(SEEN)) if is_key(data.get(SEEN, "")) else 0
    own = [row for model, row in rows if model is type(record)]
    # A form opened before there was any history knows the record as the first entry has it.
    seen = seen or min((row.history_id for row in own), default=0)
    news = [row for row in own if row.history_id > seen]
    since = min((row.history_date for row in news), default=None)
    then = {}
    for model, row in rows[::-1]:
        if (model is type(record) and row.history_id <= seen) or (
            model is not type(record) and since is not None and row.history_date < since
        ):
            then[model, row.id] = row
    told = changes(rows, since=since) if since is not None else []
    return Conflict(type(record), told), {key: row.instance for key, row in then.items() if row.history_type != "-"}


def rebase(form_class, data, prefix, then, stored):
    """Return what the fields of a form should hold now: ({name: list of str}, names the writer had changed).

    ``data``: what was posted, under ``prefix``. ``then`` and ``stored``: instances as the writer saw it and as it is;
    where ``then`` is None, everything posted counts as the writer's.
    """
    form = form_class(instance=stored)
    posted = {name: data.getlist(f"{prefix}-{name}" if prefix else name) for name in form.fields}
    if then is None:
        return posted, set(posted)
    seen = form_class(data=data, instance=then, prefix=prefix)
    changed = set(seen.changed_data)
    return {
        name: posted[name] if name in changed or name == VERSION else as_posted(form, name) for name in form.fields
    }, changed


def as_posted(form, name):
    """Return what a browser would send for the unbound ``form``'s field, untouched (list of str)."""
    bound = form[name]
    widget, value = bound.field.widget, bound.value()
    if isinstance(getattr(widget, "widget", widget), CheckboxInput):
        return ["on"] if value else []
    shown = getattr(widget, "widget", widget).format_value(value)
    return [str(each) for each in shown] if isinstance(shown, list) else ["" if shown is None else str(shown)]


def merge_record(form_class, record, then, data, conflict):
    """Put both people's work into ``data`` (a mutable `QueryDict`) for the record itself; note it in ``conflict``."""
    seen = then.get((type(record), record.pk))
    values, changed = rebase(form_class, data, "", seen, record)
    typed = form_class(data=data, instance=seen) if seen is not None else None
    for each in told_fields(type(record)):
        if each.name not in values or seen is None:
            continue
        was, now = readable(each, getattr(seen, each.attname)), readable(each, getattr(record, each.attname))
        if was == now:
            continue
        label = capfirst(each.verbose_name)
        if each.name in changed:
            conflict.clashes.append(Clash(label, was, now, _typed(each, typed)))
        else:
            conflict.taken_over.append(label)
    for name, value in values.items():
        data.setlist(name, value)
    if hasattr(record, VERSION):
        data[VERSION] = get_signer().sign(record.version)
    data[SEEN] = str(latest_row(record))


def _typed(each, form):
    """Return what was typed into the model field ``each``, as a person reads it, or as typed when it is not valid."""
    bound = form[each.name]
    try:
        value = bound.field.clean(bound.data)
    except ValidationError:
        return str(bound.data)
    return readable(each, getattr(value, "pk", value))


def merge_rows(formset, then, data):
    """Put both people's rows of a bound inline ``formset`` into ``data`` (a mutable `QueryDict`)."""
    prefix, form_class, model = formset.prefix, formset.form, formset.model
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-id")
    numbers = sorted(int(found[1]) for key in data if (found := pattern.fullmatch(key)))
    numbers = [number for number in numbers if number < formset.total_form_count()]
    posted = {data[f"{prefix}-{number}-id"]: number for number in numbers if data[f"{prefix}-{number}-id"]}
    names = [*form_class.base_fields, "DELETE"]
    rows = []
    for stored in formset.get_queryset():
        number = posted.pop(str(stored.pk), None)
        if number is None:
            # Added meanwhile by the other person.
            form = form_class(instance=stored)
            row = {name: as_posted(form, name) for name in form.fields}
        else:
            here = f"{prefix}-{number}"
            row, _ = rebase(form_class, data, here, then.get((model, stored.pk)), stored)
            row["DELETE"] = data.getlist(f"{here}-DELETE")
        rows.append((str(stored.pk), row))
    kept = len(rows)
    for key, number in posted.items():
        here = f"{prefix}-{number}"
        seen = then.get((model, int(key))) if is_key(key) else None
        touched = seen is None or form_class(data=data, instance=seen, prefix=here).has_changed()
        if touched and not data.get(f"{here}-DELETE"):
            # Deleted meanwhile, but changed here: it comes back as a new row.
            rows.append(("", {name: data.getlist(f"{here}-{name}") for name in form_class.base_fields}))
    for number in numbers:
        if not data[f"{prefix}-{number}-id"]:
            rows.append(("", {name: data.getlist(f"{prefix}-{number}-{name}") for name in names}))
    parent = data.getlist(f"{prefix}-0-{formset.fk.name}") or [str(formset.instance.pk)]
    for key in [key for key in data if re.match(rf"{re.escape(prefix)}-\d+-", key)]:
        del data[key]
    for number, (key, row) in enumerate(rows):
        for name, value in row.items():
            data.setlist(f"{prefix}-{number}-{name}", value)
        data[f"{prefix}-{number}-id"] = key
        data.setlist(f"{prefix}-{number}-{formset.fk.name}", parent)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(kept)


def inline_parts(inlines):
    """Return {model: name of its foreign key} of the ``inlines`` (instances, with formsets) whose changes are kept."""
    return {formset.model: formset.fk.name for formset in inlines if tracked(formset.model)}


def typed_words(form_class, record, data):
    """Return what a person who may no longer save had typed: list of (label, text), for the fields they had changed."""
    form = form_class(data=data, instance=record)
    return [
        (capfirst(str(form.fields[name].label or name)), data.get(name, "") or gettext("nothing"))
        for name in form.changed_data
        if name != VERSION
    ]
