"""The timeline of everything that was said."""

from django.views.decorators.http import require_safe

from claims.filters import ClaimPictureFilter
from claims.models import Claim
from claims.reading.as_of import AS_OF, asked_day
from claims.reading.overview import COUNTED, LANES, overview
from claims.reading.timeline import FROM, TO, asked_stretch
from claims.views.answers import page, without_empty


@require_safe
def timeline(request):
    if tidy := without_empty(request):
        return tidy
    asked = ClaimPictureFilter(request.GET, Claim.objects.published(), also=(AS_OF, FROM, TO))
    day, wrong_day = asked_day(request.GET)
    days, wrong_days = asked_stretch(request.GET)
    problems = [words for words in (*asked.problems(), wrong_day, wrong_days) if words]
    context = {"section": "timeline", "filter": asked, "problems": problems, "day": day}
    if not problems:
        drawn, counted = overview(asked.qs, days, day)
        context |= {"timeline": drawn, "counted": counted, "most": COUNTED, "lanes": LANES, "chosen": asked.chosen()}
    return page(request, "timeline/page.html", context, status=400 if problems else 200)
