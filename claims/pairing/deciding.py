"""What an editor decides about two claims that were suggested, who looks at them meanwhile, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import PairExists, set_against
from claims.merging.performing import merge
from claims.merging.plan import MergeRefused
from claims.merging.planning import plan_merge
from claims.merging.rows import label, read_row
from claims.models import ClaimPair, Merge, MergeKind, PairSuggestion, PairVerdict
from claims.models.pair_suggestion import HELD_FOR
from editorial.status import Status


class DecidedMeanwhile(ValidationError):
    """Somebody decided, or is about to, since the page was shown; ``suggestion`` is it as it stands now."""

    def __init__(self, message, suggestion, who=None):
        super().__init__(message, code="meanwhile", params={"who": who})
        self.suggestion = suggestion


class NotTakenBack(ValidationError):
    """A decision that cannot be taken back any more."""


class LookFirst(ValidationError):
    """Two claims do not become one in passing: pairs would go with it, or readers are to be told. ``kept`` is the
    `Claim` that would stay, ``gone`` the other one."""

    def __init__(self, kept, gone):
        super().__init__(
            _("If these two became one, pairs would go or readers would be told. Look at what would happen first.")
        )
        self.kept, self.gone = kept, gone


def stamp(suggestion):
    """Return how ``suggestion`` (a `PairSuggestion`) stands (str), for a page to send back with what is decided on
    it."""
    decided = suggestion.decided_at.isoformat() if suggestion.decided_at else ""
    return f"{suggestion.verdict} {decided}".strip()


# Who looks at it ------------------------------------------------------------------------------------------------------


def free_for(user):
    """Return the condition that nobody else than ``user`` (a `User`) looks at a suggestion now."""
    return Q(held_by=None) | Q(held_by=user) | Q(held_until__lte=timezone.now())


def hold(suggestion, *, by, over=False):
    """Note that ``by`` (a `User`) looks at ``suggestion`` for the next minutes; return whether they have it.

    Somebody has one suggestion at a time: another that they had is free again. One that somebody else has stays theirs,
    unless it is taken ``over`` (bool).
    """
    with transaction.atomic():
        release(by=by, but=suggestion)
        free = Q() if over else free_for(by)
        kept = PairSuggestion.objects.filter(free, pk=suggestion.pk)
        return bool(kept.update(held_by=by, held_until=timezone.now() + HELD_FOR))


def release(*, by, but=None):
    """Let go of what ``by`` (a `User`) looks at, except the suggestion ``but``."""
    held = PairSuggestion.objects.filter(held_by=by)
    if but is not None:
        held = held.exclude(pk=but.pk)
    held.update(held_by=None, held_until=None)


# Deciding -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def accept(suggestion, claim, counterclaim, *, kind, rationale, scope_note="", seen, by):
    """Make a draft pair of the two claims of ``suggestion``, and return the `ClaimPair`.

    The other arguments are those of `claims.actions.set_against`; ``seen`` (str): the `stamp` of what was looked at.
    Where the two are a pair already, that one is returned. Raises `DecidedMeanwhile`, `ValidationError`.
    """
    found = _found(suggestion, seen, by)
    try:
        return set_against(claim, counterclaim, kind=kind, rationale=rationale, scope_note=scope_note, by=by)
    except PairExists as known:
        _settle(found, PairVerdict.ACCEPTED, by, pair=known.pair)
        return known.pair


@transaction.atomic
def decide(suggestion, verdict, *, note="", seen, by):
    """Note what ``by`` (a `User`) says of ``suggestion``: rejected (then it is never suggested again) or unsure, a
    `PairVerdict`. ``note`` (str): why, for editors; ``seen`` (str): the `stamp` of what was looked at.

    Raises `DecidedMeanwhile`, and `ValueError` for another verdict.
    """
    if verdict not in (PairVerdict.REJECTED, PairVerdict.UNSURE):
        raise ValueError(f"{verdict} is not decided here")
    found = _found(suggestion, seen, by)
    found.note = note
    _settle(found, verdict, by)


@transaction.atomic
def unite(suggestion, *, seen, by):
    """Make one claim of the two of ``suggestion``: the reports of the one become reports of the other. Returns the
    `Merge`.

    The one that readers see stays, or the one recorded first. ``seen`` (str): the `stamp` of what was looked at;
    ``by``: the `User` who says that they are one. Raises `DecidedMeanwhile`, `LookFirst` when pairs would go or readers
    are to be told, and `MergeRefused` when something else stands in the way; nothing is written then.
    """
    found = _found(suggestion, seen, by)
    # As it comes back when the two are two again.
    found.held_by = found.held_until = None
    found.save(update_fields=["held_by", "held_until"])
    kept, gone = sorted([found.one, found.other], key=lambda claim: (not claim.is_public, claim.pk))
    plan = plan_merge(kept, gone, by=by)
    if plan.problems:
        raise MergeRefused(plan.problems)
    if plan.tells_readers or any(issubclass(model, ClaimPair) for model, _key in plan.removals):
        raise LookFirst(kept, gone)
    return merge(kept, gone, by=by)


def _found(suggestion, seen, by):
    """Return ``suggestion`` as it stands, held until the transaction ends. Raises `DecidedMeanwhile`."""
    held = PairSuggestion.objects.select_for_update(of=("self",), no_key=True)
    found = held.select_related("decided_by", "held_by").get(pk=suggestion.pk)
    if stamp(found) != seen:
        message = _("While you were looking, %(who)s decided on these two. Nothing of yours is stored.")
        if found.decided_by is None:
            message = _("While you were looking, the decision on these two was taken back. Nothing of yours is stored.")
        raise DecidedMeanwhile(message, found, found.decided_by)
    if found.is_held(by):
        message = _("At the moment %(who)s is looking at these two. Nothing of yours is stored.")
        raise DecidedMeanwhile(message, found, found.held_by)
    return found


def _settle(suggestion, verdict, by, pair=None):
    suggestion.verdict, suggestion.decided_by, suggestion.decided_at = verdict, by, timezone.now()
    suggestion.pair = pair
    suggestion.held_by = suggestion.held_until = None
    suggestion.save()


# Taking it back -------------------------------------------------------------------------------------------------------


def last_decision(user):
    """Return what ``user`` (a `User`) decided last and nobody took back: a `PairSuggestion`, a `Merge` of two claims
    that were suggested as one, or None."""
    decided = PairSuggestion.objects.filter(decided_by=user).exclude(verdict=PairVerdict.OPEN)
    last = decided.order_by("-decided_at", "-pk").first()
    merged = Merge.objects.in_force().filter(kind=MergeKind.CLAIM, made_by=user).order_by("-made_at", "-pk").first()
    if merged is None or suggested_as_one(merged) is None or (last and last.decided_at > merged.made_at):
        return last
    return merged


def suggested_as_one(merged):
    """Return the suggestion that the two claims of ``merged`` (a `Merge`) are one, as it was (a `PairSuggestion`), or
    None: it went with the one claim, and comes back with it."""
    for each in merged.record.get("removed", ()):
        if each["model"] == label(PairSuggestion):
            suggestion = read_row(PairSuggestion, each["row"])
            if {suggestion.one_id, suggestion.other_id} == {merged.kept, merged.gone}:
                return suggestion
    return None


@transaction.atomic
def take_back(suggestion, *, seen, by):
    """Open ``suggestion`` again. A pair that was made by the decision is deleted, if nobody touched it since.

    ``seen`` (str): the `stamp` of what was looked at; ``by``: the `User` who does. Raises `DecidedMeanwhile`, and
    `NotTakenBack` when there is nothing to take back, or the pair has gone on.
    """
    found = _found(suggestion, seen, by)
    if found.verdict == PairVerdict.OPEN:
        raise NotTakenBack(_("Nobody decided on these two: there is nothing to take back."))
    pair = found.pair
    found.verdict, found.decided_by, decided_at, found.decided_at = PairVerdict.OPEN, None, found.decided_at, None
    found.pair = None
    found.save()
    # Only what this decision made (see `claims.actions.set_against`).
    if pair is not None and pair.created_at == decided_at:
        if pair.status != Status.DRAFT or pair.version != 1:
            raise NotTakenBack(
                _("The pair was changed or handed on since, so it stays. Open it, and decide there what becomes of it.")
            )
        pair._history_user = by
        try:
            pair.delete()
        except ProtectedError as refusal:
            raise NotTakenBack(_("Other records stand on the pair by now, so it stays.")) from refusal
