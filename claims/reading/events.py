"""Events as readers see them: what is at issue about each, and who answers what."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, Q

from claims.models import Claim, ClaimPair, Event, Question
from claims.reading.counting import count_of
from claims.reading.naming import place_name, placed
from claims.reading.reports import Link
from editorial.status import Status

EITHER_SIDE = Q(claim__event=OuterRef("pk")) | Q(counterclaim__event=OuterRef("pk"))
# How many questions of an event the front page names.
AT_ISSUE = 4


@dataclass(slots=True)
class EventRow:
    """An event in a list. ``occurred`` is an EDTF string; ``questions`` a list of (`Link`, number of answers)."""

    link: Link
    kind: str
    place: str
    occurred: str
    claims: int = 0
    pairs: int = 0
    questions: tuple = ()


def event_row(event, questions=()):
    return EventRow(
        link=Link(event.title, event.get_absolute_url()),
        kind=event.get_kind_display(),
        place=place_name(event.place),
        occurred=event.occurred,
        claims=getattr(event, "claim_count", 0),
        pairs=getattr(event, "pair_count", 0),
        questions=tuple(questions),
    )


def with_counts(events):
    """Fetch ``events`` (a queryset of public ones) with all that `event_row` reads of them, in the same query."""
    return placed(events).annotate(
        claim_count=count_of(Claim.objects.published().filter(event=OuterRef("pk"))),
        pair_count=count_of(ClaimPair.objects.published().filter(EITHER_SIDE)),
    )


def events_with_questions(limit):
    """Return the ``limit`` (int) public events with the most pairs, as `EventRow` objects with those of their questions
    that most answer. Two queries."""
    answers = count_of(Claim.objects.published().filter(question=OuterRef("pk")))
    questions = Question.objects.published().annotate(answer_count=answers).order_by("-answer_count", "position", "pk")
    pairs = count_of(ClaimPair.objects.published().filter(EITHER_SIDE))
    events = placed(Event.objects.published()).annotate(pair_count=pairs)
    events = events.order_by("-pair_count", F("occurred_earliest").desc(nulls_last=True), "title")
    return [
        event_row(
            event,
            [(question_link(question), question.answer_count) for question in event.public_questions[:AT_ISSUE]],
        )
        for event in events.prefetch_related(Prefetch("questions", questions, to_attr="public_questions"))[:limit]
    ]


def question_link(question):
    return Link(question.text, question.get_absolute_url())


def whole_of(event):
    """Return the `Link` to the event that ``event`` (fetched with it) is part of, if readers may see that one."""
    whole = event.part_of
    return Link(whole.title, whole.get_absolute_url()) if whole and whole.status == Status.PUBLISHED else None
