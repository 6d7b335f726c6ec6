"""Which source an article is: by its address, or else by its text; and what of it a new source takes over."""

import pytest
from django.db import connection

from editorial.models import User
from sources.importers.base import Article, Found, Hint
from sources.ingest import KNOWN, foresee, ingest
from sources.models import Finding, FindingState, Passage, PassageState, Snapshot, Source, SourceCredit
from sources.text import sha256
from tests.factories import OutletFactory, SourceFactory

pytestmark = pytest.mark.django_db

TEXT = "The council said the bridge was closed. With Harbour Press, the union said it was open."
EDITED = TEXT.replace("closed", "damaged")
URL = "https://example.org/velmo"
ELSEWHERE = "https://mirror.example/velmo"


def article(text=TEXT, url="", hints=(), title="Bridge at Velmo", **fields):
    return Article(text=text, title=title, title_found=Found.PAGE, origin="a.html", url=url, hints=hints, **fields)


def told(*pairs, certain=True):
    return tuple(Hint(field, value, certain, "in the page") for field, value in pairs)


def test_a_changed_text_at_a_known_address_is_another_text_of_the_same_source():
    first = ingest(article(url=URL))
    second = ingest(article(EDITED, url=URL))
    assert (first.known, first.changed, second.known, second.changed) == (False, False, True, True)
    assert second.source == first.source
    assert [snapshot.text for snapshot in first.source.snapshots.order_by("pk")] == [TEXT, EDITED]
    assert Source.objects.get().text_sha256 == sha256(TEXT)


def test_an_older_text_that_comes_again_changes_nothing():
    ingest(article(url=URL))
    ingest(article(EDITED, url=URL))
    again = ingest(article(url=URL))
    assert (again.known, again.changed, Snapshot.objects.count()) == (True, False, 2)


def test_the_first_text_of_a_source_whose_hash_was_known_is_no_change_and_another_is():
    source = SourceFactory(url=URL, text_sha256=sha256(TEXT))
    assert not ingest(article(url=URL)).changed
    other = SourceFactory(url=ELSEWHERE, text_sha256=sha256("Something else."))
    assert ingest(article(EDITED, url=ELSEWHERE)).changed
    assert [each.snapshots.count() for each in (source, other)] == [1, 1]


def test_the_same_words_at_another_address_are_another_document():
    first = ingest(article(url=URL)).source
    second = ingest(article(url=ELSEWHERE))
    assert (second.known, Source.objects.count()) == (False, 2)
    assert (first.text_sha256, second.source.text_sha256) == (sha256(TEXT), "")
    assert ingest(article(url=ELSEWHERE)).source == second.source
    assert ingest(article(url=URL)).source == first
    assert ingest(article()).source == first
    assert Snapshot.objects.count() == 2


def test_a_source_without_an_address_is_known_by_its_text_and_keeps_having_none():
    source = SourceFactory(text_sha256=sha256(TEXT))
    outcome = ingest(article(url=URL, hints=told(("url", URL))))
    source.refresh_from_db()
    assert (outcome.source, source.url) == (source, "")
    assert Finding.objects.get().state == FindingState.OPEN


def test_words_that_the_outlet_changed_are_reported_and_the_passage_stays():
    source = ingest(article(url=URL)).source
    start = TEXT.index("closed")
    passage = Passage(source=source, snapshot=source.snapshots.get(), exact="closed", start=start, end=start + 6)
    passage.save()
    (outcome,) = ingest(article(EDITED, url=URL)).passages
    passage.refresh_from_db()
    assert outcome.state == passage.state == PassageState.LOST
    assert passage.snapshot.text == TEXT


CERTAIN = {
    "published": "2024-03-12",
    "language": "en",
    "byline": "Ada Velmo",
    "translated_from": "uk",
    "url": URL,
}


def test_what_the_document_says_with_certainty_goes_into_a_new_source():
    outlet, user = OutletFactory(name="Harbour Press"), User.objects.create_user("importer")
    hints = told(*CERTAIN.items(), ("outlet", "harbour press"), ("title", "Bridge at Velmo"))
    ingest(article(**CERTAIN, outlet="harbour press", hints=hints), by=user)
    source = Source.objects.get()
    assert {name: getattr(source, name) for name in CERTAIN} == CERTAIN
    assert (source.outlet, source.created_by) == (outlet, user)
    assert set(Finding.objects.values_list("state", "decided_by")) == {(FindingState.TAKEN, user.pk)}
    source.full_clean()


def test_what_is_guessed_is_left_for_an_editor():
    ingest(article(hints=told(("language", "en"), ("outlet", "Harbour Press"), certain=False)))
    source = Source.objects.get()
    assert (source.language, source.outlet) == ("und", None)
    assert set(Finding.objects.values_list("state", "certainty")) == {(FindingState.OPEN, "guessed")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("published", "soon"), ("language", "no language!"), ("url", "ftp:nowhere"), ("byline", "A" * 201)],
)
def test_what_a_source_cannot_hold_is_found_and_not_taken(field, value):
    ingest(article(hints=told((field, value)), **{field: value}))
    assert getattr(Source.objects.get(), field) in ("", "und")
    assert Finding.objects.get().state == FindingState.OPEN


def test_an_outlet_that_two_have_the_name_of_is_not_taken():
    OutletFactory(name="Harbour Press", country="UA")
    OutletFactory(name="harbour press", country="GB")
    ingest(article(outlet="Harbour Press", hints=told(("outlet", "Harbour Press"))))
    assert Source.objects.get().outlet is None


def test_a_credit_of_a_recorded_outlet_is_noted_in_the_words_of_the_text():
    outlet = OutletFactory(name="Harbour Press")
    start = TEXT.index("With Harbour Press")
    hint = Hint("credit", "Harbour Press", True, "in the text", start, start + 18)
    ingest(article(hints=(hint, *told(("credit", "Nobody's Agency")))))
    credit = SourceCredit.objects.get()
    assert (credit.outlet, credit.wording) == (outlet, "With Harbour Press")
    assert dict(Finding.objects.values_list("value", "state")) == {
        "Harbour Press": FindingState.TAKEN,
        "Nobody's Agency": FindingState.OPEN,
    }


def test_a_known_source_is_left_as_editors_have_it_and_gains_findings():
    source = SourceFactory(text_sha256=sha256(TEXT), title="As an editor wrote it", language="en")
    before = Source.objects.values().get()
    ingest(article(language="uk", hints=told(("language", "uk"), ("title", "Bridge at Velmo")), byline="Ada"))
    assert Source.objects.values().get() == before
    assert set(Finding.objects.values_list("field", "state")) == {("language", "open"), ("title", "open")}
    assert source.history.count() == 1


def test_importing_again_adds_only_what_was_not_found_before():
    first = ingest(article(hints=told(("language", "en"))))
    assert len(first.findings) == 1
    Finding.objects.update(state=FindingState.DISMISSED)
    again = ingest(article(hints=told(("language", "en"), ("language", "en"), ("byline", "Ada"))))
    assert [finding.field for finding in again.findings] == ["byline"]
    assert Finding.objects.filter(field="language").get().state == FindingState.DISMISSED


def test_what_was_set_aside_in_one_text_is_not_asked_of_the_next():
    user = User.objects.create_user("editor")
    ingest(article(url=URL, hints=told(("byline", "Ada"), certain=False)))
    Finding.objects.update(state=FindingState.DISMISSED, decided_by=user)
    ingest(article(EDITED, url=URL, hints=told(("byline", "Ada"), certain=False)))
    assert list(Finding.objects.values_list("state", "decided_by")) == [("dismissed", user.pk)] * 2


def test_a_title_longer_than_a_source_can_hold_is_cut_with_a_sign():
    source = ingest(article(title="Bridge " * 60)).source
    assert len(source.title) == 300
    assert source.title.endswith("…")


@pytest.mark.parametrize("before", [[], [article()], [article(url=URL)], [article(url=ELSEWHERE)]])
@pytest.mark.parametrize("then", [article(), article(url=URL), article(EDITED, url=URL), article(EDITED)])
def test_what_is_foreseen_is_what_becomes_of_it(before, then):
    for each in before:
        ingest(each)
    stored = [Source.objects.count(), Snapshot.objects.count(), Finding.objects.count()]
    shown = foresee(then)
    assert [Source.objects.count(), Snapshot.objects.count(), Finding.objects.count()] == stored
    done = ingest(then)
    assert (shown.known, shown.changed, shown.source.title) == (done.known, done.changed, done.source.title)


def test_passages_are_foreseen_and_not_touched():
    source = SourceFactory(text_sha256=sha256(TEXT))
    Passage(source=source, exact="closed", start=3, end=9).save()
    (shown,) = foresee(article()).passages
    assert shown.state == PassageState.MOVED
    assert Passage.objects.get().state == PassageState.UNVERIFIED


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite asks for an index in the index's own words")
def test_what_is_asked_of_each_article_is_looked_up_and_not_searched_for():
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {KNOWN}", ["https://paper.example/1", sha256("one"), sha256("one")])
        steps = [detail for *_numbers, detail in cursor.fetchall()]
    assert sum(step.startswith("SEARCH") for step in steps) == 3
    assert not [step for step in steps if step.startswith("SCAN")]
