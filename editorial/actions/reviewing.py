"""What reviewers do with a record besides moving it on: they say something, send it back, or give it to somebody."""

from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from editorial.models import Assignment, NoteKind, ReviewNote, User
from editorial.validators import says_something

# The backend that knows the groups; the other one only counts log-in attempts.
BACKEND = "django.contrib.auth.backends.ModelBackend"


@transaction.atomic
def comment(record, text, *, by):
    """Say ``text`` (str) about ``record`` (a `Publishable` or a `Revision`) to the desk, and return the `ReviewNote`.
    ``by``: the `User` who says it. Raises `ValidationError` when it says nothing."""
    return _note(record, text, NoteKind.COMMENT, by)


@transaction.atomic
def send_back(record, *, note="", by):
    """Give ``record`` (in review) back to its writers; ``note`` (str, may be empty) is kept with it, whole.
    ``by``: the `User` who does. Raises `TransitionRefused`."""
    record.send_back(by=by, note=note)
    if says_something(note):
        _note(record, note, NoteKind.SENT_BACK, by)


@transaction.atomic
def assign(record, to, *, by):
    """Have ``to`` (a `User`) review ``record``, or with None nobody in particular. ``by``: the `User` who decides that.

    Raises `ValidationError` when that person could not publish it: no permission, or the last writer.
    """
    kind = ContentType.objects.get_for_model(record)
    if to is None:
        Assignment.objects.filter(content_type=kind, object_id=record.pk).delete()
        return
    if not reviewers(subject_of(record)).filter(pk=to.pk).exists():
        raise ValidationError(_("%(who)s may not publish this, so somebody else reviews it.") % {"who": to})
    if record.updated_by_id == to.pk:
        raise ValidationError(_("%(who)s wrote this last, so somebody else reviews it.") % {"who": to})
    Assignment.objects.update_or_create(
        content_type=kind, object_id=record.pk, defaults={"assignee": to, "assigned_by": by}
    )


def reviewers(model):
    """Return the active accounts (queryset of `User`) that may publish records of ``model``, by name."""
    needed = f"{model._meta.app_label}.{get_permission_codename('publish', model._meta)}"
    return User.objects.with_perm(needed, backend=BACKEND).filter(is_staff=True).order_by("username")


def subject_of(record):
    """Return the model whose permissions count for ``record``: its own, or that of the record it changes, which may be
    reviewed with what it belongs to, as a passage is with its source."""
    model = record.content_type.model_class() if hasattr(record, "base_version") else type(record)
    belongs = getattr(model, "reviewed_with", "")
    return model._meta.get_field(belongs).related_model if belongs else model


def _note(record, text, kind, by):
    if not says_something(text):
        raise ValidationError(_("Write the note."))
    note = ReviewNote(record=record, text=text.strip(), kind=kind, made_by=by)
    note.full_clean()
    note.save()
    return note
