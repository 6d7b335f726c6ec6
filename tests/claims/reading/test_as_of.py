"""What had been said by a day: the condition for the database and the function of two days say the same."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.http import QueryDict

from claims.models import Appearance, Claim, ClaimPair
from claims.reading.as_of import (
    Replay,
    asked_day,
    claim_said_by_q,
    pair_said_by_q,
    replay,
    said_by_q,
    sure_day,
    surely_said,
)
from claims.reading.reports import reports_of
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, SourceFactory

EARLY, LATE = date(2024, 3, 12), date(2024, 3, 14)
DAYS = [EARLY, date(2024, 3, 13), LATE]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "printed", "counts_from"),
    [
        ("2024-03-12", "", EARLY),
        ("2024-03-12/2024-03-14", "", LATE),
        ("2024-03-12/2024-03-14", "2024-03-20", LATE),
        # What is printed has been said.
        ("2024-03-12/2024-03-14", "2024-03-12", EARLY),
        ("2024-03", "2024-03-14", LATE),
        ("", "2024-03-14", LATE),
        ("", "2024-03-12/2024-03-14", LATE),
        ("2024-03-12", "2024-03-14", EARLY),
        ("", "", None),
    ],
)
def test_report_counts_from_the_last_day_on_which_it_can_have_been_said(said, printed, counts_from):
    carrier = SourceFactory()
    # `published` is the trait of the factory; the date goes by another way.
    carrier.published = printed
    carrier.save()
    report = AppearanceFactory(source=carrier, said=said)
    days = [EARLY - timedelta(1), *DAYS, LATE + timedelta(1)]
    counting = [day for day in days if Appearance.objects.filter(said_by_q(day), pk=report.pk).exists()]
    assert counting == [day for day in days if counts_from and counts_from <= day]
    assert sure_day(report.said_latest, carrier.published_latest) == counts_from
    assert Appearance.objects.values_list(surely_said(), flat=True).get(pk=report.pk) == counts_from


@pytest.mark.django_db
def test_claim_and_pair_had_been_said_when_their_first_public_reports_were():
    claim = ClaimFactory(published=True, carried=None)
    AppearanceFactory(claim=claim, source__published=True, said="2024-03-14")
    # Not public: its source is a draft.
    AppearanceFactory(claim=claim, said="2024-03-12")
    answer = ClaimFactory(published=True, carried=None, event=claim.event)
    AppearanceFactory(claim=answer, source__published=True, said="2024-03-12")
    pair = ClaimPairFactory(status="published", published_at=claim.published_at, published_by=claim.published_by)
    ClaimPair.objects.filter(pk=pair.pk).update(claim=claim, counterclaim=answer)
    for day, claims, pairs in ((EARLY, {answer}, 0), (LATE, {answer, claim}, 1)):
        assert set(Claim.objects.published().filter(claim_said_by_q(day))) == claims
        assert ClaimPair.objects.published().filter(pair_said_by_q(day)).count() == pairs


@pytest.mark.django_db
def test_both_forms_of_the_rule_agree_over_the_corpus():
    call_command("loaddata", "corpus", verbosity=0)
    keys = list(Claim.objects.values_list("pk", flat=True))
    reports = [report for found in reports_of(keys).values() for report in found]
    for day in (date(2024, 3, 1) + timedelta(number) for number in range(40)):
        counting, _replay = replay(reports, day)
        assert {report.key for report in counting} == set(
            Appearance.objects.published().filter(said_by_q(day)).values_list("pk", flat=True)
        )
        assert {report.claim_id for report in counting} == set(
            Claim.objects.published().filter(claim_said_by_q(day)).values_list("pk", flat=True)
        )


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2024-3-1", "20240312", "2024-02-30", "2024-W11-2", "٢٠٢٤-٠٣-١٢", "2024-03-12 ", "\x00"]
)
def test_what_is_no_day_is_refused_with_the_form_to_write(text):
    query = QueryDict(mutable=True)
    query["as_of"] = text
    day, problem = asked_day(query)
    assert day is None
    assert "as_of=2024-03-12" in problem
    assert "\x00" not in problem


def test_day_is_read_and_may_be_given_once():
    assert asked_day(QueryDict("as_of=2024-03-12")) == (EARLY, "")
    assert asked_day(QueryDict("")) == (None, "")
    assert "more than once" in asked_day(QueryDict("as_of=2024-03-12&as_of=2024-03-13"))[1]


def test_days_before_and_after_are_those_on_which_something_was_said():
    days = (EARLY, LATE)
    everything = Replay(None, days)
    assert (everything.previous, everything.next, everything.position) == (EARLY, None, 1)
    between = Replay(date(2024, 3, 13), days)
    assert (between.previous, between.next, between.position) == (EARLY, LATE, 0)
    at_first = Replay(EARLY, days)
    assert (at_first.previous, at_first.next, at_first.too_early) == (None, LATE, False)
    before = Replay(date(2024, 3, 1), days)
    assert (before.previous, before.next, before.too_early, before.position) == (None, EARLY, True, 0)
    assert Replay(LATE, days).next is None
    nothing = Replay(LATE, ())
    assert (nothing.previous, nothing.next, nothing.first, nothing.last, nothing.position) == (
        None,
        None,
        None,
        None,
        0,
    )
    assert nothing.too_early
