"""A rejected pair does not come back: not by merging, not by undoing a merge, not when pairs are suggested again."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims.merging.performing import merge
from claims.merging.undoing import undo
from claims.models import PairSuggestion, PairVerdict
from claims.pairing import suggest
from claims.pairing.deciding import decide, stamp
from tests.factories import ClaimFactory, EventFactory, PartyFactory, QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def question():
    return QuestionFactory(event=EventFactory(), text="Who held Lower Vessen?")


def said(question, answer, statement, party=None):
    return ClaimFactory(
        party=party or PartyFactory(), event=question.event, question=question, answer=answer, statement=statement
    )


@pytest.fixture
def captured(question):
    return said(question, "captured", "Lower Vessen was captured.")


@pytest.fixture
def repelled(question):
    return said(question, "repelled", "The attack on Lower Vessen was repelled.")


@pytest.fixture
def doubled(question, repelled):
    """What was repelled, recorded twice."""
    return said(question, "repelled", "The raid on Lower Vessen was repelled.", repelled.party)


def reject(one, other, by):
    suggestion = PairSuggestion.objects.between(one, other).get()
    decide(suggestion, PairVerdict.REJECTED, note="Two villages.", seen=stamp(suggestion), by=by)


def suggest_again():
    call_command("suggest_pairs", again=True, stdout=io.StringIO(), stderr=io.StringIO())


def verdict(one, other):
    found = PairSuggestion.objects.between(one, other).first()
    return found.verdict if found else None


def open_pairs():
    return {(each.one_id, each.other_id) for each in PairSuggestion.objects.open()}


def test_suggested_again_whichever_claim_comes_first(captured, repelled, by):
    suggest(captured)
    reject(captured, repelled, by)
    for claim in (repelled, captured):
        suggest(claim)
    suggest_again()
    assert verdict(captured, repelled) == verdict(repelled, captured) == "rejected"
    assert not open_pairs()


@pytest.mark.parametrize("kept", ["one", "other"])
def test_merged_and_two_again(captured, repelled, doubled, by, kept):
    suggest_again()
    reject(captured, repelled, by)
    one, other = (repelled, doubled) if kept == "one" else (doubled, repelled)
    made = merge(one, other, by=by)
    suggest_again()
    assert verdict(captured, one) == "rejected"
    undo(made, by=by)
    suggest_again()
    assert verdict(captured, repelled) == "rejected"


@pytest.mark.parametrize("suggested", ["both", "went", "stays", "neither"])
def test_rejected_while_two_were_one_it_is_rejected_of_both(captured, repelled, doubled, by, suggested):
    """Whichever of them it had been suggested of before they were one."""
    claims = {"both": (repelled, doubled), "went": (doubled,), "stays": (repelled,), "neither": ()}[suggested]
    suggest(captured)
    PairSuggestion.objects.exclude(other__in=claims).delete()
    made = merge(repelled, doubled, by=by)
    suggest(captured)
    reject(captured, repelled, by)
    undo(made, by=by)
    for claim in (repelled, doubled):
        told = PairSuggestion.objects.between(captured, claim).get()
        assert (told.verdict, told.decided_by, told.note) == ("rejected", by, "Two villages.")
        assert told.reasons
    suggest_again()
    assert not {pair for pair in open_pairs() if captured.pk in pair}


def test_which_of_the_two_answers_is_told_of_both_alike(question, repelled, doubled, by):
    # Its key lies between, so that it comes second with the one and first with the other.
    other = said(question, "captured", "Lower Vessen was captured.")
    late = said(question, "repelled", "An attack was repelled.", repelled.party)
    suggest(other)
    PairSuggestion.objects.between(other, late).delete()
    before = PairSuggestion.objects.between(repelled, other).get()
    made = merge(repelled, late, by=by)
    reject(repelled, other, by)
    undo(made, by=by)
    told = PairSuggestion.objects.between(other, late).get()
    assert (told.one, told.other) == (other, late)
    assert (told.claim == other) == (before.claim == other)


def test_what_was_decided_otherwise_of_the_one_that_comes_back_is_let_be(captured, repelled, doubled, by):
    suggest_again()
    PairSuggestion.objects.update(verdict="unsure", decided_by=by, decided_at=timezone.now())
    made = merge(repelled, doubled, by=by)
    reject(captured, repelled, by)
    undo(made, by=by)
    assert (verdict(captured, repelled), verdict(captured, doubled)) == ("rejected", "unsure")


@pytest.mark.parametrize("what", ["parties", "questions", "events"])
def test_parties_questions_or_events_merged_and_two_again(captured, repelled, by, what):
    suggest_again()
    reject(captured, repelled, by)
    kept, gone = {
        "parties": lambda: (PartyFactory(), repelled.party),
        "questions": lambda: (QuestionFactory(event=captured.event), captured.question),
        "events": lambda: (EventFactory(), captured.event),
    }[what]()
    made = merge(kept, gone, by=by)
    assert not type(gone).objects.filter(pk=gone.pk).exists()
    suggest_again()
    assert (verdict(captured, repelled), open_pairs()) == ("rejected", set())
    undo(made, by=by)
    suggest_again()
    assert (verdict(captured, repelled), open_pairs()) == ("rejected", set())


def test_what_waits_to_be_decided_is_judged_anew_when_two_parties_are_one(question, by):
    one = said(question, "captured", "Lower Vessen was captured.")
    other = said(question, "captured", "Lower Vessen has been captured.")
    suggest_again()
    assert PairSuggestion.objects.get().kind == "corroborates"
    made = merge(one.party, other.party, by=by)
    call_command("suggest_pairs", stdout=io.StringIO(), stderr=io.StringIO())
    assert [each.kind for each in PairSuggestion.objects.open()] != ["corroborates"]
    undo(made, by=by)
    call_command("suggest_pairs", stdout=io.StringIO(), stderr=io.StringIO())
    assert PairSuggestion.objects.get().kind == "corroborates"
