"""Pages of claims."""

from django.views.decorators.http import require_safe

from claims.filters import ClaimFilter
from claims.models import Claim, ClaimPair
from claims.reading.changes import changes_of
from claims.reading.columns import CLAIM_COLUMNS, COLUMN, columns_asked
from claims.reading.figures import figures_of
from claims.reading.meanings import CLAIM_KINDS
from claims.reading.paging import listing
from claims.reading.pairs import brief_list
from claims.reading.reports import reports_of
from claims.reading.sides import belongings
from claims.reading.statements import said, with_summary
from claims.views.answers import gone, page, without_empty
from claims.views.trail import trail


@require_safe
def claim_list(request):
    if tidy := without_empty(request, ClaimFilter.usual()):
        return tidy
    columns = columns_asked(request.GET, CLAIM_COLUMNS)
    asked = ClaimFilter(request.GET, Claim.objects.published(), also=[COLUMN])
    context = {
        "section": "claims",
        "filter": asked,
        "columns": columns,
        "problems": asked.problems() + columns.problems,
    }
    if not context["problems"]:
        found = listing(asked.qs, asked.order, asked.keys, request.GET, asked.total, fetch=with_summary)
        found.shown = [said(claim) for claim in found.rows]
        context |= {"page": found, "chosen": asked.chosen(), "problems": found.problems}
    return page(request, "claims/list.html", context, status=400 if context["problems"] else 200)


@require_safe
def claim_detail(request, slug):
    claim = with_summary(Claim.objects.published()).filter(slug=slug).first()
    if claim is None:
        return gone(request, Claim, slug)
    reports = reports_of([claim.pk])[claim.pk]
    figures = figures_of([claim.pk])[claim.pk]
    shown = said(claim, reports, figures, belongings([claim.party_id]).get(claim.party_id, ()))
    context = {
        "section": "claims",
        "claim": shown,
        "kind_meaning": CLAIM_KINDS[claim.kind],
        "explained": True,
        "published_at": claim.published_at,
        "changed": claim.updated_at,
        "pairs": brief_list(ClaimPair.objects.published().of_claim(claim)),
        "changes": changes_of(claims=[claim.pk]),
        "crumbs": trail("event_list", shown.event, shown.question),
    }
    return page(request, "claims/detail.html", context)
