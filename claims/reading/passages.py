"""The quotations of a source, in the order in which they stand in it, with the claims that each carries."""

from dataclasses import dataclass, field

from django.db.models import F

from claims.models import Appearance, Claim
from claims.reading.reports import Report, read
from claims.reading.statements import Said, said, with_summary


@dataclass(slots=True)
class Quotation:
    """Words of a source, and the claims they carry: (`Said`, `Report`) each, for the words may be attributed twice."""

    first: Report
    carries: list[tuple[Said, Report]] = field(default_factory=list)

    @property
    def anchor(self):
        return f"words-{self.first.start}" if self.first.start is not None else ""


def quotations_of(source):
    """Return the public quotations of ``source`` (a `Source`) as a list of `Quotation`. Two queries."""
    order = F("passage__start").asc(nulls_last=True)
    reports = read(Appearance.objects.published().filter(source=source).order_by(order, "passage", "pk"))
    claims = with_summary(Claim.objects.published().filter(pk__in={report.claim_id for report in reports}))
    statements = {claim.pk: said(claim) for claim in claims}
    quotations = {}
    for report in reports:
        place = (report.start, report.exact)
        quotations.setdefault(place, Quotation(report)).carries.append((statements[report.claim_id], report))
    return list(quotations.values())
