"""Near-copies in a real browser: two texts side by side, decided with single keys, by button and without a mouse."""

import pytest
from playwright.sync_api import expect

from sources.models import Derivation, Verdict
from sources.nearcopies import compare
from tests.browser.conftest import NARROW, WIDE
from tests.copies import COPY, REPORT
from tests.desk import account
from tests.factories import DerivationFactory, SnapshotFactory


@pytest.fixture
def suggested():
    compare(SnapshotFactory(text=REPORT, source__title="The report"))
    (found,) = compare(SnapshotFactory(text=COPY, source__title="The copy"))
    return found


def verdicts():
    return dict(Derivation.objects.values_list("pk", "verdict"))


def test_copies_are_decided_with_single_keys_unless_these_are_off_or_a_field_is_written_in(page, log_in, suggested):
    following = DerivationFactory(likeness=0.1)
    log_in(account("editor"))
    page.goto(f"/admin/sources/derivation/{suggested.pk}/facing/")
    expect(page.locator("#copy-1")).to_contain_text("The provincial governor")
    page.get_by_label("Reason").fill("cru")
    expect(page.get_by_label("Reason")).to_have_value("cru")
    page.locator("h1").click()
    keys = page.get_by_label("The keys decide at once")
    keys.uncheck()
    page.keyboard.press("r")
    assert verdicts() == {suggested.pk: Verdict.OPEN, following.pk: Verdict.OPEN}
    # What was chosen is remembered.
    page.reload()
    expect(keys).not_to_be_checked()
    keys.check()
    page.get_by_label("Reason").fill("The same words.")
    page.locator("h1").click()
    page.keyboard.press("c")
    expect(page.get_by_text("Confirmed: The copy, from The report.")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_text("Rejected, and not suggested again")).to_be_visible()
    assert verdicts() == {suggested.pk: Verdict.ACCEPTED, following.pk: Verdict.REJECTED}
    assert Derivation.objects.get(pk=suggested.pk).reason == "The same words."


@pytest.mark.looks
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_two_texts_can_be_read_by_everybody(page, log_in, assert_accessible, assert_fits, suggested, width):
    page.set_viewport_size({"width": width, "height": 800})
    log_in(account("editor"))
    for address in ("/admin/sources/derivation/", f"/admin/sources/derivation/{suggested.pk}/facing/"):
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
    page.get_by_role("link", name="Shared passage 1: show it in the other text").first.click()
    expect(page.locator("#origin-1")).to_be_in_viewport()
