"""The review queue: everything that was submitted and waits, over all kinds of record, longest first."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from editorial.actions.reviewing import BACKEND
from editorial.actions.waiting import (
    ALL,
    DRAFTS,
    FOR_ME,
    NOBODY,
    OWN,
    Asked,
    counts,
    fetch,
    keys,
    models,
)
from editorial.admin.dashboard import in_words
from editorial.models import Revision, User

PER_PAGE = 50
VIEWS = [(FOR_ME, _("For me")), (ALL, _("Everything")), (OWN, _("From me")), (DRAFTS, _("My drafts"))]
EXPLAINED = {
    FOR_ME: _("Assigned to you or to nobody, and not written by you last: what you could publish or send back."),
    ALL: _("Everything that was submitted and is neither published nor sent back."),
    OWN: _("What you submitted or wrote last. Somebody else publishes it."),
    DRAFTS: _("What you began or wrote last and nobody has submitted, with what a reviewer said when it came back."),
}


def label(model):
    """Return the name (str) by which an address calls ``model``."""
    return f"{model._meta.app_label}.{model._meta.model_name}"


class QueueForm(forms.Form):
    """What of the queue is shown. The address holds it."""

    who = forms.ChoiceField(choices=VIEWS, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    assigned = forms.ChoiceField(label=_("Assigned to"), required=False)
    by = forms.ChoiceField(label=_("Submitted by"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), choices=[("", _("longest waiting first")), ("newest", _("newest first"))], required=False
    )

    def __init__(self, data, visible, people, editors):
        super().__init__(data)
        self.visible = visible
        kinds = [(label(model), capfirst(model._meta.verbose_name_plural)) for model in visible]
        self.fields["kind"].choices = [("", _("all kinds")), *kinds]
        everybody = [(str(person.pk), str(person)) for person in editors]
        self.fields["assigned"].choices = [("", _("anybody or nobody")), (NOBODY, _("nobody")), *everybody]
        self.fields["by"].choices = [("", _("anybody")), *((str(person.pk), str(person)) for person in people)]

    def selects(self):
        own = self["who"].value() == DRAFTS
        return [self[name] for name in (("kind", "order") if own else ("kind", "assigned", "by", "order"))]

    def asked(self):
        """Return what is asked for (an `Asked`), as far as it is understood."""
        given = self.cleaned_data if self.is_valid() else {**dict.fromkeys(self.fields, ""), **self.cleaned_data}
        assigned = given["assigned"]
        return Asked(
            models=tuple(model for model in self.visible if given["kind"] in ("", label(model))),
            who=given["who"] or ALL,
            assigned=int(assigned) if assigned.isdigit() else assigned or None,
            by=int(given["by"]) if given["by"] else None,
            newest=given["order"] == "newest",
        )


def queue_form(request):
    """Return the `QueueForm` of a request; without a word about whose, an editor sees what waits for them."""
    data = request.GET.copy()
    if not data.get("who"):
        data["who"] = FOR_ME if may_review(request) else OWN
    people = User.objects.filter(is_staff=True, is_active=True).order_by("username")
    return QueueForm(data, visible_models(request), people, reviewing_people())


def visible_models(request):
    """Return the kinds of record (list of models), and their revisions, that the account may look at."""
    return [model for model in [*models(), Revision] if admin.site.get_model_admin(model).has_view_permission(request)]


def reviewing_people():
    """Return whoever may publish anything (list of `User`), by name."""
    found = User.objects.none()
    for model in models():
        permission = f"{model._meta.app_label}.publish_{model._meta.model_name}"
        found = found | User.objects.with_perm(permission, backend=BACKEND)
    return found.filter(is_staff=True).distinct().order_by("username")


def may_review(request):
    """Return whether the account may publish any kind of record."""
    return any(request.user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}") for model in models())


def record_sets(request):
    """Return {model: queryset that fetches what the names of its records need}."""
    found = {model: admin.site.get_model_admin(model).get_queryset(request) for model in visible_models(request)}
    # What a revision changes is fetched with all others of its kind.
    return found | ({Revision: _revisions()} if Revision in found else {})


def _revisions():
    """Return the revisions with ``seen``: the number of the last state of each."""
    states = Revision.history.filter(id=OuterRef("pk")).order_by("-history_id").values("history_id")[:1]
    return Revision.objects.select_related("content_type", "updated_by").annotate(seen=Subquery(states))


def seen_of(record):
    """Return what says in which state ``record``, as `record_sets` fetches it, was shown (str)."""
    return str(record.seen or "") if isinstance(record, Revision) else str(record.version)


def tick_of(record):
    """Return what a tick beside ``record`` sends (str): its kind, its key, and the state in which it was shown."""
    return f"{label(type(record))}.{record.pk}.{seen_of(record)}"


def address(record):
    """Return the address (str) of the page on which ``record`` is reviewed."""
    return reverse("admin:review_record", args=[record._meta.app_label, record._meta.model_name, record.pk])


def kind_in_words(record):
    """Return what kind of thing ``record`` is, a revision with what it changes (str)."""
    if isinstance(record, Revision):
        return gettext("Revision of a record: %(kind)s") % {"kind": record.content_type.name}
    return capfirst(record._meta.verbose_name)


def shown(waiting, drafts):
    """Return what a row of the list tells of a `Waiting` (dict); a draft is gone on with on its own page."""
    record = waiting.record
    subject = (record.record or record) if isinstance(record, Revision) else record
    return {
        "kind": kind_in_words(record),
        "record": record,
        "tick": tick_of(record),
        "address": admin.site.get_model_admin(type(subject)).change_url(subject) if drafts else address(record),
        "since": waiting.since,
        "by": waiting.submitted_by,
        "assignee": waiting.assignment.assignee if waiting.assignment else None,
        "notes": waiting.notes,
        "last_note": waiting.last_note,
    }


@admin.site.page("review/", "review")
@require_GET
def queue_page(request):
    """Answer with the queue as the address asks for it. Raises `PermissionDenied`."""
    if not request.user.has_perm("editorial.view_reviewnote"):
        raise PermissionDenied
    form = queue_form(request)
    asked = form.asked()
    number = counts(asked, request.user)
    paginator = Paginator(keys(asked, request.user), PER_PAGE)
    # Counted already, kind by kind.
    paginator.count = sum(number.values())
    page = paginator.get_page(request.GET.get("page"))
    views = [(value, words, value == asked.who) for value, words in VIEWS if value != FOR_ME or may_review(request)]
    rest = request.GET.copy()
    for name in ("page", "tick"):
        rest.pop(name, None)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Review queue"),
        "form": form,
        "views": views,
        "drafts": asked.who == DRAFTS,
        "explained": EXPLAINED[asked.who],
        "counts": [
            (label(model), capfirst(model._meta.verbose_name_plural), in_words(found))
            for model, found in number.items()
            if found
        ],
        "rows": [shown(each, asked.who == DRAFTS) for each in fetch(page.object_list, record_sets(request))],
        "page": page,
        "decides": asked.who != DRAFTS and may_review(request),
        "assigns": request.user.has_perm("editorial.change_assignment"),
        "all_ticked": request.GET.get("tick") == "all",
        "query": rest.urlencode(),
    }
    return TemplateResponse(request, "admin/review/queue.html", context)
