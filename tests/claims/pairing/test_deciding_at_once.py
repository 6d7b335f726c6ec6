"""Two people decide on the same two claims in the same moment: one decides, the other is told."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from claims.models import ClaimPair, PairKind, PairSuggestion, PairVerdict
from claims.pairing.deciding import DecidedMeanwhile, accept, decide, hold
from tests.factories import PairSuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 6


def at_once(*works):
    """Run ``works`` (functions) in a thread each, at the same moment; return what each returned or raised (list)."""
    start, answers = Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            start.wait()
            answers[place] = work()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_of_two_decisions_is_stored_and_the_other_is_told():
    editors = [UserFactory(), UserFactory()]
    for _round in range(ROUNDS):
        suggestion = PairSuggestionFactory()
        answers = at_once(
            lambda it=suggestion: accept(
                it, it.one, it.other, kind=PairKind.CONTRARY, rationale="Both cannot be.", seen="open", by=editors[0]
            ),
            lambda it=suggestion: decide(it, PairVerdict.REJECTED, seen="open", by=editors[1]),
        )
        told = [each for each in answers if isinstance(each, Exception)]
        assert [type(each) for each in told] == [DecidedMeanwhile]
        now = PairSuggestion.objects.get(pk=suggestion.pk)
        accepted = isinstance(answers[0], ClaimPair)
        assert (now.verdict, now.decided_by) == (
            (PairVerdict.ACCEPTED, editors[0]) if accepted else (PairVerdict.REJECTED, editors[1])
        )
        assert ClaimPair.objects.between(suggestion.one, suggestion.other).exists() == accepted


def test_one_of_two_who_come_to_a_suggestion_has_it():
    editors = [UserFactory(), UserFactory()]
    for _round in range(ROUNDS):
        suggestion = PairSuggestionFactory()
        answers = at_once(*(lambda by=by, it=suggestion: hold(it, by=by) for by in editors))
        assert sorted(answers) == [False, True]
        assert PairSuggestion.objects.get(pk=suggestion.pk).held_by == editors[answers.index(True)]
