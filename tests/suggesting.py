"""Minimal valid records of what is only suggested, by which words, and what is not finished; see `tests.factories`."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import (
    AnswerRelation,
    AnswerTerm,
    Attribution,
    ClaimSuggestion,
    DeskDraft,
    LexiconEntry,
    LexiconKind,
    PairKind,
    PairSuggestion,
    PairVerdict,
    Relation,
)


class LexiconEntryFactory(DjangoModelFactory):
    class Meta:
        model = LexiconEntry

    kind = LexiconKind.VERB
    language = "en"
    word = factory.Sequence(lambda n: f"word-{n}")


class ClaimSuggestionFactory(DjangoModelFactory):
    class Meta:
        model = ClaimSuggestion

    snapshot = factory.SubFactory("tests.factories.SnapshotFactory")
    start, end = 0, 10
    attribution = Attribution.PARAPHRASE


class AnswerTermFactory(DjangoModelFactory):
    class Meta:
        model = AnswerTerm

    term = factory.Sequence(lambda n: f"term-{n}")
    language = "en"


class AnswerRelationFactory(DjangoModelFactory):
    class Meta:
        model = AnswerRelation

    one = factory.SubFactory(AnswerTermFactory)
    other = factory.SubFactory(AnswerTermFactory)
    relation = Relation.CONTRARY


class PairSuggestionFactory(DjangoModelFactory):
    """Two claims of two parties about one event, which nobody has decided on."""

    class Meta:
        model = PairSuggestion

    one = factory.SubFactory("tests.factories.ClaimFactory")
    other = factory.SubFactory(
        "tests.factories.ClaimFactory",
        event=factory.SelfAttribute("..one.event"),
        answer="captured",
        statement="It was captured.",
    )
    kind = PairKind.CONTRARY
    score = 0.5
    reasons = factory.LazyFunction(lambda: [["same_event", {"event": "A raid"}]])

    class Params:
        rejected = factory.Trait(
            verdict=PairVerdict.REJECTED,
            decided_by=factory.SubFactory("tests.factories.UserFactory"),
            decided_at=factory.LazyFunction(timezone.now),
        )


class DeskDraftFactory(DjangoModelFactory):
    class Meta:
        model = DeskDraft

    user = factory.SubFactory("tests.factories.UserFactory")
    source = factory.SubFactory("tests.factories.SourceFactory")
    typed = factory.LazyFunction(
        lambda: {"forms": {"own": {"statement": "Half a sen"}}, "order": ["own"], "last": "own"}
    )
