"""Article files and folders become sources with a held text, and their quotations are found in it."""

import csv
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.actions.reporting import (
    CHANGED,
    COLUMNS,
    FAILED,
    KNOWN,
    NEW,
    REFUSALS,
    SKIPPED,
    article_row,
    file_row,
    refusal,
    refused_row,
)
from sources.actions.wording import summary_line
from sources.importers.base import ImportProblem, Skipped, Unreadable
from sources.importers.columns import COLUMNS as TABLE_COLUMNS
from sources.importers.columns import checked
from sources.importers.files import read_paths
from sources.ingest import ingest
from sources.management.long_command import LongCommand
from sources.management.progress import Progress

WORDS = {NEW: "new      ", KNOWN: "known    ", CHANGED: "changed  ", SKIPPED: "skipped  ", FAILED: "failed   "}


class Command(LongCommand):
    help = (
        "Read article files (.txt, .html, .jsonl, .csv, .zip) and folders of them. An article that is known, by its "
        "canonical address or its text, is recognised, whatever its file is called; a new one becomes a draft source. "
        "Every quotation is looked for in the text and reported as exact, moved, ambiguous or lost; none is given "
        "another position. Safe to interrupt and to repeat. Exit status 1 if a file could not be imported; the others "
        "are. With --verbosity 0 only what went wrong is named, and the summary."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="an article file, or a folder of them")
        parser.add_argument("--user", metavar="NAME", help="the account that is noted as having imported them")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="NAME=COLUMN",
            help=f"what a column of .csv and .jsonl files is called there ({', '.join(TABLE_COLUMNS)}); repeatable",
        )
        parser.add_argument("--report", metavar="FILE", help="write the report to this file too, as CSV")

    def work(self, paths, user, column=(), report=None, verbosity=1, **options):
        self.items, self.passages = Counter(), Counter()
        self.verbose = verbosity > 0
        by, columns = find_user(user), read_columns(column)
        self.progress = Progress(self.stderr)
        widen_cache()
        with open_report(report) as file:
            writer = csv.writer(file) if file else None
            if writer:
                writer.writerow(COLUMNS)
            for item in read_paths(paths, settings.SOURCES_MAX_ARTICLE_BYTES, columns):
                row = self.take(item, by)
                self.items[row["outcome"]] += 1
                self.tell(row)
                if writer:
                    writer.writerow(file_row(row))
                self.progress.step()
        self.progress.clear()

    def take(self, item, by):
        """Store ``item`` if it is an article, and return its row of the report (dict)."""
        if isinstance(item, ImportProblem | Skipped):
            return refused_row(item)
        try:
            outcome = ingest(item, by=by)
        except REFUSALS as error:
            return refused_row(refusal(item, error))
        self.passages.update(passage.state for passage in outcome.passages)
        # Where title and date stood is told with each new article.
        found = {
            "title_found": item.title_found.value,
            "date": f"{item.published} {item.published_found.value}".strip(),
        }
        return article_row(item, outcome) | found

    def tell(self, row):
        """Print what became of one item."""
        outcome = row["outcome"]
        if outcome == FAILED:
            self.progress.clear()
            self.complain(
                _("failed   %(item)s: %(reason)s. %(remedy)s") % (row | {"reason": str(row["reason"]).rstrip(".")})
            )
        elif self.verbose:
            self.progress.clear()
            self.say(WORDS[outcome] + sentence(row))
            for note in row.get("notes", ()):
                self.say(f"         {note}")

    def summary(self):
        count = self.items[KNOWN] + self.items[NEW] + self.items[CHANGED]
        line = ngettext(
            "%(count)d article: %(known)d known, %(new)d new; %(passages)s",
            "%(count)d articles: %(known)d known, %(new)d new; %(passages)s",
            count,
        ) % {
            "count": count,
            "known": self.items[KNOWN] + self.items[CHANGED],
            "new": self.items[NEW],
            "passages": summary_line(self.passages),
        }
        if self.items[CHANGED]:
            line += _("; %(count)d changed at their source") % {"count": self.items[CHANGED]}
        if self.items[SKIPPED]:
            line += _("; %(count)d skipped") % {"count": self.items[SKIPPED]}
        if self.items[FAILED]:
            line += _("; %(count)d failed") % {"count": self.items[FAILED]}
        return line

    def verdict(self):
        if self.items[FAILED]:
            raise CommandError(
                ngettext(
                    "%(count)d item could not be imported; it is named above with the reason.",
                    "%(count)d items could not be imported; each is named above with the reason.",
                    self.items[FAILED],
                )
                % {"count": self.items[FAILED]}
            )


def sentence(row):
    """Return what became of an item (``row``: dict), after the word for it, in one line (str)."""
    if row["outcome"] == SKIPPED:
        return _("%(item)s: %(reason)s") % row
    if row["outcome"] == NEW:
        return _("%(item)s: %(title)s (title %(title_found)s; date %(date)s)") % row
    return _("%(item)s: %(title)s; %(passages)s") % row


def widen_cache():
    """Let SQLite keep 24 MB of the file in memory for this run, instead of 2: what a new text is compared by stands all
    over its index, and to read that from the disk again for each article took a fifth of the time. For the same reason
    each article changes a hundred pages: they are put in their places, and the disk waited for, when 32 MB have come
    together instead of 4. What was committed is safe in the log until then."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -24000")
            cursor.execute("PRAGMA wal_autocheckpoint = 8000")


def find_user(name):
    """Return the `User` called ``name`` (str), or None without a name. Raises `CommandError` if there is none."""
    if name is None:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(_("There is no account called “%(name)s”.") % {"name": name})
    return user


def read_columns(given):
    """Return {name: column} from ``given`` (list of str such as "text=body"). Raises `CommandError`."""
    columns = {}
    for pair in given:
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise CommandError(_("--column %(given)s: write it as NAME=COLUMN, such as text=body.") % {"given": pair})
        columns[name] = column
    try:
        checked(columns)
    except Unreadable as error:
        raise CommandError(f"--column: {error.reason}. {error.remedy}") from error
    return columns


def open_report(path):
    """Return a context that gives the file at ``path`` (str) to write, or None without one. Raises `CommandError`."""
    if path is None:
        return nullcontext()
    try:
        # A byte order mark: without it the usual spreadsheet programs misread letters that are not English.
        return Path(path).open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CommandError(
            _("The report %(path)s cannot be written: %(error)s") % {"path": path, "error": error.strerror}
        ) from error
