"""Places as the map shows them: where the claims are about, how precisely that is known, and how many there are."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from claims.drawing.chart import NORTHERNMOST, chart, compass, distance
from claims.models import Claim, ClaimPair, Event, Place, PlaceKind
from claims.reading.as_of import claim_said_by_q, pair_said_by_q
from claims.reading.counting import up_to
from claims.reading.naming import in_order, name_of, named, placed, tongue_of
from claims.reading.reports import Link

# The most events whose places one map shows, and the most claims or pairs of one event that it counts.
EVENTS = 300
MOST = 500
# Wider than this (metres), a place is no longer somewhere: a circle around the middle of a country would cover its
# neighbours and mark a spot where nobody said that anything happened.
WIDEST = 500_000
# Names for orientation: how many, and how far around (degrees) they are looked for.
NEIGHBOURS, AROUND = 24, 3


@dataclass(slots=True)
class Happening:
    """An event at a place, with the numbers of claims and pairs that count here."""

    link: Link
    occurred: str
    claims: int
    pairs: int


@dataclass(slots=True)
class Spot:
    """A place of the map. ``latitude`` and ``longitude`` are degrees (float) or None, ``metres`` how far from there the
    place may lie (int or None); ``within`` names the wider place around it."""

    key: int
    link: Link
    kind: str
    within: str
    latitude: float | None
    longitude: float | None
    metres: int | None
    happenings: list[Happening] = field(default_factory=list)

    @property
    def claims(self):
        return sum(happening.claims for happening in self.happenings)

    @property
    def pairs(self):
        return sum(happening.pairs for happening in self.happenings)

    @property
    def more(self):
        """Whether there are more claims or pairs than were counted."""
        return any(max(happening.claims, happening.pairs) > MOST for happening in self.happenings)

    @property
    def drawn(self):
        """Whether the map can show it without saying more than is known."""
        return self.latitude is not None and self.metres <= WIDEST and abs(self.latitude) <= NORTHERNMOST

    @property
    def known(self):
        """How precisely it is known where the place is, in words (str)."""
        if self.latitude is None:
            return _("where it lies is not recorded")
        if self.metres > WIDEST:
            return _("a wide area, within %(distance)s; too wide to be drawn") % {"distance": distance(self.metres)}
        if abs(self.latitude) > NORTHERNMOST:
            return _("within %(distance)s; too near the pole to be drawn") % {"distance": distance(self.metres)}
        if not self.metres:
            return _("to the metre")
        return _("within %(distance)s") % {"distance": distance(self.metres)}


@dataclass(slots=True)
class Atlas:
    """What a map shows: ``spots`` (list of `Spot`, those with the most claims first), ``neighbours`` named for
    orientation alone, and whether the events were more than one map shows."""

    spots: list[Spot]
    neighbours: list[Spot] = field(default_factory=list)
    cut: bool = False
    most: int = EVENTS

    @property
    def drawn(self):
        return [spot for spot in self.spots if spot.drawn]

    @property
    def chart(self):
        """The picture of these places for those without scripts (`Chart`), or None where there is none to draw."""
        return chart([(here.latitude, here.longitude, here.metres, here.link.label) for here in self.drawn])

    @property
    def compass(self):
        return " ".join(compass())

    # The map that an operator has set up behind ours, if any.

    @property
    def tiles(self):
        return settings.MAP_TILES_URL

    @property
    def tiles_attribution(self):
        return settings.MAP_TILES_ATTRIBUTION


def spot(place):
    """Return the `Spot` of ``place``, a `Place` fetched with its parent."""
    known = place.latitude is not None
    return Spot(
        key=place.pk,
        link=Link(name_of(place), place.get_absolute_url(), tongue_of(place)),
        kind=place.get_kind_display(),
        within=name_of(place.parent) if place.parent else "",
        latitude=float(place.latitude) if known else None,
        longitude=float(place.longitude) if known else None,
        metres=place.precision if known else None,
    )


def atlas(events, claims, pairs, only=False):
    """Return the `Atlas` of the places of ``events``, a queryset of public ones. One query.

    ``claims`` and ``pairs`` are the public ones that count (querysets); with ``only`` (bool), events about which none
    of these claims speaks are left out. Only the latest `EVENTS` events are shown, however many there are.
    """
    about = claims.order_by().filter(event=OuterRef("pk"))
    if only:
        events = events.filter(Exists(about))
    events = placed(events.filter(place__isnull=False))
    rows = list(
        events.annotate(
            claim_count=up_to(MOST + 1, about),
            pair_count=pairs_about(claims, pairs),
        ).order_by(F("occurred_earliest").desc(nulls_last=True), "title", "pk")[: EVENTS + 1]
    )
    spots = {}
    for event in rows[:EVENTS]:
        here = spots.setdefault(event.place_id, spot(event.place))
        link = Link(event.title, event.get_absolute_url())
        here.happenings.append(Happening(link, event.occurred, event.claim_count, event.pair_count))
    ordered = sorted(spots.values(), key=lambda here: (-here.claims, in_order(here.link.label), here.key))
    return Atlas(ordered, cut=len(rows) > EVENTS)


def pairs_about(claims, pairs):
    """Return the expression "how many of ``pairs`` set one of ``claims`` about this event against another".

    Counted from either side in turn, so that a database can use the index of each; a pair with both sides here counts
    once.
    """
    first, second = counted_side("claim", claims), counted_side("counterclaim", claims)
    return up_to(MOST + 1, pairs.filter(first)) + up_to(MOST + 1, pairs.filter(second).exclude(first))


def counted_side(side, claims):
    """Return the condition that ``side`` (str) of a pair is one of ``claims`` about the event of the outer query."""
    return Q(**{f"{side}__event": OuterRef("pk")}) & Q(Exists(claims.order_by().filter(pk=OuterRef(side))))


def around(shown):
    """Return public places near ``shown`` (an `Atlas`) as `Spot` objects, for their names alone. One query, or none."""
    drawn = shown.drawn
    if not drawn:
        return []
    latitudes, longitudes = [here.latitude for here in drawn], [here.longitude for here in drawn]
    if max(longitudes) - min(longitudes) > 180:
        # Both sides of the line where the day changes: what lies "between" would be the rest of the world.
        return []
    near = Q(
        latitude__range=(min(latitudes) - AROUND, max(latitudes) + AROUND),
        longitude__range=(min(longitudes) - 2 * AROUND, max(longitudes) + 2 * AROUND),
    )
    places = Place.objects.published().filter(near, kind__in=[PlaceKind.SETTLEMENT, PlaceKind.FACILITY])
    places = places.exclude(pk__in=[here.key for here in shown.spots]).select_related("parent")
    places = named(places.order_by("precision", "name", "pk"), "", "parent")
    return [spot(place) for place in places[:NEIGHBOURS]]


def atlas_of_events(events, day=None):
    """Return the `Atlas` of ``events`` (list of `Event`: one with its parts), as of ``day`` (a `date`, or None). Two
    queries."""
    claims, pairs = Claim.objects.published(), ClaimPair.objects.published()
    if day:
        claims, pairs = claims.filter(claim_said_by_q(day)), pairs.filter(pair_said_by_q(day))
    within = Event.objects.published().filter(pk__in=[event.pk for event in events])
    shown = atlas(within, claims, pairs, only=bool(day))
    shown.neighbours = around(shown)
    return shown
