"""Pages of pairs."""

from django.views.decorators.http import require_safe

from claims.filters import PairFilter
from claims.models import Claim, ClaimPair
from claims.reading.changes import changes_of
from claims.reading.figures import figures_of
from claims.reading.paging import listing
from claims.reading.pairs import facing, facing_list, for_reading
from claims.reading.reports import reports_of
from claims.reading.sides import belongings
from claims.reading.statements import said, with_summary
from claims.views.answers import gone, page, without_empty
from claims.views.trail import trail


@require_safe
def pair_list(request):
    if tidy := without_empty(request):
        return tidy
    asked = PairFilter(request.GET, ClaimPair.objects.published())
    context = {"section": "pairs", "filter": asked, "problems": asked.problems()}
    if not context["problems"]:
        found = listing(asked.qs, request.GET.get("page"))
        found.shown = facing_list(found.rows)
        context |= {"page": found, "chosen": asked.chosen(), "problems": found.problems}
    return page(request, "pairs/list.html", context, status=400 if context["problems"] else 200)


@require_safe
def pair_detail(request, slug):
    pair = for_reading(ClaimPair.objects.published()).filter(slug=slug).first()
    if pair is None:
        return gone(request, ClaimPair, slug)
    claims = [pair.claim, pair.counterclaim]
    keys = [claim.pk for claim in claims]
    questions = {claim.question_id for claim in claims if claim.question_id}
    others = with_summary(Claim.objects.published().filter(question__in=questions).exclude(pk__in=keys))
    others = list(others.order_by("party__name", "slug"))
    groups = belongings([claim.party_id for claim in [*claims, *others]])
    shown = facing(pair, reports_of(keys), figures_of(keys), groups)
    answers = [said(other, belongings=groups.get(other.party_id, ())) for other in others]
    context = {
        "section": "pairs",
        "pair": shown,
        "rationale": pair.rationale,
        "scope_note": pair.scope_note,
        "changed": pair.updated_at,
        "events": dict.fromkeys(side.event for side in shown.sides),
        "others": [
            (question, [answer for answer in answers if answer.question == question])
            for question in dict.fromkeys(side.question for side in shown.sides if side.question)
        ],
        "changes": changes_of(claims=keys, pair=pair.pk),
        "crumbs": trail("event_list", shown.left.event, shown.question),
    }
    return page(request, "pairs/detail.html", context)
