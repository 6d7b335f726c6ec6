"""When a revision was begun, saved or given up by somebody else while this person filled in the same form."""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from editorial.admin import told
from editorial.admin.choices import is_key
from editorial.admin.conflict import Clash, Conflict, as_posted
from editorial.admin.differences import Change, readable, told_fields
from editorial.admin.merging import join, merge, merge_rows, split
from editorial.models import Revision


def meet(model_admin, request, record, revision, object_id, form_url, extra_context):
    """Answer with the form that holds both people's work, and what the other one did told above it.

    ``revision``: the open `Revision` of ``record`` as it is now, or None when there is none any more.
    """
    from_revision = request.POST.get("_revision", "")
    public, formsets, form_class = untouched(model_admin, request, record)
    seen = _state_of(from_revision, record)
    base = seen.data if seen is not None else public
    theirs = revision.data if revision is not None else public
    mine = dict(request.POST.lists())
    prefixes = [formset.prefix for formset in formsets]
    (base, rows_then), (theirs, rows_theirs), (typed, rows_typed) = (
        split(data, prefixes) for data in (base, theirs, mine)
    )
    own, clashing = merge(base, theirs, typed)
    what = Conflict(type(record), _told(revision, seen), revised=True)
    form = form_class(instance=copy(record))
    labels = {name: capfirst(str(form.fields[name].label or name)) for name in form.fields}
    what.clashes = [
        Clash(labels.get(name, name), *(in_words(form, name, values.get(name, [])) for values in (base, theirs, typed)))
        for name in clashing
    ]
    what.taken_over = [
        labels[name] for name in labels if own.get(name, []) != typed.get(name, []) and name not in clashing
    ]
    rows, stored = {}, {}
    for formset in formsets:
        prefix = formset.prefix
        stored[prefix] = {str(row.pk) for row in formset.get_queryset()}
        joined = merge_rows(rows_then[prefix], rows_theirs[prefix], rows_typed[prefix])
        rows[prefix] = [row for row, _clashes, _other in joined]
        empty = formset.empty_form
        for row, clashes, other in joined:
            what.clashes += [
                Clash(
                    f"{capfirst(formset.model._meta.verbose_name)}: {empty.fields[name].label or name}",
                    "",
                    in_words(empty, name, other.get(name, [])),
                    in_words(empty, name, row.get(name, [])),
                )
                for name in clashes
                if name in empty.fields
            ]
    data = request.POST.copy()
    for name in list(data):
        if name in typed or any(name.startswith(f"{prefix}-") for prefix in prefixes):
            del data[name]
    for name, values in join(own, rows, stored).items():
        data.setlist(name, values)
    data["_revision"] = model_admin.mark_of(revision)
    request.POST, request.conflict = data, what
    context = {**(extra_context or {}), "conflict": what}
    answer = model_admin.store(request, record, object_id, form_url, context)
    answer.status_code = 409
    return answer


def untouched(model_admin, request, record):
    """Return what a browser would send for the form of ``record`` as readers see it ({name: [str]}), its formsets, and
    the class of its form."""
    asked = copy(request)
    asked.method = "GET"
    form_class = model_admin.get_form(asked, record, change=True)
    form = form_class(instance=copy(record))
    formsets, _inlines = model_admin._create_formsets(asked, form.instance, change=True)
    data = {name: as_posted(form, name) for name in form.fields}
    for formset in formsets:
        data |= {f"{formset.prefix}-TOTAL_FORMS": [str(len(formset.forms))]}
        for number, row in enumerate(formset.forms):
            data |= {f"{formset.prefix}-{number}-{name}": as_posted(row, name) for name in row.fields}
    return data, formsets, form_class


def _state_of(mark, record):
    """Return the state of a revision of ``record`` that ``mark`` (str, as forms carry it) names, or None."""
    key, _colon, row = mark.partition(":")
    if not (is_key(key) and is_key(row)):
        return None
    of_record = Revision.objects.of(record).filter(pk=key)
    return Revision.history.filter(history_id=row, id__in=of_record.values("pk")).first()


def _told(revision, seen):
    """Return what was done meanwhile, as a list of `Change`: the states of a revision after ``seen``."""
    key = revision.pk if revision is not None else seen.id if seen is not None else None
    rows = Revision.history.filter(id=key).select_related("history_user").order_by("-history_id")
    if seen is not None and seen.id == key:
        rows = rows.filter(history_id__gt=seen.history_id)
    return [
        Change(
            row.history_user,
            row.history_date,
            [text for text in (row.get_state_display(), row.remark, row.note) if text],
            told.told(row.changes),
        )
        for row in rows
    ]


def in_words(form, name, values):
    """Return what was filled into the field ``name`` of ``form`` as a person says it, or as typed if not valid."""
    bound = form.fields.get(name)
    typed = ", ".join(values)
    if bound is None:
        return typed
    try:
        value = bound.clean(values[0] if values else None)
    except ValidationError:
        return typed
    field = {each.name: each for each in told_fields(form._meta.model)}.get(name)
    return typed if field is None else readable(field, getattr(value, "pk", value))
