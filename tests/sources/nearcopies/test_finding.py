import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Derivation, DerivationKind, SketchValue, Snapshot, Verdict
from sources.models.outlet import OutletKind
from sources.nearcopies import compare, finding
from sources.nearcopies.finding import COMMON, KEPT, likely
from tests.copies import COPY, OTHER, REPORT
from tests.factories import DerivationFactory, OutletFactory, SnapshotFactory, SourceCreditFactory, SourceFactory

pytestmark = pytest.mark.django_db


def dated(day, **values):
    """Return a source that was published on ``day`` (str); the factory knows that word as a status."""
    source = SourceFactory(**values)
    source.published = day
    source.save()
    return source


def held(text, day="", **values):
    """Return a snapshot of ``text`` (str) in a source of its own that was compared with those before it."""
    snapshot = SnapshotFactory(text=text, source=dated(day, **values))
    snapshot.found = compare(snapshot)
    return snapshot


def test_copy_is_suggested_with_the_passages_in_both_texts():
    report = held(REPORT, day="2024-05-04")
    copy = held(COPY, day="2024-05-05")
    (found,) = copy.found
    assert (found.source, found.origin) == (copy.source, report.source)
    assert (found.verdict, found.found_by, found.decided_by) == (Verdict.OPEN, "comparison", None)
    assert (found.snapshot, found.origin_snapshot) == (copy, report)
    assert 0.6 < found.likeness < 0.8
    words = [(COPY[start:end], REPORT[begin:until]) for start, end, begin, until in found.shared]
    assert any("Free Harran Column" in one and "Free Harran Column" in other for one, other in words)
    assert Derivation.objects.get() == found


def test_two_unrelated_reports_on_one_event_are_not_suggested():
    held(REPORT)
    assert held(OTHER).found == []
    assert not Derivation.objects.exists()


def test_copy_that_came_first_is_found_when_its_origin_comes():
    copy = held(COPY, day="2024-05-05")
    report = held(REPORT, day="2024-05-04")
    (found,) = report.found
    assert (found.source, found.origin) == (copy.source, report.source)
    assert (found.snapshot, found.origin_snapshot) == (copy, report)
    start, end, begin, until = found.shared[0]
    assert COPY[start:end].split()[:3] == REPORT[begin:until].split()[:3]


@pytest.mark.parametrize("verdict", ["accepted", "rejected", "unsure"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_an_editor_decided_is_never_suggested_again(verdict, turned):
    report, copy = held(REPORT), SnapshotFactory(text=COPY)
    ends = {"source": copy.source, "origin": report.source}
    if turned:
        ends = {"source": report.source, "origin": copy.source}
    known = DerivationFactory(kind=DerivationKind.CITES, **ends, **{verdict: True})
    assert compare(copy) == []
    newer = SnapshotFactory(source=copy.source, text=COPY + " And more.")
    assert compare(newer) == []
    known.refresh_from_db()
    assert (known.verdict, known.kind, known.snapshot) == (verdict, DerivationKind.CITES, None)
    assert Derivation.objects.count() == 1


def test_doing_it_again_suggests_nothing_new_and_writes_no_history():
    held(REPORT)
    copy = held(COPY)
    before = list(Derivation.objects.values()), sorted(SketchValue.objects.values_list("snapshot", "value"))
    assert compare(copy) == copy.found
    assert (list(Derivation.objects.values()), sorted(SketchValue.objects.values_list("snapshot", "value"))) == before
    assert copy.found[0].history.count() == 1


def test_newer_text_of_a_source_takes_the_place_of_the_older_in_an_open_suggestion():
    held(REPORT)
    copy = held(COPY)
    newer = SnapshotFactory(source=copy.source, text=COPY.partition("\n\n")[2])
    (found,) = compare(newer)
    assert (found.pk, found.snapshot) == (copy.found[0].pk, newer)
    assert found.likeness > copy.found[0].likeness
    assert set(SketchValue.objects.values_list("snapshot", flat=True)) == {found.origin_snapshot_id, newer.pk}


def test_texts_of_one_source_are_no_copies_of_each_other():
    first = held(REPORT)
    assert compare(SnapshotFactory(source=first.source, text=REPORT + " Corrected.")) == []


def test_the_same_words_at_another_outlet_are_suggested():
    held(REPORT)
    (found,) = held(REPORT).found
    assert (found.kind, found.likeness) == (DerivationKind.SAME, 1)


@pytest.mark.parametrize("copy_first", [False, True])
@pytest.mark.parametrize(
    ("copy", "origin"),
    [
        (lambda: {"day": "2024-05-05"}, lambda: {"day": "2024-05-04"}),
        (dict, lambda: {"outlet": OutletFactory(kind=OutletKind.AGENCY)}),
    ],
    ids=["published before", "an agency"],
)
def test_origin_is_the_likelier_one_whichever_came_first(copy, origin, copy_first):
    texts = [(REPORT, origin()), (REPORT.replace("Saturday", "Sunday"), copy())]
    first, second = (held(text, **values) for text, values in (reversed(texts) if copy_first else texts))
    (found,) = second.found
    assert found.origin == (second if copy_first else first).source


def test_origin_is_whose_outlet_the_other_credits_whatever_the_days_say():
    agency = OutletFactory()
    report = held(REPORT, outlet=agency, day="2024-05-06")
    copy = SnapshotFactory(text=COPY, source=dated("2024-05-05"))
    SourceCreditFactory(source=copy.source, outlet=agency)
    (found,) = compare(copy)
    assert found.origin == report.source


def test_longer_text_is_the_origin_where_nothing_else_tells():
    short = held(REPORT[: len(REPORT) // 2])
    long = held(REPORT)
    assert long.found[0].source == short.source


def test_short_text_is_compared_with_nothing():
    assert [held(text).found for text in ("Too short.", "Too short!", "...")] == [[], [], []]
    assert not SketchValue.objects.exists()


def test_value_that_very_many_texts_have_is_stored_no_more(monkeypatch):
    monkeypatch.setattr(finding, "COMMON", 3)
    for _ in range(6):
        held(REPORT)
    values = SketchValue.objects.values_list("value", flat=True)
    assert max(list(values).count(value) for value in set(values)) == 3


def test_copies_of_what_very_many_have_are_found_all_the_same(monkeypatch):
    monkeypatch.setattr(finding, "COMMON", 3)
    for _ in range(6):
        last = held(REPORT)
    assert len(last.found) >= 3


def test_texts_that_share_nothing_but_a_common_phrase_are_not_looked_at():
    everybody = list(range(COMMON))
    frame = dict.fromkeys(range(5), everybody)
    assert likely(frame) == []
    assert likely(frame | {value: [7, 99] for value in range(10, 13)}) == [7, 99]
    assert likely({1: [5], 2: [5]}) == []


def test_cost_of_one_more_text_does_not_grow_with_the_texts_held():
    """As many questions, and no more rows, for the hundredth copy as for the tenth."""

    def asked():
        snapshot = SnapshotFactory(text=REPORT)
        with CaptureQueriesContext(connection) as queries:
            compare(snapshot)
        return len(queries)

    for _ in range(10):
        held(REPORT)
    few = asked()
    rows = SketchValue.objects.count()
    assert rows <= 11 * KEPT
    # What forty more would leave behind, without the time they take.
    copies = [SnapshotFactory(text=OTHER) for _ in range(COMMON)]
    stored = [*SketchValue.objects.values_list("value", flat=True).distinct()]
    SketchValue.objects.bulk_create(
        [SketchValue(snapshot=copy, value=value) for copy in copies for value in stored], ignore_conflicts=True
    )
    assert asked() <= few
    assert Snapshot.objects.count() > COMMON
