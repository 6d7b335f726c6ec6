"""Through whom claims were heard: in which sources and outlets, and how these tie the words to a party."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.urls import reverse

from claims.models import Appearance, Attribution
from claims.reading.as_of import sure_day
from claims.reading.reports import SOONEST_FIRST, Link, outlet_link

COLUMNS = (
    "claim_id",
    "attribution",
    "said",
    "said_latest",
    "source__published_latest",
    "source__slug",
    "source__title",
    "source__outlet__slug",
    "source__outlet__name",
)
# How long the bar of the whole is, in whole numbers, which look the same in every language.
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: ``number`` of them, and ``bar`` thousandths."""

    label: str
    number: int
    bar: int

    @property
    def percent(self):
        return round(self.bar / 10)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A source or an outlet (``link``; None: who published it is not known) and how many claims it carried."""

    link: Link | None
    claims: int
    sources: int
    outlet: Link | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of some claims: when each was first said (by key, EDTF), in how many sources, and through whom."""

    first_said: dict[int, str]
    first_day: dict
    source_counts: dict[int, int]
    quotations: int
    sources: list[Carrier]
    outlets: list[Carrier]
    attributions: list[Share]


def shares(counted, choices):
    """Return the `Share` of each of ``choices`` (an enumeration) that ``counted`` (dict by value) has, in its order."""
    whole = sum(counted.values())
    return [
        Share(choice.label, counted[choice], counted[choice] * WHOLE // whole)
        for choice in choices
        if counted.get(choice)
    ]


def heard(claims):
    """Return the `Heard` of ``claims`` (keys). One query."""
    rows = Appearance.objects.published().filter(claim__in=claims).order_by("claim", *SOONEST_FIRST).values(*COLUMNS)
    first_said, first_day, counted, number = {}, {}, Counter(), 0
    sources, by_source, by_outlet, outlet_sources = {}, defaultdict(set), defaultdict(set), defaultdict(set)
    carriers = defaultdict(set)
    for row in rows:
        key, slug = row["claim_id"], row["source__slug"]
        if row["said"]:
            first_said.setdefault(key, row["said"])
        day = sure_day(row["said_latest"], row["source__published_latest"])
        if day and day < first_day.get(key, day.max):
            first_day[key] = day
        number += 1
        counted[row["attribution"]] += 1
        carriers[key].add(slug)
        outlet = outlet_link(row["source__outlet__name"], row["source__outlet__slug"])
        sources[slug] = (Link(row["source__title"], reverse("source_detail", args=[slug])), outlet)
        by_source[slug].add(key)
        by_outlet[outlet].add(key)
        outlet_sources[outlet].add(slug)
    return Heard(
        first_said=first_said,
        first_day=first_day,
        source_counts={key: len(found) for key, found in carriers.items()},
        quotations=number,
        sources=most_first(Carrier(link, len(by_source[slug]), 1, outlet) for slug, (link, outlet) in sources.items()),
        outlets=most_first(Carrier(link, len(keys), len(outlet_sources[link])) for link, keys in by_outlet.items()),
        attributions=shares(counted, Attribution),
    )


def most_first(carriers):
    """Return ``carriers`` by number of claims, then by the alphabet; those without a name last among equals."""
    return sorted(
        carriers, key=lambda one: (-one.claims, one.link is None, one.link.label.casefold() if one.link else "")
    )
