"""The timeline of all claims, or of those that a filter leaves: claim by claim where they are few, else counted."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from claims.drawing.bins import Columns, columns
from claims.drawing.days import stretch
from claims.models import Appearance, ClaimPair, Party
from claims.reading.about_event import CLAIMS, PAIRS, answers_of, drawn_pairs
from claims.reading.as_of import claim_said_by_q, replay, said_by_q, sure_day
from claims.reading.matrix import grouped_by_side
from claims.reading.naming import named
from claims.reading.pairs import for_reading
from claims.reading.reports import reports_of
from claims.reading.sides import belongings, side_of
from claims.reading.timeline import Window, drawn, windows

# How many claims are counted at most, and how many sides have a lane of their own; the others share one.
COUNTED, LANES = 5000, 12


@dataclass(slots=True)
class Few:
    """What `drawn` needs of an `Account`, for claims of any events."""

    answers: list
    pairs: list
    belongings: dict


@dataclass(slots=True)
class Counted:
    """A picture of counts. ``lanes``: (side `Link`, `Stack`) each, or None for the parties that belong to no group and
    for the sides that have no lane; ``rows``: (first day, last day, list of (side, count)); ``total`` claims counted;
    ``capped`` says that there are more."""

    picture: Columns
    lanes: list
    rows: list
    first: date
    last: date
    total: int
    undated: int
    capped: bool
    windows: list[Window]
    shared: int


def within(claims, first, last):
    """Return those of ``claims`` (a queryset) that had first been said from ``first`` to ``last`` (`date` or None)."""
    if last:
        claims = claims.filter(claim_said_by_q(last))
    if first and first > date.min:
        claims = claims.exclude(claim_said_by_q(first - timedelta(1)))
    return claims


def overview(claims, asked=(None, None), day=None):
    """Return (`Drawn` or None, `Counted` or None) of ``claims``, a queryset of public ones, over the days ``asked``
    (first, last; either may be None), as of ``day`` (a `date`, or None). Five queries at most."""
    if day:
        claims = claims.filter(claim_said_by_q(day))
    chosen = within(claims, *asked).select_related("party", "event", "question").order_by("-published_at", "slug")
    found = list(named(chosen, "party")[: CLAIMS + 1])
    if len(found) <= CLAIMS:
        return drawn(few(found, day), asked), None
    return None, counted(chosen, asked, day)


def few(claims, day):
    """Return ``claims`` (a list of `Claim`) as `Few`, as of ``day``. Three queries."""
    keys = {claim.pk for claim in claims}
    pairs = ClaimPair.objects.published().filter(Q(claim__in=keys) & Q(counterclaim__in=keys))
    pairs = list(for_reading(pairs.order_by("position", "slug"))[:PAIRS])
    read = reports_of(keys)
    reports = {key: replay(read[key], day)[0] for key in keys}
    groups = belongings({claim.party_id for claim in claims})
    return Few(answers_of(claims, reports, groups), drawn_pairs(pairs, reports, groups), groups)


def first_days(claims, day):
    """Return (the first day by which each of ``claims``, a queryset of at most `COUNTED`, had been said, as a dict of
    party's key to `Counter` of days; how many have none). One query."""
    reports = Appearance.objects.published().filter(claim__in=claims.order_by().values("pk"))
    if day:
        reports = reports.filter(said_by_q(day))
    days, party = {}, {}
    columns = ("claim_id", "claim__party_id", "said_latest", "source__published_latest")
    for key, owner, said, printed in reports.order_by().values_list(*columns):
        party[key] = owner
        sure = sure_day(said, printed)
        if sure and (days.get(key) is None or sure < days[key]):
            days[key] = sure
    found = defaultdict(Counter)
    for key, sure in days.items():
        found[party[key]][sure] += 1
    return found, len(party) - len(days)


def counted(claims, asked, day):
    """Return the `Counted` of ``claims``, an ordered queryset of public ones. Four queries."""
    keys = list(claims.values_list("pk", flat=True)[: COUNTED + 1])
    capped = len(keys) > COUNTED
    by_party, undated = first_days(claims.model.objects.published().filter(pk__in=keys[:COUNTED]), day)
    parties = list(named(Party.objects.published().filter(pk__in=by_party), ""))
    groups = belongings(party.pk for party in parties)
    alone = {party.pk for side, members in grouped_by_side(parties, groups) if side is None for party in members}
    by_side = defaultdict(Counter)
    for party in parties:
        by_side[None if party.pk in alone else side_of(party, groups)].update(by_party[party.pk])
    largest = sorted((side for side in by_side if side), key=lambda side: -by_side[side].total())
    lanes = sorted(largest[:LANES], key=lambda side: side.label.casefold())
    rest = sum((by_side[side] for side in largest[LANES:]), by_side.get(None, Counter()))
    all_days = [sure for counts in by_side.values() for sure in counts]
    widest = stretch(all_days) if all_days else (date.min, date.min)
    first, last = asked[0] or min(widest[0], asked[1] or date.max), asked[1] or max(widest[1], asked[0] or date.min)
    names, counts = [*lanes], [by_side[side] for side in lanes]
    if rest:
        names, counts = [*names, None], [*counts, rest]
    picture = columns(counts, first, last)
    return Counted(
        picture=picture,
        lanes=list(zip(names, picture.stacks, strict=True)),
        rows=rows(names, picture.stacks),
        first=first,
        last=last,
        total=sum(counts.total() for counts in by_side.values()),
        undated=undated,
        capped=capped,
        windows=windows(first, last, widest, any(asked)),
        shared=max(len(largest) - LANES, 0),
    )


def rows(names, stacks):
    """Return the picture as a list of (first day, last day, list of (side `Link` or None, how many)), in order."""
    found = {}
    for name, stack in zip(names, stacks, strict=True):
        for column in stack.columns:
            found.setdefault((column.first, column.last), []).append((name, column.count))
    return [(first, last, counts) for (first, last), counts in sorted(found.items())]
