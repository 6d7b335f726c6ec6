import pytest

from claims.models import Attribution
from claims.reading.reports import NEAREST_FIRST, nearest, reports_of
from sources.models import PassageState
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    OutletFactory,
    PassageFactory,
    SourceCreditFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def report(**kwargs):
    """Return the report of a claim in a published source, whose passage has the values given."""
    source = SourceFactory(published=True)
    appearance = AppearanceFactory(
        claim__published=True, claim__carried=None, source=source, passage=PassageFactory(source=source, **kwargs)
    )
    return reports_of([appearance.claim_id])[appearance.claim_id][0]


def test_reports_stand_in_order_of_the_day_by_which_it_had_been_said():
    claim = ClaimFactory(published=True, carried=None)
    days = {}
    for said in ("2024-03", "", "2024-03-12", "2024-03-12/2024-03-14", "2024-03-11"):
        days[said] = AppearanceFactory(claim=claim, source__published=True, said=said)
    found = reports_of([claim.pk])[claim.pk]
    assert [report.said for report in found] == ["2024-03-11", "2024-03-12", "2024-03-12/2024-03-14", "2024-03", ""]


def test_reports_of_several_claims_and_their_credits_come_in_one_query(django_assert_num_queries):
    claims = [ClaimFactory(published=True) for _ in range(3)]
    source = claims[0].appearances.get().source
    for name in ("B agency", "A agency"):
        SourceCreditFactory(source=source, outlet=OutletFactory(name=name), wording="With A and B")
    with django_assert_num_queries(1):
        found = reports_of([claim.pk for claim in claims])
    assert {key: len(reports) for key, reports in found.items()} == {claim.pk: 1 for claim in claims}
    first = found[claims[0].pk][0]
    assert [credit.label for credit in first.credits] == ["A agency", "B agency"]
    assert first.credit_line == "With A and B"


def test_report_of_a_hidden_source_is_left_out():
    claim = ClaimFactory(published=True)
    AppearanceFactory(claim=claim)
    assert len(reports_of([claim.pk])[claim.pk]) == 1


def test_report_names_the_public_report_that_it_relies_on():
    origin = AppearanceFactory(claim=ClaimFactory(published=True), source__published=True, source__title="The origin")
    copy = AppearanceFactory(claim=ClaimFactory(published=True), source__published=True, relies_on=origin)
    found = [report for report in reports_of([copy.claim_id])[copy.claim_id] if report.relies_on]
    assert [link.label for link in found[0].relies_on] == ["The origin"]


@pytest.mark.parametrize("hidden", ["source", "claim", "event"])
def test_report_does_not_name_a_hidden_report_that_it_relies_on(hidden):
    origin = AppearanceFactory(claim=ClaimFactory(published=True), source__published=True)
    record = {"source": origin.source, "claim": origin.claim, "event": origin.claim.event}[hidden]
    type(record).objects.filter(pk=record.pk).update(status="draft", published_at=None, published_by=None)
    copy = AppearanceFactory(claim=ClaimFactory(published=True), source__published=True, relies_on=origin)
    assert all(not report.relies_on for report in reports_of([copy.claim_id])[copy.claim_id])


def test_word_cut_in_two_where_the_context_ends_is_left_out():
    cut = report(prefix="x" * 10 + " " + "y" * 53, suffix="z" * 53 + " " + "w" * 10, start=500)
    assert (cut.before, cut.after) == ("y" * 53, "z" * 53)
    whole = report(prefix="The ministry ", suffix=". The", start=13)
    assert (whole.before, whole.after) == ("The ministry ", ". The")
    single = report(prefix="x" * 64, suffix="", start=500)
    assert (single.before, single.after) == ("x" * 64, "")


def test_context_says_whether_text_comes_before_it():
    assert not report(prefix="The ministry ", start=13).starts_inside
    assert report(prefix="The ministry ", start=14).starts_inside
    assert report(prefix="The ministry ", start=None, end=None).starts_inside


@pytest.mark.parametrize("state", PassageState)
def test_words_that_were_not_found_are_trouble(state):
    found = report()
    found.state = state.value
    assert found.troubled == (state in {PassageState.MOVED, PassageState.AMBIGUOUS, PassageState.LOST})
    assert found.state_label == state.label


def test_nearest_report_is_the_one_closest_to_the_party_s_own_words():
    claim = ClaimFactory(published=True)
    AppearanceFactory(claim=claim, source__published=True, attribution=Attribution.WRITTEN_STATEMENT)
    AppearanceFactory(claim=claim, source__published=True, attribution=Attribution.OWN_VOICE)
    assert nearest(reports_of([claim.pk])[claim.pk]).attribution == Attribution.WRITTEN_STATEMENT
    assert nearest([]) is None


def test_every_attribution_has_its_rank():
    assert set(NEAREST_FIRST) == set(Attribution)
