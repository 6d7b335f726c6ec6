import os
import re
import socket
import sys
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import OperationalError

from claims.management.commands import demo
from claims.models import Claim, ClaimPair, PairSuggestion, Party
from editorial.models import User
from editorial.models.history import tracked_models
from sources.models import Source
from tests.factories import ClaimFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_compared(monkeypatch):
    """Comparing the whole corpus takes seconds; one test sees that it is done, with two claims."""

    def all_but_that(name, *rest, **options):
        if name != "suggest_pairs":
            call_command(name, *rest, **options)

    monkeypatch.setattr(demo, "call_command", all_but_that)


def run(*arguments):
    out = StringIO()
    call_command("demo", *(arguments or ("--no-serve",)), stdout=out)
    return out.getvalue()


def test_it_loads_the_corpus_with_histories_and_makes_two_accounts(client):
    said = run()
    assert Claim.objects.published().count() >= 45
    assert ClaimPair.objects.published().exists()
    for model in tracked_models():
        assert model.history.count() == model._base_manager.count(), model
    assert Claim.history.first().history_user.username == "curated-corpus"
    for name, group in (("demo-contributor", "contributor"), ("demo-editor", "editor")):
        user = User.objects.get(username=name)
        assert user.is_staff
        assert [each.name for each in user.groups.all()] == [group]
        password = re.search(rf"{name} .*password: (\S+)", said).group(1)
        assert user.check_password(password)
        assert len(password) >= 12
    assert re.search(r"Loaded the corpus: \d+ claims, \d+ pairs, \d+ sources\.", said)


def test_a_second_run_changes_nothing_and_prints_no_password():
    run()
    claim = Claim.objects.first()
    claim.answer = "put right by an editor"
    claim.save()
    users = list(User.objects.order_by("pk").values())
    rows = {model: model.history.count() for model in tracked_models()}
    said = run()
    assert Claim.objects.get(pk=claim.pk).answer == "put right by an editor"
    assert list(User.objects.order_by("pk").values()) == users
    assert {model: model.history.count() for model in tracked_models()} == rows
    assert "password:" not in said
    assert "is there already" in said


def test_what_an_editor_deleted_does_not_come_back():
    run()
    pair = ClaimPair.objects.first()
    ClaimPair.objects.filter(pk=pair.pk).update(status="draft", published_at=None, published_by=None)
    ClaimPair.objects.get(pk=pair.pk).delete()
    run()
    assert not ClaimPair.objects.filter(slug=pair.slug).exists()


def test_the_claims_are_compared_for_the_linking_desk(monkeypatch):
    question = QuestionFactory(text="Who held Lomny?", kind="holds")
    for answer in ("Captured", "Repelled"):
        ClaimFactory(event=question.event, question=question, answer=answer)
    monkeypatch.setattr(demo, "call_command", call_command)
    monkeypatch.setattr(demo.Command, "load_corpus", lambda command: None)
    assert "2 claims read, 2 of them new or changed; suggestions open: 1" in run()
    assert PairSuggestion.objects.open().count() == 1


def test_an_account_of_that_name_stays_as_it_is():
    made = User.objects.create_user("demo-editor", password="mine")
    said = run()
    made.refresh_from_db()
    assert made.check_password("mine")
    assert not made.is_staff
    assert "demo-editor is there already" in said
    assert "demo-contributor (contributor), password:" in said


def test_a_missing_group_is_told():
    Group.objects.get(name="editor").delete()
    with pytest.raises(CommandError, match="no group “editor”"):
        run()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[{]", "cannot be read"),
        ('[{"model": "claims.party", "fields": {"slug": "x", "nothing": 1}}]', "nothing of it is stored"),
        (None, "is missing"),
    ],
    ids=["no JSON", "another model", "no file"],
)
def test_a_corpus_that_cannot_be_loaded_is_told(settings, tmp_path, text, told):
    settings.FIXTURE_DIRS = [tmp_path]
    if text is not None:
        (tmp_path / "corpus.json").write_text(text)
    with pytest.raises(CommandError, match=told):
        run()
    assert not Party.objects.exists()
    assert not Source.objects.exists()


def test_a_database_that_refuses_is_told(monkeypatch):
    def refuse(*args, **options):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(demo, "call_command", refuse)
    with pytest.raises(CommandError, match=r"The database refused: connection refused Is the server running\?"):
        run()


@pytest.mark.parametrize("wrong", ["8000", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x", ":8000"])
def test_an_address_that_is_none_is_told_before_anything_is_done(wrong):
    with pytest.raises(CommandError, match="Write it like 127"):
        run("--address", wrong)
    assert not Claim.objects.exists()


def test_a_port_in_use_is_told_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} of 127.0.0.1 is in use"):
            run("--address", f"127.0.0.1:{port}")
    assert not Claim.objects.exists()


def test_an_address_of_another_machine_is_told():
    with pytest.raises(CommandError, match=r"Cannot serve at 192\.0\.2\.1:8000"):
        run("--address", "192.0.2.1:8000")


def test_it_becomes_the_server_process(monkeypatch, tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    became = []
    monkeypatch.setattr(os, "execve", lambda *call: became.append(call))
    monkeypatch.setattr(os, "chdir", lambda path: None)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = run("--address", f"127.0.0.1:{port}")
    [(program, command, environment)] = became
    assert program == command[0] == sys.executable
    assert command[1:4] == ["-m", "gunicorn", "config.wsgi:application"]
    assert f"127.0.0.1:{port}" in command
    assert environment["DEMO"] == "1"
    assert f"http://127.0.0.1:{port}/admin/" in said
    assert (tmp_path / "css" / "tokens.css").exists()
