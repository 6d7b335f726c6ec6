import io
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands import bench
from claims.models import Claim


def run(*args):
    out = io.StringIO()
    call_command("bench", *map(str, args), stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


@pytest.mark.parametrize("args", [("import",), ("suggestions", "10"), ("merge",)])
def test_nothing_is_measured_while_every_query_is_noted(settings, args):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="DEBUG is on"):
        run(*args)


def test_what_is_measured_has_to_be_named():
    for args in ((), ("weather",)):
        with pytest.raises(CommandError):
            run(*args)


@pytest.mark.django_db
def test_each_subject_is_measured_in_a_database_of_its_own(monkeypatch):
    inside = []

    @contextmanager
    def aside(path):
        inside.append(path.name)
        yield
        inside.append("gone")

    monkeypatch.setattr(bench, "temporary_database", aside)
    lines = run("merge", "--claims", 4, "--rounds", 1)
    assert inside == ["bench.sqlite3", "gone"]
    assert lines[0].startswith("4 claims stored")
    assert "; undone in" in lines[-1]
    assert Claim.objects.count() == 4
