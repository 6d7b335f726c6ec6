"""Two people in two browsers change one published claim: nothing is lost, and readers see it when it is published."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from editorial.models import Revision
from tests.browser.conftest import NARROW, WIDE, listen
from tests.desk import account
from tests.factories import ClaimFactory, EventFactory, PartyFactory

NOTE = "The guard said that it held the landing, not that it took it."


@pytest.fixture(autouse=True)
def forms_look_up_what_was_chosen(settings):
    """Each record that was chosen in a form by itself; that is Django's."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.fixture
def claim():
    return ClaimFactory(
        published=True,
        event=EventFactory(published=True, title="The landing at Lower Vessen"),
        party=PartyFactory(name="The harbour guard"),
        statement="The guard took the landing.",
        answer="taken",
    )


@pytest.fixture
def second_page(browser, live_server, javascript):
    """A window of another person's browser, in which a user is logged in: `second_page(user)`."""
    opened, problems = [], []

    def open_for(user):
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=javascript, reduced_motion="reduce", locale="en-GB"
        )
        opened.append(context)
        client = Client()
        client.force_login(user)
        context.add_cookies(
            [{"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()]
        )
        page = context.new_page()
        listen(page, live_server.url, problems)
        return page

    yield open_for
    for context in opened:
        context.close()
    # The answer that somebody else wrote meanwhile is what the test is about.
    assert not [problem for problem in problems if "409" not in problem]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def change(page, claim):
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")


@pytest.mark.parametrize("javascript", [True, False])
def test_two_people_change_one_published_claim_and_nothing_is_lost(page, log_in, second_page, claim):
    petra, jonas = account("editor", username="petra"), account("contributor", username="jonas")
    log_in(petra)
    other = second_page(jonas)
    change(page, claim)
    change(other, claim)
    # Both opened what readers see. Petra saves first.
    page.get_by_label("Answer").fill("held")
    page.get_by_label("Statement").fill("The guard held the landing.")
    page.get_by_label("Public note").fill(NOTE)
    press(page, "Save as a revision")
    expect(page.get_by_text("The revision is kept.")).to_be_visible()
    # Jonas touched the answer as well, and the time; his page knows nothing of hers yet.
    other.get_by_label("Answer").fill("kept")
    other.get_by_label("The time it speaks of").fill("2024-03-12")
    other.get_by_label("Public note").fill("They kept it.")
    press(other, "Save as a revision")
    expect(other.get_by_role("heading", name="petra wrote at a revision of this record")).to_be_visible()
    clash = other.get_by_role("table", name="You both changed these").get_by_role("row", name="Answer")
    expect(clash.get_by_role("cell")).to_have_text(["taken", "held", "kept"])
    expect(other.get_by_label("Answer")).to_have_value("kept")
    expect(other.get_by_label("Statement")).to_have_value("The guard held the landing.")
    expect(other.get_by_label("The time it speaks of")).to_have_value("2024-03-12")
    # He takes her words, keeps his date, and hands it on.
    other.get_by_label("Answer").fill("held")
    other.get_by_label("Public note").fill(NOTE)
    press(other, "Save the revision")
    press(other, "Submit the revision for review")
    expect(other.get_by_role("heading", name="A revision by jonas is in review")).to_be_visible()

    # Readers see the old version until it is published.
    public = claim.get_absolute_url()
    other.goto(public)
    expect(other.get_by_role("heading", name="Taken")).to_be_visible()
    expect(other.get_by_text("Corrected on")).to_have_count(0)
    change(page, claim)
    press(page, "Publish the revision")
    expect(page.get_by_text("Readers see the new version.")).to_be_visible()
    for address in (public, "/corrections/"):
        other.goto(address)
        expect(other.get_by_text(NOTE)).to_be_visible()
        before = other.get_by_role("definition").filter(has_text="Answer: taken")
        after = other.get_by_role("definition").filter(has_text="Answer: held")
        expect(before).to_be_visible()
        expect(after).to_be_visible()
        # Only what differs is marked, of the time, the statement and the answer.
        expect(before.get_by_role("deletion")).to_have_text(["–", "took", "taken"])
        expect(after.get_by_role("insertion")).to_have_text(["12 March 2024", "held", "held"])
    other.goto(public)
    expect(other.get_by_role("link", name="Corrected on")).to_be_visible()
    feed = other.request.get("/feeds/corrections.atom").text()
    assert NOTE in feed
    assert Revision.objects.get().state == "published"


@pytest.mark.looks
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_a_revision_fits_the_window_and_can_be_read_by_everybody(page, log_in, claim, assert_fits, assert_accessible):
    log_in(account("editor"))
    change(page, claim)
    page.get_by_label("Answer").fill("held")
    page.get_by_label("Public note").fill(NOTE)
    press(page, "Save as a revision")
    expect(page.get_by_text("The revision is kept.")).to_be_visible()
    page.wait_for_load_state()
    assert_fits(page)
    assert_accessible(page)
    page.goto(f"/admin/editorial/revision/{Revision.objects.get().pk}/change/")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Drop the revision …").click()
    expect(page.get_by_label("Note to the writers")).to_be_visible()
    page.wait_for_load_state()
    assert_fits(page)
    assert_accessible(page)
