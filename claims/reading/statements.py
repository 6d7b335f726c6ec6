"""Claims as readers see them: who said what, about which event, in answer to which question."""

from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from claims.models import Appearance
from claims.reading.figures import FigureLine
from claims.reading.naming import named, party_link
from claims.reading.origins import document, origins_of
from claims.reading.reports import SOONEST_FIRST, Link, Report, nearest
from claims.reading.sides import Belonging
from editorial.status import Status


@dataclass(slots=True)
class Said:
    """One party's claim. ``about`` and ``said`` are EDTF strings; ``sources`` counts the public sources carrying it."""

    key: int
    address: str
    party: Link
    party_kind: str
    answer: str
    statement: str
    kind: str
    about: str
    event: Link
    question: Link | None
    said: str = ""
    sources: int = 0
    belongings: list[Belonging] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    figures: list[FigureLine] = field(default_factory=list)

    @property
    def nearest(self):
        """The report nearest to the party's own words."""
        return nearest(self.reports)

    @property
    def origins(self):
        """Where its reports come from (`Origins`)."""
        return origins_of(self.reports)


def said(claim, reports=(), figures=(), belongings=()):
    """Return the `Said` of ``claim``, a `Claim` fetched with its party, event and question."""
    question = claim.question
    if question and question.status != Status.PUBLISHED:
        question = None
    sources = {document(report) for report in reports}
    return Said(
        key=claim.pk,
        address=claim.get_absolute_url(),
        party=party_link(claim.party),
        party_kind=claim.party.get_kind_display(),
        answer=claim.answer,
        statement=claim.statement,
        kind=claim.get_kind_display(),
        about=claim.about,
        event=Link(claim.event.title, claim.event.get_absolute_url()),
        question=Link(question.text, question.get_absolute_url()) if question else None,
        said=next((report.said for report in reports if report.said), "") or getattr(claim, "first_said", "") or "",
        sources=len(sources) or getattr(claim, "source_count", 0),
        belongings=list(belongings),
        reports=list(reports),
        figures=list(figures),
    )


def with_summary(claims):
    """Fetch ``claims`` (a queryset of `Claim`) with what `said` needs, in one query: the relations, and ``first_said``
    (EDTF) and ``source_count`` over public reports alone."""
    reports = Appearance.objects.published().filter(claim=OuterRef("pk"))
    counted = reports.order_by().values("claim").annotate(found=Count("source", distinct=True)).values("found")
    return named(claims.select_related("party", "event", "question"), "party").annotate(
        first_said=Subquery(reports.order_by(*SOONEST_FIRST).values("said")[:1]),
        source_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )
