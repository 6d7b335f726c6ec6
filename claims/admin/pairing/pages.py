"""The page of the linking desk, and what its buttons ask for. Each function takes the admin of the suggestions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.pairing import passing
from claims.admin.pairing.asked import address, asked, suggestions
from claims.admin.pairing.drafting import DecisionForm
from claims.admin.pairing.showing import claims_of, shown
from claims.admin.pairing.taking_back import taken_back
from claims.models import Claim, ClaimPair, PairVerdict
from claims.pairing.deciding import DecidedMeanwhile, LookFirst, accept, decide, hold, release, stamp, unite
from claims.pairing.waiting import next_for
from editorial.admin.choices import is_key

# Without these nobody can decide anything here.
NEEDED = ("claims.change_pairsuggestion", "claims.add_claimpair")
# Who may decide otherwise than somebody else did.
OVERRULE = "claims.publish_claimpair"
MERGE = "claims.add_merge"
NEXT, OVER, UNDO, SAME = "next", "over", "undo", "same"
VERDICTS = {
    PairVerdict.ACCEPTED: _("A draft pair was made: “%(pair)s”."),
    PairVerdict.REJECTED: _("Rejected, and never suggested again: %(claims)s."),
    PairVerdict.UNSURE: _("Left as unsure: %(claims)s."),
}


def desk_page(model_admin, request):
    """Show two suggested claims (GET), or do with them what a button says (POST).

    Raises `PermissionDenied` for whoever may not decide.
    """
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied
    here = asked(request.GET)
    if request.method == "POST":
        return _done(model_admin, request, here)
    suggestion = here.suggestion
    if suggestion is None:
        if here.is_lost:
            messages.warning(request, gettext("What you asked for is not there any more: the two claims are one now."))
        left = here.queue.claim
        suggestion = next_for(request.user, here.queue, left=left, passed=passing.keys(request))
        # With what the page says of it.
        suggestion = suggestion and suggestions().get(pk=suggestion.pk)
    return _page(model_admin, request, here, suggestion)


def _page(model_admin, request, here, suggestion, form=None, status=200):
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Linking desk"),
        "opts": model_admin.opts,
        "subtitle": gettext("suggested pairs"),
        **shown(request, here, suggestion, form),
        "may_decide": suggestion is not None and may_decide(request.user, suggestion),
        "may_unite": suggestion is not None and may_unite(request.user, suggestion),
    }
    return TemplateResponse(request, "admin/pairing/page.html", context, status=status)


def may_decide(user, suggestion):
    """Return whether ``user`` may decide on ``suggestion`` as it stands: what somebody else accepted or rejected is
    decided otherwise by whoever may publish pairs."""
    settled = suggestion.verdict in (PairVerdict.ACCEPTED, PairVerdict.REJECTED)
    return not settled or suggestion.decided_by_id == user.pk or user.has_perm(OVERRULE)


def may_unite(user, suggestion):
    """Return whether ``user`` may make the two claims of ``suggestion`` one: claims of two parties never are."""
    return suggestion.one.party_id == suggestion.other.party_id and user.has_perm(MERGE)


def _done(model_admin, request, here):
    """Do what the button says, and answer with the way on, or with the page and what is wrong."""
    chosen = request.POST.get("decision", "")
    if chosen == UNDO:
        return _take_back(model_admin, request, here)
    suggestion = here.suggestion
    if suggestion is None:
        messages.error(request, gettext("What you decided on is not there any more. Nothing is stored."))
        return HttpResponseRedirect(address(here.queue))
    left, right = claims_of(suggestion, here)
    if chosen == NEXT:
        passing.note(request, suggestion)
        return _onward(request, here, left)
    if chosen == OVER:
        hold(suggestion, by=request.user, over=True)
        return HttpResponseRedirect(address(here.queue, suggestion, left))
    if not may_decide(request.user, suggestion):
        raise PermissionDenied
    form = DecisionForm(request.POST, claim=left, other=right)
    if chosen not in VERDICTS and chosen != SAME:
        messages.error(request, gettext("Say what you decide: choose one of the buttons."))
        return _page(model_admin, request, here, suggestion, form, status=400)
    try:
        if chosen == SAME:
            left = _unite(model_admin, request, suggestion)
        elif not _decide(model_admin, request, suggestion, PairVerdict(chosen), form, left, right):
            return _page(model_admin, request, here, suggestion, form)
    except DecidedMeanwhile as refusal:
        messages.error(request, " ".join(refusal.messages))
        return _page(model_admin, request, here, suggestions().get(pk=suggestion.pk), form, status=409)
    except LookFirst as refusal:
        messages.warning(request, " ".join(refusal.messages))
        preview = reverse("admin:claims_claim_merge", args=[refusal.kept.pk])
        return HttpResponseRedirect(f"{preview}?other={refusal.gone.pk}&keep=this")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return _page(model_admin, request, here, suggestion, form)
    return _onward(request, here, left)


def _unite(model_admin, request, suggestion):
    """Make the two claims one; return the `Claim` that stays. Raises what `claims.pairing.deciding.unite` does."""
    if not may_unite(request.user, suggestion):
        raise PermissionDenied
    with transaction.atomic():
        merged = unite(suggestion, seen=request.POST.get("seen", ""), by=request.user)
        kept = Claim.objects.get(pk=merged.kept)
        admin = model_admin.admin_site.get_model_admin(Claim)
        admin.log_change(request, kept, gettext("Merged: %(merge)s.") % {"merge": merged})
    text = gettext("One claim now, with the reports of both: %(claim)s")
    messages.success(request, text % {"claim": kept})
    return kept


def _decide(model_admin, request, suggestion, verdict, form, left, right):
    """Store the ``verdict`` (a `PairVerdict`); return whether that was done, or ``form`` says why not.

    Raises `DecidedMeanwhile`.
    """
    seen = request.POST.get("seen", "")
    if verdict != PairVerdict.ACCEPTED:
        # What was typed for a pair is of no use to these.
        note = form.data.get("note", "").strip()
        if len(note) > form.fields["note"].max_length:
            form.is_valid()
            return False
        with transaction.atomic():
            decide(suggestion, verdict, note=note, seen=seen, by=request.user)
            model_admin.log_change(request, suggestion, str(verdict.label).capitalize() + ".")
        messages.success(request, VERDICTS[verdict] % {"claims": f"{left.answer} · {right.answer}"})
        return True
    if not form.is_valid():
        return False
    claim, counterclaim = (left, right) if form.cleaned_data["order"] == "other" else (right, left)
    said = {name: form.cleaned_data[name] for name in ("kind", "rationale", "scope_note")}
    try:
        with transaction.atomic():
            pair = accept(suggestion, claim, counterclaim, **said, seen=seen, by=request.user)
            model_admin.admin_site.get_model_admin(ClaimPair).log_addition(request, pair, [{"added": {}}])
            model_admin.log_change(request, suggestion, str(verdict.label).capitalize() + ".")
    except DecidedMeanwhile:
        raise
    except ValidationError as refusal:
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        for name, problems in by_field.items():
            form.add_error(name if name in form.fields else None, problems)
        return False
    messages.success(request, VERDICTS[verdict] % {"pair": pair})
    return True


def _onward(request, here, left):
    """Return the answer that leads to what waits next, which is this person's from now on."""
    suggestion = next_for(request.user, here.queue, left=left, passed=passing.keys(request))
    while suggestion is not None and not hold(suggestion, by=request.user):
        # Somebody else came to it in this moment.
        suggestion = next_for(request.user, here.queue, left=left, passed=passing.keys(request))
    if suggestion is None:
        release(by=request.user)
    return HttpResponseRedirect(address(here.queue, suggestion, left))


def _take_back(model_admin, request, here):
    """Take a decision back, and answer with the way to what it was about."""
    try:
        suggestion = taken_back(model_admin, request, may_decide)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return HttpResponseRedirect(address(here.queue, here.suggestion))
    passing.forget(request, suggestion)
    hold(suggestion, by=request.user)
    messages.success(request, gettext("Taken back: these two are open again."))
    left = Claim.objects.filter(pk=here.left).first() if here.left else here.queue.claim
    return HttpResponseRedirect(address(here.queue, suggestion, left))


def hold_page(model_admin, request):
    """Keep a suggestion (``at`` in the POST) for whoever looks at it: {"held": bool, "words": str}. The words say who
    has it, or decided on it, when that is somebody else.

    Raises `PermissionDenied`.
    """
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied
    key = request.POST.get("at", "")
    suggestion = suggestions().filter(pk=key).first() if is_key(key) else None
    if suggestion is None:
        return JsonResponse({"held": False, "words": gettext("What you look at is not there any more.")})
    if stamp(suggestion) != request.POST.get("seen", ""):
        words = gettext("Somebody decided on these two while you were looking. Load the page anew.")
        return JsonResponse({"held": False, "words": words})
    if not hold(suggestion, by=request.user):
        suggestion.refresh_from_db()
        words = gettext("%(who)s is looking at these two.") % {"who": suggestion.held_by}
        return JsonResponse({"held": False, "words": words})
    return JsonResponse({"held": True, "words": ""})


def begin_page(model_admin, request):
    """Begin the queue anew, with what was passed over, and answer with the way to it.

    Raises `PermissionDenied`.
    """
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied
    passing.begin_anew(request)
    return _onward(request, asked(request.GET), None)
