import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from claims.models import Claim, SearchStale
from claims.search import middleware
from claims.search.middleware import IndexAfterWriting
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


def send(method, view=lambda request: HttpResponse("done")):
    return IndexAfterWriting(view)(RequestFactory().generic(method, "/"))


def rename(request):
    Claim.objects.update(statement="Another statement.")
    return HttpResponse("done")


def test_what_a_request_wrote_is_indexed_when_it_ends():
    ClaimFactory(published=True)
    send("POST", rename)
    assert not SearchStale.objects.exists()


def test_request_that_only_reads_is_let_be(django_assert_num_queries):
    ClaimFactory(published=True)
    with django_assert_num_queries(0):
        send("GET")
    assert SearchStale.objects.exists()


def test_request_that_wrote_nothing_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        send("POST")


def test_answer_stands_when_the_index_cannot_be_written(monkeypatch, caplog):
    ClaimFactory(published=True)

    def fail(**_how):
        raise DatabaseError("locked")

    monkeypatch.setattr(middleware, "catch_up", fail)
    assert send("POST", rename).content == b"done"
    assert "locked" in caplog.text
    assert SearchStale.objects.exists()
