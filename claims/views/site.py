"""Pages about the work itself."""

from django.views.decorators.http import require_safe

from claims.models import Correction
from claims.reading.changes import corrections_shown, with_pages
from claims.reading.meanings import meanings
from claims.reading.orders import CORRECTIONS
from claims.reading.paging import USUAL, listing
from claims.reading.withdrawn import SHOWN, retractions
from claims.views.answers import page, without_empty


@require_safe
def method(request):
    return page(request, "pages/method.html", {"section": "method", "meanings": meanings()})


@require_safe
def corrections(request):
    if tidy := without_empty(request, USUAL):
        return tidy
    found = listing(Correction.objects.published(), *CORRECTIONS, request.GET, fetch=with_pages)
    found.shown = corrections_shown(found.rows)
    withdrawn = retractions()
    context = {
        "page": found,
        "problems": found.problems,
        "retractions": withdrawn[:SHOWN],
        "more": len(withdrawn) > SHOWN,
    }
    return page(request, "pages/corrections.html", context, status=400 if found.problem else 200)
