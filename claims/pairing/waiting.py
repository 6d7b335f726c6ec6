"""What waits to be decided: of one claim, and over all of them, the most likely first."""

from dataclasses import dataclass, replace

from django.db.models import Q

from claims.models import Claim, Event, PairSuggestion, PairVerdict, Party
from claims.pairing.deciding import free_for

# Up to here suggestions are counted; above it is said that there are more.
COUNTED = 10_000


@dataclass(frozen=True)
class Queue:
    """Which suggestions somebody works on: all of them, or those of a claim, an event with its parts, or a party."""

    claim: Claim | None = None
    event: Event | None = None
    party: Party | None = None

    @property
    def is_narrowed(self):
        return bool(self.claim or self.event or self.party)

    def suggestions(self):
        """Return those suggestions (queryset), whatever was decided on them."""
        found = PairSuggestion.objects.all()
        if self.claim is not None:
            found = found.filter(pk__in=_of(Claim.objects.filter(pk=self.claim.pk)))
        if self.event is not None:
            found = found.filter(pk__in=_of(Claim.objects.filter(Q(event=self.event) | Q(event__part_of=self.event))))
        if self.party is not None:
            found = found.filter(pk__in=_of(Claim.objects.filter(party=self.party)))
        return found

    def open(self):
        """Return those on which nobody decided (queryset), the most likely first."""
        return self._standing(PairVerdict.OPEN).best_first()

    def unsure(self):
        """Return those that somebody looked at and could not decide (queryset), the most likely first."""
        return self._standing(PairVerdict.UNSURE).best_first()

    def _standing(self, verdict):
        if not self.is_narrowed:
            return self.suggestions().filter(verdict=verdict)
        # Said the other way round, so that SQLite, which takes every index to be as good as any other, goes by the
        # claims and not by the verdict that most suggestions have.
        return self.suggestions().exclude(verdict__in=[each for each in PairVerdict if each != verdict])

    def of(self, claim):
        """Return this queue, and of it only what is suggested of ``claim`` (a `Claim`)."""
        return replace(self, claim=claim)


def _of(claims):
    """Return the keys of the suggestions of ``claims`` (queryset), from either side: each has an index of its own."""
    keys = claims.order_by().values("pk")
    one, other = (PairSuggestion.objects.order_by().filter(**{f"{side}__in": keys}) for side in ("one", "other"))
    return one.values("pk").union(other.values("pk"))


def next_for(user, queue, *, left=None, passed=()):
    """Return the `PairSuggestion` that ``user`` (a `User`) looks at next in ``queue`` (a `Queue`), or None.

    It is one that nobody else looks at, of the claim ``left`` (a `Claim`) before all others, so that a claim that was
    read is done with before the next one is. ``passed``: keys of what this person passed over.
    """
    queues = [queue] if left is None or queue.claim is not None else [queue.of(left), queue]
    waiting = (each.open().filter(free_for(user)).exclude(pk__in=passed) for each in queues)
    return next((found for each in waiting if (found := each.first())), None)


def counted(suggestions):
    """Return how many ``suggestions`` (queryset) there are (int), and whether that is all of them (bool): no more than
    `COUNTED` are counted."""
    number = suggestions.order_by()[: COUNTED + 1].count()
    return min(number, COUNTED), number <= COUNTED
