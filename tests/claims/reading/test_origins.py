import pytest
from django.utils.html import escape

from claims.models import Appearance
from claims.reading.origins import origins_of
from claims.reading.reports import reports_of
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    DerivationFactory,
    OutletFactory,
    SourceCreditFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(published=True, carried=None)


@pytest.fixture
def agency():
    return OutletFactory(name="Agence France-Presse")


def carried(claim, outlet=None, **kwargs):
    """Put ``claim`` into a published source of ``outlet`` and return the appearance."""
    return AppearanceFactory(claim=claim, source=SourceFactory(published=True, outlet=outlet), **kwargs)


def origins(claim):
    return origins_of(reports_of([claim.pk])[claim.pk])


def reasons(claim):
    return {member.report.key: member.why for group in origins(claim).groups for member in group.members}


def test_origins_are_worked_out_of_reports_that_were_read_without_asking_again(claim, django_assert_num_queries):
    for _ in range(3):
        carried(claim, relies_on_outlet=OutletFactory())
    reports = reports_of([claim.pk])[claim.pk]
    with django_assert_num_queries(0):
        found = origins_of(reports)
    assert (found.sources, found.count, found.grouped) == (3, 3, False)


def test_two_sources_of_one_agency_are_one_origin_and_say_why(claim, agency):
    one, other = carried(claim, relies_on_outlet=agency), carried(claim, relies_on_outlet=agency)
    own = carried(claim)
    found = origins(claim)
    assert (found.sources, found.count, found.grouped) == (3, 2, True)
    assert reasons(claim) == {
        one.pk: "relies on Agence France-Presse",
        other.pk: "relies on Agence France-Presse",
        own.pk: "names nobody it relies on",
    }


def test_agencys_own_report_stands_with_those_who_rely_on_it(claim, agency):
    carried(claim, outlet=agency)
    carried(claim, relies_on_outlet=agency)
    assert origins(claim).count == 1


def test_repeated_report_of_another_claim_stands_for_its_outlet(claim, agency):
    elsewhere = carried(ClaimFactory(published=True), outlet=agency)
    carried(claim, relies_on=elsewhere)
    carried(claim, relies_on_outlet=agency)
    assert origins(claim).count == 1


def test_several_passages_of_one_source_are_one_source_and_one_origin(claim):
    first = carried(claim)
    AppearanceFactory(claim=claim, source=first.source)
    found = origins(claim)
    assert (found.sources, found.count, found.grouped) == (1, 1, False)


def test_one_source_that_relies_on_two_agencies_has_two_origins(claim, agency):
    first = carried(claim, relies_on_outlet=agency)
    AppearanceFactory(claim=claim, source=first.source, relies_on_outlet=OutletFactory())
    found = origins(claim)
    assert (found.sources, found.count) == (1, 2)


def test_report_in_a_source_that_credits_the_agency_is_not_counted_beside_it(claim, agency):
    carried(claim, relies_on_outlet=agency)
    unsure = carried(claim)
    SourceCreditFactory(source=unsure.source, outlet=agency)
    found = origins(claim)
    assert found.count == 1
    assert [group.counted for group in found.groups] in ([True, False], [False, True])
    assert reasons(claim)[unsure.pk] == "credits Agence France-Presse for the article as a whole"


def test_outlet_that_cites_itself_relies_on_nobody(claim, agency):
    carried(claim, outlet=agency, relies_on_outlet=agency)
    assert not origins(claim).grouped


def test_reports_that_repeat_each_other_are_shown_as_a_circle(client, claim):
    one = carried(claim)
    other = carried(claim, relies_on=one)
    Appearance.objects.filter(pk=one.pk).update(relies_on=other)
    found = origins(claim)
    assert (found.count, [group.circle for group in found.groups]) == (1, [True])
    assert "rely on each other" in client.get(claim.get_absolute_url()).content.decode()


def test_pair_counts_sources_and_origins_of_both_sides_together(client, agency):
    pair = ClaimPairFactory(published=True, claim__carried=None, counterclaim__carried=None)
    for claim in (pair.claim, pair.counterclaim):
        for _ in range(2):
            carried(claim, relies_on_outlet=agency)
    listed = client.get("/pairs/").content.decode()
    assert "<span>4 sources</span> <span>1 origin</span>" in listed
    page = client.get(pair.get_absolute_url()).content.decode()
    assert page.count("<span>2 sources</span> <span>1 independent origin</span>") == 2
    assert page.count("1 independent origin: why") == 2
    assert page.count("relies on Agence France-Presse") == 4


def test_claim_says_why_its_reports_stand_together(client, claim, agency):
    first, second = carried(claim, relies_on_outlet=agency), carried(claim, relies_on_outlet=agency)
    page = client.get(claim.get_absolute_url()).content.decode()
    explained = page.partition("Counted as one:")[2]
    for report in (first, second):
        assert f"<cite>{escape(report.source)}</cite></a>: relies on Agence France-Presse" in explained


@pytest.mark.parametrize("state", [{}, {"in_review": True}, {"retracted": True}])
@pytest.mark.parametrize("what", ["source", "claim", "event"])
def test_hidden_report_groups_nothing_and_is_not_told(client, claim, state, what):
    """Two reports that rely on one hidden report read, to the byte, as two that rely on nobody."""
    left, _right = carried(claim), carried(claim)
    addresses = [claim.get_absolute_url(), "/claims/", "/pairs/", left.source.get_absolute_url()]
    before = [client.get(address).content for address in addresses]
    hidden = {
        "source": lambda: AppearanceFactory(claim=claim, source=SourceFactory(**state)),
        "claim": lambda: carried(ClaimFactory(event=claim.event, **state)),
        "event": lambda: carried(ClaimFactory(published=True, carried=None, event__published=False)),
    }[what]()
    if what == "event":
        hidden.claim.event.status = "draft"
        hidden.claim.event.save()
    claim.appearances.exclude(pk=hidden.pk).update(relies_on=hidden)
    assert [client.get(address).content for address in addresses] == before
    assert origins(claim).count == 2


def copied(report, origin, **kwargs):
    """Note that the text of the source of ``report`` comes from ``origin`` (a `Source`), as an editor confirmed."""
    return DerivationFactory(**{"source": report.source, "origin": origin, "accepted": True} | kwargs)


def test_confirmed_copy_stands_with_its_origin_and_says_why(client, claim):
    original, copy, own = carried(claim), carried(claim), carried(claim)
    copied(copy, original.source)
    found = origins(claim)
    assert (found.sources, found.count, found.grouped) == (3, 2, True)
    page = client.get(claim.get_absolute_url()).content.decode()
    explained = page.partition("Counted as one:")[2]
    assert f'repeats a part of the text of <a href="{original.source.get_absolute_url()}">' in explained
    assert reasons(claim) == {
        original.pk: "names nobody it relies on",
        copy.pk: "",
        own.pk: "names nobody it relies on",
    }


@pytest.mark.parametrize("verdict", [{}, {"rejected": True}, {"unsure": True}])
def test_derivation_that_nobody_confirmed_groups_nothing_and_is_not_told(client, claim, verdict):
    original, copy = carried(claim), carried(claim)
    addresses = [claim.get_absolute_url(), "/claims/", copy.source.get_absolute_url()]
    addresses.append(original.source.get_absolute_url())
    before = [client.get(address).content for address in addresses]
    DerivationFactory(source=copy.source, origin=original.source, **verdict)
    assert [client.get(address).content for address in addresses] == before
    assert origins(claim).count == 2


def test_two_copies_of_a_source_without_the_claim_stand_with_its_outlet(claim, agency):
    wire = SourceFactory(published=True, outlet=agency)
    for _ in range(2):
        copied(carried(claim), wire)
    carried(claim, relies_on_outlet=agency)
    assert (origins(claim).sources, origins(claim).count) == (3, 1)


def test_copy_of_a_copy_stands_with_the_first_though_the_one_between_carries_nothing(claim):
    original, last = carried(claim), carried(claim)
    between = SourceFactory(published=True)
    copied(last, between)
    DerivationFactory(source=between, origin=original.source, accepted=True)
    assert origins(claim).count == 1


@pytest.mark.parametrize("state", [{}, {"in_review": True}, {"retracted": True}])
def test_hidden_source_between_two_joins_nothing_and_is_not_told(client, claim, state):
    original, last = carried(claim), carried(claim)
    addresses = [claim.get_absolute_url(), "/claims/", last.source.get_absolute_url()]
    before = [client.get(address).content for address in addresses]
    between = SourceFactory(**state)
    copied(last, between)
    DerivationFactory(source=between, origin=original.source, accepted=True)
    assert [client.get(address).content for address in addresses] == before
    assert origins(claim).count == 2


def test_copies_in_a_circle_are_told_and_not_counted(client, claim):
    sources = [carried(claim).source for _ in range(3)]
    for place, source in enumerate(sources):
        DerivationFactory(source=source, origin=sources[place - 1], accepted=True)
    found = origins(claim)
    assert (found.count, [group.circle for group in found.groups]) == (1, [True])
    carried(claim), carried(claim)
    assert origins(claim).count == 2
    assert "rely on each other" in client.get(claim.get_absolute_url()).content.decode()


def test_circle_of_sources_that_carry_nothing_is_no_origin(claim):
    sources = [SourceFactory(published=True) for _ in range(3)]
    for place, source in enumerate(sources):
        DerivationFactory(source=source, origin=sources[place - 1], accepted=True)
    copied(carried(claim), sources[0])
    copied(carried(claim), sources[1])
    found = origins(claim)
    assert [(group.circle, len(group.members)) for group in found.groups] == [(True, 2)]


def test_copy_of_a_copy_in_one_claim_joins_nothing_in_another(agency):
    """A source that has each of two claims from somebody else joins those two in no pair."""
    pair = ClaimPairFactory(published=True, claim__carried=None, counterclaim__carried=None)
    wire = SourceFactory(published=True)
    for claim in (pair.claim, pair.counterclaim):
        AppearanceFactory(claim=claim, source=wire, relies_on_outlet=OutletFactory())
        copied(carried(claim), wire)
    reports = reports_of([pair.claim_id, pair.counterclaim_id])
    assert origins_of([report for of_claim in reports.values() for report in of_claim]).count == 2


def test_circle_closed_by_a_copy_and_a_report_is_told(claim):
    one = carried(claim)
    other = carried(claim, relies_on=one)
    copied(one, other.source)
    assert [group.circle for group in origins(claim).groups] == [True]


def test_reports_their_credits_and_their_copies_come_in_one_query(claim, django_assert_num_queries):
    copy = carried(claim)
    for _ in range(2):
        copied(copy, SourceFactory(published=True))
        SourceCreditFactory(source=copy.source)
    with django_assert_num_queries(1):
        (found,) = reports_of([claim.pk])[claim.pk]
    assert (len(found.copies), len(found.credits)) == (2, 2)
