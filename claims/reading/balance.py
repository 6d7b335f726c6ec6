"""The work of this site in numbers, side by side: whether it gives every side the same attention.

A database may hold a million claims, and a page may not count them all. The claims recorded last are looked at, up to
`COUNTED`: one walk along the primary key, and every aggregate below is over these keys alone, so that the cost does not
grow with what lies behind them. The groups are followed once, for the parties that were found.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, DateField, Exists, Min, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Attribution, Claim, ClaimPair, PairKind, Party
from claims.reading.as_of import surely_said
from claims.reading.naming import in_order, link_of, local_columns
from claims.reading.reports import Link
from claims.reading.sides import belongings
from claims.reading.voices import WHOLE

COUNTED = 2000
# How many sides a page names; the others share a line.
NAMED = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and its bar, ``bar`` of `WHOLE`. ``of`` is what the number is a part of, where it is one."""

    number: int | float | None
    bar: int = 0
    of: int | None = None

    @property
    def percent(self):
        return round(100 * self.number / self.of) if self.of else None


@dataclass(slots=True)
class Tally:
    """What was counted of one side; ``side`` is None for those that share a line. ``alone``: it is a party in no group.
    ``days`` counts claims by the days from the day surely said to the day published here."""

    side: Link | None
    alone: bool = False
    parties: int = 0
    claims: int = 0
    disputed: int = 0
    quotations: int = 0
    days: Counter = field(default_factory=Counter)
    attributions: Counter = field(default_factory=Counter)

    def add(self, other):
        self.parties += other.parties
        self.claims += other.claims
        self.disputed += other.disputed
        self.quotations += other.quotations
        self.days += other.days
        self.attributions += other.attributions

    @property
    def middle(self):
        """The median of the days, or None."""
        return middle(self.days)


@dataclass(frozen=True, slots=True)
class Line:
    """A side in the tables: ``cells`` in the order of `MEASURES`, ``ties`` in that of the kinds of attribution."""

    side: Link | None
    alone: bool
    cells: tuple[Cell, ...]
    ties: tuple[Cell, ...]
    parties: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The tables. ``claims``: how many claims they count; ``more``: there are older ones that they leave out."""

    lines: list[Line]
    claims: int
    more: bool
    sides: int


MEASURES = (
    _("claims"),
    _("quotations"),
    _("disputed"),
    _("not set against any"),
    _("days to publication, median"),
)


def middle(days):
    """Return the median of ``days`` (a Counter of int), a whole number where it is one, or None."""
    total = days.total()
    if not total:
        return None
    wanted, found, seen = {(total - 1) // 2, total // 2}, [], 0
    for day in sorted(days):
        found += [day for place in wanted if seen <= place < seen + days[day]]
        seen += days[day]
    value = sum(found) / len(found)
    return int(value) if value == int(value) else value


def balance():
    """Return the `Balance` of the claims recorded last. Three queries."""
    last = Claim.objects.published().order_by("-pk").values("pk")[:COUNTED]
    tallies, links = parties_of(last)
    words = Appearance.objects.published().filter(claim__in=last).order_by().values("claim__party", "attribution")
    for row in words.annotate(number=Count("pk")):
        tallies[row["claim__party"]].attributions[row["attribution"]] += row["number"]
    groups = belongings(tallies)
    sides = {}
    for key, tally in tallies.items():
        tally.quotations = tally.attributions.total()
        side = groups[key][0].side if key in groups else links[key]
        sides.setdefault(side, Tally(side)).add(tally)
    for side in sides.values():
        # A group may have claims of its own; alone is who has no group and is nobody's.
        side.alone = side.parties == 1 and side.side in links.values()
    counted = sum(tally.claims for tally in tallies.values())
    return Balance(lines(named(sides.values())), counted, counted >= COUNTED, len(sides))


def parties_of(last):
    """Return what was counted of the claims ``last`` (keys), as a dict of `Tally` by party, and the `Link` of each.
    One query."""
    conflicts = ClaimPair.objects.published().filter(kind__in=PairKind.conflicting())
    against = Exists(conflicts.filter(claim=OuterRef("pk"))) | Exists(conflicts.filter(counterclaim=OuterRef("pk")))
    reports = Appearance.objects.published().filter(claim=OuterRef("pk")).order_by().values("claim")
    said = reports.annotate(day=Min(surely_said())).values("day")
    rows = (
        Claim.objects.published()
        .filter(pk__in=last)
        .annotate(against=against, said=Subquery(said, output_field=DateField()), shown=TruncDate("published_at"))
        .order_by()
        .values("party_id", "party__slug", "party__name", "against", "said", "shown", **local_columns(Party, "party"))
        .annotate(number=Count("pk"))
    )
    tallies, links = defaultdict(lambda: Tally(None, parties=1)), {}
    for row in rows:
        key, number = row["party_id"], row["number"]
        links[key] = link_of(row, "party", Party(slug=row["party__slug"]).get_absolute_url())
        tallies[key].claims += number
        tallies[key].disputed += number if row["against"] else 0
        if row["said"] and row["shown"] >= row["said"]:
            tallies[key].days[(row["shown"] - row["said"]).days] += number
    return tallies, links


def named(tallies):
    """Return ``tallies`` in the order of the alphabet, never of size, parties in no group after the others; where there
    are too many, the smallest share a line."""
    tallies = sorted(tallies, key=lambda tally: (-tally.claims, in_order(tally.side.label)))
    shown, rest = tallies[:NAMED], tallies[NAMED:]
    shown.sort(key=lambda tally: (tally.alone, in_order(tally.side.label)))
    if rest:
        together = Tally(None, alone=True)
        for tally in rest:
            together.add(tally)
        shown.append(together)
    return shown


def lines(tallies):
    """Return ``tallies`` (list of `Tally`) as a list of `Line`. Bars of numbers are measured by the largest of their
    column, those of parts by their own whole."""
    most = {
        name: max((getattr(tally, name) or 0 for tally in tallies), default=0) or 1
        for name in ("claims", "quotations", "middle")
    }
    found = []
    for tally in tallies:
        left = tally.claims - tally.disputed
        cells = (
            Cell(tally.claims, tally.claims * WHOLE // most["claims"]),
            Cell(tally.quotations, tally.quotations * WHOLE // most["quotations"]),
            Cell(tally.disputed, tally.disputed * WHOLE // tally.claims, tally.claims),
            Cell(left, left * WHOLE // tally.claims, tally.claims),
            Cell(tally.middle, int((tally.middle or 0) * WHOLE / most["middle"])),
        )
        ties = tuple(
            Cell(number, number * WHOLE // tally.quotations if tally.quotations else 0, tally.quotations)
            for number in (tally.attributions[kind] for kind in Attribution)
        )
        found.append(Line(tally.side, tally.alone, cells, ties, tally.parties))
    return found
