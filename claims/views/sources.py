"""Pages of sources and outlets. They live here because they show claims, of which sources know nothing."""

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from claims.reading.carried import OF_OUTLET, OF_SOURCE, carried_by, carried_in
from claims.reading.copies import near_copies
from claims.reading.orders import SOURCES
from claims.reading.paging import USUAL, listing
from claims.reading.passages import quotations_of
from claims.reading.reports import Link
from claims.reading.sources import credits_of, of_outlet, source_rows, with_claim_counts, with_holding
from claims.views.answers import gone, page, without_empty
from claims.views.trail import trail
from sources.models import Outlet, Source


@require_safe
def source_list(request):
    if tidy := without_empty(request, USUAL):
        return tidy
    found = listing(Source.objects.published(), *SOURCES, request.GET, fetch=with_claim_counts)
    found.shown = source_rows(found.rows)
    context = {"section": "sources", "page": found, "problems": found.problems}
    return page(request, "sources/list.html", context, status=400 if found.problem else 200)


@require_safe
def source_detail(request, slug):
    source = with_holding(Source.objects.published()).filter(slug=slug).first()
    if source is None:
        return gone(request, Source, slug)
    quotations = quotations_of(source)
    outlet = source.outlet and Link(source.outlet.name, source.outlet.get_absolute_url())
    context = {
        "section": "sources",
        "source": source,
        "credits": credits_of(source),
        "near": near_copies(source),
        "quotations": quotations,
        "carrying": carried_in(quotations),
        "columns": OF_SOURCE,
        "listed": f"{reverse('claim_list')}?{urlencode({'source': source.slug})}",
        "crumbs": trail("source_list", outlet),
    }
    return page(request, "sources/detail.html", context)


@require_safe
def outlet_detail(request, slug):
    if tidy := without_empty(request, USUAL):
        return tidy
    outlet = Outlet.objects.published().filter(slug=slug).first()
    if outlet is None:
        raise Http404
    found = listing(of_outlet(outlet), *SOURCES, request.GET, fetch=with_claim_counts)
    found.shown = source_rows(found.rows)
    context = {
        "section": "sources",
        "outlet": outlet,
        "carrying": carried_by(outlet),
        "columns": OF_OUTLET,
        "listed": f"{reverse('claim_list')}?{urlencode({'outlet': outlet.slug})}",
        "page": found,
        "problems": found.problems,
        "crumbs": trail("source_list"),
    }
    return page(request, "outlets/detail.html", context, status=400 if found.problem else 200)
