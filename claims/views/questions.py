"""The page of one question: every answer side by side."""

from django.views.decorators.http import require_safe

from claims.models import Question
from claims.reading.questions import answers_to
from claims.reading.reports import Link
from claims.views.answers import gone, page
from claims.views.trail import trail


@require_safe
def question_detail(request, slug):
    question = Question.objects.published().select_related("event").filter(slug=slug).first()
    if question is None:
        return gone(request, Question, slug)
    event = Link(question.event.title, question.event.get_absolute_url())
    context = {
        "section": "events",
        "question": question.text,
        "kind": question.get_kind_display(),
        "event_slug": question.event.slug,
        "answers": answers_to(question),
        "crumbs": trail("event_list", event),
    }
    return page(request, "questions/detail.html", context)
