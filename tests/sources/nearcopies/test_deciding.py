from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from sources.models import Derivation, DerivationKind, Verdict
from sources.nearcopies import compare
from sources.nearcopies.deciding import closes_circle, decide, join, next_open, turn_round
from tests.copies import COPY, REPORT
from tests.factories import DerivationFactory, SnapshotFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory()


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.REJECTED, Verdict.UNSURE])
def test_decision_names_who_made_it_and_why(editor, verdict):
    derivation = DerivationFactory()
    decide(derivation, verdict, by=editor, kind=DerivationKind.TRANSLATED, reason="The misprints are the same.")
    derivation.refresh_from_db()
    assert (derivation.verdict, derivation.decided_by, derivation.kind) == (verdict, editor, DerivationKind.TRANSLATED)
    assert derivation.reason == "The misprints are the same."
    assert derivation.decided_at is not None
    assert derivation.history.first().history_user == editor


def test_decision_without_a_kind_leaves_the_kind(editor):
    derivation = DerivationFactory(kind=DerivationKind.SAME)
    decide(derivation, Verdict.ACCEPTED, by=editor)
    assert derivation.kind == DerivationKind.SAME


def test_too_long_a_reason_is_refused_and_nothing_is_stored(editor):
    derivation = DerivationFactory()
    with pytest.raises(ValidationError):
        decide(derivation, Verdict.ACCEPTED, by=editor, reason="x" * 301)
    assert Derivation.objects.get().verdict == Verdict.OPEN


def test_turned_round_the_copy_is_the_origin_and_the_passages_go_along(editor):
    report, copy = SnapshotFactory(text=REPORT), SnapshotFactory(text=COPY)
    compare(report)
    (derivation,) = compare(copy)
    before = derivation.source, derivation.snapshot, derivation.shared
    turn_round(derivation, by=editor)
    derivation.refresh_from_db()
    assert (derivation.origin, derivation.origin_snapshot) == before[:2]
    assert (derivation.verdict, derivation.decided_by) == (Verdict.OPEN, None)
    for start, end, begin, until in derivation.shared:
        assert derivation.snapshot.text[start:end].split()[0] == derivation.origin_snapshot.text[begin:until].split()[0]
    turn_round(derivation, by=editor)
    assert (derivation.source, derivation.snapshot, derivation.shared) == before


def test_decision_that_is_turned_round_is_that_of_who_turned_it(editor):
    derivation = DerivationFactory(accepted=True)
    turn_round(derivation, by=editor)
    derivation.refresh_from_db()
    assert (derivation.verdict, derivation.decided_by) == (Verdict.ACCEPTED, editor)


def test_what_an_editor_joins_is_confirmed(editor):
    derivation = Derivation(source=SourceFactory(), origin=SourceFactory(), kind=DerivationKind.CITES)
    join(derivation, by=editor)
    assert (derivation.verdict, derivation.found_by, derivation.decided_by) == (Verdict.ACCEPTED, "editor", editor)


def test_two_sources_are_joined_once_in_either_direction(editor):
    known = DerivationFactory(rejected=True)
    with pytest.raises(ValidationError, match="already"):
        join(Derivation(source=known.origin, origin=known.source, kind=DerivationKind.SAME), by=editor)


def test_circle_is_told_however_long_it_is():
    sources = [SourceFactory() for _ in range(5)]
    joined = [DerivationFactory(source=source, origin=origin, accepted=True) for source, origin in pairwise(sources)]
    assert not any(map(closes_circle, joined))
    last = DerivationFactory(source=sources[-1], origin=sources[0])
    assert closes_circle(last)
    Derivation.objects.filter(pk=joined[2].pk).update(verdict=Verdict.REJECTED)
    assert not closes_circle(last)


def test_next_one_to_decide_is_the_likest_of_the_others():
    DerivationFactory(likeness=0.9, rejected=True)
    first, second = DerivationFactory(likeness=0.8), DerivationFactory(likeness=0.5)
    assert next_open() == first
    assert next_open(after=first) == second
    assert next_open(after=DerivationFactory(accepted=True)) == first
    second.delete()
    assert next_open(after=first) is None
