"""The one line on a terminal that says how far a command is."""

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from sources.management import progress
from sources.management.progress import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that is a second further at each look."""
    seconds = iter(range(1000))
    monkeypatch.setattr(progress, "monotonic", lambda: next(seconds))


def steps(stream, count, total=None):
    bar = Progress(OutputWrapper(stream), total)
    for _step in range(count):
        bar.step()
    bar.clear()
    return stream.getvalue()


def test_a_file_is_told_nothing():
    assert steps(StringIO(), 5) == ""


def test_a_terminal_is_told_how_many_and_how_fast():
    assert steps(Terminal(), 2) == "\r\x1b[K1 read, 1 a second\r\x1b[K2 read, 1 a second\r\x1b[K"


def test_where_the_number_is_known_a_bar_shows_how_much_is_left():
    told = steps(Terminal(), 3, total=4)
    assert f"[{'#' * 22}{'.' * 8}] 3 of 4, 1 a second" in told


def test_more_than_were_expected_fill_the_bar():
    assert f"[{'#' * 30}] 3 of 2" in steps(Terminal(), 3, total=2)
