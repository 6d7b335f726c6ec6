"""The check of all quotations: what it names, how it ends, and that it changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import pre_save

from sources.ingest import anchor_passages
from sources.management.commands import check_anchors
from sources.models import Passage, PassageState, Snapshot, Source
from sources.text import context, sha256

pytestmark = pytest.mark.django_db

TEXT = "They repelled it. The ministry said the raid was repelled. The militias said the raid went on."


def run():
    out = StringIO()
    call_command("check_anchors", stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def fail():
    """Check what is not all exact; return the lines and the error that ends it."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_anchors", stdout=out, stderr=StringIO())
    return out.getvalue().splitlines(), error.value


def held(text=TEXT, title="A report", source=None):
    """A snapshot of a source."""
    if source is None:
        source = Source(title=title, text_sha256=sha256(text))
        source.save()
    snapshot = Snapshot(source=source, text=text)
    snapshot.save()
    return snapshot


def marked(exact, snapshot=None, start=None, **fields):
    """A passage that stands on ``snapshot``, or on nothing."""
    text = TEXT if snapshot is None else snapshot.text
    start = text.index(exact) if start is None else start
    prefix, suffix = context(text, start, start + len(exact))
    fields = {"prefix": prefix, "suffix": suffix, "snapshot": snapshot} | fields
    if "source" not in fields:
        fields["source"] = snapshot.source
    passage = Passage(exact=exact, start=start, end=start + len(exact), **fields)
    passage.save()
    return passage


def only(lines):
    line, _summary = lines
    return line


def named(passage, state):
    return f"{state}: A report (a-report), passage {passage.pk}, “{passage.exact}”: "


def test_exact_passages_need_no_word():
    snapshot = held()
    marked("repelled", snapshot)
    marked("went on", snapshot)
    marked("Another", held("Another text", "Another"))
    assert run() == ["3 passages: 3 exact, 0 moved, 0 ambiguous, 0 lost"]


def test_no_passages_are_no_error():
    assert run() == ["0 passages: 0 exact, 0 moved, 0 ambiguous, 0 lost"]


def test_a_passage_whose_source_holds_no_text_is_unverified_and_an_error():
    source = Source(title="A report")
    source.save()
    passage = marked("repelled", source=source)
    lines, error = fail()
    assert lines == [
        named(passage, "unverified") + "no text of its source is held: import the article",
        "1 passage: 0 exact, 0 moved, 0 ambiguous, 0 lost, 1 unverified",
    ]
    assert str(error) == "1 passage is not exact; it is named above."
    assert error.returncode == 1


def test_a_passage_that_could_be_attached_is_unverified():
    passage = marked("repelled", source=held().source)
    lines, _error = fail()
    assert only(lines) == named(passage, "unverified") + (
        "the words stand in the held text: import the article again to attach them"
    )


@pytest.mark.parametrize(
    ("exact", "start", "state", "sentence"),
    [
        ("went on", 1, "moved", "noted: 1 to 8; in the text: 86 to 93: check the place"),
        ("the raid", 1, "ambiguous", "noted: 1 to 9; in the text: 2 places (36 to 44, 77 to 85): decide"),
        ("captured", 1, "lost", "the words are nowhere in the text"),
    ],
)
def test_a_passage_that_does_not_stand_in_the_held_text_is_named_with_where(exact, start, state, sentence):
    passage = marked(exact, source=held().source, start=start)
    lines, _error = fail()
    assert only(lines).startswith(named(passage, state) + sentence)


def test_a_passage_in_many_places_lists_the_first_of_them():
    marked("no", source=held("so " + "no " * 20).source, start=1)
    lines, _error = fail()
    assert "in the text: 20 places (3 to 5, 6 to 8, " in only(lines)
    assert ", 30 to 32, …): decide" in only(lines)


def test_a_passage_is_compared_with_the_newest_text_of_its_source():
    snapshot = held("An older text.")
    passage = marked("went on", source=snapshot.source, start=1)
    held(TEXT, source=snapshot.source)
    lines, _error = fail()
    assert only(lines).startswith(named(passage, "moved"))


@pytest.mark.parametrize("field", ["prefix", "suffix"])
def test_other_words_around_a_passage_are_an_error(field):
    passage = marked("repelled", held())
    Passage.objects.filter(pk=passage.pk).update(**{field: "other"})
    lines, _error = fail()
    assert only(lines) == named(passage, "unverified") + (
        "the words stand there, but not between the words that are noted: correct those before and after"
    )


def test_a_passage_that_a_newer_text_has_not_keeps_that_state():
    snapshot = held()
    passage = marked("repelled", snapshot)
    anchor_passages(held("A corrected text.", source=snapshot.source), arrived=True)
    lines, _error = fail()
    assert only(lines) == named(passage, "lost") + (
        "that is how it stands in a newer text of the source: decide which to quote"
    )


def test_a_state_that_nobody_compared_does_not_count_against_an_exact_passage():
    passage = marked("repelled", held())
    Passage.objects.filter(pk=passage.pk).update(state=PassageState.UNVERIFIED)
    assert run()[-1].startswith("1 passage: 1 exact")


def test_a_text_that_was_altered_is_an_error(monkeypatch):
    snapshot = held()
    marked("repelled", snapshot)
    # The database refuses to alter a text, so the copy that is compared with is another one.
    monkeypatch.setattr(check_anchors, "sha256", lambda text: "0" * 64)
    lines, error = fail()
    assert lines[0] == (
        f"altered: snapshot {snapshot.pk} of A report is not the text that was captured: its SHA-256 differs"
    )
    assert str(error) == "1 held text was altered. Restore it from a backup; never correct it in place."


def test_nothing_is_written():
    marked("captured", source=held().source, start=1)

    def refuse(**kwargs):
        raise AssertionError("it writes")

    before = list(Passage.objects.values())
    pre_save.connect(refuse)
    try:
        fail()
    finally:
        pre_save.disconnect(refuse)
    assert list(Passage.objects.values()) == before


def test_each_text_is_fetched_once(django_assert_num_queries):
    for number in range(3):
        snapshot = held(f"Report {number}: one two three four five", f"Report {number}")
        for word in ("one", "two", "three", "four", "five"):
            marked(word, snapshot)
    with django_assert_num_queries(1 + 3, connection=connection):
        run()


def test_a_long_check_shows_that_it_goes_on(monkeypatch):
    monkeypatch.setattr(check_anchors, "PROGRESS_EVERY", 2)
    snapshot = held()
    for word in ("They", "repelled", "ministry", "militias", "went"):
        marked(word, snapshot)
    err = StringIO()
    call_command("check_anchors", stdout=StringIO(), stderr=err)
    assert err.getvalue().splitlines() == ["2 passages compared", "4 passages compared"]


def test_an_interruption_says_what_was_compared(monkeypatch):
    snapshot = held()
    marked("They", snapshot)
    marked("went", snapshot)
    real, calls = check_anchors.compare, []

    def interrupted(passage, text):
        calls.append(passage)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(passage, text)

    monkeypatch.setattr(check_anchors, "compare", interrupted)
    lines, error = fail()
    assert lines == ["1 passage: 1 exact, 0 moved, 0 ambiguous, 0 lost"]
    assert error.returncode == 130
