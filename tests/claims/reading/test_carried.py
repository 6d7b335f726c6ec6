import pytest

from claims.models import Attribution
from claims.reading import carried, passages
from claims.reading.carried import carried_by, carried_in
from claims.reading.passages import quotations_of
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    MembershipFactory,
    OutletFactory,
    PartyFactory,
    SourceCreditFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def shape(carrying):
    return [
        (group.side and group.side.label, [(row.party.label, row.numbers) for row in group.rows])
        for group in carrying.sides
    ]


def carry(party, source, **kwargs):
    return AppearanceFactory(claim=ClaimFactory(published=True, party=party), source=source, **kwargs)


def test_source_counts_claims_and_quotations_of_each_party_by_side():
    source = SourceFactory(published=True)
    group, member, loner = PartyFactory(name="Group"), PartyFactory(name="Member"), PartyFactory(name="Loner")
    MembershipFactory(party=member, group=group)
    report = carry(member, source)
    AppearanceFactory(claim=report.claim, source=source)
    carry(group, source)
    carry(loner, source, attribution=Attribution.DIRECT_QUOTATION)
    found = carried_in(quotations_of(source))
    assert shape(found) == [("Group", [("Member", (1, 2)), ("Group", (1, 1))]), (None, [("Loner", (1, 1))])]
    assert [(share.label, share.number, share.percent) for share in found.attributions] == [
        ("direct quotation", 1, 25),
        ("paraphrase", 3, 75),
    ]


def test_hidden_claim_of_a_source_is_not_counted():
    source = SourceFactory(published=True)
    AppearanceFactory(source=source)
    assert shape(carried_in(quotations_of(source))) == []


def test_outlet_counts_its_own_sources_its_word_and_its_credits_apart():
    outlet, party = OutletFactory(), PartyFactory(name="Party")
    own, elsewhere, crediting = (
        SourceFactory(published=True, outlet=outlet),
        SourceFactory(published=True),
        SourceFactory(published=True),
    )
    SourceCreditFactory(source=crediting, outlet=outlet)
    carry(party, own, attribution=Attribution.NAMED_OFFICIAL)
    carry(party, own, attribution=Attribution.NAMED_OFFICIAL)
    carry(party, elsewhere, relies_on_outlet=outlet)
    carry(party, elsewhere)
    carry(party, crediting)
    carry(party, SourceFactory(outlet=outlet))
    found = carried_by(outlet)
    assert shape(found) == [(None, [("Party", (2, 1, 1))])]
    assert [(share.label, share.number) for share in found.attributions] == [("named official", 2)]
    assert not found.more


def test_outlet_with_more_than_is_counted_says_so(monkeypatch):
    monkeypatch.setattr(carried, "NAMED", 1)
    outlet = OutletFactory()
    source = SourceFactory(published=True, outlet=outlet)
    often, once = PartyFactory(name="Often"), PartyFactory(name="Once")
    for party in (often, often, once):
        carry(party, source)
    found = carried_by(outlet)
    assert shape(found) == [(None, [("Often", (2, 0, 0))])]
    assert (found.parties, found.more) == (2, True)


def test_source_shows_so_many_reports_from_its_beginning_and_says_that_there_are_more(monkeypatch):
    monkeypatch.setattr(passages, "SHOWN", 1)
    source = SourceFactory(published=True)
    first = carry(PartyFactory(), source)
    carry(PartyFactory(), source)
    found = quotations_of(source)
    assert [quotation.first.key for quotation in found.shown] == [first.pk]
    assert found.more


def test_source_says_on_whom_how_many_of_its_claims_rely():
    source, agency = SourceFactory(published=True), OutletFactory(name="Agency")
    for outlet in (agency, agency, None):
        carry(PartyFactory(), source, relies_on_outlet=outlet)
    found = quotations_of(source)
    assert [(link.label, number) for link, number in found.relied_on] == [("Agency", 2)]
    assert found.own_word == 1
