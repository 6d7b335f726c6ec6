import pytest
from django.utils import timezone

from claims.models import (
    AnswerTerm,
    Claim,
    ClaimKey,
    ClaimPair,
    ComparedClaim,
    Event,
    PairSuggestion,
    PairVerdict,
    PartyKind,
)
from claims.pairing import lexicon, suggest, suggest_all
from claims.pairing.filling import MOST, Reader, prepare
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    FigureFactory,
    MembershipFactory,
    PartyFactory,
    PlaceFactory,
    QuestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return QuestionFactory(text="Who held Lomny on 4 May 2031?", kind="holds", event__title="Raid on Lomny")


def said(question, answer, statement="", **values):
    return ClaimFactory(
        event=question.event, question=question, answer=answer, statement=statement or f"{answer} at Lomny.", **values
    )


@pytest.fixture
def repelled(question):
    return said(question, "Repelled", "The raiders were driven back at Lomny.")


@pytest.fixture
def captured(question):
    return said(question, "Captured", "The Column took Lomny.")


def rows():
    told = ("one", "other", "kind", "score", "reasons", "scope", "verdict", "suggested_at")
    return list(PairSuggestion.objects.order_by("one", "other").values(*told))


def test_a_suggestion_says_what_it_is_and_why_and_the_lower_key_comes_first(repelled, captured):
    (found,) = suggest(captured)
    assert (found.one, found.other, found.kind) == (repelled, captured, "contrary")
    assert [code for code, _values in found.reasons] == ["same_question", "answers_contrary_place_time"]
    assert found.counterclaim == captured
    assert 0.5 < found.score < 1
    assert found.verdict == PairVerdict.OPEN


def test_the_same_is_found_from_either_claim_and_doing_it_again_changes_nothing(repelled, captured):
    suggest(captured)
    before = rows()
    suggest(repelled)
    suggest(captured)
    suggest_all([captured, repelled])
    assert rows() == before


@pytest.mark.parametrize("verdict", [PairVerdict.REJECTED, PairVerdict.UNSURE, PairVerdict.ACCEPTED])
def test_what_was_decided_does_not_come_back_in_either_order(repelled, captured, verdict):
    suggest(captured)
    PairSuggestion.objects.update(verdict=verdict, decided_by=UserFactory(), decided_at=timezone.now(), score=0.123)
    before = rows()
    for _again in range(3):
        assert suggest(repelled) == []
        assert suggest(captured) == []
        suggest_all(Claim.objects.order_by("-pk"))
    captured.statement = "The Column took the village of Lomny."
    captured.written_by(UserFactory()).save()
    assert suggest(captured) == []
    assert rows() == before


def test_an_open_suggestion_goes_when_the_rules_no_longer_make_it(repelled, captured):
    suggest(captured)
    captured.answer = captured.statement = "Could not be confirmed"
    captured.written_by(UserFactory()).save()
    assert suggest(captured) == []
    assert not PairSuggestion.objects.exists()


def test_an_open_suggestion_says_anew_what_has_changed(repelled, captured):
    suggest(captured)
    captured.answer, captured.statement = "Driven back", "The raiders were driven back."
    captured.written_by(UserFactory()).save()
    (found,) = suggest(captured)
    assert found.kind == "corroborates"
    assert PairSuggestion.objects.count() == 1


def test_two_that_are_a_pair_are_not_suggested(repelled, captured):
    suggest(captured)
    ClaimPairFactory(claim=captured, counterclaim=repelled)
    assert suggest(captured) == []
    assert not PairSuggestion.objects.exists()


def test_a_retracted_claim_is_set_against_nothing(question, captured):
    gone = said(question, "Repelled", retracted=True)
    assert suggest(captured) == []
    assert suggest(gone) == []


def test_the_best_ones_are_kept_and_the_open_one_of_another_claim_stays(question, captured):
    many = [said(question, "Repelled", f"The raiders were driven back in street {n}.") for n in range(MOST + 3)]
    assert len(suggest(captured)) == MOST
    for claim in many:
        suggest(claim)
    known = PairSuggestion.objects.of_claim(captured).count()
    assert known == MOST + 3
    assert len(suggest(captured)) == known


def test_the_figures_and_the_sides_are_read(question):
    asked = QuestionFactory(event=question.event, kind="how_many", text="How many died?")
    one, two = said(asked, "Over 200"), said(asked, "30 at most")
    FigureFactory(claim=one, measure="killed", counted="raiders", low=200, high=None, qualifier="more_than")
    FigureFactory(claim=two, measure="killed", counted="raiders", low=None, high=30, qualifier="at_most")
    (found,) = suggest(two)
    assert found.kind == "figures"
    assert found.reasons[-1] == [
        "figures_apart",
        {
            "one": {"low": "200", "high": None, "unit": "", "open": True},
            "other": {"low": None, "high": "30", "unit": ""},
            "measure": "killed",
        },
    ]


def test_two_of_one_side_agree_without_a_word_of_sides(question):
    side = PartyFactory(name="Government of Vell")
    members = [PartyFactory(kind=PartyKind.MINISTRY) for _each in range(2)]
    for member in members:
        MembershipFactory(party=member, group=side)
    said(question, "Captured", party=members[0])
    (found,) = suggest(said(question, "Captured the village", party=members[1]))
    assert found.kind == "corroborates"
    assert "across_sides" not in [code for code, _values in found.reasons]


def test_claims_of_a_part_of_the_event_are_found(question, captured):
    part = EventFactory(part_of=question.event, title="Fighting at the bridge of Lomny")
    other = ClaimFactory(event=part, answer="Repelled", statement="The Column was driven back at the bridge of Lomny.")
    assert {each.other for each in suggest(captured)} == {other}


def test_claims_of_another_event_at_the_place_and_time_are_found(question, captured):
    wide = PlaceFactory(name="Ostrel Province")
    place = PlaceFactory(name="Lomny", parent=wide)
    days = {"occurred": "2031-05-04"}
    for event, where in ((question.event, place), (EventFactory(title="Raids on Ostrel"), wide)):
        event.place, event.occurred = where, days["occurred"]
        event.written_by(UserFactory()).save()
    elsewhere = Event.objects.get(title="Raids on Ostrel")
    other = ClaimFactory(event=elsewhere, answer="Repelled", statement="The raiders of Lomny were driven back.")
    (found,) = suggest(captured)
    assert found.other == other
    assert ["wider_place", {"inner": "Lomny", "outer": "Ostrel Province"}] in found.reasons


def test_claims_of_another_event_that_name_the_same_are_found_in_any_spelling():
    one = ClaimFactory(answer="Captured", statement="On that day the Column took Tyotkino.", about="2031-05-04")
    two = ClaimFactory(answer="Відбито", statement="Наступ на Тьоткіно відбито.", about="2031-05-04")
    suggest(one)
    (found,) = suggest(two)
    assert (found.one, found.kind) == (one, "contrary")


def test_what_a_claim_is_found_by_follows_it(captured):
    suggest(captured)
    before = set(ClaimKey.objects.filter(claim=captured).values_list("key", flat=True))
    captured.statement = "The Column took Harrowmere."
    captured.written_by(UserFactory()).save()
    suggest(captured)
    assert set(ClaimKey.objects.filter(claim=captured).values_list("key", flat=True)) != before


def test_whoever_changes_a_claim_its_event_or_the_lexicon_has_it_compared_again(captured):
    def todo():
        return prepare([captured.pk], lexicon.load(), Reader())

    assert todo() == [captured.pk]
    suggest(captured)
    assert todo() == []
    FigureFactory(claim=captured)
    assert todo() == [captured.pk]
    suggest(captured)
    Event.objects.filter(pk=captured.event_id).update(occurred="2031", **dict.fromkeys(DAYS, "2031-01-01"))
    assert todo() == [captured.pk]
    suggest(captured)
    AnswerTerm.objects.filter(term="captured").update(active=False)
    assert todo() == [captured.pk]
    assert ComparedClaim.objects.count() == 1


DAYS = ("occurred_earliest", "occurred_latest")


def test_the_queries_for_one_claim_do_not_grow_with_the_claims(question, captured, django_assert_max_num_queries):
    suggest(captured)
    for n in range(30):
        said(question, "Repelled", f"The raiders were driven back in street {n} of Lomny.")
    with django_assert_max_num_queries(40):
        suggest(captured)


def test_readers_see_none_of_it(captured, repelled):
    suggest(captured)
    assert not PairSuggestion.objects.published().exists()
    assert not ClaimPair.objects.exists()
