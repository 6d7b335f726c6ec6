"""Sources as readers see them: what was read, and what it was taken for."""

from dataclasses import dataclass

from django.db.models import Max, OuterRef

from claims.models import Appearance, Claim
from claims.reading.counting import count_of
from claims.reading.reports import Link, outlet_link
from sources.models import Source, SourceCredit


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list. ``published`` is an EDTF string."""

    link: Link
    kind: str
    outlet: Link | None
    published: str
    claims: int


def with_claim_counts(sources):
    """Fetch ``sources`` (a queryset of public ones) with all that `source_rows` reads of them, in the same query."""
    carried = Claim.objects.published().filter(appearances__source=OuterRef("pk"))
    return sources.select_related("outlet").annotate(claim_count=count_of(carried))


def source_rows(sources):
    """Return ``sources``, fetched by `with_claim_counts`, as a list of `SourceRow`."""
    return [
        SourceRow(
            link=Link(source.title, source.get_absolute_url(), source.language),
            kind=source.get_kind_display(),
            outlet=outlet_link(source.outlet.name, source.outlet.slug) if source.outlet else None,
            published=source.published,
            claims=source.claim_count,
        )
        for source in sources
    ]


def of_outlet(outlet):
    """Return the public sources that ``outlet`` (an `Outlet`) published, is credited in, or is relied on by."""
    own = Source.objects.published().filter(outlet=outlet).order_by().values("pk")
    credited = SourceCredit.objects.published().filter(outlet=outlet).order_by().values("source")
    relied_on = Appearance.objects.published().filter(relies_on_outlet=outlet).order_by().values("source")
    # A union, because each of the three has an index and the three together have none.
    return Source.objects.published().filter(pk__in=own.union(credited, relied_on))


def with_holding(sources):
    """Fetch ``sources`` with ``held_since``: when the text that is held of them was captured, or None."""
    return sources.select_related("outlet").annotate(held_since=Max("snapshots__captured_at"))


def credits_of(source):
    """Return the credits that ``source`` prints, as a list of (outlet `Link`, wording). One query."""
    credits = SourceCredit.objects.published().filter(source=source).select_related("outlet").order_by("outlet__name")
    return [(outlet_link(credit.outlet.name, credit.outlet.slug), credit.wording) for credit in credits]
