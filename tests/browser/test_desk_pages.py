"""Every kind of page that an administrator can reach from the index of the editors' site, by following its links."""

import re
from urllib.parse import urlsplit

import pytest

from claims.merging.performing import merge
from tests import factories
from tests.browser.conftest import NARROW
from tests.desk import account

# Links that leave the editors' site or end the visit, and files.
LEFT_OUT = re.compile(r"^/admin/(logout|jsi18n)/|^/admin/.*/export/|^/(?!admin/)")
# What differs between two pages of one kind.
NUMBER = re.compile(r"\d+")
ENOUGH = 200


@pytest.fixture
def records():
    pair = factories.ClaimPairFactory(published=True, scope_note="The village only.")
    factories.FigureFactory(claim=pair.claim)
    factories.AppearanceFactory(claim=pair.claim, relies_on_outlet=factories.OutletFactory())
    factories.QuestionFactory(published=True, event=pair.claim.event)
    factories.EventFactory(retracted=True, place=factories.PlaceNameFactory().place)
    factories.EventFactory(in_review=True)
    factories.PairSuggestionFactory(one=pair.claim, other=factories.ClaimFactory(event=pair.claim.event))
    factories.MembershipFactory(party=factories.PartyNameFactory().party)
    factories.SourceCreditFactory()
    factories.SnapshotFactory()
    factories.CorrectionFactory()
    merge(factories.PartyFactory(), factories.PartyNameFactory().party, by=factories.UserFactory())
    return pair


def kind(address):
    """Return what pages of one kind have in common (str): the path without numbers, and whether anything is asked."""
    parts = urlsplit(address)
    return NUMBER.sub("N", parts.path) + ("?" if parts.query else "")


def links(page):
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.pathname + a.search)")
    return [address for address in found if address.startswith("/admin/") and not LEFT_OUT.search(address)]


@pytest.mark.looks
@pytest.mark.parametrize("width", [NARROW])
def test_every_kind_of_page_keeps_the_policy_fits_and_can_be_used_by_everybody(
    page, log_in, records, assert_accessible, assert_fits
):
    log_in(account(is_superuser=True))
    waiting, seen = ["/admin/"], {kind("/admin/")}
    visited, wrong = [], []
    while waiting and len(visited) < ENOUGH:
        address = waiting.pop(0)
        answer = page.goto(address)
        visited.append(address)
        if answer.status != 200:
            wrong.append(f"{address}: status {answer.status}")
            continue
        for check in (assert_fits, assert_accessible):
            try:
                check(page)
            except AssertionError as problem:
                wrong.append(str(problem))
        for found in links(page):
            if kind(found) not in seen:
                seen.add(kind(found))
                waiting.append(found)
    assert not wrong, "\n\n".join(wrong)
    assert not waiting
    assert {kind(address) for address in visited} >= {
        "/admin/claims/claim/",
        "/admin/claims/claim/N/change/",
        "/admin/claims/claim/N/history/",
        "/admin/claims/claim/N/against/?",
        "/admin/claims/claim/N/transition/retract/",
        "/admin/claims/claimpair/N/change/",
        "/admin/sources/snapshot/N/change/",
        "/admin/editorial/user/N/change/",
        "/admin/editorial/user/N/password/",
        "/admin/password_change/",
    }
