"""One record in review: what readers would see, what it needs, what was said of it, and what is decided."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from editorial.actions.publishing import obstacle, publish_together
from editorial.actions.reviewing import assign, comment, reviewers, send_back, subject_of
from editorial.actions.waiting import fetch, in_review, keys, kind_of
from editorial.admin.conflict import latest_row
from editorial.admin.curated import GLYPHS, changed_meanwhile, public_page
from editorial.admin.differences import differences
from editorial.admin.review import address, kind_in_words, label, queue_form, record_sets, visible_models
from editorial.admin.told import told
from editorial.models import Assignment, ReviewNote, Revision
from editorial.status import Status


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the comment.")},
        help_text=_("For everybody at the desk. Readers never see it."),
    )


class BackForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the writers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What should be done before it comes back."),
    )


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Reviewed by"), queryset=None, required=False, empty_label=_("nobody yet"))

    def __init__(self, record, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = reviewers(subject_of(record)).exclude(pk=record.updated_by_id)


@admin.site.page("review/<slug:app>/<slug:name>/<int:key>/", "review_record")
def record_page(request, app, name, key):
    """Show a record to its reviewer (GET), or do what they decided (POST). Raises `Http404`, `PermissionDenied`."""
    model_admin, record = _find(request, app, name, key)
    forms_ = {"comment": CommentForm(), "back": BackForm(), "assign": AssignForm(record)}
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step"))
        if step is None or (isinstance(record, Revision) and step not in (_comment, _assign)):
            raise Http404(gettext("There is no such step."))
        answer = step(request, model_admin, record, forms_)
        if answer is not None:
            return answer
    shape = _revision_context if isinstance(record, Revision) else _context
    context = _shared(request, model_admin, record, forms_) | shape(request, model_admin, record)
    return TemplateResponse(request, "admin/review/record.html", context, status=_status(forms_))


def _find(request, app, name, key):
    model = {label(model): model for model in visible_models(request)}.get(f"{app}.{name}")
    if not request.user.has_perm("editorial.view_reviewnote"):
        raise PermissionDenied
    if model is None:
        raise Http404(gettext("There is no such record."))
    model_admin = admin.site.get_model_admin(model)
    record = record_sets(request)[model].filter(pk=key).first()
    if record is None:
        raise Http404(gettext("There is no such record."))
    return model_admin, record


def _status(forms_):
    return 400 if any(form.is_bound and form.errors for form in forms_.values()) else 200


def _shared(request, model_admin, record, forms_):
    """Return what the page tells of a record and of a revision alike."""
    about = {"content_type": kind_of(type(record)), "object_id": record.pk}
    submission = in_review(type(record)).filter(pk=record.pk).values_list("since", "submitter").first()
    waiting = fetch([(about["content_type"].pk, record.pk, *submission)], record_sets(request)) if submission else []
    assignment = Assignment.objects.filter(**about).select_related("assignee").first()
    if assignment and not forms_["assign"].is_bound:
        forms_["assign"].initial = {"to": assignment.assignee_id}
    return {
        **admin.site.each_context(request),
        "title": gettext("Review"),
        "subtitle": str(record),
        "opts": model_admin.opts,
        "original": record,
        "kind": kind_in_words(record),
        "waiting": waiting[0] if waiting else None,
        "notes": ReviewNote.objects.filter(**about).select_related("made_by"),
        "assignment": assignment,
        "may_comment": request.user.has_perm("editorial.add_reviewnote"),
        "may_assign": request.user.has_perm("editorial.change_assignment"),
        "next": _next(request, record),
        "query": request.GET.urlencode(),
        "forms": forms_,
    }


def _context(request, model_admin, record):
    """Return what the page tells of a record that nobody has seen yet, and what can be done with it."""
    may_publish = model_admin.may(request, "publish") and record.status in (Status.DRAFT, Status.IN_REVIEW)
    own = obstacle(record, by=request.user) if may_publish else ""
    return {
        "glyph": GLYPHS[record.status],
        "state": record.get_status_display(),
        "address": model_admin.change_url(record),
        "sides": model_admin.review_sides(record),
        "differences": [each for each in differences(type(record), None, record) if each.name != "status"],
        "parts": _parts(request, model_admin, record),
        "may_publish": may_publish,
        "may_send_back": model_admin.may(request, "send_back") and record.status == Status.IN_REVIEW,
        "own_obstacle": own,
        "problems": list(record.publication_problems()) if may_publish else [],
        "needs": needs_for(request, record) if may_publish and not own else [],
    }


def _revision_context(request, model_admin, revision):
    """Return what the page tells of a revision: what it changes, beside what readers see."""
    subject = revision.record
    of_record = admin.site.get_model_admin(type(subject)) if subject is not None else None
    steps = [each for each in model_admin.available(request, revision) if each.verb in ("publish", "send_back")]
    own = settings.REQUIRE_SECOND_PERSON and revision.updated_by_id == request.user.pk
    return {
        "glyph": GLYPHS.get(revision.state, "⊘"),
        "state": revision.get_state_display(),
        "address": of_record.change_url(subject) if of_record else "",
        "public_page": public_page(subject) if subject is not None else "",
        "sides": of_record.review_sides(subject) if of_record else [],
        "revision": revision,
        "revision_told": told(revision.changes),
        "revision_seen": latest_row(revision),
        "own_obstacle": _("You wrote this last, so somebody else must publish it.") if own and steps else "",
        "revision_steps": [each for each in steps if not (own and each.verb == "publish")],
    }


def _parts(request, model_admin, record):
    """Return what stands below the record: (kind, [its differences from nothing]), for each kind that has rows."""
    found = []
    for model, key in model_admin.get_parts(request, record).items():
        rows = list(model._base_manager.filter(**{key: record.pk}).order_by("pk"))
        told = [[each for each in differences(model, None, row) if each.name != key] for row in rows]
        if told:
            found.append((capfirst(model._meta.verbose_name_plural), told))
    return found


def needs_for(request, record):
    """Return what goes before readers with ``record``: list of dict with the record, whether it is required, and what
    stands in the way of it for this account (str)."""
    told = []
    for need in record.publication_needs():
        model_admin = admin.site.get_model_admin(type(need.record))
        problem = obstacle(need.record, by=request.user)
        if not model_admin.may(request, "publish"):
            problem = gettext("You may not publish it.")
        told.append(
            {
                "kind": capfirst(need.record._meta.verbose_name),
                "record": need.record,
                "address": model_admin.change_url(need.record),
                "name": f"{label(type(need.record))}.{need.record.pk}.{need.record.version}",
                "required": need.required,
                "problem": problem,
            }
        )
    return told


def _next(request, record):
    """Return the address of what waits longest of the rest of the queue that the address names, or ""."""
    form = queue_form(request)
    rows = list(keys(form.asked(), request.user)[:2])
    here = (kind_of(type(record)).pk, record.pk)
    others = fetch([row for row in rows if row[:2] != here][:1], record_sets(request))
    return address(others[0].record) if others else ""


# The steps -----------------------------------------------------------------------------------------------------------


def _publish(request, model_admin, record, forms_):
    """Publish it with what was ticked of what it needs, in one transaction."""
    if not model_admin.may(request, "publish"):
        raise PermissionDenied
    if str(record.version) != request.POST.get("version"):
        return _tell(request, record, [changed_meanwhile(record)])
    ticked = set(request.POST.getlist("with"))
    needs = needs_for(request, record)
    if gone := ticked - {need["name"] for need in needs}:
        text = ngettext(
            "What it needs changed after this page was shown. Look at it again.",
            "What it needs changed after this page was shown: %(count)d records. Look at them again.",
            len(gone),
        )
        return _tell(request, record, [text % {"count": len(gone)}])
    chosen = [need for need in needs if need["name"] in ticked]
    refused = [f"“{need['record']}”: {need['problem']}" for need in chosen if need["problem"]]
    if refused:
        return _tell(request, record, refused)
    try:
        with transaction.atomic():
            done = publish_together([*(need["record"] for need in chosen), record], by=request.user)
            for each in done:
                admin.site.get_model_admin(type(each)).log_change(request, each, gettext("Published."))
    except ValidationError as refusal:
        return _tell(request, record, refusal.messages)
    text = ngettext("“%(record)s” is published.", "“%(record)s” is published, and %(rest)d more with it.", len(done))
    messages.success(request, text % {"record": record, "rest": len(done) - 1})
    return _back(request)


def _send_back(request, model_admin, record, forms_):
    if not model_admin.may(request, "send_back"):
        raise PermissionDenied
    forms_["back"] = form = BackForm(request.POST)
    if not form.is_valid():
        return None
    with transaction.atomic():
        held = model_admin.held([record.pk]).first()
        if held is None or str(held.version) != request.POST.get("version"):
            return _tell(request, record, [changed_meanwhile(held or record)])
        try:
            send_back(held, note=form.cleaned_data["note"], by=request.user)
        except ValidationError as refusal:
            return _tell(request, record, refusal.messages)
        model_admin.log_change(request, held, gettext("Sent back."))
    messages.success(request, gettext("“%(record)s” was sent back.") % {"record": record})
    return _back(request)


def _comment(request, model_admin, record, forms_):
    if not request.user.has_perm("editorial.add_reviewnote"):
        raise PermissionDenied
    forms_["comment"] = form = CommentForm(request.POST)
    if not form.is_valid():
        return None
    try:
        comment(record, form.cleaned_data["text"], by=request.user)
    except ValidationError as refusal:
        form.add_error("text", refusal)
        return None
    messages.success(request, gettext("The comment was kept."))
    return HttpResponseRedirect(request.get_full_path())


def _assign(request, model_admin, record, forms_):
    if not request.user.has_perm("editorial.change_assignment"):
        raise PermissionDenied
    forms_["assign"] = form = AssignForm(record, request.POST)
    if not form.is_valid():
        return None
    to = form.cleaned_data["to"]
    try:
        assign(record, to, by=request.user)
    except ValidationError as refusal:
        form.add_error("to", refusal)
        return None
    text = gettext("%(who)s reviews it.") % {"who": to} if to else gettext("It is assigned to nobody.")
    messages.success(request, text)
    return HttpResponseRedirect(request.get_full_path())


STEPS = {"publish": _publish, "send_back": _send_back, "comment": _comment, "assign": _assign}


def _tell(request, record, problems):
    for problem in problems:
        messages.error(request, problem)
    return HttpResponseRedirect(request.get_full_path())


def _back(request):
    """Return to the queue as it was asked for."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("admin:review") + (f"?{query}" if query else ""))
