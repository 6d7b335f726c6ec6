"""Sources whose text repeats another's, as an editor confirmed and as readers may know it: both are public."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.reading.links import Link, outlet_link
from claims.reading.nested import Nested
from editorial.status import Status
from sources.models import Derivation, DerivationKind, confirmed_along

# What a source does with the text of the one after it.
DOES = {
    DerivationKind.SAME: _("repeats the text of"),
    DerivationKind.ABRIDGED: _("repeats a part of the text of"),
    DerivationKind.TRANSLATED: _("translates the text of"),
    DerivationKind.REWRITTEN: _("rewrites the text of"),
    DerivationKind.CITES: _("is taken from"),
}
# The same from the other end: what became of its text there.
DONE = {
    DerivationKind.SAME: _("is repeated by"),
    DerivationKind.ABRIDGED: _("is repeated in part by"),
    DerivationKind.TRANSLATED: _("is translated by"),
    DerivationKind.REWRITTEN: _("is rewritten by"),
    DerivationKind.CITES: _("is drawn on by"),
}

# Steps back beyond the first, one after the other: the origin's origin, and so on, as far as one sees that three
# sources repeat each other in a circle. What was copied on more often, by sources that do not carry the claim
# themselves, is grouped by what the fourth is.
FURTHER = {
    "before": "origin__derivations",
    "earlier": "before__origin__derivations",
    "first": "earlier__origin__derivations",
}
OF_STEP = ("kind", "origin__slug", "origin__title", "origin__language", "origin__status")
OF_STEP += ("origin__outlet__name", "origin__outlet__slug")


@dataclass(frozen=True, slots=True)
class Copied:
    """A source whose text another repeats; ``kind`` says how (a `DerivationKind`)."""

    kind: str
    source: Link
    outlet: Link | None

    @property
    def does(self):
        return DOES[DerivationKind(self.kind)]

    @property
    def done(self):
        return DONE[DerivationKind(self.kind)]


def ways_back(source):
    """Return the expression "every way back from ``source``" (a lookup, str), along confirmed derivations.

    Each is one list, of `OF_STEP` for every step; `ways_in` reads them.
    """
    found = Derivation.objects.published().filter(source=OuterRef(source))
    for step, path in FURTHER.items():
        found = found.annotate(**{step: confirmed_along(path)})
    further = [f"{step}__{column}" for step in FURTHER for column in OF_STEP]
    return Nested(found, [*OF_STEP, *further])


def ways_in(found):
    """Return the ways back in ``found`` (what `ways_back` gave for a row), a sorted list of tuples of `Copied`, each
    from the nearest to the furthest.

    A way ends before a source that readers may not see, as if nobody had found it.
    """
    ways = {way_of(values) for values in found} - {()}
    return sorted(ways, key=lambda way: [(copied.source.label, copied.source.address) for copied in way])


def way_of(values):
    way = []
    for start in range(0, len(values), len(OF_STEP)):
        kind, slug, title, language, status, outlet, outlet_slug = values[start : start + len(OF_STEP)]
        if status != Status.PUBLISHED:
            break
        source = Link(title, reverse("source_detail", args=[slug]), language)
        way.append(Copied(kind, source, outlet_link(outlet, outlet_slug)))
    return tuple(way)


@dataclass(frozen=True, slots=True)
class NearCopies:
    """What a source's page says of texts like its own: those that it ``repeats`` and those that it is
    ``repeated_by``, lists of `Copied`."""

    repeats: list[Copied]
    repeated_by: list[Copied]


def near_copies(source):
    """Return the public `NearCopies` of ``source`` (a `Source`). One query."""
    found = NearCopies([], [])
    joined = Derivation.objects.published().filter(Q(source=source) | Q(origin=source))
    joined = joined.select_related("source__outlet", "origin__outlet").order_by("origin__title", "source__title", "pk")
    for derivation in joined:
        repeats = derivation.source_id == source.pk
        other = derivation.origin if repeats else derivation.source
        outlet = other.outlet and outlet_link(other.outlet.name, other.outlet.slug)
        copied = Copied(derivation.kind, Link(other.title, other.get_absolute_url(), other.language), outlet)
        (found.repeats if repeats else found.repeated_by).append(copied)
    return found
