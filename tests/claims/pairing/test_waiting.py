import pytest

from claims.models import PairVerdict
from claims.pairing import waiting
from claims.pairing.deciding import decide, hold
from claims.pairing.waiting import Queue, counted, next_for
from tests.factories import ClaimFactory, EventFactory, PairSuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_most_likely_comes_first_and_a_claim_is_done_with_before_the_next():
    editor, claim = UserFactory(), ClaimFactory()
    low = PairSuggestionFactory(one=claim, score=0.2)
    best = PairSuggestionFactory(score=0.9)
    assert next_for(editor, Queue()) == best
    assert next_for(editor, Queue(), left=claim) == low
    assert next_for(editor, Queue(), left=claim, passed=[low.pk]) == best
    decide(best, PairVerdict.REJECTED, seen="open", by=editor)
    assert next_for(editor, Queue()) == low
    assert next_for(editor, Queue(), passed=[low.pk]) is None


def test_what_somebody_else_looks_at_is_left_out():
    editor, suggestion = UserFactory(), PairSuggestionFactory()
    hold(suggestion, by=UserFactory())
    assert next_for(editor, Queue()) is None
    hold(suggestion, by=editor, over=True)
    assert next_for(editor, Queue()) == suggestion


def test_the_queue_is_narrowed_by_event_with_its_parts_by_party_and_by_claim():
    whole = EventFactory()
    part = EventFactory(part_of=whole)
    of_part = PairSuggestionFactory(one__event=part)
    of_whole = PairSuggestionFactory(other__event=whole)
    elsewhere = PairSuggestionFactory()
    assert set(Queue(event=whole).open()) == {of_part, of_whole}
    assert set(Queue(event=part).open()) == {of_part}
    assert set(Queue(party=elsewhere.other.party).open()) == {elsewhere}
    assert set(Queue(claim=of_whole.one).open()) == {of_whole}
    assert set(Queue(event=whole, party=of_part.one.party).open()) == {of_part}
    assert not Queue(event=part, party=elsewhere.one.party).open().exists()


def test_what_is_counted_has_a_limit(monkeypatch):
    monkeypatch.setattr(waiting, "COUNTED", 2)
    PairSuggestionFactory.create_batch(2)
    assert counted(Queue().open()) == (2, True)
    decided = PairSuggestionFactory()
    assert counted(Queue().open()) == (2, False)
    decide(decided, PairVerdict.UNSURE, seen="open", by=UserFactory())
    assert counted(Queue().open()) == (2, True)
    assert counted(Queue().unsure()) == (1, True)
