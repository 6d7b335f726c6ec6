from decimal import Decimal

import pytest
from django.utils import translation

from claims.models import Qualifier
from claims.reading.figures import amount_words, figures_of
from tests.factories import ClaimFactory, FigureFactory


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "unit", "words"),
    [
        ("200", None, Qualifier.MORE_THAN, "", "more than 200"),
        ("2", None, Qualifier.AT_LEAST, "", "at least 2"),
        ("9.00", "9.00", Qualifier.EXACTLY, "", "9"),
        (None, "40", Qualifier.AT_MOST, "", "at most 40"),
        ("100", "120", Qualifier.ABOUT, "", "about 100–120"),
        ("300", "300", Qualifier.ABOUT, "km", "about 300 km"),
        ("17000000.00", "17000000.00", Qualifier.EXACTLY, "t a year", "17,000,000 t a year"),
        ("3.50", "3.50", Qualifier.EXACTLY, "years", "3.5 years"),
        ("0", "0", Qualifier.NONE, "", "none"),
    ],
)
def test_amount_reads_as_it_was_said(low, high, qualifier, unit, words):
    low, high = (number and Decimal(number) for number in (low, high))
    assert amount_words(low, high, qualifier, unit) == words


def test_amount_follows_the_reader_s_way_of_writing_numbers():
    with translation.override("de"):
        assert "17.000.000" in amount_words(Decimal(17_000_000), None, Qualifier.AT_LEAST, "")


@pytest.mark.django_db
def test_figures_of_public_claims_come_in_one_query(django_assert_num_queries):
    shown, hidden = ClaimFactory(published=True), ClaimFactory()
    for claim in (shown, hidden, shown):
        FigureFactory(claim=claim)
    with django_assert_num_queries(1):
        found = figures_of([shown.pk, hidden.pk])
    assert {key: len(lines) for key, lines in found.items()} == {shown.pk: 2}
