"""Parties as readers see them: by side, with what they are also called and what they said."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Q
from django.urls import reverse

from claims.models import Claim, Membership, NameKind, Party, PartyName
from claims.reading.counting import up_to
from claims.reading.matrix import grouped_by_side
from claims.reading.naming import link_of, local_columns, named, party_link
from claims.reading.reports import Link
from claims.reading.sides import COLUMNS, STEPS, belongings, chain

# How far the claims of a party in the list are counted, and how many parties it holds.
MOST = 30
LISTED = 300


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in a list. ``belongs`` are the groups between it and its side; ``more``: it made more claims than were
    counted."""

    link: Link
    kind: str
    claims: int
    more: bool
    belongs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A membership: what the party belongs to (from the nearest group outwards), or who belongs to it. EDTF dates."""

    links: tuple[Link, ...]
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Circle:
    """With whom a party belongs together, and the sides (a set of `Link`) of it and of others, by key."""

    groups: list[Tie]
    members: list[Tie]
    sides: dict[int, set[Link]]


@dataclass(frozen=True, slots=True)
class Name:
    """Another name; ``kind`` (str) says that it is a misprint where it is one, and is empty otherwise."""

    name: str
    kind: str


def parties_by_side():
    """Return the public parties as a list of (side `Link`, list of `PartyRow`), and whether there are more than that.
    Two queries."""
    claims = up_to(MOST + 1, Claim.objects.published().filter(party=OuterRef("pk")))
    parties = list(named(Party.objects.published().annotate(claim_count=claims), "")[: LISTED + 1])
    more, parties = len(parties) > LISTED, parties[:LISTED]
    groups = belongings(party.pk for party in parties)
    sides = [
        (
            side,
            [
                PartyRow(
                    party_link(party),
                    party.get_kind_display(),
                    min(party.claim_count, MOST),
                    party.claim_count > MOST,
                    groups[party.pk][0].groups[:-1] if party.pk in groups else (),
                )
                for party in members
            ],
        )
        for side, members in grouped_by_side(parties, groups)
    ]
    return sides, more


def names_of(party):
    """Return the other names of ``party`` as a list of (language code, list of `Name`). One query."""
    rows = PartyName.objects.published().filter(party=party).order_by("language", "name")
    found = []
    for language, names in groupby(rows.values_list("language", "name", "kind"), key=lambda row: row[0]):
        printed = [Name(name, NameKind(kind).label if kind == NameKind.MISPRINT else "") for _, name, kind in names]
        found.append((language, printed))
    return found


def circle_of(party, others):
    """Return the `Circle` of ``party`` (a `Party`), with the sides of ``others`` (keys) beside its own. One query."""
    wanted = {party.pk, *others}
    rows = (
        Membership.objects.published()
        .filter(Q(party__in=wanted) | Q(group=party))
        .order_by("party__name", "since_earliest", *COLUMNS)
    )
    columns = ("party_id", "party__name", "group_id", "since", "until")
    groups, members, sides = [], [], {}
    for row in rows.values("party__slug", *columns, *COLUMNS, **local_columns(Party, "party", *STEPS)):
        links = chain(row)
        sides.setdefault(row["party_id"], set()).add(links[-1])
        if row["party_id"] == party.pk:
            tie = Tie(links, row["since"], row["until"])
            if tie not in groups:
                groups.append(tie)
        elif row["group_id"] == party.pk:
            link = link_of(row, "party", reverse("party_detail", args=[row["party__slug"]]))
            tie = Tie((link,), row["since"], row["until"])
            if tie not in members:
                members.append(tie)
    sides.setdefault(party.pk, {party_link(party)})
    return Circle(groups, members, sides)
