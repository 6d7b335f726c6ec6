"""The quotations of a source, in the order in which they stand in it, with the claims that each carries."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import F

from claims.models import Appearance, Claim
from claims.reading.reports import Report, read
from claims.reading.statements import Said, said, with_summary

# How many reports of a source its page shows at most, from the beginning; the list of claims has the others.
SHOWN = 200


@dataclass(slots=True)
class Quotation:
    """Words of a source, and the claims they carry: (`Said`, `Report`) each, for the words may be attributed twice."""

    first: Report
    carries: list[tuple[Said, Report]] = field(default_factory=list)

    @property
    def anchor(self):
        return f"words-{self.first.start}" if self.first.start is not None else ""


@dataclass(frozen=True, slots=True)
class Quotations:
    """What a page shows of a source. ``parties``: (key, slug) of the party by the key of the claim; ``more``: there is
    more in the source than is shown."""

    shown: list[Quotation]
    parties: dict[int, tuple[int, str]]
    more: bool

    @property
    def reports(self):
        return [report for quotation in self.shown for _said, report in quotation.carries]

    @property
    def relied_on(self):
        """On whom its reports rely, as a list of (`Link`, number of reports), the most often named first."""
        named = Counter(link for report in self.reports for link in report.relies_on)
        return sorted(named.items(), key=lambda item: (-item[1], item[0].label.casefold()))

    @property
    def own_word(self):
        """How many of its reports name nobody on whom they rely, in a text that is its own."""
        return sum(not report.relies_on and not report.copied for report in self.reports)


def quotations_of(source):
    """Return the public `Quotations` of ``source`` (a `Source`). Two queries."""
    order = (F("passage__start").asc(nulls_last=True), "passage", "pk")
    first = Appearance.objects.published().filter(source=source).order_by(*order).values("pk")[: SHOWN + 1]
    reports = read(Appearance.objects.published().filter(pk__in=first).order_by(*order))
    more, reports = len(reports) > SHOWN, reports[:SHOWN]
    claims = list(with_summary(Claim.objects.published().filter(pk__in={report.claim_id for report in reports})))
    statements = {claim.pk: said(claim) for claim in claims}
    quotations = {}
    for report in reports:
        place = (report.start, report.exact)
        quotations.setdefault(place, Quotation(report)).carries.append((statements[report.claim_id], report))
    parties = {claim.pk: (claim.party_id, claim.party.slug) for claim in claims}
    return Quotations(list(quotations.values()), parties, more)
