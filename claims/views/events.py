"""Pages of events."""

from django.views.decorators.http import require_safe

from claims.models import ClaimPair, Event
from claims.reading.events import answers_about, event_rows, parts_of, whole_of
from claims.reading.paging import listing
from claims.reading.pairs import about_event, brief_list, place_name
from claims.views.answers import gone, page, without_empty
from claims.views.trail import trail

# How many pairs the page of an event names; the list of pairs has the others.
PAIRS = 12


@require_safe
def event_list(request):
    if tidy := without_empty(request):
        return tidy
    found = listing(Event.objects.published(), request.GET.get("page"))
    found.shown = event_rows(found.rows)
    context = {"section": "events", "page": found, "problems": found.problems}
    return page(request, "events/list.html", context, status=400 if found.problem else 200)


@require_safe
def event_detail(request, slug):
    event = Event.objects.published().select_related("place__parent", "part_of").filter(slug=slug).first()
    if event is None:
        return gone(request, Event, slug)
    whole = whole_of(event)
    context = {
        "section": "events",
        "event": event,
        "place": place_name(event.place),
        "whole": whole,
        "parts": parts_of(event),
        "pairs": brief_list(ClaimPair.objects.published().filter(about_event(event))[: PAIRS + 1]),
        "few": PAIRS,
        "crumbs": trail("event_list", whole),
        **answers_about(event),
    }
    return page(request, "events/detail.html", context)
