"""What editors decide about texts that are alike, and what follows for the others."""

from django.db import transaction
from django.utils import timezone

from sources.models import Derivation, FoundBy, Verdict


@transaction.atomic
def decide(derivation, verdict, *, by, kind=None, reason=""):
    """Note what ``by`` (a `User`) says of ``derivation``: a `Verdict` other than open, and of which ``kind`` (a
    `DerivationKind`, or None to leave it) it is. A rejected one is never suggested again.

    Raises `ValidationError` where the record does not allow it.
    """
    derivation.verdict, derivation.reason = verdict, reason
    derivation.kind = kind or derivation.kind
    derivation.decided_by, derivation.decided_at = by, timezone.now()
    store(derivation, by)


@transaction.atomic
def turn_round(derivation, *, by):
    """Let the origin of ``derivation`` be the copy, and the copy the origin; ``by``: the `User` who says so.

    Raises `ValidationError` where the record does not allow it.
    """
    derivation.source, derivation.origin = derivation.origin, derivation.source
    derivation.snapshot, derivation.origin_snapshot = derivation.origin_snapshot, derivation.snapshot
    derivation.shared = sorted([start, end, one, until] for one, until, start, end in derivation.shared)
    if derivation.verdict != Verdict.OPEN:
        # It is another statement now, and this is who makes it.
        derivation.decided_by, derivation.decided_at = by, timezone.now()
    store(derivation, by)


@transaction.atomic
def join(derivation, *, by):
    """Store ``derivation``, new and found by ``by`` (a `User`), as confirmed.

    Raises `ValidationError` where the record does not allow it, as when the two are joined already.
    """
    derivation.found_by = FoundBy.EDITOR
    decide(derivation, Verdict.ACCEPTED, by=by, reason=derivation.reason)


def store(derivation, by):
    derivation._history_user = by
    derivation.full_clean()
    derivation.save()


def closes_circle(derivation):
    """Return whether with ``derivation`` confirmed sources would repeat each other in a circle, none of them first."""
    reached, level = {derivation.origin_id}, {derivation.origin_id}
    while level:
        above = Derivation.objects.accepted().filter(source__in=level).exclude(pk=derivation.pk)
        level = set(above.values_list("origin", flat=True)) - reached
        reached |= level
    return derivation.source_id in reached


def next_open(after=None):
    """Return the open `Derivation` that is to be looked at next, the likest first, or None. ``after``: the one that was
    just looked at, which is passed over."""
    waiting = Derivation.objects.filter(verdict=Verdict.OPEN).order_by("-likeness", "pk")
    if after is not None:
        waiting = waiting.exclude(pk=after.pk)
    return waiting.first()
