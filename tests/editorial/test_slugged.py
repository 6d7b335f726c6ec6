import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from claims.models import Party, Place
from editorial.models.slugged import SLUG_LENGTH
from sources.models import Source
from tests.factories import (
    ClaimFactory,
    MembershipFactory,
    OutletFactory,
    PartyFactory,
    PlaceFactory,
    SourceCreditFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_address_is_made_from_the_name():
    assert PlaceFactory(name="Tyotkino, Kursk Oblast").slug == "tyotkino-kursk-oblast"


def test_address_of_a_name_in_cyrillic_is_readable():
    assert PlaceFactory(name="Тёткино").slug == "tetkino"


def test_address_of_a_name_without_letters_is_still_one():
    assert PlaceFactory(name="—").slug == "place"


def test_address_taken_already_gets_the_next_number():
    slugs = [PlaceFactory(name="Kursk").slug for _ in range(9)]
    assert slugs == ["kursk", *(f"kursk-{number}" for number in range(2, 10))]


def test_address_is_cut_at_a_word():
    slug = PlaceFactory(name="word " * 40).slug
    assert len(slug) <= SLUG_LENGTH
    assert slug.endswith("word")


def test_address_taken_between_looking_and_saving_gets_the_next_number(monkeypatch):
    PlaceFactory(name="Kursk")
    free = Place.free_slug
    answers = iter(["kursk"])
    monkeypatch.setattr(Place, "free_slug", lambda place: next(answers, None) or free(place))
    assert PlaceFactory(name="Kursk").slug == "kursk-2"


def test_an_error_that_is_not_about_the_address_is_not_hidden():
    with pytest.raises(IntegrityError):
        Place(name="", kind="settlement").save()


def test_address_written_by_an_editor_stays():
    assert PlaceFactory(name="Kursk", slug="kursk-city").slug == "kursk-city"


def test_address_of_a_draft_may_change_but_not_of_what_was_public():
    draft = ClaimFactory(slug="one")
    draft.slug = "two"
    draft.full_clean()
    draft.save()
    for made in ("published", "retracted"):
        claim = ClaimFactory(**{made: True})
        claim.slug = "another"
        with pytest.raises(ValidationError, match="stays"):
            claim.full_clean()
        with pytest.raises(ValidationError, match="stays"):
            claim.save()


def test_address_of_a_party_is_fixed_once_a_public_claim_uses_it():
    party = PartyFactory(name="Ministry")
    party.slug = "the-ministry"
    party.save()
    ClaimFactory(party=party, published=True)
    party.slug = "ministry-again"
    with pytest.raises(ValidationError, match="the-ministry"):
        party.save()
    assert Party.objects.get_by_natural_key("the-ministry") == party


@pytest.mark.parametrize("withdrawn", [False, True])
def test_address_of_what_public_records_ever_used_stays(withdrawn):
    """A party and its group, a place and the place around it, an outlet: also when everything was retracted."""
    group, around = PartyFactory(), PlaceFactory()
    membership = MembershipFactory(group=group)
    place = PlaceFactory(parent=around)
    outlet, credited = OutletFactory(), OutletFactory()
    claim = ClaimFactory(published=True, party=membership.party, event__place=place)
    source = claim.appearances.get().source
    Source.objects.filter(pk=source.pk).update(outlet=outlet)
    SourceCreditFactory(source=source, outlet=credited)
    if withdrawn:
        for record in (claim, claim.event, source):
            type(record).objects.get(pk=record.pk).retract(by=UserFactory(), reason="Withdrawn.")
    for used in (membership.party, group, place, around, outlet, credited):
        used.slug = "another"
        with pytest.raises(ValidationError, match="stays"):
            used.save()


def test_address_of_what_nothing_public_uses_may_change():
    claim = ClaimFactory()
    for unused in (claim.party, PlaceFactory(), OutletFactory()):
        unused.slug = "another"
        unused.save()


def test_record_may_keep_the_address_that_it_has_and_no_other_takes_it():
    party, other = PartyFactory(name="Harbour council"), PartyFactory(name="Harbour council")
    assert (party.free_slug(), other.free_slug()) == ("harbour-council", "harbour-council-2")
