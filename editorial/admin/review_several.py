"""Several records of the review queue at once: what was ticked is shown again, each with what stands in its way; then
all of it is published, sent back or given to a person in one step, or nothing is."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from editorial.actions.reviewing import assign
from editorial.admin.choices import is_key
from editorial.admin.curated import changed_meanwhile
from editorial.admin.review import (
    PER_PAGE,
    address,
    kind_in_words,
    label,
    may_review,
    record_sets,
    reviewing_people,
    seen_of,
)
from editorial.admin.revision import STEPS as REVISION_STEPS
from editorial.admin.transitions import TRANSITIONS, NoteForm, NothingForm
from editorial.models import Revision, RevisionState
from editorial.status import Status

PUBLISH, SEND_BACK, ASSIGN = "publish", "send_back", "assign"


class PersonForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Reviewed by"), queryset=None, required=False, empty_label=_("nobody yet"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = reviewing_people()


@dataclass
class Ticked:
    """One record that was ticked: as the form names it, itself (None when it is gone), and what stands in its way."""

    name: str
    model: type
    seen: str
    record: object = None
    problems: list = field(default_factory=list)

    @property
    def kind(self):
        return kind_in_words(self.record) if self.record is not None else capfirst(self.model._meta.verbose_name)

    @property
    def address(self):
        return address(self.record) if self.record is not None else ""


class NotAll(Exception):
    """Takes everything back."""


@admin.site.page("review/several/", "review_several")
@require_POST
def several_page(request):
    """Show what was ticked in the queue once more, or with ``sure`` do what was decided with all of it.

    Raises `Http404`, `PermissionDenied`.
    """
    step = request.POST.get("step")
    needed = "editorial.change_assignment" if step == ASSIGN else "editorial.view_reviewnote"
    if not request.user.has_perm(needed) or not may_review(request):
        raise PermissionDenied
    if step not in DONE:
        raise Http404(gettext("There is no such step."))
    ticked = _ticked(request)
    if not ticked or len(ticked) > PER_PAGE:
        many = gettext("At most %(most)d records go in one step. Tick fewer.") % {"most": PER_PAGE}
        messages.error(request, many if ticked else gettext("Nothing was ticked. Tick what is meant first."))
        return _to_queue(request)
    sure = "sure" in request.POST
    form = FORMS[step](request.POST if sure else None)
    stored = False
    if not sure or form.is_valid():
        stored = _together(request, step, ticked, form.cleaned_data if sure else {}, keep=sure)
    if stored:
        messages.success(request, DONE[step](len(ticked), form.cleaned_data))
        return _to_queue(request)
    context = {
        **admin.site.each_context(request),
        "title": TITLES[step],
        "step": step,
        "explained": EXPLAINED[step],
        "form": form,
        "ticked": ticked,
        "stopped": sure and any(each.problems for each in ticked),
        "possible": any(not each.problems for each in ticked),
        "query": request.GET.urlencode(),
    }
    status = 200 if not sure else 409 if form.is_valid() else 400
    return TemplateResponse(request, "admin/review/several.html", context, status=status)


def _ticked(request):
    """Return what was ticked (list of `Ticked`), in the order of the queue, each once. Raises `Http404`."""
    sets = record_sets(request)
    models = {label(model): model for model in sets}
    found = []
    for name in dict.fromkeys(request.POST.getlist("row")):
        model, key, seen = _read(name, models)
        found.append((Ticked(name, model, seen), key))
    for model in {each.model for each, _key in found}:
        records = sets[model].in_bulk([key for each, key in found if each.model is model])
        for each, key in found:
            if each.model is model:
                each.record = records.get(key)
    return [each for each, _key in found]


def _read(name, models):
    """Return the model, the key (int) and the state (str) that a tick names. Raises `Http404`."""
    of, _dot, rest = name.rpartition(".")
    of, _dot, key = of.rpartition(".")
    if of not in models or not is_key(key):
        raise Http404(gettext("There is no such record."))
    return models[of], int(key), rest


def _together(request, step, ticked, details, *, keep):
    """Take ``step`` with all that is ``ticked``, and note with each what stood in its way.

    Returns whether it is stored: only with ``keep``, and only if nothing stood in the way of any.
    """
    try:
        with transaction.atomic():
            waiting = list(ticked)
            while waiting:
                for each in waiting:
                    each.problems = _take(request, step, each, details)
                # What could not go may have needed what went after it.
                left = [each for each in waiting if each.problems]
                waiting = left if step == PUBLISH and len(left) < len(waiting) else []
            if not keep or any(each.problems for each in ticked):
                raise NotAll
    except NotAll:
        return False
    return True


def _take(request, step, ticked, details):
    """Take ``step`` with one record. Returns what stood in the way (list of str), empty when it was taken."""
    record = ticked.record
    if record is None:
        return [gettext("It is gone.")]
    model_admin = admin.site.get_model_admin(ticked.model)
    if step == ASSIGN:
        return _assign(request, record, ticked.seen, details)
    if isinstance(record, Revision):
        way = REVISION_STEPS[step]
        if not model_admin.may(request, record, way):
            return [REFUSED[step]]
        if record.state != RevisionState.IN_REVIEW:
            return [gettext("It is no longer in review.")]
        return model_admin.take(request, record, way, ticked.seen, **details)
    if not model_admin.may(request, step):
        return [REFUSED[step]]
    held = model_admin.held([record.pk]).first()
    if held is None:
        return [gettext("It is gone.")]
    if held.status != Status.IN_REVIEW:
        return [gettext("It is no longer in review.")]
    return model_admin.move(request, held, TRANSITIONS[step], ticked.seen, **details)


def _assign(request, record, seen, details):
    waits = record.state if isinstance(record, Revision) else record.status
    if waits != Status.IN_REVIEW:
        return [gettext("It is no longer in review.")]
    if seen_of(record) != seen:
        return [changed_meanwhile(record)]
    if "to" not in details:
        # Asked for on the page.
        return []
    try:
        assign(record, details["to"], by=request.user)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []


def _published(number, details):
    return ngettext("%(count)d record was published.", "%(count)d records were published.", number) % {"count": number}


def _sent_back(number, details):
    return ngettext("%(count)d record was sent back.", "%(count)d records were sent back.", number) % {"count": number}


def _assigned(number, details):
    if details["to"] is None:
        text = ngettext("%(count)d record is assigned to nobody.", "%(count)d records are assigned to nobody.", number)
    else:
        text = ngettext("%(who)s reviews %(count)d record.", "%(who)s reviews %(count)d records.", number)
    return text % {"count": number, "who": details["to"]}


DONE = {PUBLISH: _published, SEND_BACK: _sent_back, ASSIGN: _assigned}
FORMS = {PUBLISH: NothingForm, SEND_BACK: NoteForm, ASSIGN: PersonForm}
TITLES = {PUBLISH: _("Publish these"), SEND_BACK: _("Send these back"), ASSIGN: _("Assign these")}
REFUSED = {PUBLISH: _("You may not publish it."), SEND_BACK: _("You may not send it back.")}
EXPLAINED = {
    PUBLISH: _(
        "Readers will see them at once, each at an address that stays. All that is ticked, or nothing. What needs a"
        " record that is not ticked is published with it on its own page."
    ),
    SEND_BACK: _("They become drafts again, all with the same note. All that is ticked, or nothing."),
    ASSIGN: _("One person reviews all of them. All that is ticked, or nothing."),
}


def _to_queue(request):
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("admin:review") + (f"?{query}" if query else ""))
