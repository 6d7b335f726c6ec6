import pytest
from django.core.exceptions import ValidationError

from claims.models import Place, PlaceName
from tests.factories import EventFactory, PlaceFactory, PlaceNameFactory

pytestmark = pytest.mark.django_db


def test_place_of_a_public_event_is_public_and_so_is_what_it_lies_in():
    region = PlaceFactory()
    village, other = PlaceFactory(parent=region), PlaceFactory(parent=region)
    EventFactory(place=other)
    assert not Place.objects.published().exists()
    EventFactory(place=village, published=True)
    assert set(Place.objects.published()) == {village, region}


def test_names_are_public_with_their_place():
    name = PlaceNameFactory()
    assert not PlaceName.objects.published().exists()
    EventFactory(place=name.place, published=True)
    assert list(PlaceName.objects.published()) == [name]


def test_within_holds_the_place_and_all_inside_it():
    country = PlaceFactory()
    region = PlaceFactory(parent=country)
    village = PlaceFactory(parent=region)
    PlaceFactory()
    assert set(Place.objects.within(country)) == {country, region, village}
    assert set(Place.objects.within(village)) == {village}


def test_place_never_lies_in_itself():
    country = PlaceFactory()
    region = PlaceFactory(parent=country)
    country.parent = region
    with pytest.raises(ValidationError) as refused:
        country.full_clean()
    assert "parent" in refused.value.message_dict
    with pytest.raises(ValidationError):
        country.save()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"latitude": 91, "longitude": 0, "precision": 1}, "latitude"),
        ({"latitude": 0, "longitude": -181, "precision": 1}, "longitude"),
        ({"latitude": 50}, "__all__"),
    ],
)
def test_coordinates_off_the_earth_or_half_given_are_refused(values, field):
    with pytest.raises(ValidationError) as refused:
        PlaceFactory.build(slug="place", **values).full_clean()
    assert field in refused.value.message_dict
