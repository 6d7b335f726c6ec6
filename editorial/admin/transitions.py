"""The ways between the states of a record, as an editor meets them: a button, and a page where something is asked."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.status import Status


class ReasonForm(forms.Form):
    """Why something public is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Readers who come back to the address will read it. Say what was wrong, in neutral words."),
        error_messages={"required": _("Say why it is retracted: readers who come back to the address will read it.")},
    )


class NoteForm(forms.Form):
    """What the writers should do."""

    note = forms.CharField(
        label=_("Note to the writers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What should be done before it comes back. It stays with the record; readers do not see it."),
    )


class NothingForm(forms.Form):
    """Nothing is asked."""


@dataclass(frozen=True)
class Transition:
    """A way from one of ``states`` to another: the model's method and permission ``verb``, and words for people."""

    verb: str
    label: str
    done: str
    states: tuple
    form: type
    explanation: str

    @property
    def asks(self):
        """Whether its page asks for something, so that a button alone is not enough."""
        return bool(self.form.base_fields)


TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(
            "submit",
            _("Submit for review"),
            _("submitted"),
            (Status.DRAFT,),
            NothingForm,
            _("Editors will check it. Until they send it back, only they can change it."),
        ),
        Transition(
            "publish",
            _("Publish"),
            _("published"),
            (Status.DRAFT, Status.IN_REVIEW, Status.RETRACTED),
            NothingForm,
            _("Readers will see it at once, at an address that stays."),
        ),
        Transition(
            "send_back",
            _("Send back …"),
            _("sent back"),
            (Status.IN_REVIEW,),
            NoteForm,
            _("It becomes a draft again."),
        ),
        Transition(
            "retract",
            _("Retract …"),
            _("retracted"),
            (Status.PUBLISHED,),
            ReasonForm,
            _("It is withdrawn from every page. Its address goes on answering, with the reason and the date."),
        ),
    )
}


def transition_page(model_admin, request, object_id, verb):
    """Answer for one record and one transition: GET asks and changes nothing, POST makes it and says what happened.

    ``model_admin``: a `PublishableAdmin`. Raises `Http404`, `PermissionDenied`.
    """
    transition = TRANSITIONS.get(verb)
    try:
        record = model_admin.get_queryset(request).filter(pk=unquote(object_id)).first()
    except (ValidationError, ValueError):
        record = None
    if transition is None or record is None:
        raise Http404(gettext("There is no such record."))
    if not model_admin.may(request, verb) or not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    form = transition.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answer(model_admin, request, record, transition, form)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": transition.label,
        "opts": model_admin.opts,
        "transition": transition,
        "form": form,
        "original": record,
        "problems": list(record.publication_problems()) if verb == "publish" else [],
        "records": [record],
    }
    return TemplateResponse(request, "admin/transition.html", context)


def _answer(model_admin, request, record, transition, form):
    with transaction.atomic():
        held = model_admin.held([record.pk]).first()
        problems = (
            [gettext("It is gone.")]
            if held is None
            else model_admin.move(request, held, transition, request.POST.get("version", ""), **form.cleaned_data)
        )
    for problem in problems:
        model_admin.message_user(request, problem, messages.ERROR)
    if not problems:
        text = gettext("“%(record)s” was %(done)s.") % {"record": record, "done": transition.done}
        model_admin.message_user(request, text, messages.SUCCESS)
    return HttpResponseRedirect(model_admin.change_url(record))
