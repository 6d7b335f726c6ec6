"""Changing what readers have seen: the form asks for a public note, and a correction is written with the change."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import NoteMissing, NotInTheOpen, correcting
from editorial.admin.revising import NOTE, SPELLING
from editorial.fields import EDTFField
from editorial.models import Publishable
from editorial.validators import says_something


class NotedForm(forms.ModelForm):
    """A form with the public note; it is required when something changes that readers are told."""

    # Set by the admin for each request: whether readers can see what this form changes.
    seen_by_readers = False
    # The fields that readers are told of.
    material = frozenset()

    correction_note = forms.CharField(
        label=_("Public note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What was wrong and what is right now, in a sentence. It appears on the page of corrections."),
    )

    only_spelling = forms.BooleanField(
        label=_("Only spelling"),
        required=False,
        help_text=_(
            "It repairs letters and signs and changes nothing that is said. Then no note is needed and no correction"
            " is listed; the history keeps it."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if self.seen_by_readers and self.changes_materially():
            if cleaned.get(SPELLING) and (more := list(self.more_than_spelling())):
                self.add_error(SPELLING, MoreThanSpelling(more))
            elif not cleaned.get(SPELLING) and not says_something(cleaned.get(NOTE) or ""):
                self.add_error(NOTE, NoteMissing())
        return cleaned

    def changes_materially(self):
        """Return whether the form, or a row below it, changes what readers are told."""
        if self.material & set(self.changed_data):
            return True
        return any(row_changes_materially(row) for rows in self.instance.rows_below for row in rows.forms)

    def more_than_spelling(self):
        """Yield the label (str) of each change of what readers are told that is more than other letters in a text."""
        for name in self.changed_data:
            if name in self.material and not is_wording(self, name):
                yield str(self.fields[name].label)
        for rows in self.instance.rows_below:
            for row in rows.forms:
                if not row_changes_materially(row):
                    continue
                if row.instance.pk is None or "DELETE" in row.changed_data:
                    yield str(rows.model._meta.verbose_name)
                else:
                    yield from (str(row.fields[name].label) for name in row.changed_data if not is_wording(row, name))


class MoreThanSpelling(ValidationError):
    """Something is called a repair of spelling and says something else than before."""

    def __init__(self, changed):
        super().__init__(
            _("This is more than spelling: %(changed)s. Leave the mark out and say in the public note what changed."),
            code="more_than_spelling",
            params={"changed": get_text_list(list(dict.fromkeys(changed)), gettext("and"))},
        )


def is_wording(form, name):
    """Return whether the field ``name`` of ``form`` holds free words, in which spelling can be repaired."""
    known = {each.name: each for each in form._meta.model._meta.concrete_fields}
    each = known.get(name)
    wording = isinstance(each, models.CharField | models.TextField) and not isinstance(each, EDTFField)
    return wording and not each.choices


def row_changes_materially(row):
    """Return whether this row's form does. A further report of the same claim corrects nothing."""
    if not row.has_changed():
        return False
    return row.instance.pk is not None or not getattr(row, "adds_evidence", False)


class CorrectedInTheOpen:
    """Mix in before `Revising`: a change of what readers have seen needs a note and makes corrections."""

    def corrected_records(self, record):
        """Return the published claims and pairs (list) that a change of ``record`` corrects."""
        raise NotImplementedError

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except NotInTheOpen as refusal:
            # The form asks first; this is for a change that the form could not foresee.
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def store(self, request, record, object_id, form_url, extra_context):
        if record is None:
            return super().store(request, record, object_id, form_url, extra_context)
        with correcting(
            *self.corrected_records(record),
            note=request.POST.get(NOTE, ""),
            spelling=self.is_spelling(request),
            by=request.user,
        ):
            return super().store(request, record, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.seen_by_readers = change and bool(self.corrected_records(obj))
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj) or not self.corrected_records(obj):
            return fieldsets
        note = {
            # The words of a passage are the source's own, and no spelling of ours.
            "fields": [NOTE, SPELLING] if issubclass(self.model, Publishable) else [NOTE],
            "description": _("Readers have seen this. A change of what they are told is made in the open."),
            "classes": ["correction"],
        }
        return [*fieldsets, (_("Correction"), note)]

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        obj.rows_below = formsets
        return formsets, inlines
