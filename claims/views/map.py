"""The map of everything that is claimed about places."""

from django.views.decorators.http import require_safe

from claims.filters import ClaimPictureFilter
from claims.models import Claim, ClaimPair, Event
from claims.reading.places import atlas
from claims.views.answers import page, without_empty


@require_safe
def world_map(request):
    if tidy := without_empty(request):
        return tidy
    asked = ClaimPictureFilter(request.GET, Claim.objects.published())
    context = {"section": "map", "filter": asked, "problems": asked.problems()}
    if not context["problems"]:
        chosen = asked.chosen()
        shown = atlas(Event.objects.published(), asked.qs, ClaimPair.objects.published(), only=bool(chosen))
        context |= {"atlas": shown, "chosen": chosen}
    return page(request, "map/page.html", context, status=400 if context["problems"] else 200)
