"""What somebody typed at the desk and has not recorded yet: kept for that person and source, one form for each
suggestion and one for words of their own choice."""

from django.db import transaction

from claims.admin.desk.fields import RecordInput
from claims.admin.desk.forms import RecordingForm
from claims.models import DeskDraft

# The form for words that nothing suggested.
OWN_WORDS = "own"
# A form holds no more than this (code points a field, forms a source); the oldest forms go first.
LONGEST, MOST = 5_000, 30
# What a form proposes by itself; with nothing else typed there is nothing to keep.
PROPOSED = {"of", "asked", "start", "end", "words", "kind"}


def names():
    """Return the names (list of str) that the form's controls have in a request."""
    found = []
    for name, field in RecordingForm.base_fields.items():
        found += [name, f"{name}_key"] if isinstance(field.widget, RecordInput) else [name]
    return found


def typed_in(data):
    """Return what ``data`` (a request's POST) has for the form: {name: str}."""
    return {name: data[name][:LONGEST].replace("\x00", "") for name in names() if data.get(name)}


def as_initial(typed):
    """Return the initial values of a `RecordingForm` (dict) from what was kept."""
    initial = {name: value for name, value in typed.items() if not name.endswith("_key")}
    for name, field in RecordingForm.base_fields.items():
        if isinstance(field.widget, RecordInput):
            initial[name] = [typed.get(name, ""), typed.get(f"{name}_key", "")]
    return initial


def of(user, source):
    """Return the forms that ``user`` began at ``source`` ({key: {name: str}}) and the key of the last one (str)."""
    draft = DeskDraft.objects.filter(user=user, source=source).first()
    if draft is None:
        return {}, ""
    return draft.typed.get("forms", {}), draft.typed.get("last", "")


@transaction.atomic
def keep(user, source, key, typed):
    """Keep what ``user`` typed (dict of str) in the form ``key`` (str); an empty form is forgotten."""
    if not set(typed) - PROPOSED:
        forget(user, source, key)
        return
    draft, _new = DeskDraft.objects.select_for_update().get_or_create(user=user, source=source)
    forms = draft.typed.get("forms", {})
    forms.pop(key, None)
    order = [each for each in draft.typed.get("order", []) if each in forms][-(MOST - 1) :]
    draft.typed = {
        "forms": {each: forms[each] for each in order} | {key: typed},
        "order": [*order, key],
        "last": key,
    }
    draft.save()


@transaction.atomic
def forget(user, source, key):
    """Forget the form ``key`` (str) of ``user`` at ``source``: it was recorded, or is not wanted."""
    draft = DeskDraft.objects.select_for_update().filter(user=user, source=source).first()
    if draft is None or key not in draft.typed.get("forms", {}):
        return
    forms = {each: typed for each, typed in draft.typed["forms"].items() if each != key}
    order = [each for each in draft.typed.get("order", []) if each in forms]
    if not forms:
        draft.delete()
        return
    draft.typed = {"forms": forms, "order": order, "last": order[-1] if order else ""}
    draft.save()
