"""All that the page of a party shows: what it said, and how that stands. One shape for every party.

A party may have made any number of claims, so the page looks at those recorded last and says so; everything on it is
counted over these same claims, and they bound each of its queries.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from claims.models import Claim, Measure, Qualifier
from claims.reading.figures import amount_words
from claims.reading.parties import circle_of, names_of
from claims.reading.reports import Link
from claims.reading.standing import Line, Other, Standing, across, pairs_of, standing
from claims.reading.voices import WHOLE, Heard, heard
from editorial.status import Status

# How many of its claims, recorded last, the page of a party counts, and how many of any kind it names.
COUNTED = 300
NAMED = 40
UNANSWERED = 10

COLUMNS = (
    "pk",
    "slug",
    "answer",
    "statement",
    "event__slug",
    "event__title",
    "question__slug",
    "question__text",
    "question__status",
)
FIGURE = ("measure", "counted", "unit", "low", "high", "qualifier", "cumulative")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a claim. ``low`` and ``high`` are Decimal or None where the figure has no such bound."""

    measure: str
    counted: str
    unit: str
    low: object
    high: object
    words: str

    @property
    def subject(self):
        return (self.measure, self.counted, self.unit)


@dataclass(slots=True)
class Own:
    """A claim of the party. ``said`` is an EDTF date, ``day`` the day by which it had surely been said."""

    key: int
    address: str
    answer: str
    statement: str
    event: Link
    event_slug: str
    question: Link | None
    said: str = ""
    day: date | None = None
    sources: int = 0
    numbers: list[Number] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at the time it was given; the bar runs from ``start`` for ``length``, of `WHOLE`."""

    claim: Own
    words: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of the same thing, in the order in which the party gave them. ``top``: the end of the scale, in words."""

    measure: str
    counted: str
    top: str
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Change:
    """Claims of the party that took back, revised or went against each other: the claims by time, and the pairs."""

    claims: list[Own]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Account:
    """A party's claims and how they stand. ``more``: it made more claims than the page counts."""

    claims: list[Own]
    more: bool
    events: list
    unanswered: list[Own]
    standing: Standing
    confirms: list[Other]
    within: int
    changes: list[Change]
    series: list[Series]
    heard: Heard
    names: list
    circle: object

    @property
    def total(self):
        return len(self.claims)

    @property
    def disputed(self):
        """How many of its claims stand in a pair that is a conflict."""
        return len(self.standing.answered)

    @property
    def left(self):
        return self.total - self.disputed

    @property
    def confirming_sides(self):
        return len({other.side for other in self.confirms})

    @property
    def shown(self):
        return min(self.total, NAMED)

    @property
    def side(self):
        """The outermost group it belongs to (`Link`), of several the one whose way there comes first; or None."""
        groups = sorted(self.circle.groups, key=lambda tie: [link.address for link in tie.links])
        return groups[0].links[-1] if groups else None


def account_of(party):
    """Return the `Account` of ``party`` (a `Party`). Five queries."""
    claims = claims_of(party)
    more, claims = len(claims) > COUNTED, claims[:COUNTED]
    keys = [claim.key for claim in claims]
    found = standing(party.pk, pairs_of(keys))
    others = {other.key for other in (*found.disputes, *found.confirms)}
    circle = circle_of(party, others)
    voices = heard(keys)
    for claim in claims:
        claim.said, claim.day = voices.first_said.get(claim.key, ""), voices.first_day.get(claim.key)
        claim.sources = voices.source_counts.get(claim.key, 0)
    own = circle.sides[party.pk]
    across(found.disputes, circle.sides, own)
    confirms = across(found.confirms, circle.sides, own)
    by_key = {claim.key: claim for claim in claims}
    turns = [(shift.earlier, shift.later) for shifts in found.shifts for shift in shifts]
    changes = [change(shifts, by_key, turns) for shifts in found.shifts]
    return Account(
        claims=claims,
        more=more,
        events=by_event(party, claims[:NAMED]),
        unanswered=in_time([claim for claim in claims if claim.key not in found.answered])[:UNANSWERED],
        standing=found,
        confirms=confirms,
        within=sum(len(other.lines) for other in found.confirms) - sum(len(other.lines) for other in confirms),
        changes=changes,
        series=series_of(claims, turns),
        heard=voices,
        names=names_of(party),
        circle=circle,
    )


def claims_of(party):
    """Return the claims of ``party`` recorded last, one more than are counted, as a list of `Own`. One query."""
    last = Claim.objects.published().filter(party=party).order_by("-pk").values("pk")[: COUNTED + 1]
    # A row for every figure of a claim, so that figures cost no query of their own.
    columns = COLUMNS + tuple(f"figures__{name}" for name in FIGURE)
    rows = Claim.objects.published().filter(pk__in=last)
    found = {}
    for row in rows.order_by("-pk", "figures__pk").values(*columns):
        claim = found.setdefault(row["pk"], None) or own(row)
        found[row["pk"]] = claim
        if row["figures__measure"]:
            claim.numbers.append(number(row))
    return list(found.values())


def own(row):
    asked = row["question__slug"] if row["question__status"] == Status.PUBLISHED else None
    return Own(
        key=row["pk"],
        address=reverse("claim_detail", args=[row["slug"]]),
        answer=row["answer"],
        statement=row["statement"],
        event=Link(row["event__title"], reverse("event_detail", args=[row["event__slug"]])),
        event_slug=row["event__slug"],
        question=Link(row["question__text"], reverse("question_detail", args=[asked])) if asked else None,
    )


def number(row):
    values = {name: row[f"figures__{name}"] for name in FIGURE}
    words = amount_words(values["low"], values["high"], values["qualifier"], values["unit"])
    return Number(
        measure=str(Measure(values["measure"]).label),
        counted=values["counted"],
        unit=values["unit"],
        low=values["low"],
        high=values["high"],
        words=words,
    )


def in_time(claims):
    """Return ``claims`` (list of `Own`) in the order in which they were said; those without a date last."""
    return sorted(claims, key=lambda claim: (claim.day is None, claim.day or date.min, claim.key))


def by_event(party, claims):
    """Return ``claims`` as a list of (event `Link`, address of the whole list, list of (question `Link` or None, list
    of `Own`)), everything in the order in which it was first said."""
    grouped = {}
    for claim in in_time(claims):
        grouped.setdefault((claim.event, claim.event_slug), {}).setdefault(claim.question, []).append(claim)
    listed = reverse("claim_list")
    return [
        (event, f"{listed}?{urlencode({'party': party.slug, 'event': slug})}", list(questions.items()))
        for (event, slug), questions in grouped.items()
    ]


def in_turn(claims, turns):
    """Return ``claims`` (list of `Own`) by time, but each after those that it takes back or revises: a pair knows which
    came first where the dates do not. ``turns``: list of (earlier, later), keys of claims."""
    waiting, placed = in_time(claims), []
    while waiting:
        held_back = {later for earlier, later in turns if any(claim.key == earlier for claim in waiting)}
        # Pairs that run in a circle hold everything back; then the dates alone decide.
        following = next((claim for claim in waiting if claim.key not in held_back), waiting[0])
        waiting.remove(following)
        placed.append(following)
    return placed


def change(shifts, claims, turns):
    """Return the `Change` of ``shifts`` (list of `Shift`); ``claims``: `Own` by key; ``turns`` as in `in_turn`."""
    keys = {key for shift in shifts for key in (shift.earlier, shift.later)}
    return Change(in_turn([claims[key] for key in keys if key in claims], turns), [shift.line for shift in shifts])


def series_of(claims, turns):
    """Return the `Series` (list) of what the party gave a figure of in more than one of ``claims``; ``turns`` as in
    `in_turn`."""
    subjects = {}
    for claim in in_time(claims):
        for figure in claim.numbers:
            subjects.setdefault(figure.subject, {})[claim.key] = (claim, figure)
    return [
        series([given[claim.key] for claim in in_turn([claim for claim, _figure in given.values()], turns)])
        for given in subjects.values()
        if len(given) > 1
    ]


def series(given):
    """Return the `Series` of ``given`` (list of (`Own`, `Number`)), with bars from zero to the largest number."""
    ends = [end for _claim, figure in given for end in (figure.low, figure.high) if end is not None]
    top = max(ends) or Decimal(1)
    points = []
    for claim, figure in given:
        # "At least" has no upper bound, "at most" no lower one: the bar then reaches to the end of the scale.
        start = int((figure.low or 0) * WHOLE / top)
        end = WHOLE if figure.high is None else int(figure.high * WHOLE / top)
        length = max(end - start, WHOLE // 100)
        points.append(Point(claim, figure.words, min(start, WHOLE - length), length))
    first = given[0][1]
    return Series(first.measure, first.counted, amount_words(top, top, Qualifier.EXACTLY, first.unit), points)
