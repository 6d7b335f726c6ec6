"""Whose claims a source or an outlet carried: the parties by side, and how the words were tied to them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Attribution, Party
from claims.reading.naming import in_order, link_of, local_columns
from claims.reading.reports import Link
from claims.reading.sides import belongings
from claims.reading.voices import Share, shares

# How many reports of each way of carrying, recorded last, the page of an outlet counts, and how many parties it names.
COUNTED = 400
NAMED = 40

OWN, RELIED_ON, CREDITED = WAYS = ("own", "relied_on", "credited")
# What the numbers of a party count, on the page of a source and on that of an outlet.
OF_SOURCE = (_("Claims"), _("Quotations"))
OF_OUTLET = (_("In its own sources"), _("On its word"), _("In sources that credit it"))

PARTY = ("claim__party_id", "claim__party__slug", "claim__party__name")
COLUMNS = ("pk", "claim_id", "attribution", *PARTY)


@dataclass(frozen=True, slots=True)
class Row:
    """A party and, for each column, how many of its claims were carried."""

    party: Link
    slug: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The parties of one side (None: those that stand alone), the most often carried first."""

    side: Link | None
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Carrying:
    """What was carried, of whom. ``attributions``: how ``quotations`` quotations tie the words to the parties.
    ``more``: not all of it was counted, or not every party is named."""

    sides: list[Side]
    attributions: list[Share]
    quotations: int
    parties: int
    more: bool = False


def by_side(counted):
    """Return ``counted``, a dict from the key of a party to (`Link`, slug, numbers), as a list of `Side`. One query."""
    groups = belongings(counted)
    sides = defaultdict(list)
    for key, (party, slug, numbers) in counted.items():
        side = groups[key][0].side if key in groups else party
        sides[side].append(Row(party, slug, numbers))
    alone = {side for side, rows in sides.items() if [row.party for row in rows] == [side]}
    found = [Side(side, most_first(rows)) for side, rows in sides.items() if side not in alone]
    found.sort(key=lambda group: in_order(group.side.label))
    if alone:
        found.append(Side(None, most_first([row for side in alone for row in sides[side]])))
    return found


def most_first(rows):
    return sorted(rows, key=lambda row: ([-number for number in row.numbers], in_order(row.party.label), row.slug))


def carried_in(found):
    """Return the `Carrying` of ``found`` (`Quotations`): for each party its claims and the quotations that carry them.
    One query."""
    claims, words, attributions, parties = defaultdict(set), Counter(), Counter(), {}
    for quotation in found.shown:
        for said, report in quotation.carries:
            key, slug = found.parties[said.key]
            parties[key] = (said.party, slug)
            claims[key].add(said.key)
            words[key] += 1
            attributions[report.attribution] += 1
    counted = {key: (*party, (len(claims[key]), words[key])) for key, party in parties.items()}
    sides = by_side(counted)
    return Carrying(sides, shares(attributions, Attribution), attributions.total(), len(parties), found.more)


def carried_by(outlet):
    """Return the `Carrying` of ``outlet`` (an `Outlet`), each party with a number for each of `WAYS`: its claims in the
    outlet's own sources, those that a report has from it, and those in sources that credit it. Two queries."""
    reports = Appearance.objects.published()
    ways = {
        OWN: reports.filter(source__outlet=outlet),
        RELIED_ON: reports.filter(relies_on_outlet=outlet),
        CREDITED: reports.filter(source__credits__outlet=outlet),
    }
    first, *others = [last(rows, way) for way, rows in ways.items()]
    claims, attributions, parties, read = defaultdict(set), Counter(), {}, Counter()
    for row in first.union(*others, all=True):
        key = row["claim__party_id"]
        slug = row["claim__party__slug"]
        parties[key] = (link_of(row, "claim__party", reverse("party_detail", args=[slug])), slug)
        claims[key, row["way"]].add(row["claim_id"])
        read[row["way"]] += 1
        # In the sources of others it was others who tied the words to the party.
        attributions[row["attribution"]] += row["way"] == OWN
    numbers = {key: tuple(len(claims[key, way]) for way in WAYS) for key in parties}
    named = sorted(parties, key=lambda key: ([-number for number in numbers[key]], parties[key][1]))[:NAMED]
    return Carrying(
        by_side({key: (*parties[key], numbers[key]) for key in named}),
        shares(attributions, Attribution),
        attributions.total(),
        len(parties),
        more=len(named) < len(parties) or max(read.values(), default=0) >= COUNTED,
    )


def last(rows, way):
    """Return those of ``rows`` (reports) recorded last, as dicts with the ``way`` (str) in which they came."""
    found = Appearance.objects.published().filter(pk__in=rows.order_by("-pk").values("pk")[:COUNTED])
    named = local_columns(Party, "claim__party")
    return found.order_by().values(*COLUMNS, way=Value(way, output_field=CharField()), **named)
