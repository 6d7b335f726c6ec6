"""Which claims are looked at beside a claim: found by indexes, and never more than so many, however many there are."""

from collections import Counter
from datetime import timedelta

from django.db.models import Q

from claims.models import Claim, ClaimKey, Event, PairSuggestion
from claims.models.chain import DEPTH
from editorial.status import Status

# At most so many claims of each kind of nearness; the latest recorded first.
OF_QUESTION, OF_EVENT, OF_FAMILY, OF_PLACE, OF_KEY = 120, 120, 120, 60, 60
EVENTS = 60
# So many names of a claim are asked for, the rarest first as far as one can tell: the longest.
KEYS = 8
# One rare name is enough to be looked at; of the common ones it takes two.
RARE = 40
# Events of one place belong together if they are at most so long apart.
APART = timedelta(days=3)


def near(claim):
    """Return the keys (set of int) of the claims to be compared with ``claim`` (a `Read`).

    A fixed number of queries, each along an index and with a limit, so that it takes the same time whether there are a
    thousand claims or a million.
    """
    found = set()
    alive = Claim.objects.exclude(status=Status.RETRACTED).order_by("-pk")
    if claim.question is not None:
        found.update(alive.filter(question=claim.question).values_list("pk", flat=True)[:OF_QUESTION])
    found.update(alive.filter(event=claim.events[0]).values_list("pk", flat=True)[:OF_EVENT])
    if family := related_events(claim):
        found.update(alive.filter(event__in=family).values_list("pk", flat=True)[:OF_FAMILY])
    if around := events_around(claim):
        found.update(alive.filter(event__in=around).values_list("pk", flat=True)[:OF_PLACE])
    found.update(by_keys(claim))
    for pair in PairSuggestion.objects.open().of_claim(claim.key).values_list("one", "other")[:OF_QUESTION]:
        found.update(pair)
    found.discard(claim.key)
    return found


def related_events(claim):
    """Return the keys (list) of the events around that of a claim (`Read`), of its parts and of its neighbours."""
    own, *above = claim.events
    parts = Q(part_of=own)
    if above:
        parts |= Q(part_of=above[0]) | Q(part_of__part_of=above[0])
    else:
        parts |= Q(part_of__part_of=own)
    inside = Event.objects.filter(parts).exclude(pk=own).order_by("-pk").values_list("pk", flat=True)[:EVENTS]
    return [*above, *inside]


def events_around(claim):
    """Return the keys (list) of other events at the place of a claim (`Read`), inside or around it, at its time."""
    if not claim.places or claim.start is None:
        return []
    where = Q(place__in=claim.places[:DEPTH]) | Q(place__parent=claim.places[0])
    found = Event.objects.filter(
        where, occurred_earliest__lte=claim.end + APART, occurred_latest__gte=claim.start - APART
    )
    return list(found.exclude(pk__in=claim.events).order_by("-pk").values_list("pk", flat=True)[:EVENTS])


def by_keys(claim):
    """Return the keys (set) of claims that name the same, by the names that a claim (`Read`) has."""
    count, found = Counter(), set()
    for key in sorted(claim.keys, key=lambda key: (-len(key), key))[:KEYS]:
        others = list(ClaimKey.objects.filter(key=key).order_by("-claim").values_list("claim", flat=True)[:OF_KEY])
        count.update(others)
        if len(others) < RARE:
            found.update(others)
    return found | {other for other, times in count.items() if times > 1}
