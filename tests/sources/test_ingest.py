"""What an imported text does to the database, once, twice, at the same time, and half-way."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from editorial.models import User
from editorial.status import Status
from sources import ingest as module
from sources.importers.txt import read
from sources.ingest import anchor_passages, find_source, ingest
from sources.models import Passage, PassageState, Snapshot, Source
from sources.text import Span, context, sha256

pytestmark = pytest.mark.django_db

TEXT = "They repelled it\n\nThe ministry said the raid was repelled. The militias said the raid went on."


def article(text=TEXT, origin="report.txt"):
    return read(text.encode(), origin)


def known_source(text=TEXT, title="A known report", **fields):
    """A source as the fixtures bring it: the hash of its text is known, and the text is not held."""
    source = Source(title=title, text_sha256=sha256(text), **fields)
    source.save()
    return source


def marked(source, exact, start=None, text=TEXT, **fields):
    """A passage at ``start``, or where its words first stand, with what stands around it."""
    start = text.index(exact) if start is None else start
    end = start + len(exact)
    prefix, suffix = context(text, start, end) if end <= len(text) else ("", "")
    fields = {"prefix": prefix, "suffix": suffix, "start": start, "end": end, **fields}
    passage = Passage(source=source, exact=exact, **fields)
    passage.save()
    return passage


def everything():
    """Every row that an import can touch, with history and versions."""
    models = (Source, Source.history.model, Snapshot, Passage, Passage.history.model)
    return [list(model.objects.order_by("pk").values()) for model in models]


def only(outcome):
    (passage,) = outcome.passages
    return passage


def test_a_new_text_becomes_a_draft_source_with_a_snapshot():
    outcome = ingest(article(" date 2024-03-13 " + TEXT))
    source = Source.objects.get()
    assert (outcome.source, outcome.known, outcome.passages) == (source, False, ())
    assert (source.title, source.published, source.status) == ("They repelled it", "2024-03-13", Status.DRAFT)
    assert str(source.published_earliest) == "2024-03-13"
    assert source.text_sha256 == sha256(" date 2024-03-13 " + TEXT)
    assert (source.created_by, source.language, source.outlet, source.url) == (None, "und", None, "")
    snapshot = source.snapshots.get()
    assert (snapshot.text, snapshot.sha256) == (" date 2024-03-13 " + TEXT, source.text_sha256)


def test_a_new_source_can_be_saved_by_an_editor_without_a_change():
    ingest(article())
    Source.objects.get().full_clean()


def test_who_imports_is_noted():
    user = User.objects.create_user("importer")
    marked(known_source(), "repelled")
    ingest(article(), by=user)
    ingest(article("Another text"), by=user)
    assert Snapshot.objects.first().captured_by == user
    assert Passage.history.first().history_user == user
    new = Source.objects.get(text_sha256=sha256("Another text"))
    assert (new.created_by, new.updated_by, new.history.get().history_user) == (user, user, user)


def test_a_known_text_is_recognised_by_its_hash_and_its_source_stays_as_it_is():
    source = known_source(title="As an editor wrote it", published="2024-03", language="uk")
    before = Source.objects.values().get()
    outcome = ingest(article(" date 2024-03-13 " + TEXT))
    assert not outcome.known
    outcome = ingest(article())
    assert (outcome.source, outcome.known) == (source, True)
    assert Source.objects.filter(pk=source.pk).values().get() == before


def test_a_text_held_by_a_source_that_does_not_name_its_hash_is_recognised():
    source = Source(title="By hand")
    source.save()
    Snapshot(source=source, text=TEXT).save()
    assert ingest(article()).source == source
    assert Source.objects.count() == Snapshot.objects.count() == 1


def test_of_several_sources_with_one_text_the_one_whose_positions_refer_to_it_is_found():
    older = Source(title="Older")
    older.save()
    Snapshot(source=older, text=TEXT).save()
    assert find_source(sha256(TEXT)) == older
    named = known_source()
    assert find_source(sha256(TEXT)) == named


def test_the_same_words_in_other_line_ends_and_composition_are_one_text():
    ingest(article("One caf\u00e9.\nTwo."))
    assert ingest(article("\ufeffOne cafe\u0301.\r\nTwo.")).known


def test_a_text_that_differs_by_a_space_is_another_text():
    ingest(article("One. Two."))
    assert not ingest(article("One.  Two.")).known


def test_two_new_texts_under_one_headline_get_two_addresses():
    ingest(article("Punching Back\n\nOne."))
    ingest(article("Punching Back\n\nTwo."))
    assert len(set(Source.objects.values_list("slug", flat=True))) == 2


def test_an_exact_passage_is_attached():
    passage = marked(known_source(), "repelled")
    outcome = only(ingest(article()))
    passage.refresh_from_db()
    assert outcome.state == passage.state == PassageState.EXACT
    assert passage.snapshot == Snapshot.objects.get()


def test_several_passages_come_back_in_the_order_of_the_text():
    source = known_source()
    later, first = marked(source, "went on"), marked(source, "repelled")
    assert [outcome.passage for outcome in ingest(article()).passages] == [first, later]


def assert_reported_and_left_alone(passage, state):
    """Import, and check that the passage got its state and kept its position and its lack of a text."""
    before = (passage.start, passage.end, passage.exact, passage.prefix, passage.suffix)
    outcome = only(ingest(article()))
    passage.refresh_from_db()
    assert outcome.state == passage.state == state
    assert (passage.start, passage.end, passage.exact, passage.prefix, passage.suffix) == before
    assert passage.snapshot is None
    return outcome


def test_a_passage_whose_words_stand_in_one_other_place_is_moved_and_stays_where_it_was():
    outcome = assert_reported_and_left_alone(marked(known_source(), "went on", 3), PassageState.MOVED)
    start = TEXT.index("went on")
    assert (outcome.anchoring.start, outcome.anchoring.end) == (start, start + 7)


def test_a_passage_that_its_context_singles_out_is_moved_and_stays_where_it_was():
    start = TEXT.index("repelled.")
    prefix, suffix = context(TEXT, start, start + 8)
    passage = marked(known_source(), "repelled", 0, prefix=prefix, suffix=suffix)
    outcome = assert_reported_and_left_alone(passage, PassageState.MOVED)
    assert outcome.anchoring.start == start


def test_a_passage_without_a_position_is_moved_and_gets_none():
    passage = Passage(source=known_source(), exact="went on")
    passage.save()
    assert_reported_and_left_alone(passage, PassageState.MOVED)


def test_a_passage_whose_words_stand_in_several_other_places_is_ambiguous():
    passage = marked(known_source(), "the raid", 0, prefix="", suffix="")
    outcome = assert_reported_and_left_alone(passage, PassageState.AMBIGUOUS)
    first = TEXT.index("the raid")
    assert outcome.anchoring.candidates[0] == Span(first, first + 8)
    assert outcome.anchoring.matches == 2


def test_a_passage_whose_words_are_not_in_the_text_is_lost():
    assert_reported_and_left_alone(marked(known_source(), "captured", 4), PassageState.LOST)


def test_a_passage_in_its_place_between_other_words_is_not_attached():
    passage = marked(known_source(), "repelled", prefix="They have ")
    outcome = assert_reported_and_left_alone(passage, PassageState.UNVERIFIED)
    assert not outcome.anchoring.context_agrees


def test_a_passage_that_an_attached_one_repeats_is_not_attached():
    source = known_source()
    twin = marked(source, "repelled")
    ingest(article())
    passage = marked(source, "repelled")
    outcome = ingest(article()).passages[1]
    passage.refresh_from_db()
    assert (outcome.passage, outcome.state, outcome.twin) == (passage, PassageState.UNVERIFIED, twin)
    assert (passage.snapshot, passage.state) == (None, PassageState.UNVERIFIED)


def test_a_passage_that_was_corrected_is_attached_by_the_next_import():
    passage = marked(known_source(), "went on", 3)
    ingest(article())
    passage.refresh_from_db()
    start = TEXT.index("went on")
    passage.start, passage.end = start, start + 7
    passage.prefix, passage.suffix = context(TEXT, start, start + 7)
    passage.save()
    assert only(ingest(article())).state == PassageState.EXACT


def test_a_passage_that_an_editor_puts_right_in_the_held_text_is_exact_without_an_import():
    passage = marked(known_source(), "went on", 3)
    ingest(article())
    passage.refresh_from_db()
    start = TEXT.index("went on")
    passage.start, passage.end, passage.snapshot = start, start + 7, Snapshot.objects.get()
    passage.prefix, passage.suffix = context(TEXT, start, start + 7)
    passage.save()
    assert passage.state == PassageState.EXACT
    assert only(ingest(article())).state == PassageState.EXACT


def test_a_passage_that_was_corrected_by_half_is_unverified_again():
    passage = marked(known_source(), "went on", 3)
    ingest(article())
    passage.refresh_from_db()
    passage.start = TEXT.index("went on")
    passage.end = passage.start + 7
    passage.prefix = "wrong "
    passage.save()
    assert_reported_and_left_alone(passage, PassageState.UNVERIFIED)


def test_passages_of_another_source_are_not_touched():
    other = marked(known_source("Another text: repelled.", "Another"), "repelled", text="Another text: repelled.")
    known_source()
    ingest(article())
    other.refresh_from_db()
    assert (other.snapshot, other.state) == (None, PassageState.UNVERIFIED)


def held_elsewhere(exact, text):
    """A passage that stands exactly in another text of the known source."""
    source = known_source()
    snapshot = Snapshot(source=source, text=text)
    snapshot.save()
    return marked(source, exact, text=text, snapshot=snapshot)


def test_a_passage_on_another_snapshot_that_this_text_has_too_stays_there_exact():
    passage = held_elsewhere("repelled", TEXT + " More.")
    outcome = only(ingest(article()))
    snapshot = passage.snapshot
    passage.refresh_from_db()
    assert outcome.state == passage.state == PassageState.EXACT
    assert passage.snapshot == snapshot


def test_a_passage_on_another_snapshot_that_this_text_has_not_stays_there_and_is_lost():
    passage = held_elsewhere("captured", "They captured it.")
    outcome = only(ingest(article()))
    snapshot = passage.snapshot
    passage.refresh_from_db()
    assert outcome.state == passage.state == PassageState.LOST
    assert passage.snapshot == snapshot


def test_a_text_that_was_held_before_does_not_change_passages_on_another_snapshot():
    source = known_source()
    ingest(article())
    newer = Snapshot(source=source, text="They captured it.")
    newer.save()
    passage = marked(source, "captured", text=newer.text, snapshot=newer)
    before = everything()
    assert only(ingest(article())).state == PassageState.LOST
    assert everything() == before
    passage.refresh_from_db()
    assert passage.state == PassageState.EXACT


def test_anchoring_in_a_newer_text_reports_each_passage_and_moves_none():
    source = known_source()
    passage = marked(source, "went on")
    ingest(article())
    newer = Snapshot(source=source, text="Corrected. " + TEXT)
    newer.save()
    (outcome,) = anchor_passages(newer, arrived=True)
    passage.refresh_from_db()
    assert outcome.state == passage.state == PassageState.MOVED
    assert (passage.snapshot.text, passage.start) == (TEXT, TEXT.index("went on"))


def a_bit_of_everything():
    source = known_source()
    for exact, start in [("repelled", None), ("went on", 3), ("the raid", 0), ("captured", 4)]:
        marked(source, exact, start, prefix="", suffix="")
    marked(source, "militias", prefix="wrong ")


def test_a_second_run_changes_nothing():
    a_bit_of_everything()
    first = [ingest(article()), ingest(article("A new text"))]
    before = everything()
    second = [ingest(article()), ingest(article("A new text"))]
    assert everything() == before
    assert [outcome.known for outcome in second] == [True, True]
    states = [[passage.state for passage in outcome.passages] for outcome in first]
    assert [[passage.state for passage in outcome.passages] for outcome in second] == states


def test_an_attached_passage_has_one_row_of_history_more():
    passage = marked(known_source(), "repelled")
    ingest(article())
    assert passage.history.count() == 2
    assert passage.history.first().state == PassageState.EXACT
    assert passage.history.first().history_change_reason == "compared with an imported text"


@pytest.mark.parametrize("model", [Snapshot, Passage])
def test_what_breaks_off_half_way_leaves_nothing_and_can_be_repeated(model, monkeypatch):
    a_bit_of_everything()
    before = everything()

    def break_off(self, *args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(model, "save", break_off)
        with pytest.raises(KeyboardInterrupt):
            ingest(article())
    assert everything() == before
    states = [outcome.state.value for outcome in ingest(article()).passages]
    assert states == ["ambiguous", "moved", "lost", "exact", "unverified"]


def test_a_new_source_whose_snapshot_fails_is_not_left_behind(monkeypatch):
    def break_off(self, *args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(Snapshot, "save", break_off)
    with pytest.raises(KeyboardInterrupt):
        ingest(article())
    assert not Source.objects.exists()


def test_a_text_stored_by_somebody_else_meanwhile_is_recognised(monkeypatch):
    source = known_source()
    answers = iter([None])

    def looked_too_early(digest, url, **_options):
        return next(answers, source)

    monkeypatch.setattr(module, "find_source", looked_too_early)
    outcome = ingest(article())
    assert (outcome.source, outcome.known) == (source, True)
    assert Source.objects.count() == 1


def test_what_the_database_refuses_again_and_again_is_an_error_and_leaves_nothing(monkeypatch):
    attempts = []

    def refuse(self, *args, **kwargs):
        attempts.append(self)
        raise IntegrityError("refused")

    monkeypatch.setattr(Snapshot, "save", refuse)
    with pytest.raises(IntegrityError):
        ingest(article())
    assert len(attempts) == module.ATTEMPTS
    assert not Source.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False])
def test_two_imports_of_one_text_at_the_same_time_make_one_source_and_one_snapshot(known):
    if known:
        a_bit_of_everything()
    start = Barrier(4)
    outcomes, errors = [], []

    def run():
        try:
            start.wait()
            outcomes.append(ingest(article()))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Source.objects.count() == Snapshot.objects.count() == 1
    assert sorted(outcome.known for outcome in outcomes) == [known, True, True, True]
    assert Passage.objects.filter(state=PassageState.EXACT).count() == (1 if known else 0)
    assert Passage.history.count() == (5 + 4 if known else 0)
