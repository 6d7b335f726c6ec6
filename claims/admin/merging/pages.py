"""The pages on which two records become one, and two again. Each works as a form, without a script."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.linking import two_sides
from claims.admin.merging import showing
from claims.admin.merging.went import led_on
from claims.merging.performing import merge
from claims.merging.plan import MergeRefused
from claims.merging.planning import plan_merge
from claims.merging.returning import plan_return
from claims.merging.undoing import undo
from claims.merging.went import went
from claims.models import Claim, ClaimPair, Event, Party, Place, Question
from editorial.admin.choices import RecordSelect, is_key

THIS, OTHER = "this", "other"
# A relation to each kind of record, by which the autocompletion finds it.
CHOSEN_BY = {
    Party: Claim._meta.get_field("party"),
    Place: Event._meta.get_field("place"),
    Event: Claim._meta.get_field("event"),
    Question: Claim._meta.get_field("question"),
    Claim: ClaimPair._meta.get_field("counterclaim"),
}


class OneThatIsThere(forms.ModelChoiceField):
    """A record to choose; of one that went into another it is said into which."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:
            merged = went(self.queryset.model, int(value)) if is_key(str(value)) else None
            if merged is None:
                raise
            message = _("“%(gone)s” went into “%(kept)s” already.")
            raise ValidationError(message, params={"gone": merged.gone_name, "kept": merged.kept_name}) from None


class ChooseForm(forms.Form):
    """Which record turned out to be the same, and which of the two stays."""

    other = OneThatIsThere(
        label=_("The same as"),
        queryset=None,
        error_messages={
            "required": _("Choose the record that turned out to be the same."),
            "invalid_choice": _("There is no such record. Choose one of those found."),
        },
    )
    keep = forms.ChoiceField(label=_("Which one stays?"), widget=forms.RadioSelect, initial=THIS, required=False)

    def __init__(self, *args, model_admin, record, request, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        field.queryset = model_admin.get_queryset(request)
        field.widget = RecordSelect(CHOSEN_BY[model_admin.model], model_admin.admin_site, choices=field.choices)
        self.fields["keep"].choices = [
            (THIS, gettext("“%(record)s” stays") % {"record": record}),
            (OTHER, gettext("the other one stays")),
        ]


class NoteForm(forms.Form):
    """What readers are told."""

    note = forms.CharField(
        label=_("Public note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Readers saw two claims and will see one. Say so in a sentence; it appears on the page of corrections."
        ),
    )


class ReturnNoteForm(NoteForm):
    """What readers are told when one claim is two again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _(
            "Readers saw one claim and will see two. Say so in a sentence; it appears on the page of corrections."
        )


def merge_page(model_admin, request, object_id):
    """Answer for one record: GET chooses the other and shows what would happen, POST does it.

    ``model_admin``: a `Mergeable` one. Raises `Http404`, `PermissionDenied`.
    """
    try:
        record = _record(model_admin, request, object_id)
    except Http404:
        # Somebody was quicker, or a button was pressed twice.
        answer = led_on(model_admin, request, object_id) if request.user.has_perm("claims.add_merge") else None
        if answer is None:
            raise
        return answer
    chosen = (request.POST if request.method == "POST" else request.GET).copy()
    chosen.setdefault("keep", THIS)
    form = ChooseForm(chosen if "other" in chosen else None, model_admin=model_admin, record=record, request=request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Merge with …"),
        "subtitle": str(record),
        "opts": model_admin.opts,
        "original": record,
        "form": form,
        "media": model_admin.media + form.media,
    }
    if form.is_bound and form.is_valid():
        other = form.cleaned_data["other"]
        kept, gone = (other, record) if form.cleaned_data["keep"] == OTHER else (record, other)
        note = NoteForm(request.POST if request.method == "POST" else None)
        try:
            if request.method == "POST" and note.is_valid():
                return _merge(model_admin, request, kept, gone, note.cleaned_data["note"])
        except MergeRefused as refusal:
            about_note = any(error.code == "note" for error in refusal.error_list)
            (note if about_note else form).add_error("note" if about_note else None, refusal)
        try:
            context |= _preview(kept, gone, request, other) | {"note": note}
        except MergeRefused as refusal:
            form.add_error(None, refusal)
    return TemplateResponse(request, "admin/merging/merge.html", context)


def _record(model_admin, request, object_id):
    try:
        record = model_admin.get_queryset(request).filter(pk=unquote(object_id)).first()
    except (ValidationError, ValueError):
        record = None
    if record is None:
        raise Http404(gettext("There is no such record."))
    if not (request.user.has_perm("claims.add_merge") and model_admin.has_view_permission(request, record)):
        raise PermissionDenied
    return record


def _preview(kept, gone, request, other):
    plan = plan_merge(kept, gone, by=request.user)
    return {
        "plan": plan,
        "other": other,
        "turned": THIS if kept == other else OTHER,
        "kept": showing.named(kept),
        "gone": showing.named(gone),
        "compared": showing.compared(kept, gone),
        "sides": two_sides(kept, gone) if isinstance(kept, Claim) else [],
        "moving": showing.moving(plan),
        "names": showing.names(plan),
        "facts": showing.facts(plan),
        "going": showing.going(plan),
        "led": gone.get_absolute_url() if gone.is_public_address() else "",
        "leads_to": kept.get_absolute_url(),
    }


def _merge(model_admin, request, kept, gone, note):
    made = merge(kept, gone, by=request.user, seen=request.POST.get("seen", ""), note=note)
    model_admin.log_change(request, kept, gettext("Merged: %(merge)s.") % {"merge": made})
    text = format_html(
        '{} <a href="{}">{}</a>',
        gettext("“%(gone)s” is one with “%(kept)s” now.") % {"gone": made.gone_name, "kept": made.kept_name},
        reverse("admin:claims_merge_undo", args=[made.pk]),
        gettext("Undo it …"),
    )
    model_admin.message_user(request, text, messages.SUCCESS)
    return HttpResponseRedirect(reverse(f"admin:claims_{model_admin.opts.model_name}_change", args=[kept.pk]))


def undo_page(model_admin, request, object_id):
    """Answer for one merge: GET shows what undoing it would do, POST does it. ``model_admin``: that of the merges.

    Raises `Http404`, `PermissionDenied`.
    """
    made = _record(model_admin, request, object_id)
    note = ReturnNoteForm(request.POST if request.method == "POST" else None)
    refused = []
    if request.method == "POST" and note.is_valid():
        try:
            undo(made, by=request.user, note=note.cleaned_data["note"])
        except MergeRefused as refusal:
            refused = refusal.messages
        else:
            model_admin.log_change(request, made, gettext("Undone."))
            text = gettext("“%(gone)s” is a record of its own again.") % {"gone": made.gone_name}
            model_admin.message_user(request, text, messages.SUCCESS)
            return HttpResponseRedirect(reverse(f"admin:claims_{made.kind}_change", args=[made.gone]))
    back = plan_return(made)
    if not back.problems and refused:
        note.add_error("note", refused)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Undo a merge"),
        "subtitle": str(made),
        "opts": model_admin.opts,
        "original": made,
        "problems": back.problems,
        "returning": showing.returning(back),
        "note": note if back.tells_readers or refused else None,
    }
    return TemplateResponse(request, "admin/merging/undo.html", context)
