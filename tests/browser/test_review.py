"""Reviewing in a browser: from the index to the queue, to a pair, and out before readers."""

import pytest

from claims.models import ClaimPair
from tests.browser.conftest import NARROW, WIDE
from tests.desk import account
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PassageFactory,
    QuestionFactory,
    ReviewNoteFactory,
    SourceFactory,
)


@pytest.fixture
def pair(transactional_db):
    """A pair in review of which nothing is public."""
    writer = account("contributor", username="berta")
    event = EventFactory(title="Fire at the Velmo depot", updated_by=writer)
    question = QuestionFactory(event=event, text="Who set it on fire?", updated_by=writer)
    claims = []
    for answer in ("sabotage", "accident"):
        claim = ClaimFactory(event=event, question=question, answer=answer, updated_by=writer)
        source = SourceFactory(updated_by=writer)
        AppearanceFactory(claim=claim, source=source, passage=PassageFactory(source=source))
        claims.append(claim)
    pair = ClaimPairFactory(claim=claims[0], counterclaim=claims[1])
    pair.submit(by=writer)
    ReviewNoteFactory(record=pair, made_by=writer)
    return pair


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
@pytest.mark.parametrize("javascript", [False])
def test_a_pair_is_found_read_and_published_with_what_it_needs(page, log_in, pair, assert_fits, scheme):
    log_in(account("editor"))
    page.goto("/admin/")
    page.get_by_role("link", name="1 Waiting for my review").click()
    assert_fits(page)
    page.get_by_role("link", name="sabotage").click()
    assert_fits(page)
    assert page.get_by_role("checkbox", checked=True).count() == 6
    page.get_by_role("button", name="Publish these").click()
    page.get_by_text("and 6 more with it").wait_for()
    assert ClaimPair.objects.published().get() == pair


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "dark"), (NARROW, "light")])
@pytest.mark.parametrize("javascript", [False])
def test_several_are_ticked_shown_again_and_sent_back_by_keyboard(page, log_in, pair, assert_fits, scheme):
    writer = account("contributor")
    for record in (pair.claim, pair.counterclaim):
        record.submit(by=writer)
    log_in(account("editor"))
    page.goto("/admin/claims/claim/")
    page.get_by_role("link", name="Review", exact=True).press("Enter")
    for answer in ("sabotage", "accident"):
        claim = pair.claim if answer == "sabotage" else pair.counterclaim
        page.get_by_role("checkbox", name=f"Tick “{claim}”").press("Space")
    page.get_by_role("button", name="Send back …").press("Enter")
    assert_fits(page)
    assert page.get_by_role("checkbox", checked=True).count() == 2
    page.get_by_label("Note to the writers").fill("Say on which night.")
    page.get_by_role("button", name="Send these back").press("Enter")
    page.get_by_text("2 records were sent back.").wait_for()
    assert {each.status for each in type(pair.claim).objects.all()} == {"draft"}


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
@pytest.mark.parametrize("javascript", [False])
def test_the_rarer_lists_open_by_keyboard_without_scripts(page, transactional_db, log_in, assert_fits, scheme):
    log_in(account("editor"))
    page.goto("/admin/sources/outlet/")
    more = page.get_by_role("navigation", name="Work and records").get_by_text("More", exact=True)
    merges = page.get_by_role("link", name="Merges", exact=True)
    assert not merges.first.is_visible()
    more.press("Enter")
    assert_fits(page)
    page.get_by_role("navigation", name="Work and records").get_by_role("link", name="Merges").press("Enter")
    page.wait_for_url("**/admin/claims/merge/")


@pytest.mark.looks
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_pages_of_reviewing_and_of_tables_are_accessible(page, log_in, pair, assert_accessible, assert_fits):
    log_in(account("editor"))
    record = f"/admin/review/claims/claimpair/{pair.pk}/"
    for path in (
        "/admin/",
        "/admin/review/?who=all",
        record,
        "/admin/claims/claim/import/",
        "/admin/review/?who=drafts",
    ):
        page.goto(path)
        assert_accessible(page)
        assert_fits(page)
    page.goto("/admin/review/?who=all&tick=all")
    page.get_by_role("button", name="Publish …").click()
    page.get_by_role("heading", name="Publish these").wait_for()
    assert_accessible(page)
    assert_fits(page)
    page.locator("#records summary").click()
    assert_accessible(page)
    page.goto("/admin/claims/event/import/")
    text = "title,kind\nA fire in Ostrel,other\nA vote,nonsense\n"
    page.set_input_files("#id_file", files=[{"name": "t.csv", "mimeType": "text/csv", "buffer": text.encode()}])
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_text("is none of").wait_for()
    assert_accessible(page)
    assert_fits(page)
