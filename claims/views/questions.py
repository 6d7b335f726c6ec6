"""The page of one question: every answer side by side."""

from django.views.decorators.http import require_safe

from claims.models import Claim, ClaimPair, Question
from claims.reading.figures import figures_of
from claims.reading.matrix import answers_by_side
from claims.reading.pairs import about_question, brief_list
from claims.reading.reports import Link, reports_of
from claims.reading.sides import belongings
from claims.reading.statements import said
from claims.views.answers import gone, page
from claims.views.trail import trail


@require_safe
def question_detail(request, slug):
    question = Question.objects.published().select_related("event").filter(slug=slug).first()
    if question is None:
        return gone(request, Question, slug)
    claims = list(
        Claim.objects.published()
        .filter(question=question)
        .select_related("party", "event", "question")
        .order_by("party__name", "slug")
    )
    keys = [claim.pk for claim in claims]
    reports, figures, groups = reports_of(keys), figures_of(keys), belongings(claim.party_id for claim in claims)
    answers = [
        (claim.party, said(claim, reports[claim.pk], figures[claim.pk], groups.get(claim.party_id, ())))
        for claim in claims
    ]
    context = {
        "section": "events",
        "question": question.text,
        "kind": question.get_kind_display(),
        "groups": answers_by_side(answers, groups),
        "count": len(answers),
        "pairs": brief_list(ClaimPair.objects.published().filter(about_question(question))),
        "crumbs": trail("event_list", Link(question.event.title, question.event.get_absolute_url())),
    }
    return page(request, "questions/detail.html", context)
