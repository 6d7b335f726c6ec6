"""Pairs as readers see them: two claims facing each other, and what stands between them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from claims.models import PairKind
from claims.reading.naming import named, place_link
from claims.reading.origins import origins_of
from claims.reading.reports import Link, reports_of
from claims.reading.statements import Said, said

# The word that stands between the two columns.
BETWEEN = {
    PairKind.CORROBORATES: _("likewise"),
    PairKind.RETRACTS: _("taken back"),
    PairKind.REVISES: _("revised to"),
}


@dataclass(slots=True)
class Facing:
    """A pair: ``left`` is the claim, ``right`` the counterclaim."""

    key: int
    address: str
    kind: str
    kind_label: str
    explanation: str
    conflicts: bool
    between: str
    left: Said
    right: Said
    place: Link | None
    occurred: str
    published_at: object

    @property
    def sides(self):
        return (self.left, self.right)

    @property
    def question(self):
        """The question that both answer (`Link`), if it is one and the same."""
        return self.left.question if self.left.question == self.right.question else None

    @property
    def heading(self):
        """What the pair is about: the question both answer, or else the event, or both events."""
        if self.question:
            return self.question.label
        return " / ".join(dict.fromkeys(side.event.label for side in self.sides))

    @property
    def title(self):
        return f"{self.left.answer} / {self.right.answer}"

    @property
    def origins(self):
        """Where the reports of either claim come from (`Origins`)."""
        return origins_of([report for side in self.sides for report in side.reports])


def facing(pair, reports, figures=None, belongings=None):
    """Return the `Facing` of ``pair``, a `ClaimPair` fetched by `for_reading`; the dicts are by claim or party."""
    sides = [
        said(
            claim,
            reports.get(claim.pk, ()),
            (figures or {}).get(claim.pk, ()),
            (belongings or {}).get(claim.party_id, ()),
        )
        for claim in (pair.claim, pair.counterclaim)
    ]
    kind = PairKind(pair.kind)
    return Facing(
        key=pair.pk,
        address=pair.get_absolute_url(),
        kind=pair.kind,
        kind_label=kind.label,
        explanation=kind.explanation,
        conflicts=kind.conflicts,
        between=BETWEEN.get(kind, _("against")),
        left=sides[0],
        right=sides[1],
        place=place_link(pair.claim.event.place),
        occurred=pair.claim.event.occurred,
        published_at=pair.published_at,
    )


def for_reading(pairs):
    """Fetch ``pairs`` (a queryset of `ClaimPair`) with all that `facing` reads of them, in the same query."""
    pairs = pairs.with_sides().select_related("claim__event__place__parent")
    return named(pairs, "claim__party", "counterclaim__party", "claim__event__place", "claim__event__place__parent")


def facing_list(pairs):
    """Return ``pairs`` (a sliced or small queryset of `ClaimPair`) as a list of `Facing`. Two queries."""
    return facing_rows(list(for_reading(pairs)))


def facing_rows(pairs):
    """Return ``pairs``, a list fetched by `for_reading`, as a list of `Facing` with their reports. One query."""
    reports = reports_of({key for pair in pairs for key in (pair.claim_id, pair.counterclaim_id)})
    return [facing(pair, reports) for pair in pairs]


def brief_list(pairs):
    """Return ``pairs`` (a queryset of `ClaimPair`) as a list of `Facing` without the reports. One query."""
    return [facing(pair, {}) for pair in for_reading(pairs)]
