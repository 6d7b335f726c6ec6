"""The front page."""

from django.views.decorators.http import require_safe

from claims.models import ClaimPair, PairKind
from claims.reading.events import events_with_questions
from claims.reading.pairs import facing_list
from claims.views.answers import page

NEWEST = 8
EVENTS = 6


@require_safe
def home(request):
    pairs = ClaimPair.objects.published()
    # Only a conflict leads, and among those the one that its editors put first.
    lead = facing_list(pairs.filter(kind__in=PairKind.conflicting()).order_by("position", "-published_at", "slug")[:1])
    newest = facing_list(pairs.order_by("-published_at", "position", "slug")[: NEWEST + 1])
    context = {
        "section": "home",
        "lead": lead[0] if lead else None,
        "newest": [pair for pair in newest if not lead or pair.key != lead[0].key][:NEWEST],
        "events": events_with_questions(EVENTS),
    }
    return page(request, "home.html", context)
