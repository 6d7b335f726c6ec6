"""How a party's claims stand to those of others: disputed by whom, confirmed from which other side, how soon answered,
taken back, revised. The same reckoning for every party; docs/decisions/0019 says why it is made this way."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from django.db.models import DateField, Min, OuterRef, Q, Subquery
from django.urls import reverse

from claims.models import Appearance, ClaimPair, PairKind, Party
from claims.reading.as_of import surely_said
from claims.reading.naming import in_order, link_of, local_columns
from claims.reading.reports import Link

COLUMNS = ("pk", "slug", "kind", "claim_id", "counterclaim_id", "surely", "soonest")
SIDES = ("claim", "counterclaim")
OF_A_SIDE = ("party_id", "party__slug", "party__name", "slug", "answer")


@dataclass(frozen=True, slots=True)
class Line:
    """A pair in a word or two: what the party said, and what the other claim says."""

    address: str
    kind: str
    kind_label: str
    own: str
    other: str


@dataclass(slots=True)
class Other:
    """Another party whose claims stand in pairs with this one's."""

    key: int
    party: Link
    side: Link | None = None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Days:
    """How long something took: the shortest, the middle and the longest of ``number`` cases, in days."""

    number: int
    least: int
    middle: int | float
    most: int


def days(spans):
    """Return the `Days` of ``spans`` (iterable of int), or None where there are none."""
    spans = sorted(spans)
    if not spans:
        return None
    middle = median(spans)
    return Days(len(spans), spans[0], int(middle) if middle == int(middle) else middle, spans[-1])


@dataclass(frozen=True, slots=True)
class Shift:
    """A pair between two claims (keys) of one party: the earlier and the later."""

    line: Line
    earlier: int
    later: int


@dataclass(slots=True)
class Standing:
    """What published pairs say of some claims of one party.

    ``disputes`` and ``confirms`` hold the pairs with other parties, the latter with those of its own side too until
    `across` has parted them; ``shifts`` those between two claims of its own: groups of pairs that hang together.
    """

    disputes: list[Other]
    confirms: list[Other]
    shifts: list[list[Shift]]
    answered: set[int]
    answered_in: Days | None
    answers_in: Days | None
    taken_back: int
    revised: int

    @property
    def dispute_count(self):
        return sum(len(other.lines) for other in self.disputes)


def pairs_of(claims):
    """Return the public pairs that hold one of ``claims`` (keys), as a list of dicts. One query.

    ``surely`` is the day by which the claim had been said, ``soonest`` the first day on which the counterclaim can have
    been: what lies between them is the least that the answer took.
    """
    held = Q(claim__in=claims) | Q(counterclaim__in=claims)
    day = {
        "surely": said_day("claim", Min(surely_said())),
        "soonest": said_day("counterclaim", Min("said_earliest")),
    }
    columns = COLUMNS + tuple(f"{side}__{column}" for side in SIDES for column in OF_A_SIDE)
    names = local_columns(Party, *(f"{side}__party" for side in SIDES))
    pairs = ClaimPair.objects.published().filter(held).annotate(**day)
    return list(pairs.order_by("position", "slug").values(*columns, **names))


def said_day(side, day):
    """Return the expression for ``day`` (an aggregate over reports) of the pair's claim on ``side`` (str)."""
    reports = Appearance.objects.published().filter(claim=OuterRef(side)).order_by()
    return Subquery(reports.values("claim").annotate(day=day).values("day"), output_field=DateField())


def line(row, own):
    """Return the `Line` of a row of `pairs_of`, seen from the party whose side is ``own`` ("claim" or the other)."""
    other = SIDES[1 - SIDES.index(own)]
    return Line(
        address=reverse("pair_detail", args=[row["slug"]]),
        kind=row["kind"],
        kind_label=PairKind(row["kind"]).label,
        own=row[f"{own}__answer"],
        other=row[f"{other}__answer"],
    )


def standing(party, rows):
    """Return the `Standing` of the claims of ``party`` (a key) that ``rows`` (from `pairs_of`) hold."""
    disputes, confirms, shifts = {}, {}, []
    answered, waits, replies = set(), defaultdict(list), []
    for row in rows:
        keys = [row[f"{side}__party_id"] for side in SIDES]
        conflict = PairKind(row["kind"]).conflicts
        if conflict:
            answered |= {row[f"{side}_id"] for side, key in zip(SIDES, keys, strict=True) if key == party}
        if keys[0] == keys[1]:
            shifts.append(Shift(line(row, "claim"), row["claim_id"], row["counterclaim_id"]))
            continue
        own = SIDES[keys.index(party)]
        wait = between(row["surely"], row["soonest"]) if conflict else None
        if wait is not None and own == "claim":
            waits[row["claim_id"]].append(wait)
        elif wait is not None:
            replies.append(wait)
        add(disputes if conflict else confirms, row, own)
    return Standing(
        disputes=ranked(disputes),
        confirms=ranked(confirms),
        shifts=hanging_together(shifts),
        answered=answered,
        answered_in=days(min(found) for found in waits.values()),
        answers_in=days(replies),
        taken_back=sum(shift.line.kind == PairKind.RETRACTS for shift in shifts),
        revised=sum(shift.line.kind == PairKind.REVISES for shift in shifts),
    )


def between(first, second):
    """Return the days from ``first`` to ``second`` (dates or None), or None where they do not tell which came first."""
    if isinstance(first, date) and isinstance(second, date) and second >= first:
        return (second - first).days
    return None


def add(others, row, own):
    other = SIDES[1 - SIDES.index(own)]
    key = row[f"{other}__party_id"]
    if key not in others:
        address = reverse("party_detail", args=[row[f"{other}__party__slug"]])
        others[key] = Other(key, link_of(row, f"{other}__party", address))
    others[key].lines.append(line(row, own))


def ranked(others):
    """Return ``others`` (dict of `Other`), those with the most pairs first, then by the alphabet."""
    return sorted(others.values(), key=lambda other: (-len(other.lines), in_order(other.party.label), other.key))


def hanging_together(shifts):
    """Return ``shifts`` (list of `Shift`) as a list of lists: pairs that share a claim stand in the same one."""
    groups = []
    for shift in shifts:
        claims = {shift.earlier, shift.later}
        joined = [group for group in groups if claims & {key for one in group for key in (one.earlier, one.later)}]
        groups = [group for group in groups if group not in joined]
        groups.append([one for group in joined for one in group] + [shift])
    return groups


def across(others, sides, own):
    """Return ``others`` (list of `Other`) that share no side with the party, with their side.

    ``sides``: the sides (a set of `Link`) of each party by its key; ``own``: those of the party itself.
    """
    found = []
    for other in others:
        theirs = sides.get(other.key) or {other.party}
        other.side = min(theirs, key=lambda side: in_order(side.label))
        if not theirs & own:
            found.append(other)
    return found
