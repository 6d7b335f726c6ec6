"""Two texts that are alike, side by side with what they share marked, and what an editor decides about them."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.choices import is_key
from editorial.admin.conflict import latest_row
from editorial.edtf import humanise
from sources.models import Derivation, DerivationKind, Snapshot, Source, Verdict
from sources.nearcopies.comparing import compare_texts
from sources.nearcopies.deciding import closes_circle, decide, next_open, turn_round

# Code points of a text that the page shows; an article has some five thousand.
SHOWN = 60_000

DONE = {
    Verdict.ACCEPTED: _("Confirmed: %(derivation)s."),
    Verdict.REJECTED: _("Rejected, and not suggested again: %(derivation)s."),
    Verdict.UNSURE: _("Left open as unsure: %(derivation)s."),
}
TURN = "turn"
CHOICES = [*DONE, TURN]


class DecisionForm(forms.Form):
    """How the copy came from the origin, and why it was decided so."""

    kind = forms.ChoiceField(label=_("How it was made"), choices=DerivationKind.choices)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=Derivation._meta.get_field("reason").max_length,
        help_text=Derivation._meta.get_field("reason").help_text,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text; ``number`` (int) is that of the passage it shares with the other text, 0 where it is its
    own."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two: the source, what it says of itself, its text in parts, and how much of it the other has too.

    ``side`` is "copy" or "origin". ``cut``: there is more text than is shown; ``share`` is in percent.
    """

    side: str
    label: str
    source: Source
    published: str
    credits: str
    parts: tuple[Part, ...]
    cut: bool
    share: int | None


def facing_page(model_admin, request, object_id):
    """Answer for one derivation: GET shows the two texts, POST decides or turns the two round. ``model_admin``: the
    derivations'.

    Raises `Http404`, `PermissionDenied`.
    """
    with transaction.atomic():
        record = found(object_id, lock=request.method == "POST")
        if not model_admin.has_view_permission(request, record):
            raise PermissionDenied
        form = DecisionForm(initial={"kind": record.kind, "reason": record.reason})
        status = 200
        if request.method == "POST":
            if not model_admin.has_change_permission(request, record):
                raise PermissionDenied
            form = DecisionForm(request.POST)
            answer = taken(model_admin, request, record, form)
            if answer is not None:
                return answer
            status = 409
            record = found(object_id)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Does one repeat the other?"),
        "subtitle": str(record),
        "opts": model_admin.opts,
        "original": record,
        "may_decide": model_admin.has_change_permission(request, record),
        "form": form,
        "seen": latest_row(record),
        "columns": columns_of(record),
        "circle": record.verdict != Verdict.REJECTED and closes_circle(record),
        "waiting": Derivation.objects.filter(verdict=Verdict.OPEN).count(),
        "next": next_open(after=record),
    }
    return TemplateResponse(request, "admin/facing.html", context, status=status)


def found(object_id, lock=False):
    """Return the `Derivation` with that key (str), with what the page says of it. Raises `Http404`."""
    records = Derivation.objects.select_related(
        "source__outlet", "origin__outlet", "snapshot", "origin_snapshot", "decided_by"
    )
    if lock:
        records = records.select_for_update(of=("self",), no_key=True)
    record = records.filter(pk=object_id).first() if is_key(object_id) else None
    if record is None:
        raise Http404(gettext("There is no such derivation."))
    return record


def taken(model_admin, request, record, form):
    """Do what was asked with ``record``, and return the answer that leads on; None if it could not be done, and then
    ``form`` or a message says why."""
    chosen = request.POST.get("decision", "")
    if chosen not in CHOICES:
        messages.error(request, gettext("Say what you decide: choose one of the buttons."))
        return None
    if request.POST.get("seen", "") != str(latest_row(record)):
        messages.error(
            request,
            gettext("Somebody decided about these two while you were looking. Nothing of yours is stored: look again."),
        )
        return None
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            if chosen == TURN:
                turn_round(record, by=request.user)
                model_admin.log_change(request, record, gettext("Turned round."))
                messages.success(request, gettext("Turned round: now %(derivation)s.") % {"derivation": record})
                return HttpResponseRedirect(request.path)
            decide(record, Verdict(chosen), by=request.user, **form.cleaned_data)
            model_admin.log_change(request, record, str(record.get_verdict_display()).capitalize() + ".")
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return None
    messages.success(request, str(DONE[Verdict(chosen)]) % {"derivation": record})
    if chosen == Verdict.ACCEPTED and closes_circle(record):
        messages.warning(
            request,
            gettext(
                "These sources now repeat each other in a circle. Until one is turned round, none counts as an origin."
            ),
        )
    following = next_open(after=record)
    if following is None:
        return HttpResponseRedirect(reverse("admin:sources_derivation_changelist"))
    return HttpResponseRedirect(reverse("admin:sources_derivation_facing", args=[following.pk]))


def columns_of(record):
    """Return the two `Column`s of ``record`` (a `Derivation`): the copy, then the origin."""
    copy, origin = record.snapshot, record.origin_snapshot
    shared = record.shared
    if copy is None or origin is None:
        # An editor joined them, or one had no text then: what is held now is compared now.
        copy, origin = newest(record.source_id), newest(record.origin_id)
        both = copy is not None and origin is not None
        shared = compare_texts(copy.text, origin.text).passages if both else ()
    prefetch_related_objects([record.source, record.origin], "credits__outlet")
    ours = [(start, end) for start, end, _start, _end in shared]
    theirs = [(start, end) for _start, _end, start, end in shared]
    return [
        column("copy", pgettext("a text made from another", "Copy"), record.source, copy, ours),
        column("origin", gettext("Origin"), record.origin, origin, theirs),
    ]


def newest(source):
    return Snapshot.objects.filter(source=source).order_by("-captured_at", "-pk").first()


def column(side, label, source, snapshot, spans):
    """Return the `Column` of ``source``, whose ``snapshot`` (or None) shares ``spans`` (list of start and end) with the
    other, in the order of the passages' numbers."""
    text = snapshot.text if snapshot else ""
    marked = sum(end - start for start, end in merged(spans))
    return Column(
        side=side,
        label=label,
        source=source,
        published=humanise(source.published),
        credits=", ".join(str(credit) for credit in source.credits.all()),
        parts=tuple(parts(text[:SHOWN], spans)),
        cut=len(text) > SHOWN,
        share=round(100 * marked / len(text)) if text else None,
    )


def merged(spans):
    """Return ``spans`` (list of start and end) in order and without what two of them have in common."""
    reached = 0
    for start, end in sorted(spans):
        if end > reached:
            yield max(start, reached), end
            reached = end


def parts(text, spans):
    """Yield ``text`` (str) as `Part`s, those in ``spans`` with their numbers, from 1. Where two overlap, the first to
    begin has the words."""
    at = 0
    for (start, end), number in sorted((tuple(span), number) for number, span in enumerate(spans, 1)):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            yield Part(text[at:start])
        yield Part(text[start:end], number)
        at = end
    if at < len(text):
        yield Part(text[at:])
