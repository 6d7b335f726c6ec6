"""What `manage.py bench` measures, and with which database; what it measures of articles."""

import sys
from contextlib import contextmanager
from itertools import islice
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from sources.importers.base import Article
from sources.importers.files import read_paths
from sources.ingest import ingest
from sources.management.commands.import_articles import widen_cache

# The first so many articles are compared with the last so many.
BLOCK = 1000


class Spent(NamedTuple):
    """What some articles took: how many they were, seconds by the clock, and seconds of this process's own work."""

    articles: int
    clock: float
    work: float


class Measuring:
    """One subject of `manage.py bench`: what it takes from the command line, how it is measured, and what comes of it.

    A subclass defines `help` and the methods; ``say``, ``out`` and ``err`` are the command's.
    """

    help = ""

    def __init__(self, command):
        self.say, self.out, self.err = command.say, command.stdout, command.stderr

    @classmethod
    def add_arguments(cls, parser):
        """Add to ``parser`` what the subject takes."""
        raise NotImplementedError

    def check(self, **options):
        """Raise `CommandError` if the ``options`` cannot be measured with."""
        raise NotImplementedError

    def work(self, folder, **options):
        """Measure, in an empty database; ``folder`` (Path) is there for the time of it."""
        raise NotImplementedError

    def summary(self):
        """Return one line (str) that says what came of it so far."""
        raise NotImplementedError


class Counted:
    """Counts the queries that pass through it."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


class Importing(Measuring):
    help = (
        "The import of articles: invented ones are imported, each in a transaction of its own. Told are the rates of "
        "the first and the last thousand, and the most memory that was held."
    )

    def __init__(self, command):
        super().__init__(command)
        self.blocks = []

    @classmethod
    def add_arguments(cls, parser):
        parser.add_argument("--articles", type=int, default=3000, metavar="N", help="how many (default: %(default)s)")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed gives other articles")

    def check(self, articles, **options):
        if articles < 1:
            raise CommandError(_("Give a number of articles that is 1 or more."))

    def work(self, folder, articles, seed, **options):
        texts = str(folder / "articles")
        call_command("generate_articles", texts, articles=articles, seed=seed, stdout=self.err)
        widen_cache()
        items = read_paths([texts], settings.SOURCES_MAX_ARTICLE_BYTES)
        while (spent := import_some(items)).articles:
            self.blocks.append(spent)
            self.say(told(len(self.blocks), spent))

    def summary(self):
        # A last block that is not full says less than the one before.
        full = [spent for spent in self.blocks if spent.articles == BLOCK] or self.blocks[:1]
        if not full:
            return _("nothing measured")
        return _(
            "first %(first).0f articles a second, last %(last).0f; the last took %(ratio).2f times the work of the "
            "first; at most %(memory).0f MB of memory"
        ) % {
            "first": full[0].articles / full[0].clock,
            "last": full[-1].articles / full[-1].clock,
            "ratio": full[-1].work / full[0].work,
            "memory": peak_memory() / 1e6,
        }


def import_some(items):
    """Import the next `BLOCK` of ``items`` (an iterator as from `read_paths`) and return what that took (`Spent`)."""
    articles, clock, work = 0, perf_counter(), process_time()
    for item in islice(items, BLOCK):
        if isinstance(item, Article):
            ingest(item)
            articles += 1
    return Spent(articles, perf_counter() - clock, process_time() - work)


def told(number, spent):
    """Return one line (str) about the block with this ``number`` (int) and what it took (`Spent`)."""
    return _("%(number)4d: %(articles)d articles, %(rate).0f a second, %(work).1f ms of work each") % {
        "number": number,
        "articles": spent.articles,
        "rate": spent.articles / spent.clock,
        "work": 1000 * spent.work / spent.articles,
    }


def peak_memory():
    """Return the most memory that this process ever held, in bytes (int)."""
    held = getrusage(RUSAGE_SELF).ru_maxrss
    # Told in bytes on macOS and in units of 1024 elsewhere.
    return held if sys.platform == "darwin" else held * 1024


@contextmanager
def temporary_database(path):
    """Let the connection lead to a new and migrated database until the end, and delete that: on PostgreSQL one beside
    the one in use, with SQLite the file at ``path`` (Path)."""
    used = connection.settings_dict["NAME"]
    name = str(path) if connection.vendor == "sqlite" else f"bench_{used}"
    named = connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(used, verbosity=0)
        connection.settings_dict["TEST"]["NAME"] = named
