"""What every page of the editors' site shares: writers, versions, history, and two people at one record."""

from copy import copy

from concurrency.admin import ConcurrentModelAdmin
from concurrency.config import CONCURRENCY_LIST_EDITABLE_POLICY_ABORT_ALL
from concurrency.exceptions import RecordModifiedError
from concurrency.forms import ConcurrentForm
from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import ProtectedError
from django.forms.utils import ErrorDict
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from editorial.admin import conflict
from editorial.admin.choices import NamesKnown, Relations, is_key
from editorial.admin.fields import LOOKS
from editorial.admin.history import HistoryPages
from editorial.models import DeletionRefused
from editorial.models.history import keep_baseline, tracked
from editorial.status import Status

GLYPHS = {"draft": "○", "in_review": "◐", "published": "●", "retracted": "⊘"}


def unchecked(form):
    """Leave a filled-in ``form`` as it is: neither checked, which asks for every record that it names, nor refused."""
    form._errors, form.cleaned_data = ErrorDict(), {}


class RecordForm(NamesKnown, forms.ModelForm):
    """A form that is not valid while its writer has not seen what somebody else did meanwhile."""

    conflict = None
    # It is filled in to be looked at, and was not sent by anybody.
    only_shown = False

    def is_valid(self):
        return not self.only_shown and super().is_valid()

    def full_clean(self):
        super().full_clean() if not self.only_shown else unchecked(self)

    def clean(self):
        cleaned = super().clean()
        if self.conflict is not None:
            self.add_error(
                None,
                ValidationError(
                    _("Somebody saved this record while you were writing. Nothing is stored yet, and nothing is lost."),
                    code="conflict",
                ),
            )
        return cleaned


class CuratedForm(RecordForm, ConcurrentForm):
    """A form that carries the version it was opened with."""


class RecordAdmin(Relations, HistoryPages, SimpleHistoryAdmin):
    """A record with a history: read by everyone on the desk, changed only by who has seen its present state."""

    form = RecordForm
    actions = ["delete_selected"]
    show_full_result_count = False
    list_select_related = ()
    list_per_page = 50
    formfield_overrides = LOOKS
    change_form_template = "admin/record_change_form.html"
    # The permission without which a record that editors have in hand is read only, "app.codename"; for records without
    # a status of their own, such as parties (see `is_with_editors`).
    public_change_permission = ""

    # Our own link leads there, and only when something is there (see `public_page`).
    view_on_site = False

    class Media:
        js = ["editor/leaving.js"]

    def get_queryset(self, request):
        # What stands in the names of records is fetched with them, wherever they are chosen or listed.
        return super().get_queryset(request).select_related(*self.list_select_related)

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        needed = self.public_change_permission
        return obj is None or not needed or request.user.has_perm(needed) or not self.is_with_editors(obj)

    def has_delete_permission(self, request, obj=None):
        # What readers see is withdrawn, with a notice, and not deleted.
        return super().has_delete_permission(request, obj) and (obj is None or not seen_by_readers(obj))

    def is_with_editors(self, obj):
        """Return whether ``obj``, a record without a status of its own, is part of what contributors have handed on."""
        return seen_by_readers(obj)

    # Two people at one record -----------------------------------------------------------------------------------------

    def get_parts(self, request, obj=None):
        """Return {model: name of its foreign key} of the rows that are edited below this record, the tracked ones."""
        formsets = (formset for formset, inline in self.get_formsets_with_inlines(request, obj))
        return conflict.inline_parts(formsets)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self._take(request, object_id, form_url, extra_context)
        except (IntegrityError, OperationalError):
            # Somebody stored the same address or pair in this moment, or two of us waited for each other. Now the form
            # sees what is stored, and says so beside what was typed.
            return self._take(request, object_id, form_url, extra_context)

    def _take(self, request, object_id, form_url, extra_context):
        """Take what was typed, in one transaction."""
        try:
            with transaction.atomic():
                if object_id is None or "_saveasnew" in request.POST:
                    return super().changeform_view(request, object_id, form_url, extra_context)
                # Held until the end, so that nobody saves between the look and the save.
                record = self._lock(request, unquote(object_id))
                if record is not None and conflict.is_stale(record, request.POST):
                    return self._answer_stale(request, record, object_id, form_url, extra_context)
                return self.keep(request, record, object_id, form_url, extra_context)
        except RecordModifiedError:
            self.message_user(
                request,
                _("Somebody saved this record in the same moment. Look at it again before you save."),
                messages.ERROR,
            )
            return HttpResponseRedirect(request.get_full_path())

    def keep(self, request, record, object_id, form_url, extra_context):
        """Keep what was typed into an up-to-date form of ``record`` (None when there is no such record)."""
        return self.store(request, record, object_id, form_url, extra_context)

    def store(self, request, record, object_id, form_url, extra_context):
        """Check the form and store it in the record, or answer with what is wrong. Everything that changes a stored
        record from its form comes through here, in a transaction."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _lock(self, request, key):
        try:
            key = self.opts.pk.to_python(key)
        except ValidationError:
            return None
        return self.model._base_manager.select_for_update(no_key=True).filter(pk=key).first()

    def _answer_stale(self, request, record, object_id, form_url, extra_context):
        if not self.has_change_permission(request, record):
            return self._answer_closed(request, record, object_id, form_url)
        form_class = self.get_form(request, record, change=True)
        data = request.POST.copy()
        what, then = conflict.read_conflict(record, self.get_parts(request, record), data)
        formsets, _inlines = self._create_formsets(request, record, change=True)
        for formset in formsets:
            if formset.is_bound and formset.management_form.is_valid():
                conflict.merge_rows(formset, then, data)
        conflict.merge_record(form_class, record, then, data, what)
        request.POST, request.conflict = data, what
        context = {**(extra_context or {}), "conflict": what}
        answer = super().changeform_view(request, object_id, form_url, context)
        answer.status_code = 409
        return answer

    def _answer_closed(self, request, record, object_id, form_url):
        """Show a record that this person may no longer change, with the words they had typed."""
        if not (self.has_view_permission(request, record) and admin.ModelAdmin.has_change_permission(self, request)):
            # Says no, as for any other request.
            return super().changeform_view(request, object_id, form_url)
        # As a form for a new record, because one for this record would have no fields for this person any more.
        typed = conflict.typed_words(self.get_form(request, record, change=False), record, request.POST)
        request.method = "GET"
        answer = super().changeform_view(request, object_id, form_url, {"typed": typed})
        answer.status_code = 403
        return answer

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.conflict = getattr(request, "conflict", None) if change else None
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk is not None:
            context["seen"] = conflict.latest_row(obj)
            context["public_page"] = public_page(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Who wrote it -----------------------------------------------------------------------------------------------------

    def writer(self, request):
        """Return the `User` whose words a save stores."""
        return request.user

    def save_model(self, request, obj, form, change):
        if change:
            self.keep_beginning(request, obj)
        if hasattr(obj, "written_by"):
            obj.written_by(self.writer(request))
        super().save_model(request, obj, form, change)

    def keep_beginning(self, request, obj):
        """Begin the history of a record and its parts that has none, so that its first difference has a "before"."""
        parts = [
            part
            for model, key in self.get_parts(request, obj).items()
            for part in model._base_manager.filter(**{key: obj.pk})
        ]
        keep_baseline(obj, *parts)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            if tracked(formset.model):
                row.instance._history_user = self.writer(request)
        super().save_formset(request, form, formset, change)

    # Deleting ---------------------------------------------------------------------------------------------------------

    def delete_model(self, request, obj):
        obj._history_user = request.user
        super().delete_model(request, obj)

    def kept_for_readers(self, queryset):
        """Return which records of ``queryset`` are not deleted, because readers see them or have seen them."""
        return queryset.filter(pk__in=self.model.objects.published().filter(pk__in=queryset.values("pk")))

    @admin.action(permissions=["delete"], description=_("Delete (only what was never public)"))
    def delete_selected(self, request, queryset):
        """Delete what was never public; name the rest and leave it."""
        kept = {record.pk: record for record in self.kept_for_readers(queryset)}
        for record in kept.values():
            text = gettext("“%(record)s” was not deleted: readers see it, or have seen it.") % {"record": record}
            self.message_user(request, text, messages.ERROR)
        rest = queryset.exclude(pk__in=kept)
        return delete_selected(self, request, rest) if rest.exists() else None

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except (DeletionRefused, ProtectedError) as refusal:
            self.message_user(request, deletion_message(refusal), messages.ERROR)
            return HttpResponseRedirect("../change/")


def deletion_message(refusal):
    """Return what to tell about a refused deletion: a `DeletionRefused` or a `ProtectedError`."""
    if isinstance(refusal, DeletionRefused):
        return " ".join(refusal.messages)
    return gettext("Other records stand on it: %(records)s.") % {
        "records": "; ".join(str(each) for each in list(refusal.protected_objects)[:10])
    }


class CuratedAdmin(RecordAdmin, ConcurrentModelAdmin, SimpleHistoryAdmin):
    """A curated record: all of that, and its version, writers and moment of writing."""

    form = CuratedForm
    # The library writes down deletions in a way that Django will drop.
    log_deletion = admin.ModelAdmin.log_deletion
    # The library's own choice would pass over a refused save in silence.
    list_editable_policy = CONCURRENCY_LIST_EDITABLE_POLICY_ABORT_ALL

    @admin.display(description=_("last written"), ordering="updated_at")
    def written(self, obj):
        return format_html(
            '<span class="nowrap">{}</span> <span class="quiet">{}</span>',
            obj.updated_at.strftime("%Y-%m-%d %H:%M"),
            obj.updated_by or "",
        )

    def response_action(self, request, queryset):
        """Run an action on the chosen records, leaving out, by name, those that changed since the list was shown."""
        chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if not chosen or request.POST.get("select_across") == "1":
            return admin.ModelAdmin.response_action(self, request, queryset)
        versions = {}
        for item in chosen:
            key, _comma, version = item.partition(",")
            if is_key(key):
                versions[int(key)] = version
        stored = {record.pk: record for record in queryset.filter(pk__in=versions)}
        for key, version in list(versions.items()):
            record = stored.get(key)
            if record is None:
                self.message_user(request, gettext("Record no. %(key)d is gone.") % {"key": key}, messages.ERROR)
            elif version and version != str(record.version):
                self.message_user(request, changed_meanwhile(record), messages.ERROR)
            else:
                continue
            del versions[key]
        if not versions:
            return HttpResponseRedirect(request.get_full_path())
        data = request.POST.copy()
        data.setlist(helpers.ACTION_CHECKBOX_NAME, [str(key) for key in versions])
        request.POST = data
        return admin.ModelAdmin.response_action(self, request, queryset)


def seen_by_readers(record):
    """Return whether readers can see ``record``, which has no status of its own; asks the database once a request."""
    if not hasattr(record, "_seen_by_readers"):
        record._seen_by_readers = (
            record.pk is not None and type(record).objects.published().filter(pk=record.pk).exists()
        )
    return record._seen_by_readers


def public_page(record):
    """Return the address (str) at which readers find ``record``, its retraction notice included, or ""."""
    if not hasattr(record, "get_absolute_url"):
        return ""
    retracted = getattr(record, "status", "") == Status.RETRACTED
    if not retracted and not seen_by_readers(record):
        return ""
    # A refused form may hold another address, or none.
    stored = copy(record)
    stored.slug = type(record)._base_manager.values_list("slug", flat=True).get(pk=record.pk)
    return stored.get_absolute_url()


def changed_meanwhile(record):
    """Return the message (str) that somebody changed ``record`` since it was shown."""
    return gettext("“%(record)s” was changed by %(who)s at %(when)s, after this page was shown. Look at it again.") % {
        "record": record,
        "who": record.updated_by or gettext("somebody"),
        "when": f"{record.updated_at:%H:%M}",
    }
