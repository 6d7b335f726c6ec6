"""What somebody decided last at the linking desk: how the page names it, and taking it back."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.pairing.asked import suggestions
from claims.merging.undoing import undo
from claims.models import Merge, MergeKind
from claims.pairing.deciding import last_decision, stamp, suggested_as_one, take_back
from editorial.admin.choices import is_key

# What the page sends back: a letter for what it was, and its key.
DECISION, MERGE = "d", "m"


@dataclass(frozen=True)
class Done:
    """A decision that can be taken back: its ``key`` and ``seen`` (str) for the form, in words, and the address (str)
    of what was made by it, or ""."""

    key: str
    seen: str
    words: str
    made: str = ""


def last_done(user):
    """Return what ``user`` (a `User`) decided last, as `Done`, or None."""
    last = last_decision(user)
    if last is None:
        return None
    if isinstance(last, Merge):
        words = gettext("one claim: %(claim)s") % {"claim": last.kept_name}
        return Done(f"{MERGE}{last.pk}", "", words, reverse("admin:claims_claim_change", args=[last.kept]))
    last = suggestions().get(pk=last.pk)
    words = gettext("%(verdict)s: %(one)s · %(other)s") % {
        "verdict": last.get_verdict_display(),
        "one": last.claim.answer,
        "other": last.counterclaim.answer,
    }
    made = reverse("admin:claims_claimpair_change", args=[last.pair_id]) if last.pair_id else ""
    return Done(f"{DECISION}{last.pk}", stamp(last), words, made)


def taken_back(model_admin, request, may_decide):
    """Take back the decision that the form names, and return the `PairSuggestion` that is open again. ``may_decide``: a
    function that tells of a user and a suggestion whether that is theirs to decide.

    Raises `PermissionDenied`, and `ValidationError` when it cannot be taken back.
    """
    key = request.POST.get("of", "")
    kind, number = key[:1], key[1:]
    if kind == MERGE and is_key(number):
        return _divided(model_admin, request, int(number))
    suggestion = suggestions().filter(pk=number).first() if kind == DECISION and is_key(number) else None
    if suggestion is None:
        raise ValidationError(_("What you want to take back is not there any more."))
    if not may_decide(request.user, suggestion):
        raise PermissionDenied
    with transaction.atomic():
        take_back(suggestion, seen=request.POST.get("seen", ""), by=request.user)
        model_admin.log_change(request, suggestion, gettext("Taken back."))
    return suggestion


def _divided(model_admin, request, key):
    merged = Merge.objects.in_force().filter(pk=key, kind=MergeKind.CLAIM).first()
    was = suggested_as_one(merged) if merged is not None else None
    if was is None:
        raise ValidationError(_("What you want to take back is not there any more."))
    if not request.user.has_perm("claims.add_merge"):
        raise PermissionDenied
    with transaction.atomic():
        undo(merged, by=request.user)
        model_admin.admin_site.get_model_admin(Merge).log_change(request, merged, gettext("Undone."))
    return suggestions().get(pk=was.pk)
