"""Revisions: each on a page of its own, with what it changes and the ways it can go."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.choices import is_key
from editorial.admin.conflict import latest_row
from editorial.admin.curated import GLYPHS, RecordAdmin
from editorial.admin.revising import Revising, change_address
from editorial.admin.told import told
from editorial.admin.transitions import NothingForm
from editorial.models import Revision, RevisionState


class NoteForm(forms.Form):
    """What its writers should know."""

    note = forms.CharField(
        label=_("Note to the writers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why, and what should be done. It stays with the revision; readers never see it."),
    )


@dataclass(frozen=True)
class Step:
    """A way that a revision in one of ``states`` can go: the model's method ``verb``, the permission with its record
    that is needed (``permission``), and words for people."""

    verb: str
    permission: str
    label: str
    done: str
    states: tuple
    form: type
    explanation: str

    @property
    def asks(self):
        """Whether its page asks for something, so that a button alone is not enough."""
        return bool(self.form.base_fields)


DRAFT, IN_REVIEW = RevisionState.DRAFT, RevisionState.IN_REVIEW
STEPS = {
    each.verb: each
    for each in (
        Step(
            "submit",
            "submit",
            _("Submit the revision for review"),
            _("The revision was submitted."),
            (DRAFT,),
            NothingForm,
            _("Editors will check it. Until they send it back, only they can change it."),
        ),
        Step(
            "publish",
            "publish",
            _("Publish the revision"),
            _("The revision was published. Readers see the new version."),
            (DRAFT, IN_REVIEW),
            NothingForm,
            _("Readers will see the new version at once, and the public note with it."),
        ),
        Step(
            "send_back",
            "send_back",
            _("Send the revision back …"),
            _("The revision was sent back."),
            (IN_REVIEW,),
            NoteForm,
            _("It becomes a draft again. Readers go on seeing the old version."),
        ),
        Step(
            "drop",
            "change",
            _("Drop the revision …"),
            _("The revision was dropped. Readers go on seeing the old version."),
            (DRAFT, IN_REVIEW),
            NoteForm,
            _("The record stays as readers see it. What was written stays in the list of revisions."),
        ),
    )
}


class KindFilter(admin.SimpleListFilter):
    """Of which kind of record."""

    title = _("kind of record")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        kinds = ContentType.objects.filter(pk__in=Revision.objects.values("content_type"))
        return [(str(kind.pk), capfirst(kind.name)) for kind in kinds.order_by("app_label", "model")]

    def queryset(self, request, queryset):
        return queryset.filter(content_type=self.value()) if is_key(self.value() or "") else queryset


def when_and_who(moment, who):
    """Return a cell of the list: a moment (datetime), as lists write it, and the `User` below."""
    return format_html(
        '<span class="nowrap">{}</span> <span class="quiet">{}</span>', f"{localtime(moment):%Y-%m-%d %H:%M}", who or ""
    )


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    """Read only: a revision is written on the page of its record."""

    list_display = ["__str__", "kind", "standing", "what", "written", "decided"]
    list_filter = ["state", "spelling", KindFilter]
    list_select_related = ["content_type", "created_by", "updated_by", "submitted_by", "decided_by"]
    search_fields = ["note", "updated_by__username"]
    search_help_text = _("Public note, or who wrote it")
    change_form_template = "admin/revision_change_form.html"
    fields = ["state", "note", "spelling", "remark"]
    actions = []

    def get_queryset(self, request):
        # Each with its record, and with what that is called by.
        registered = self.admin_site._registry.values()
        records = [each.get_queryset(request) for each in registered if isinstance(each, Revising)]
        # In one query, and not in one for each kind.
        ContentType.objects.get_for_models(*(each.model for each in records), for_concrete_models=False)
        return super().get_queryset(request).prefetch_related(GenericPrefetch("record", records))

    @admin.display(description=_("kind of record"), ordering="content_type")
    def kind(self, obj):
        return capfirst(obj.content_type.name)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, obj):
        return format_html(
            '<span class="standing"><span aria-hidden="true">{}</span> {}</span>',
            GLYPHS.get(obj.state, "⊘"),
            obj.get_state_display(),
        )

    @admin.display(description=_("what it is"))
    def what(self, obj):
        return gettext("only spelling") if obj.spelling else obj.note or "–"

    @admin.display(description=_("last written"), ordering="updated_at")
    def written(self, obj):
        return when_and_who(obj.updated_at, obj.updated_by)

    @admin.display(description=_("decided"), ordering="decided_at")
    def decided(self, obj):
        return when_and_who(obj.decided_at, obj.decided_by) if obj.decided_at else "–"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["revision"] = obj
        context["revision_told"] = told(obj.changes)
        context["revision_seen"] = latest_row(obj)
        context["revision_steps"] = self.available(request, obj)
        context["record_page"] = change_address(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # The ways it can go -----------------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.transition_view)
        address = path("<path:object_id>/transition/<slug:verb>/", view, name="editorial_revision_transition")
        return [address, *super().get_urls()]

    def records_admin(self, revision):
        """Return the admin of the kind of record that ``revision`` changes."""
        return self.admin_site.get_model_admin(revision.content_type.model_class())

    def may(self, request, revision, step):
        """Return whether the account may take ``step`` (a `Step`) with ``revision``."""
        records = self.records_admin(revision)
        if step.permission != "change":
            return records.may(request, step.permission)
        # Somebody else's work is given up by editors alone.
        own = request.user.pk in (revision.created_by_id, revision.updated_by_id) and revision.state == DRAFT
        return records.may(request, "publish") or (own and records.may(request, "change"))

    def available(self, request, revision):
        """Return the `Step`s (list) that this account may take with ``revision`` now."""
        return [each for each in STEPS.values() if revision.state in each.states and self.may(request, revision, each)]

    def transition_view(self, request, object_id, verb):
        """Ask for what a step needs (GET), or take it (POST)."""
        step = STEPS.get(verb)
        revision = self._stored(unquote(object_id)) if step is not None else None
        if revision is None:
            raise Http404(gettext("There is no such revision."))
        if not self.may(request, revision, step) or not self.has_view_permission(request, revision):
            raise PermissionDenied
        form = step.form(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            if problems := self.take(request, revision, step, request.POST.get("seen", ""), **form.cleaned_data):
                for problem in problems:
                    self.message_user(request, problem, messages.ERROR)
            else:
                self.message_user(request, step.done, messages.SUCCESS)
            return HttpResponseRedirect(change_address(revision))
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "original": revision,
            "transition": step,
            "form": form,
            "revision_seen": latest_row(revision),
            "revision": revision,
            "revision_told": told(revision.changes),
            "record_page": change_address(revision),
        }
        return TemplateResponse(request, "admin/revision_step.html", context)

    def _stored(self, key):
        found = Revision.objects.select_related("content_type", "created_by", "updated_by")
        return found.filter(pk=key).first() if is_key(key) else None

    def take(self, request, revision, step, seen=None, **details):
        """Take ``step`` with ``revision``. Returns what stood in the way (list of str), empty when it was taken.

        ``seen``: the number of the revision's last state that the account had before it; None when it had none.
        """
        with transaction.atomic():
            held = Revision.objects.select_for_update(of=("self",), no_key=True).select_related("updated_by")
            held = held.filter(pk=revision.pk).first()
            if held is None:
                return [gettext("It is gone.")]
            if seen is not None and seen != str(latest_row(held)):
                return [
                    gettext("The revision was changed by %(who)s after this page was shown. Look at it again.")
                    % {"who": held.updated_by}
                ]
            if step.verb == "publish":
                return self.records_admin(held).play_back(request, held)
            if step.verb == "submit" and not held.changes:
                return [gettext("It changes nothing. Drop it, or change it.")]
            try:
                getattr(held, step.verb)(by=request.user, **details)
            except ValidationError as refusal:
                return list(refusal.messages)
        return []
