import pytest
from django.db import DatabaseError, transaction
from django.db.migrations.executor import MigrationExecutor

from claims.search import finding
from tests.factories import ClaimFactory, PartyFactory

pytestmark = pytest.mark.django_db


def test_robots_may_read_all_but_the_admin_and_find_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_sitemap_holds_public_addresses_alone(client):
    shown, hidden = ClaimFactory(published=True), ClaimFactory()
    page = client.get("/sitemap.xml").content.decode()
    for record in (shown, shown.event, shown.party, shown.appearances.get().source):
        assert f"http://testserver{record.get_absolute_url()}<" in page
    for record in (hidden, hidden.event, hidden.party):
        assert record.get_absolute_url() not in page


def test_health_is_good(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "migrations": "ok", "search": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_health_names_missing_migrations(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("one", False)])
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "failed", "database": "ok", "migrations": "missing", "search": "unknown"}


def test_health_names_a_failing_database_and_keeps_its_words_to_itself(client, monkeypatch, caplog):
    def fail(self, connection):
        raise DatabaseError("could not connect to secret-host")

    monkeypatch.setattr(MigrationExecutor, "__init__", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "failed", "database": "failed", "migrations": "unknown", "search": "unknown"}
    assert "secret-host" not in response.content.decode()
    assert "secret-host" in caplog.text


@pytest.mark.parametrize(("most", "said"), [(1, "behind"), (1_000, "ok")])
def test_health_says_when_much_waits_to_be_indexed(client, monkeypatch, most, said):
    PartyFactory()
    monkeypatch.setattr(finding, "MUCH", most)
    assert client.get("/healthz").json()["search"] == said


def test_health_names_an_index_that_does_not_answer(client, monkeypatch, caplog):
    monkeypatch.setattr(finding, "QUEUE", "no_such_table")
    with transaction.atomic():
        response = client.get("/healthz")
        transaction.set_rollback(True)
    assert response.status_code == 503
    assert response.json()["search"] == "failed"
    assert "no_such_table" not in response.content.decode()
