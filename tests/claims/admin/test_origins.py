"""Origins as editors see them: the same rule as readers', with what is not published yet."""

from itertools import pairwise

import pytest

from claims.admin.origins import origins_of_claim
from claims.models import Appearance
from tests.desk import address, desk
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DerivationFactory,
    OutletFactory,
    SourceCreditFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory()


def carried(claim, outlet=None, **kwargs):
    return AppearanceFactory(claim=claim, source=SourceFactory(outlet=outlet), **kwargs)


def groups(claim):
    found = origins_of_claim(claim)
    return found.count, {frozenset(member.report.pk for member in group.members) for group in found.groups}


def test_drafts_are_counted_for_editors(claim):
    one, copy, own = (carried(claim) for _ in range(3))
    DerivationFactory(source=copy.source, origin=one.source, accepted=True)
    assert groups(claim) == (2, {frozenset({one.pk, copy.pk}), frozenset({own.pk})})


@pytest.mark.parametrize("verdict", [{}, {"unsure": True}])
def test_what_waits_between_its_sources_is_named_and_groups_nothing(claim, verdict):
    one, other = carried(claim), carried(claim)
    waiting = DerivationFactory(source=one.source, origin=other.source, **verdict)
    DerivationFactory(source=one.source, **verdict)
    found = origins_of_claim(claim)
    assert (found.count, found.waiting) == (2, [waiting])


def test_rejected_ones_are_not_brought_up_again(claim):
    one, other = carried(claim), carried(claim)
    DerivationFactory(source=one.source, origin=other.source, rejected=True)
    assert origins_of_claim(claim).waiting == []


def test_whom_reports_rely_on_and_credit_counts_as_for_readers(claim):
    agency = OutletFactory(name="The wire")
    relying = carried(claim, relies_on_outlet=agency)
    crediting = carried(claim)
    SourceCreditFactory(source=crediting.source, outlet=agency)
    repeating = carried(claim, relies_on=relying)
    elsewhere = AppearanceFactory(source=SourceFactory(outlet=agency))
    quoting = carried(claim, relies_on=elsewhere)
    found = origins_of_claim(claim)
    assert found.count == 1
    reasons = {member.report.pk: member.reasons for group in found.groups for member in group.members}
    assert reasons == {
        relying.pk: ["relies on The wire"],
        crediting.pk: ["credits The wire for the article as a whole"],
        repeating.pk: [f"relies on {relying.source}"],
        quoting.pk: [f"relies on {elsewhere.source}"],
    }
    assert sorted(group.counted for group in found.groups) == [False, True]


def test_chain_of_copies_is_followed_through_sources_that_carry_nothing(claim):
    first, last = carried(claim), carried(claim)
    chain = [last.source, *(SourceFactory() for _ in range(6)), first.source]
    for copy, origin in pairwise(chain):
        DerivationFactory(source=copy, origin=origin, accepted=True)
    assert groups(claim) == (1, {frozenset({first.pk, last.pk})})


def test_copies_of_one_source_that_carries_nothing_stand_together(claim):
    wire = SourceFactory(outlet=OutletFactory())
    copies = [carried(claim) for _ in range(2)]
    for copy in copies:
        DerivationFactory(source=copy.source, origin=wire, accepted=True)
    relying = carried(claim, relies_on_outlet=wire.outlet)
    assert groups(claim) == (1, {frozenset(each.pk for each in [*copies, relying])})


def test_circle_is_told_on_the_page(claim):
    one = carried(claim)
    other = carried(claim, relies_on=one)
    Appearance.objects.filter(pk=one.pk).update(relies_on=other)
    page = desk("editor").get(address(claim)).content.decode()
    assert "1 independent origin" in page
    assert "rely on each other" in page


def test_claim_without_a_report_says_nothing(claim):
    assert "independent origin" not in desk("editor").get(address(claim)).content.decode()


def test_draft_is_named_as_such_with_the_reason(claim):
    one, copy = carried(claim), carried(claim)
    DerivationFactory(source=copy.source, origin=one.source, accepted=True, kind="same")
    page = desk("editor").get(address(claim)).content.decode()
    assert '<span class="quiet">(draft)</span>' in page
    assert "(the same text), as an editor confirmed" in page
