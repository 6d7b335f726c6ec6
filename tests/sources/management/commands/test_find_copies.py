import io

import pytest
from django.core.management import CommandError, call_command

from sources.management.commands import find_copies
from sources.models import Derivation, SketchValue, Verdict
from sources.nearcopies import compare
from sources.nearcopies.deciding import decide
from tests.copies import COPY, OTHER, REPORT
from tests.factories import SnapshotFactory, UserFactory

pytestmark = pytest.mark.django_db


def run(*options):
    """Return the lines that the command prints."""
    out = io.StringIO()
    call_command("find_copies", *options, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def held(text, title="A report"):
    return SnapshotFactory(text=text, source__title=title)


def test_texts_that_came_in_without_comparison_are_compared_and_what_is_found_is_named():
    report, copy = held(REPORT, "The report"), held(COPY, "The copy")
    held(OTHER, "Another report")
    lines = run()
    found = Derivation.objects.get()
    assert lines == [
        f"{found.likeness:.0%}  The copy ({copy.source.slug}), from The report ({report.source.slug})",
        "3 texts compared; 1 pair of sources waits for a decision because of it",
    ]


def test_done_again_there_is_nothing_to_do():
    held(REPORT), held(COPY)
    run()
    before = list(SketchValue.objects.values_list("pk", flat=True))
    assert run() == ["0 texts compared; 0 pairs of sources wait for a decision because of it"]
    assert list(SketchValue.objects.values_list("pk", flat=True)) == before


def test_again_every_text_is_compared_and_what_was_decided_stays():
    held(REPORT), held(COPY)
    run()
    decide(Derivation.objects.get(), Verdict.REJECTED, by=UserFactory())
    assert run("--again") == ["2 texts compared; 0 pairs of sources wait for a decision because of it"]
    assert Derivation.objects.get().verdict == "rejected"


def test_only_the_newest_text_of_a_source_is_compared():
    first = held(REPORT)
    newest = SnapshotFactory(source=first.source, text=OTHER)
    assert run()[-1].startswith("1 text compared")
    assert set(SketchValue.objects.values_list("snapshot", flat=True)) == {newest.pk}


def test_interrupted_it_keeps_what_was_done_and_goes_on_the_next_time(monkeypatch):
    texts = [held(text) for text in (REPORT, COPY, OTHER)]

    def interrupted(snapshot):
        if snapshot == texts[2]:
            raise KeyboardInterrupt
        return compare(snapshot)

    monkeypatch.setattr(find_copies, "compare", interrupted)
    with pytest.raises(CommandError) as stopped:
        run()
    assert stopped.value.returncode == 130
    assert Derivation.objects.count() == 1
    monkeypatch.undo()
    assert run()[-1].startswith("1 text compared")


def test_progress_is_told(monkeypatch):
    monkeypatch.setattr(find_copies, "PROGRESS_EVERY", 2)
    for text in (REPORT, COPY, OTHER):
        held(text)
    told = io.StringIO()
    call_command("find_copies", stdout=io.StringIO(), stderr=told)
    assert told.getvalue() == "2 of 3 texts compared\n"
