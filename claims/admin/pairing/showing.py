"""What the page of the linking desk shows: two claims with their words, what else waits, and how much."""

from django.utils import timezone

from claims.admin.linking import two_sides
from claims.admin.pairing import passing
from claims.admin.pairing.asked import address, offered
from claims.admin.pairing.drafting import DecisionForm, proposed
from claims.admin.pairing.taking_back import last_done
from claims.models import PairSuggestion, PairVerdict, ProposedKind
from claims.pairing.deciding import free_for, stamp
from claims.pairing.reasons import in_words
from claims.pairing.waiting import Queue, counted
from editorial.edtf import humanise

RIVALS, COMING = 12, 6
# Reports of a claim that stand open; the others are one press away.
QUOTED = 3
CLAIMS = ("one__party", "other__party")
SCRIPTS = ["editor/linking.js"]


def claims_of(suggestion, here):
    """Return the two `Claim`s of ``suggestion`` (a `PairSuggestion`), first the one that stands left: the one that was
    asked for, the one the queue is narrowed to, or the one that is proposed to be answered."""
    wanted = [here.left, here.queue.claim.pk if here.queue.claim else 0, suggestion.claim.pk]
    key = next(key for key in wanted if key in (suggestion.one_id, suggestion.other_id))
    left = suggestion.one if key == suggestion.one_id else suggestion.other
    return left, suggestion.other_than(left)


def shown(request, here, suggestion, form):
    """Return what the template needs (dict). ``here``: what was `Asked`; ``suggestion``: the `PairSuggestion` to
    decide on, or None when nothing waits; ``form``: a `DecisionForm` that was filled in, or None."""
    events, parties = offered(here.queue)
    passed = passing.keys(request)
    context = {
        "queue": here.queue,
        "narrowing": here.form,
        "events": events,
        "parties": parties,
        "open": counted(here.queue.open()),
        "unsure": counted(here.queue.unsure()),
        "passed": here.queue.open().filter(pk__in=passed).count() if passed else 0,
        "today": decided_today(request.user),
        "last": last_done(request.user),
        "suggestion": suggestion,
        "whole_queue": address(Queue()),
        "scripts": SCRIPTS,
    }
    if suggestion is None:
        held = here.queue.open().exclude(free_for(request.user))
        return context | {"here": address(here.queue), "held_by_others": held.select_related("held_by")[:COMING]}
    left, right = claims_of(suggestion, here)
    if form is None:
        form = DecisionForm(claim=left, other=right, initial=proposed(suggestion, right))
    also, more = rivals(here.queue, suggestion, left)
    left, right, *others = two_sides(left, right, *(each.right for each in also))
    for each, claim in zip(also, others, strict=True):
        each.report = next(iter(claim.quoted), None)
    sides = (left, right)
    for claim in sides:
        claim.first_quoted, claim.more_quoted = claim.quoted[:QUOTED], claim.quoted[QUOTED:]
        claim.numbers = list(claim.figures.all())
        claim.about_text = humanise(claim.about)
    return context | {
        "here": address(here.queue, suggestion, left),
        "left": left,
        "right": right,
        "turned": address(here.queue, suggestion, right),
        "reasons": in_words(suggestion.reasons),
        "scope": in_words(suggestion.scope),
        "form": form,
        "proposes_one": suggestion.kind == ProposedKind.SAME,
        "stamp": stamp(suggestion),
        "is_held": suggestion.is_held(request.user),
        "rivals": also,
        "more_rivals": more,
        "only_left": address(Queue(claim=left), suggestion, left) if here.queue.claim is None else "",
        "coming": coming(request.user, here.queue, suggestion, left, passed),
    }


def rivals(queue, suggestion, left):
    """Return what else is suggested of the claim ``left`` (list of `PairSuggestion`s), the most likely first, and
    whether there is more (bool); each has the claim ``right``, its ``address`` and ``why``, its reasons in words."""
    found = list(Queue(claim=left).open().exclude(pk=suggestion.pk).select_related(*CLAIMS)[: RIVALS + 1])
    return [_named(each, queue, left) for each in found[:RIVALS]], len(found) > RIVALS


def coming(user, queue, suggestion, left, passed):
    """Return what waits after the claim ``left`` (list of `PairSuggestion`s): as `rivals`, with both claims."""
    waiting = queue.open().filter(free_for(user)).exclude(pk__in=[suggestion.pk, *passed])
    waiting = waiting.exclude(one=left).exclude(other=left).select_related(*CLAIMS)
    return [_named(each, queue, each.claim) for each in waiting[:COMING]]


def _named(suggestion, queue, left):
    suggestion.left = suggestion.one if left.pk == suggestion.one_id else suggestion.other
    suggestion.right = suggestion.other_than(suggestion.left)
    suggestion.address = address(queue, suggestion, suggestion.left)
    suggestion.why = in_words(suggestion.reasons)
    return suggestion


def decided_today(user):
    """Return how many suggestions ``user`` (a `User`) decided on since midnight (int)."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    decided = PairSuggestion.objects.filter(decided_by=user, decided_at__gte=midnight)
    return decided.exclude(verdict=PairVerdict.OPEN).count()
