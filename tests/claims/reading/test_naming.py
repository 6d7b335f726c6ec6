"""Parties and places by their names in the reader's language, without a query more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from claims.models import ClaimPair, NameKind, Party, Place
from claims.reading.naming import in_order, name_of, named, party_link, place_name, tongue_of
from claims.reading.reports import Link
from claims.search.syncing import catch_up
from tests.factories import PartyNameFactory, PlaceNameFactory
from tests.world import ADDRESSES, public_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A public world whose left party, its group and both places have a Ukrainian name, among other names."""
    world = public_world()
    for party, name in ((world.left_party, "Ліва сторона"), (world.group, "Група")):
        PartyNameFactory(party=party, name=name, language="uk", kind=NameKind.NAME)
        PartyNameFactory(party=party, name=f"{name} коротко", language="uk", kind=NameKind.SHORT)
        PartyNameFactory(party=party, name=f"{name} по-російськи", language="ru", kind=NameKind.VARIANT)
    for place, name in ((world.village, "Село"), (world.region, "Область")):
        PlaceNameFactory(place=place, name=name, language="uk", kind=NameKind.NAME)
    return world


def pair_with_names(language):
    with override(language), CaptureQueriesContext(connection) as queries:
        pairs = named(
            ClaimPair.objects.published().select_related("claim__party", "counterclaim__party"),
            "claim__party",
            "counterclaim__party",
        )
        pair = pairs.filter(slug="pair").order_by("pk")[:1].get()
        links = [party_link(pair.claim.party), party_link(pair.counterclaim.party)]
    assert len(queries) == 1
    return links


def test_name_in_the_readers_language_comes_first(world):
    left, right = pair_with_names("uk")
    assert left == Link("Ліва сторона", "/uk/parties/left-party/")
    assert right == Link("name-of-right-party", "/uk/parties/right-party/", "en")


def test_only_a_name_of_the_kind_name_is_shown(world):
    left, _right = pair_with_names("ru")
    assert left == Link("name-of-left-party", "/ru/parties/left-party/", "en")


def test_readers_of_the_editors_language_see_the_records_own_names(world):
    left, right = pair_with_names("en")
    assert (left.label, left.lang) == ("name-of-left-party", "")
    assert (right.label, right.lang) == ("name-of-right-party", "")


def test_editors_may_write_in_another_language_than_english(world, settings):
    settings.CONTENT_LANGUAGE = "uk"
    left, _right = pair_with_names("uk")
    assert (left.label, left.lang) == ("name-of-left-party", "")
    left, _right = pair_with_names("en")
    assert (left.label, left.lang) == ("name-of-left-party", "uk")


def test_row_itself_is_named_and_counts_as_before(world):
    with override("uk"):
        parties = named(Party.objects.published(), "")
        assert {name_of(party) for party in parties} == {"Ліва сторона", "Група", "name-of-right-party"}
        assert {tongue_of(party) for party in parties} == {"", "en"}
        assert parties.count() == 3


def test_place_is_named_with_what_it_lies_in(world):
    with override("uk"):
        village = named(Place.objects.published().select_related("parent"), "", "parent").get(slug="village")
        assert place_name(village) == "Село, Область"
    assert place_name(None) == ""


def test_names_stand_in_the_order_of_the_alphabet():
    names = ["Їжак", "Ялта", "Ілля", "Єва", "Ёлка", "Ґанок", "Галич", "Дон", "Київ", "Жито"]
    expected = ["Галич", "Ґанок", "Дон", "Єва", "Ёлка", "Жито", "Ілля", "Їжак", "Київ", "Ялта"]
    assert sorted(sorted(names), key=in_order) == expected


def test_pages_show_the_names_and_mark_the_others(client, world):
    for address in ("/pairs/pair/", "/claims/claim-left/", "/events/event/", "/parties/", "/questions/question/", "/"):
        page = client.get(f"/uk{address}").content.decode()
        assert "Ліва сторона" in page, address
        assert "name-of-left-party" not in page.partition("<main")[2], address
        assert "коротко" not in page.partition("<main")[2], address
    for address in ("/pairs/pair/", "/events/event/", "/pairs/"):
        page = client.get(f"/uk{address}").content.decode()
        assert "Село" in page, address
        assert "name-of-village" not in page.partition("<main")[2], address


def test_pages_ask_the_database_as_seldom_in_any_language(client, world):
    # As after every write of an editor; here the first search would do it, and be counted.
    catch_up()
    # The first page of a process asks SQLite, once, whether it knows JSON.
    client.get("/")
    for address in ADDRESSES:
        asked = []
        for prefix in ("", "/uk"):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(f"{prefix}{address}")
            asked.append(len(queries))
        assert asked[0] == asked[1] or answer.status_code == 404, address
