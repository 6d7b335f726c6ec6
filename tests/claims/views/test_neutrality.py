import csv
import io

import pytest

from claims.models import Attribution
from tests.factories import ClaimFactory, PartyFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def test_page_shows_every_side_with_its_numbers_and_what_they_mean(client):
    public_world()
    page = client.get("/neutrality/").content.decode()
    for words in ("name-of-group", "name-of-right-party", "Belonging to no group", "not set against any", "100 %"):
        assert words in page, words
    for label in Attribution.labels:
        assert str(label) in page
    assert "What each number shows, and what it does not" in page


def test_page_says_where_nothing_is_published(client):
    assert "Nothing is published yet" in client.get("/neutrality/").content.decode()


def test_method_and_the_foot_of_pages_lead_to_it(client):
    assert client.get("/method/").content.decode().count('href="/neutrality/"') >= 2


def test_file_holds_the_same_numbers(client):
    public_world()
    response = client.get("/export/neutrality.csv")
    assert response["Content-Type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[:3] == ["side", "parties", "claims"]
    assert {row[0]: row[2:6] for row in rows} == {
        "name-of-group": ["1", "1", "1", "0"],
        "name-of-right-party": ["2", "2", "1", "1"],
    }


def test_file_holds_nothing_that_a_spreadsheet_would_run(client):
    ClaimFactory(published=True, party=PartyFactory(name="=1+1"))
    assert "'=1+1" in client.get("/export/neutrality.csv").content.decode()
