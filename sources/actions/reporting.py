"""The report of an import: one row for each item, the same whether a command or a person in the admin imported it."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.actions.wording import finding, passages_line, quoted
from sources.importers.base import ImportProblem, printable
from sources.models import FindingField, PassageState

# What can become of an item, in the order in which a summary counts it.
NEW, KNOWN, CHANGED, SKIPPED, FAILED = "new", "known", "changed", "skipped", "failed"
OUTCOMES = {
    NEW: gettext_lazy("new"),
    KNOWN: gettext_lazy("known"),
    CHANGED: gettext_lazy("changed at its source"),
    SKIPPED: gettext_lazy("skipped"),
    FAILED: gettext_lazy("failed"),
}

# The columns of the report as a file; unlike the words on its page they are the same in every language.
COLUMNS = ["item", "outcome", "title", "address", "found", "guessed", "passages", "notes", "reason", "remedy"]
# A spreadsheet takes a cell that begins with one of these for a formula and runs it ("CSV injection", OWASP).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# What is one article's trouble; the others go in.
REFUSALS = (ValidationError, DataError, IntegrityError)


def refused_row(item):
    """Return the row (dict) of an `ImportProblem` or a `Skipped`."""
    row = {"item": item.item, "outcome": FAILED if isinstance(item, ImportProblem) else SKIPPED, "reason": item.reason}
    return row | ({"remedy": item.remedy} if isinstance(item, ImportProblem) else {})


def refusal(article, error):
    """Return the `ImportProblem` of an article that was refused with ``error``, one of `REFUSALS`."""
    if isinstance(error, ValidationError):
        return ImportProblem(
            article.origin, " ".join(error.messages), _("Correct the record it speaks of, then import again.")
        )
    reason = _("the database refused it: %(error)s") % {"error": " ".join(str(error).split())}
    return ImportProblem(article.origin, reason, _("Look at the text; the others go in."))


def article_row(article, outcome):
    """Return the row (dict) of ``article`` (an `Article`) with its ``outcome`` (an `ingest.Outcome`)."""
    counts = Counter(passage.state for passage in outcome.passages)
    notes = [_("note: %(note)s") % {"note": note} for note in article.notes]
    notes += [
        _("%(state)s: passage %(number)d, %(words)s: %(finding)s")
        % {
            "state": passage.state.value,
            "number": passage.passage.pk,
            "words": quoted(passage.passage.exact),
            "finding": finding(passage.passage, passage.anchoring, passage.twin),
        }
        for passage in outcome.passages
        if passage.state != PassageState.EXACT
    ]
    told = [hint for hint in article.hints if hint.field != FindingField.FURNITURE]
    return {
        "item": article.origin,
        "outcome": CHANGED if outcome.changed else KNOWN if outcome.known else NEW,
        "title": printable(outcome.source.title),
        "address": outcome.source.slug,
        "source": outcome.source.pk,
        "found": [_told(hint) for hint in told if hint.certain],
        "guessed": [_told(hint) for hint in told if not hint.certain],
        "passages": passages_line(counts) if outcome.known else "",
        "notes": notes,
    }


def _told(hint):
    return _("%(field)s: %(value)s (%(where)s)") % {
        "field": FindingField(hint.field).label,
        "value": printable(hint.value),
        "where": printable(str(hint.where)),
    }


def file_row(row):
    """Return a row of a report (dict) as the cells (list of str) of the file, under `COLUMNS`."""
    values = [row.get(name, "") for name in COLUMNS]
    return [_cell("; ".join(value) if isinstance(value, list) else str(value)) for value in values]


def _cell(text):
    return f"'{text}" if text.startswith(FORMULA) else text


def totals(rows):
    """Return how many rows (dicts) have which outcome, as a list of (outcome, its words, count), those with none left
    out."""
    counts = Counter(row["outcome"] for row in rows)
    return [(outcome, words, counts[outcome]) for outcome, words in OUTCOMES.items() if counts[outcome]]
