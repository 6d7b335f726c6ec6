"""The main job in a real browser: two claims are set against each other, published, corrected and withdrawn."""

import pytest
from playwright.sync_api import expect

from claims.models import ClaimPair
from tests.browser.conftest import NARROW, WIDE
from tests.desk import account
from tests.factories import AppearanceFactory, ClaimFactory, EventFactory, PartyFactory, SourceFactory

QUOTED = ["said it repelled the raid", "said it took the village"]


@pytest.fixture(autouse=True)
def forms_look_up_what_was_chosen(settings):
    """Each record that was chosen in a form by itself; that is Django's."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.fixture
def two_claims():
    event = EventFactory(published=True, title="The raid on the village")
    claims = []
    for name, answer, words in (
        ("The ministry", "Repelled", QUOTED[0]),
        ("The militia", "Captured", QUOTED[1]),
    ):
        claim = ClaimFactory(
            published=True, event=event, party=PartyFactory(name=name), answer=answer, statement=f"{answer} that day."
        )
        claim.appearances.all().delete()
        source = SourceFactory(published=True)
        AppearanceFactory(
            claim=claim, source=source, passage__exact=words, passage__prefix=f"{name} ", passage__suffix=". It was"
        )
        claims.append(claim)
    return claims


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_people_put_a_pair_before_readers_and_take_it_back(page, log_in, two_claims):
    writer, editor = account("contributor"), account("editor")
    claim, counterclaim = two_claims

    log_in(writer)
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    page.get_by_role("link", name="Set against …").click()
    page.get_by_role("link", name="Show side by side with The militia").click()
    expect(page.locator("mark")).to_have_text(QUOTED)
    page.get_by_label("Contrary.").check()
    page.get_by_label("Reason").fill("One says the raid was stopped, the other that it took the village.")
    press(page, "Make this pair")
    expect(page.get_by_role("button", name="Submit for review")).to_be_visible()
    pair = ClaimPair.objects.get()
    assert (pair.claim, pair.counterclaim, pair.status) == (claim, counterclaim, "draft")
    press(page, "Submit for review")
    expect(page.get_by_text("in review")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    assert page.goto(pair.get_absolute_url()).status == 404

    log_in(editor)
    page.goto(f"/admin/claims/claimpair/{pair.pk}/change/")
    press(page, "Publish")
    page.get_by_role("link", name="As readers see it").click()
    expect(page.get_by_role("heading", name="Repelled")).to_be_visible()
    expect(page.get_by_role("heading", name="Captured")).to_be_visible()
    expect(page.locator("mark")).to_have_text(QUOTED)

    page.goto(f"/admin/claims/claimpair/{pair.pk}/change/")
    page.get_by_label("Reason").fill("One says the raid was stopped; the other says it went on.")
    page.get_by_label("Public note").fill("The reason said more than the reports do.")
    press(page, "Save as a revision")
    expect(page.get_by_text("The revision is kept")).to_be_visible()
    page.goto(pair.get_absolute_url())
    expect(page.get_by_text("The reason said more than the reports do.")).to_have_count(0)
    log_in(writer)
    page.goto(f"/admin/claims/claimpair/{pair.pk}/change/")
    expect(page.get_by_label("Reason")).to_have_value("One says the raid was stopped; the other says it went on.")
    press(page, "Submit the revision for review")
    log_in(account("editor"))
    page.goto(f"/admin/claims/claimpair/{pair.pk}/change/")
    press(page, "Publish the revision")
    page.goto(pair.get_absolute_url())
    expect(page.get_by_text("The reason said more than the reports do.")).to_be_visible()
    page.goto("/corrections/")
    expect(page.get_by_text("The reason said more than the reports do.")).to_be_visible()

    page.goto(f"/admin/claims/claimpair/{pair.pk}/change/")
    page.get_by_role("link", name="Retract …").click()
    page.get_by_label("Reason").fill("Both reports were withdrawn.")
    press(page, "Retract …")
    expect(page.get_by_text("retracted").first).to_be_visible()
    assert page.goto(pair.get_absolute_url()).status == 410
    expect(page.get_by_text("Both reports were withdrawn.")).to_be_visible()
    expect(page.get_by_text("Captured")).to_have_count(0)


def test_a_date_is_read_aloud_while_it_is_typed(page, log_in):
    log_in(account("editor"))
    page.goto("/admin/claims/event/add/")
    page.get_by_label("Occurred").fill("2024-03-12/2024-03-14")
    page.get_by_text("12 to 14 March 2024").wait_for()
    page.get_by_label("Occurred").fill("12 March")
    page.get_by_text("is not a date this field can hold").wait_for()


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_desk_fits_the_window(page, log_in, two_claims, assert_fits):
    log_in(account("editor"))
    claim, counterclaim = two_claims
    for address in (
        "/admin/",
        "/admin/claims/claim/",
        f"/admin/claims/claim/{claim.pk}/change/",
        f"/admin/claims/claim/{claim.pk}/history/",
        f"/admin/claims/claim/{claim.pk}/against/?other={counterclaim.pk}",
        f"/admin/claims/claim/{claim.pk}/transition/retract/",
    ):
        page.goto(address)
        assert_fits(page)
