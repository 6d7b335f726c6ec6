import pytest

from editorial.gate import used_q
from sources.models import Outlet
from tests.factories import AppearanceFactory, OutletFactory, SourceCreditFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_what_nobody_registered_a_use_of_is_never_public():
    OutletFactory()
    assert not Outlet.objects.filter(used_q("sources.Nothing")).exists()


def test_outlet_is_public_through_a_published_source_only():
    outlet = OutletFactory()
    source = SourceFactory(outlet=outlet)
    assert outlet not in Outlet.objects.published()
    SourceFactory(outlet=outlet, published=True)
    assert list(Outlet.objects.published()) == [outlet]
    assert source.outlet == outlet


def test_outlet_is_public_through_a_credit_of_a_published_source():
    SourceCreditFactory()
    credit = SourceCreditFactory(source__published=True)
    assert list(Outlet.objects.published()) == [credit.outlet]


def test_outlet_is_public_when_a_public_report_relies_on_it():
    outlet = OutletFactory()
    appearance = AppearanceFactory(claim__published=True, source__published=True, relies_on_outlet=outlet)
    assert outlet in Outlet.objects.published()
    appearance.source.retract(by=appearance.source.published_by, reason="Withdrawn by the outlet.")
    assert outlet not in Outlet.objects.published()
