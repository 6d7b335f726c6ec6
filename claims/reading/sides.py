"""Sides: the outermost group that a party belongs to or speaks for."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from claims.models import Membership, Party
from claims.models.chain import DEPTH
from claims.reading.naming import link_of, local_columns, party_link
from claims.reading.reports import Link

# One step outwards after the other, in one row: the group, the group's group ...
STEPS = ["__".join(["group"] + ["memberships__group"] * depth) for depth in range(DEPTH)]
COLUMNS = [f"{step}__{column}" for step in STEPS for column in ("slug", "name")]
DAYS = ("since_earliest", "until_latest")


@dataclass(frozen=True, slots=True)
class Belonging:
    """To what a party belongs: from the nearest group (`Link`) to the outermost."""

    groups: tuple[Link, ...]

    @property
    def side(self):
        return self.groups[-1]


def belongings(parties, on=None):
    """Return what ``parties`` (keys) belong to, as a dict of key to list of `Belonging`. One query.

    With ``on`` (a date) only what they belonged to on that day. A party that belongs to nothing is not in the dict.
    """
    found = defaultdict(list)
    rows = Membership.objects.published().filter(party__in=list(parties))
    columns = rows.values("party_id", *DAYS, *COLUMNS, **local_columns(Party, *STEPS))
    for row in columns.order_by("party", *COLUMNS):
        since, until = row["since_earliest"], row["until_latest"]
        if on and ((since and since > on) or (until and until < on)):
            continue
        groups = chain(row)
        if Belonging(groups) not in found[row["party_id"]]:
            found[row["party_id"]].append(Belonging(groups))
    return {party: chains for party, chains in found.items() if chains}


def chain(row):
    """Return the groups in ``row`` (a dict of `COLUMNS` and the names of `STEPS`), from the nearest outwards, as
    a tuple of `Link`."""
    steps = [(step, row[f"{step}__slug"]) for step in STEPS]
    return tuple(link_of(row, step, reverse("party_detail", args=[slug])) for step, slug in steps if slug)


def side_of(party, belongings):
    """Return the side (`Link`) of ``party`` (a `Party`), given the dict ``belongings``; itself if it is in no group."""
    chains = belongings.get(party.pk)
    return chains[0].side if chains else party_link(party)


def parties_of_sides():
    """Return the keys of the public parties of each side that has several, a list of sets. One query.

    Whenever they belonged to it: a side is whom one speaks for at any time that is known here.
    """
    groups, sides = defaultdict(set), defaultdict(set)
    for party, group in Membership.objects.published().order_by().values_list("party_id", "group_id"):
        groups[party].add(group)
    for party in list(groups):
        reached, level = {party}, {party}
        while level:
            level = {group for inner in level for group in groups.get(inner, ())} - reached
            reached |= level
        for outermost in reached - set(groups):
            sides[outermost] |= {party, outermost}
    return list(sides.values())
