import csv
import io

import pytest
from django.test import RequestFactory

from claims import exports
from claims.exports import CHUNK, cell, lines
from claims.models import Claim
from claims.public import CLAIMS, PAIRS
from tests.factories import ClaimFactory, ClaimPairFactory, PartyFactory, QuestionFactory, UserFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def rows(client, address):
    """Return the rows of the file at ``address`` (list of dict) as a program would read them."""
    text = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_file_has_a_name_a_mark_and_the_documented_columns(client):
    response = client.get("/export/claims.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="counterclaim-claims.csv"'
    assert response.streaming
    assert response.getvalue().decode() == "\ufeff" + ",".join(column.name for column in CLAIMS) + "\r\n"


def test_claim_in_a_row(client):
    world = public_world()
    found = {row["claim"]: row for row in rows(client, "/export/claims.csv")}
    assert set(found) == {"claim-left", "claim-right", "claim-unfiled"}
    left = found["claim-left"]
    assert left["updated_at"] == f"{world.left.updated_at:%Y-%m-%dT%H:%M:%S}+00:00"
    del left["published_at"], left["updated_at"]
    assert left == {
        "claim": "claim-left",
        "address": "http://testserver/claims/claim-left/",
        "party": "left-party",
        "party_name": "name-of-left-party",
        "event": "event",
        "event_title": "title-of-event",
        "question": "question",
        "question_text": "text-of-question",
        "statement": "statement-of-left",
        "answer": "answer-of-left",
        "kind": "factual",
        "about": "2024-03-12",
        "said": "2024-03-12",
        "sources": "1",
    }
    assert found["claim-unfiled"]["question"] == ""


def test_pair_in_a_row(client):
    public_world()
    (row,) = rows(client, "/export/pairs.csv")
    assert list(row) == [column.name for column in PAIRS]
    assert (row["claim"], row["counterclaim"], row["kind"]) == ("claim-left", "claim-right", "contrary")
    assert row["address"] == "http://testserver/pairs/pair/"
    assert row["rationale"] == "rationale-of-pair"
    assert row["counterclaim_party_name"] == "name-of-right-party"


def test_file_takes_the_filters_and_the_order_of_the_list(client):
    public_world()
    assert [row["claim"] for row in rows(client, "/export/claims.csv?party=right-party&sort=party")] == [
        "claim-right",
        "claim-unfiled",
    ]
    assert rows(client, "/export/pairs.csv?said_from=2025-01-01") == []


@pytest.mark.parametrize("query", ["party=nobody", "partty=x", "size=10", "after=x", "sort=bogus", "said_from=x"])
@pytest.mark.parametrize("kind", ["claims", "pairs"])
def test_wrong_part_of_the_address_is_refused_by_name(client, kind, query):
    public_world()
    response = client.get(f"/export/{kind}.csv?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert len(response.content.decode().splitlines()) == 1


def test_question_that_is_hidden_is_not_in_the_file(client):
    world = public_world()
    hidden = QuestionFactory(event=world.event, text="text-of-hidden")
    Claim.objects.filter(pk=world.left.pk).update(question=hidden)
    assert "text-of-hidden" not in str(rows(client, "/export/claims.csv"))
    assert {row["question"] for row in rows(client, "/export/claims.csv")} == {"question", ""}


def test_retracted_claim_leaves_the_file(client):
    pair = ClaimPairFactory(published=True)
    assert len(rows(client, "/export/pairs.csv")) == 1
    pair.claim.retract(by=UserFactory(), reason="Misattributed.")
    assert rows(client, "/export/pairs.csv") == []
    assert len(rows(client, "/export/claims.csv")) == 1


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula_to_a_spreadsheet(words):
    assert cell(words) == f"'{words}"


def test_words_with_quotes_commas_and_lines_stay_one_cell(client):
    words = 'He said "no",\r\nтак, 12; and =1'
    ClaimFactory(published=True, statement=words, party=PartyFactory(name="=cmd"))
    (row,) = rows(client, "/export/claims.csv")
    assert row["statement"] == words
    assert row["party_name"] == "'=cmd"


def test_no_more_rows_are_held_than_are_sent_at_a_time(rf):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield tuple("x" for _column in PAIRS)

    parts = lines(PAIRS, endless(), "https://example.org/pairs/")
    next(parts)
    assert not taken
    assert next(parts).count("\r\n") == CHUNK
    assert len(taken) == CHUNK
    assert next(parts).count("https://example.org/pairs/x/") == CHUNK


def test_database_hands_the_rows_over_bit_by_bit(monkeypatch):
    ClaimFactory(published=True)
    handed = []

    def note(columns, rows, start):
        handed.append(rows)
        return iter(())

    monkeypatch.setattr(exports, "lines", note)
    exports.claim_export(RequestFactory().get("/export/claims.csv"))
    # An iterator, and not a queryset that keeps what it found.
    assert not hasattr(handed[0], "_result_cache")
