"""Sources whose text repeats another's, as an editor confirmed and as readers may know it: both are public."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.reading.links import Link, outlet_link
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

# One step back after the other, in one row: the origin, the origin's origin, and so on: as far as one sees that three
# sources repeat each other in a circle. What was copied on more often, by sources that do not carry the claim
# themselves, is grouped by what the fourth is.
STEPS = {
    "copied": "source__derivations",
    "before": "copied__origin__derivations",
    "earlier": "before__origin__derivations",
    "first": "earlier__origin__derivations",
}
OF_STEP = ("kind", "origin__slug", "origin__title", "origin__language", "origin__status")
OF_STEP += ("origin__outlet__name", "origin__outlet__slug")
COPY_COLUMNS = tuple(f"{step}__{column}" for step in STEPS for column in OF_STEP)


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


def with_copies(appearances):
    """Join to ``appearances`` (a queryset) the confirmed derivations of their sources, `STEPS` far. No query."""
    for step, path in STEPS.items():
        appearances = appearances.annotate(**{step: confirmed_along(path)})
    return appearances


def copies_in(row):
    """Return the way back from the source in ``row`` (a dict of `COPY_COLUMNS`), a tuple of `Copied`, nearest first.

    It ends before a source that readers may not see, as if nobody had found it.
    """
    way = []
    for step in STEPS:
        if row[f"{step}__origin__status"] != Status.PUBLISHED:
            break
        source = Link(
            row[f"{step}__origin__title"],
            reverse("source_detail", args=[row[f"{step}__origin__slug"]]),
            row[f"{step}__origin__language"],
        )
        outlet = outlet_link(row[f"{step}__origin__outlet__name"], row[f"{step}__origin__outlet__slug"])
        way.append(Copied(row[f"{step}__kind"], source, outlet))
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
