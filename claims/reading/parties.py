"""Parties as readers see them: by side, with what they are also called and what they said."""

from dataclasses import dataclass

from django.db.models import OuterRef

from claims.models import Claim, Membership, Party, PartyName
from claims.reading.counting import count_of
from claims.reading.matrix import grouped_by_side
from claims.reading.reports import Link
from claims.reading.sides import belongings


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in a list. ``belongs`` are the groups between it and its side."""

    link: Link
    kind: str
    claims: int
    belongs: tuple[Link, ...]


def parties_by_side():
    """Return every public party as a list of (side `Link`, list of `PartyRow`). Two queries."""
    claims = count_of(Claim.objects.published().filter(party=OuterRef("pk")))
    parties = list(Party.objects.published().annotate(claim_count=claims))
    groups = belongings(party.pk for party in parties)
    return [
        (
            side,
            [
                PartyRow(
                    Link(party.name, party.get_absolute_url()),
                    party.get_kind_display(),
                    party.claim_count,
                    groups[party.pk][0].groups[:-1] if party.pk in groups else (),
                )
                for party in members
            ],
        )
        for side, members in grouped_by_side(parties, groups)
    ]


def names_of(party):
    """Return the other names of ``party`` as a list of (name, language code). One query."""
    return list(PartyName.objects.published().filter(party=party).order_by("name").values_list("name", "language"))


def belonging_to(party):
    """Return the public parties that belong to ``party``, as a list of (`Link`, since, until) in EDTF. One query."""
    memberships = Membership.objects.published().filter(group=party).select_related("party").order_by("party__name")
    return [
        (Link(membership.party.name, membership.party.get_absolute_url()), membership.since, membership.until)
        for membership in memberships
    ]


def by_event(claims):
    """Return ``claims`` (list of `Said` in order of events) as a list of (event `Link`, list of `Said`)."""
    grouped = {}
    for words in claims:
        grouped.setdefault(words.event, []).append(words)
    return list(grouped.items())
