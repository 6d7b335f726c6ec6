import pytest
from django.core.exceptions import ValidationError

from claims.models import Appearance, Claim, Figure, Question
from editorial.models import TransitionRefused
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    FigureFactory,
    PassageFactory,
    QuestionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_published_needs_the_claim_its_event_and_a_source():
    claim = ClaimFactory(published=True)
    ClaimFactory()
    ClaimFactory(in_review=True)
    ClaimFactory(retracted=True)
    assert list(Claim.objects.published()) == [claim]
    Claim.objects.filter(pk=claim.pk).update(event=EventFactory())
    assert not Claim.objects.published().exists()


def test_claim_whose_every_source_is_hidden_is_hidden():
    claim = ClaimFactory(published=True)
    AppearanceFactory(claim=claim)
    first = claim.appearances.filter(source__status="published").get()
    assert claim.is_public
    first.source.retract(by=UserFactory(), reason="Withdrawn by the outlet.")
    assert not claim.is_public


def test_with_appearances_brings_public_ones_only_oldest_first(django_assert_num_queries):
    claim = ClaimFactory(published=True)
    claim.appearances.all().delete()
    late = AppearanceFactory(claim=claim, said="2024-03-14", source=source())
    early = AppearanceFactory(claim=claim, said="2024-03-12", source=source())
    undated = AppearanceFactory(claim=claim, source=source())
    AppearanceFactory(claim=claim, said="2024-03-01")
    with django_assert_num_queries(2):
        (read,) = Claim.objects.published().with_appearances()
        assert read.public_appearances == [early, late, undated]
        assert read.public_appearances[0].source.outlet is None
        assert read.public_appearances[0].passage.exact


def source():
    return SourceFactory(published=True)


def test_figures_are_public_with_their_claim():
    FigureFactory()
    figure = FigureFactory(claim__published=True)
    assert list(Figure.objects.published()) == [figure]


def test_questions_are_public_with_their_event():
    question = QuestionFactory(published=True)
    assert list(Question.objects.published()) == [question]
    question.event.retract(by=UserFactory(), reason="Two events were taken for one.")
    assert not Question.objects.published().exists()


def test_question_about_another_event_is_refused():
    claim = ClaimFactory.build(slug="c", event=EventFactory(), question=QuestionFactory())
    with pytest.raises(ValidationError, match="about"):
        claim.clean()
    with pytest.raises(ValidationError):
        claim.save()


def test_question_cannot_leave_the_event_of_its_claims():
    question = QuestionFactory()
    ClaimFactory(event=question.event, question=question)
    question.event = EventFactory()
    with pytest.raises(ValidationError, match="move those first"):
        question.save()


def test_passage_of_another_source_is_refused():
    appearance = AppearanceFactory.build(claim=ClaimFactory(), source=source(), passage=PassageFactory())
    with pytest.raises(ValidationError, match="stand in"):
        appearance.save()
    assert not Appearance.objects.exists()


@pytest.mark.parametrize("missing", ["event", "appearance", "source"])
def test_publication_says_what_is_missing(missing):
    claim = ClaimFactory(event=EventFactory(published=missing != "event"))
    if missing != "appearance":
        AppearanceFactory(claim=claim, source=SourceFactory(published=missing != "source"))
    with pytest.raises(TransitionRefused) as refused:
        claim.publish(by=UserFactory())
    words = {"event": claim.event.title, "appearance": "no appearance", "source": "No source"}
    assert len(refused.value.messages) == 1
    assert words[missing] in refused.value.messages[0]


def test_published_claim_cannot_be_hidden_by_its_event():
    claim = ClaimFactory(published=True)
    claim.event = EventFactory()
    with pytest.raises(ValidationError, match="Readers see this record"):
        claim.full_clean()
    claim.event = EventFactory(published=True)
    claim.full_clean()


def test_question_is_published_after_its_event():
    question = QuestionFactory()
    with pytest.raises(TransitionRefused, match="Publish that first"):
        question.publish(by=UserFactory())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"low": 200, "high": 200, "unit": ""}, "200"),
        ({"low": "17000000.00", "high": None}, "17000000"),
        ({"low": 2, "high": 9}, "2–9"),
        ({"low": None, "high": "0.50"}, "0.5"),
    ],
)
def test_amount_of_a_figure_says_no_empty_zeros(values, words):
    figure = FigureFactory.build(claim=None, qualifier="about", **values)
    for end in ("low", "high"):
        value = getattr(figure, end)
        setattr(figure, end, Figure._meta.get_field(end).to_python(value))
    assert figure.amount == words
