"""A figure's two ends go with its qualifier, in the form's words and in the database."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from claims.models import Figure, Measure, Qualifier
from tests.factories import ClaimFactory, FigureFactory

pytestmark = pytest.mark.django_db

RIGHT = [
    (Qualifier.EXACTLY, 3, 3),
    (Qualifier.EXACTLY, 0, 0),
    (Qualifier.AT_LEAST, 3, None),
    (Qualifier.MORE_THAN, 3, None),
    (Qualifier.AT_MOST, None, 3),
    (Qualifier.ABOUT, 3, 5),
    (Qualifier.NONE, 0, 0),
]
ENDS = [None, 0, 3, 5]
WRONG = [
    (qualifier, low, high)
    for qualifier in Qualifier
    for low in ENDS
    for high in ENDS
    if (low is None or high is None or low <= high)
    and not {
        Qualifier.EXACTLY: low is not None and low == high,
        Qualifier.AT_LEAST: low is not None and high is None,
        Qualifier.MORE_THAN: low is not None and high is None,
        Qualifier.AT_MOST: low is None and high is not None,
        Qualifier.ABOUT: low is not None and high is not None,
        Qualifier.NONE: low == high == 0,
    }[qualifier]
]


@pytest.mark.parametrize(("qualifier", "low", "high"), RIGHT)
def test_ends_that_fit_their_qualifier_are_stored(qualifier, low, high):
    figure = Figure(
        claim=ClaimFactory(), measure=Measure.KILLED, counted="guards", qualifier=qualifier, low=low, high=high
    )
    figure.full_clean()
    figure.save()


@pytest.mark.parametrize(("qualifier", "low", "high"), WRONG)
def test_an_end_that_is_missing_or_too_many_is_refused_by_the_form_and_the_database(qualifier, low, high):
    figure = FigureFactory()
    with pytest.raises(IntegrityError, match="figure_bounds_fit_qualifier"), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).update(qualifier=qualifier, low=low, high=high)
    figure.qualifier, figure.low, figure.high = qualifier, low, high
    with pytest.raises(ValidationError) as refused:
        figure.full_clean()
    assert "Exactly: low and high alike." in str(refused.value)


@pytest.fixture
def unchecked():
    """The table of figures without the constraint, as an older version of it may have left the rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            # Taken back with everything else that the test does.
            cursor.execute("ALTER TABLE claims_figure DROP CONSTRAINT figure_bounds_fit_qualifier")
            yield


@pytest.mark.usefixtures("unchecked")
def test_an_end_that_was_left_out_before_is_filled_in_by_the_migration():
    for counted, values in {
        "exact": {"qualifier": "exactly", "low": 7, "high": None},
        "none": {"qualifier": "none", "low": 0, "high": None},
        "bare": {"qualifier": "none", "low": None, "high": None},
        "least": {"qualifier": "at_least", "low": 7, "high": None},
    }.items():
        FigureFactory(counted=counted, **values)
    import_module("claims.migrations.0014_bounds_of_figures").complete(apps, None)
    stored = {figure.counted: (figure.low, figure.high) for figure in Figure.objects.all()}
    assert stored == {"exact": (7, 7), "none": (0, 0), "bare": (0, 0), "least": (7, None)}
