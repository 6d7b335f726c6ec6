"""Pages of events."""

from django.views.decorators.http import require_safe

from claims.models import Event
from claims.reading.about_event import account_of
from claims.reading.as_of import asked_day
from claims.reading.event_page import shown
from claims.reading.events import event_row, whole_of, with_counts
from claims.reading.naming import place_name, placed
from claims.reading.orders import EVENTS
from claims.reading.paging import USUAL, listing
from claims.reading.places import atlas_of_events
from claims.reading.timeline import asked_stretch
from claims.views.answers import gone, page, without_empty
from claims.views.trail import trail


@require_safe
def event_list(request):
    if tidy := without_empty(request, USUAL):
        return tidy
    found = listing(Event.objects.published(), *EVENTS, request.GET, fetch=with_counts)
    found.shown = [event_row(event) for event in found.rows]
    context = {"section": "events", "page": found, "problems": found.problems}
    return page(request, "events/list.html", context, status=400 if found.problem else 200)


@require_safe
def event_detail(request, slug):
    if tidy := without_empty(request):
        return tidy
    event = placed(Event.objects.published().select_related("part_of")).filter(slug=slug).first()
    if event is None:
        return gone(request, Event, slug)
    whole = whole_of(event)
    day, problem = asked_day(request.GET)
    days, wrong = asked_stretch(request.GET)
    context = {
        "section": "events",
        "event": event,
        "place": place_name(event.place),
        "crumbs": trail("event_list", whole),
        "problems": [words for words in (problem, wrong) if words],
    }
    if not context["problems"]:
        account = account_of(event, day)
        context |= shown(account, days)
        context["atlas"] = atlas_of_events(account.events, day)
    return page(request, "events/detail.html", context, status=400 if context["problems"] else 200)
