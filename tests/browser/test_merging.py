"""Merging two records in a browser: chosen, looked at, done and undone."""

import pytest

from claims.models import Claim, Merge, Party
from tests.browser.conftest import NARROW
from tests.desk import account, address
from tests.factories import ClaimFactory, ClaimPairFactory, MembershipFactory, PartyFactory, PartyNameFactory


@pytest.fixture
def parties():
    """The same party, recorded twice."""
    kept = PartyFactory(name="Ministry of Lower Vessen")
    gone = PartyFactory(name="Vessen's lower ministry", description="It keeps the bridges.")
    PartyNameFactory(party=gone, name="MLV")
    MembershipFactory(party=gone, group=kept)
    ClaimFactory(published=True, party=gone)
    return kept, gone


def test_two_parties_are_merged_by_keyboard_and_are_two_again(page, log_in, parties, assert_accessible, assert_fits):
    kept, gone = parties
    log_in(account("editor"))
    page.goto(address(kept))
    page.get_by_role("link", name="Merge with …").press("Enter")
    page.get_by_role("combobox").press("Enter")
    page.keyboard.type("Vessen's lower")
    page.get_by_role("option", name=gone.name).wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show what would happen").press("Enter")
    preview = page.get_by_role("region", name="What would happen")
    preview.get_by_text("It keeps the bridges.").first.wait_for()
    assert_accessible(page)
    assert_fits(page)
    preview.get_by_role("button", name="Merge these two").press("Enter")
    page.get_by_role("link", name="Undo it …").press("Enter")
    assert list(Party.objects.values_list("pk", flat=True)) == [kept.pk]
    assert_accessible(page)
    page.get_by_role("button", name="Undo the merge").press("Enter")
    page.get_by_text("is a record of its own again").wait_for()
    assert set(Party.objects.values_list("pk", flat=True)) == {kept.pk, gone.pk}


@pytest.mark.parametrize("width", [NARROW])
@pytest.mark.parametrize("scheme", ["dark"])
@pytest.mark.parametrize("javascript", [False])
def test_two_claims_are_merged_without_a_script_and_readers_are_told(page, log_in, assert_fits):
    kept = ClaimFactory(published=True)
    gone = ClaimFactory(published=True, party=kept.party, event=kept.event)
    other = ClaimFactory(published=True)
    for claim in (kept, gone):
        ClaimPairFactory(published=True, claim=claim, counterclaim=other)
    log_in(account("editor"))
    page.goto(f"{address(kept, 'merge')}?other={gone.pk}")
    assert_fits(page)
    page.get_by_label("Public note").fill("These were one claim, recorded twice.")
    with page.expect_navigation():
        page.get_by_role("button", name="Merge these two").click()
    page.goto(gone.get_absolute_url())
    assert page.url.endswith(kept.get_absolute_url())
    assert page.get_by_text("These were one claim, recorded twice.").count()
    page.goto(address(Merge.objects.get()))
    assert_fits(page)
    assert Claim.objects.count() == 2
