"""A public record is changed by revision: what is typed into its form is tried, kept beside it, and played back into
the same form when a second person publishes it.

Trying is saving everything and taking it back, so that whatever a save would refuse is told to its writer, and what it
changes is known, before anybody reviews it.
"""

from contextlib import contextmanager
from copy import copy

from concurrency.exceptions import RecordModifiedError
from concurrency.forms import get_signer
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from editorial.admin import conflict, told
from editorial.admin.curated import changed_meanwhile, unchecked
from editorial.admin.meeting import meet
from editorial.admin.merging import ABOUT_THE_FORM
from editorial.models import Publishable, Revision, RevisionState
from editorial.status import Status

MARK = "_revision"
# What a form for something that readers are told may ask for besides the record's own fields.
NOTE, SPELLING = "correction_note", "only_spelling"


class Tried(Exception):
    """Takes back what was only tried."""


class Revising:
    """Mix in before `RecordAdmin`: the forms of published records make revisions.

    Whoever mixes it in says with ``may`` who publishes them: see `editorial.admin.publishable`.
    """

    def is_revised(self, record):
        """Return whether ``record`` is changed by revision, because readers see it."""
        return record is not None and record.status == Status.PUBLISHED

    def may_revise(self, record):
        """Return whether everybody at the desk may write at a revision of ``record``: until it is in review."""
        if not self.is_revised(record):
            return False
        revision = self.open_revision(record)
        return revision is None or revision.state == RevisionState.DRAFT

    def is_spelling(self, request):
        """Return whether what was typed is called a repair of spelling; what a source prints has none of ours."""
        return issubclass(self.model, Publishable) and bool(request.POST.get(SPELLING))

    def change_url(self, record):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def review_sides(self, record):
        """Return the claims (list), with their quotations, that a reviewer of ``record`` sees beside each other."""
        return []

    def open_revision(self, record):
        """Return the open `Revision` of ``record``, or None; asks the database once for each object."""
        if not hasattr(record, "_open_revision"):
            record._open_revision = stored_revision(record) if self.is_revised(record) else None
        return record._open_revision

    def mark_of(self, revision):
        """Return what a form says it was filled in from (see `mark`)."""
        return mark(revision)

    # The form ---------------------------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id)) if object_id and request.method == "GET" else None
        revision = self.open_revision(record) if record is not None else None
        if revision is None or not self.has_change_permission(request, record):
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self._show_revision(request, record, revision, object_id, form_url, extra_context)

    def _show_revision(self, request, record, revision, object_id, form_url, extra_context):
        """Show the form as the revision fills it in, and beside it what became of the record since."""
        request.method, request.POST = "POST", form_data(revision)
        # Or asking for the files would read the body, and forget what was set.
        request._files = MultiValueDict()
        if conflict.is_stale(record, request.POST):
            answer = self._answer_stale(request, record, object_id, form_url, extra_context)
        else:
            request.only_shown = True
            # The form itself: there is nothing to be stored.
            answer = self.store(request, record, object_id, form_url, extra_context)
        answer.status_code = 200
        return answer

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.only_shown = change and getattr(request, "only_shown", False)
        return form

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        if getattr(request, "only_shown", False):
            for formset in formsets:
                for row in formset.forms:
                    unchecked(row)
                formset._errors, formset._non_form_errors = [{} for _row in formset.forms], formset.error_class()
        return formsets, inlines

    def keep(self, request, record, object_id, form_url, extra_context):
        """Keep what was typed into an up-to-date form: a public record's in a revision, another's in the record."""
        if not self.is_revised(record) or not self.has_view_or_change_permission(request, record):
            return super().keep(request, record, object_id, form_url, extra_context)
        revision = stored_revision(record, hold=True)
        record._open_revision = revision
        if not self.has_change_permission(request, record):
            return self._answer_closed(request, record, object_id, form_url)
        if request.POST.get(MARK, "") != mark(revision):
            return meet(self, request, record, revision, object_id, form_url, extra_context)
        with self._taken_back(request, record) as trial:
            answer = super().keep(request, record, object_id, form_url, extra_context)
            trial.done = getattr(request, "stored", False)
        if not trial.done:
            return answer
        return self._keep_revision(request, record, revision, trial.changes)

    @contextmanager
    def _taken_back(self, request, record):
        """Take back what the block stores, and note in what it gives what that changed."""
        trial = Trial()
        parts = self.get_parts(request, record)
        before = told.state(record, parts)
        request.trying = True
        try:
            with transaction.atomic():
                yield trial
                if trial.done:
                    trial.changes = told.compare(before, told.state(record, parts))
                    raise Tried
        except Tried:
            pass
        finally:
            request.trying = False

    def _keep_revision(self, request, record, revision, changes):
        if not changes and revision is None:
            self.message_user(request, gettext("Nothing was changed, so there is no revision."), messages.INFO)
            return HttpResponseRedirect(self.change_url(record))
        revision = revision or Revision(record=record)
        revision.base_version = version_of(record)
        revision.data = {name: values for name, values in request.POST.lists() if name not in LEFT_OUT}
        revision.changes = changes
        revision.note = request.POST.get(NOTE, "").strip()
        revision.spelling = self.is_spelling(request)
        revision.write(by=request.user)
        request.revised = True
        self.log_change(request, record, gettext("Revision kept."))
        if not getattr(request, "quiet", False):
            text = gettext("The revision is kept. Readers see the old version until somebody else publishes it.")
            self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(self.change_url(record))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and self.is_revised(obj):
            revision = stored_revision(obj)
            context["revising"] = self.has_change_permission(request, obj)
            # A form that was refused or joined is still the one that was opened with an older revision.
            opened = request.POST.get(MARK) if request.method == "POST" else None
            context["revision_mark"] = mark(revision) if opened is None else opened
            if revision is not None:
                context["revision"] = revision
                context["revision_told"] = told.told(revision.changes)
                steps = self.admin_site.get_model_admin(Revision).available(request, revision)
                context["revision_steps"] = steps
                context["revision_seen"] = conflict.latest_row(revision)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # What happens in a trial, and when it is played back --------------------------------------------------------------

    def writer(self, request):
        played = getattr(request, "played", None)
        return super().writer(request) if played is None else played.updated_by

    def save_model(self, request, obj, form, change):
        if getattr(request, "played", None) is None:
            return super().save_model(request, obj, form, change)
        self.keep_beginning(request, obj)
        if hasattr(obj, "written_by"):
            obj.written_by(self.writer(request))
        obj._history_user = self.writer(request)
        obj._change_reason = gettext("Revision published by %(who)s") % {"who": request.user.get_username()[:60]}
        # Past the library, which would name the second person as the one whose words these are.
        return admin.ModelAdmin.save_model(self, request, obj, form, change)

    def response_change(self, request, obj):
        request.stored = True
        if getattr(request, "trying", False) or getattr(request, "played", None) is not None:
            return HttpResponseRedirect(self.change_url(obj))
        return super().response_change(request, obj)

    def play_back(self, request, revision):
        """Write an open ``revision`` into its record, as if its writer saved it now, and note that it is published.

        ``request``: of the second person. Returns what stands in the way (list of str), and then nothing is stored.
        """
        try:
            with transaction.atomic():
                record = self._lock(request, revision.object_id)
                revision = stored_revision(record, hold=True) if record is not None else None
                if revision is None or not self.is_revised(record):
                    return [gettext("This revision is no longer open, or its record is not public. Look at it again.")]
                revision.refuse_publisher(request.user)
                data = form_data(revision)
                if conflict.is_stale(record, data):
                    return [
                        gettext("The record was changed after this revision was written.")
                        + " "
                        + gettext(
                            "Open it: what changed is told beside the form. Save it again, and it can be published."
                        )
                    ]
                if not revision.changes:
                    return [gettext("It changes nothing. Drop it, or change it.")]
                play = copy(request)
                play.method, play.POST, play.played, play.stored = "POST", data, revision, False
                play._files = MultiValueDict()
                answer = self.store(play, record, str(record.pk), "", None)
                if not play.stored:
                    return form_problems(answer)
                revision.publish(by=request.user)
        except ValidationError as refusal:
            return list(refusal.messages)
        except (RecordModifiedError, IntegrityError):
            return [changed_meanwhile(record)]
        return []


class Trial:
    """What was only tried: whether it would have been stored, and what it would have changed."""

    done = False
    changes = ()


LEFT_OUT = ABOUT_THE_FORM - {conflict.SEEN}


def stored_revision(record, hold=False):
    """Return the open `Revision` of ``record`` as stored, or None; ``hold``: until the transaction ends."""
    found = Revision.objects.of(record).open().select_related("created_by", "updated_by", "submitted_by")
    return (found.select_for_update(of=("self",), no_key=True) if hold else found).first()


def version_of(record):
    """Return the number (int) that tells this state of ``record`` from later ones: its version, or for a record without
    one the last row of its history."""
    return record.version if hasattr(record, conflict.VERSION) else conflict.latest_row(record) or 0


def mark(revision):
    """Return what a form says it was filled in from: the key of ``revision`` and of its latest state, or ""."""
    return "" if revision is None else f"{revision.pk}:{conflict.latest_row(revision)}"


def form_data(revision):
    """Return what a browser would send for the form as ``revision`` fills it in (a mutable `QueryDict`)."""
    data = QueryDict(mutable=True)
    for name, values in revision.data.items():
        data.setlist(name, values)
    data[conflict.VERSION] = get_signer().sign(revision.base_version)
    # What a record without a version is told by.
    data[conflict.SEEN] = data.get(conflict.SEEN) or str(revision.base_version or "")
    data[MARK] = mark(revision)
    return data


def form_problems(answer):
    """Return what a form refused (list of str), each with the field, from the page that shows it again."""
    context = getattr(answer, "context_data", None) or {}
    forms = [context["adminform"].form] if "adminform" in context else []
    for inline in context.get("inline_admin_formsets", ()):
        forms += inline.formset.forms
    found = [
        f"{form.fields[name].label or name}: {problem}" if name in form.fields else str(problem)
        for form in forms
        for name, problems in form.errors.items()
        for problem in problems
    ]
    return found or [gettext("The form no longer takes it. Open it, and save it again.")]


def change_address(revision):
    """Return the address (str) of the editors' page of the record of ``revision``."""
    opts = revision.content_type.model_class()._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[revision.object_id])
