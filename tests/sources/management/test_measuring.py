from contextlib import nullcontext
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError
from django.db import connection

from sources.management import measuring
from sources.models import Snapshot


@pytest.fixture
def command(monkeypatch):
    """A command as far as a subject needs one."""
    return SimpleNamespace(stdout=StringIO(), stderr=StringIO(), lines=[], say=None)


def measured(command, tmp_path, articles):
    command.say = command.lines.append
    importing = measuring.Importing(command)
    importing.check(articles=articles)
    importing.work(tmp_path, articles=articles, seed=1)
    return [*command.lines, importing.summary()]


@pytest.mark.django_db
def test_import_is_measured_in_blocks_and_the_last_compared_with_the_first(command, tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "BLOCK", 4)
    first, second, third, summary = measured(command, tmp_path, 10)
    assert first.strip().startswith("1: 4 articles, ")
    assert second.strip().startswith("2: 4 articles, ")
    assert third.strip().startswith("3: 2 articles, ")
    assert summary.startswith("first ")
    assert "MB of memory" in summary
    assert Snapshot.objects.count() == 10


@pytest.mark.django_db
def test_fewer_articles_than_a_block_are_their_own_first_and_last(command, tmp_path):
    line, summary = measured(command, tmp_path, 2)
    assert "2 articles" in line
    assert "the last took 1.00 times" in summary


def test_no_articles_are_nothing_to_measure(command, tmp_path):
    with pytest.raises(CommandError, match="1 or more"):
        measured(command, tmp_path, 0)
    assert measuring.Importing(command).summary() == "nothing measured"


@pytest.mark.parametrize("broken", [False, True])
def test_database_in_use_is_not_the_one_that_is_measured_with(tmp_path, monkeypatch, broken):
    """Whatever happens there, the one that was made is deleted again, and the settings are as they were."""
    calls, before = [], (connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"])
    creation = connection.creation
    monkeypatch.setattr(
        creation, "create_test_db", lambda **options: calls.append(connection.settings_dict["TEST"]["NAME"])
    )
    monkeypatch.setattr(creation, "destroy_test_db", lambda name, **options: calls.append(name))
    with (
        pytest.raises(RuntimeError) if broken else nullcontext(),
        measuring.temporary_database(tmp_path / "bench.sqlite3"),
    ):
        assert calls[0] not in before
        if broken:
            raise RuntimeError
    assert calls[1] == before[0]
    assert (connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]) == before
