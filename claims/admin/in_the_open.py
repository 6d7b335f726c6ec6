"""Changing what readers have seen: the form asks for a public note, and a correction is written with the change."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from claims.actions import NoteMissing, NotInTheOpen, correcting
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

    def clean(self):
        cleaned = super().clean()
        if (
            self.seen_by_readers
            and self.changes_materially()
            and not says_something(cleaned.get("correction_note") or "")
        ):
            self.add_error("correction_note", NoteMissing())
        return cleaned

    def changes_materially(self):
        """Return whether the form, or a row below it, changes what readers are told."""
        if self.material & set(self.changed_data):
            return True
        return any(row_changes_materially(row) for rows in self.instance.rows_below for row in rows.forms)


def row_changes_materially(row):
    """Return whether this row's form does. A further report of the same claim corrects nothing."""
    if not row.has_changed():
        return False
    return row.instance.pk is not None or not getattr(row, "adds_evidence", False)


class CorrectedInTheOpen:
    """Mix in before `RecordAdmin`: a change of what readers have seen needs a note and makes corrections."""

    def corrected_records(self, record):
        """Return the published claims and pairs (list) that a change of ``record`` corrects."""
        raise NotImplementedError

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id)) if object_id and request.method == "POST" else None
        if record is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with correcting(
                *self.corrected_records(record), note=request.POST.get("correction_note", ""), by=request.user
            ):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except NotInTheOpen as refusal:
            # The form asks first; this is for a change that the form could not foresee.
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.seen_by_readers = change and bool(self.corrected_records(obj))
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj) or not self.corrected_records(obj):
            return fieldsets
        note = {
            "fields": ["correction_note"],
            "description": _("Readers have seen this. A change of what they are told is made in the open."),
            "classes": ["correction"],
        }
        return [*fieldsets, (_("Correction"), note)]

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        obj.rows_below = formsets
        return formsets, inlines
