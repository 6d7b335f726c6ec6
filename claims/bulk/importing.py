"""Bringing a table in: tried first and told row by row, then stored whole or not at all."""

import hashlib
import json
import logging
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from tablib import Dataset

from claims.bulk.below import write_below
from claims.bulk.resources import RESOURCES, TOLD
from editorial.status import Status

log = logging.getLogger(__name__)

NEW, CHANGED, SAME, WRONG = "new", "changed", "unchanged", "failed"


@dataclass
class Outcome:
    """What becomes of one row: its number in the file, what it does (`NEW`, `CHANGED`, `SAME`, `WRONG`), the record,
    what changes: list of (column, text before, text after); and what is wrong: list of (column or "", message)."""

    number: int
    what: str
    record: object = None
    changes: list = field(default_factory=list)
    problems: list = field(default_factory=list)


@dataclass
class Report:
    """What becomes of a table, row by row."""

    outcomes: list

    @property
    def wrong(self):
        return [each for each in self.outcomes if each.what == WRONG]

    @property
    def works(self):
        """Whether it could be stored, and would store something."""
        return not self.wrong and any(each.what in (NEW, CHANGED) for each in self.outcomes)

    def count(self, what):
        return sum(each.what == what for each in self.outcomes)

    def digest(self):
        """Return what says whether two runs would store the same (str)."""
        told = [[each.number, each.what, each.changes] for each in self.outcomes]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


class Refused(Exception):
    """Takes everything back; ``report`` says why."""

    def __init__(self, report):
        super().__init__()
        self.report = report


def values(record):
    """Return what a record's table says of it, column by column (list of str)."""
    resource = RESOURCES[type(record)]
    return [*_own(record), *(part.cell(record) for part in resource.parts())]


def _own(record):
    """Return what the columns of the record's own fields say (list of str)."""
    resource = RESOURCES[type(record)]
    return [resource.fields[name].export(record) for name in resource.Meta.fields]


def in_order(records, upwards):
    """Return ``records`` (an iterable) so that each stands behind those of them that it points to by its field
    ``upwards`` (str, "" for none), so that a row never needs one below it. Otherwise they keep their order."""
    if not upwards:
        return records
    known = {record.pk: record for record in records}
    told = {}

    def tell(record):
        above = known.get(getattr(record, f"{upwards}_id"))
        if above is not None and above.pk not in told:
            tell(above)
        told[record.pk] = record

    for record in known.values():
        if record.pk not in told:
            tell(record)
    return list(told.values())


def check_head(model, head):
    """Raise `ValidationError` unless ``head`` (list of str) names columns of the table of ``model``, each once."""
    known = RESOURCES[model].columns()
    problems = [
        gettext("There is no column “%(name)s”. The columns are: %(known)s.")
        % {"name": name, "known": ", ".join(known)}
        for name in head
        if name not in (*known, TOLD)
    ]
    problems += [
        gettext("The column “%(name)s” is there twice.") % {"name": name}
        for name in dict.fromkeys(head)
        if head.count(name) > 1
    ]
    if problems:
        raise ValidationError(problems)


def try_table(model, table, *, by, refusal):
    """Return the `Report` of what would become of a `Table` of records of ``model``; nothing is stored.

    ``by``: the `User` who brings it. ``refusal``: a function of a stored record, or of None for a new one, that says
    why this person may not store it (str, "" when they may).
    """
    try:
        with transaction.atomic():
            raise Refused(_run(model, table, by, refusal))
    except Refused as tried:
        return tried.report


def store_table(model, table, *, seen, by, refusal):
    """Store a `Table` of records of ``model`` if that does what was ``seen`` (the digest of a `Report`, or None for
    whatever it does).

    Returns the `Report`, and whether it was stored. The other parameters are those of `try_table`.
    """
    try:
        with transaction.atomic():
            report = _run(model, table, by, refusal)
            if not report.works or seen not in (None, report.digest()):
                raise Refused(report)
    except Refused as refused:
        return refused.report, False
    return report, True


def refuse(record, *, may_change):
    """Return why a table does not change ``record`` (a stored one), or "". ``may_change``: a function of it that says
    whether whoever brings the table may change it by its form."""
    opts = record._meta
    address = {"address": reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])}
    if getattr(record, "status", "") == Status.PUBLISHED:
        message = gettext(
            "Readers see this record, so a table does not change it. Change it on its page, %(address)s: there it"
            " becomes a revision that somebody else publishes."
        )
        return message % address
    if not may_change(record):
        return gettext("You may not change this record, which is at %(address)s.") % address
    return ""


def _run(model, table, by, refusal):
    check_head(model, table.head)
    resource = RESOURCES[model]()
    dataset = Dataset(*table.rows, headers=table.head)
    result = resource.import_data(dataset, use_transactions=False, by=by, refusal=refusal, numbers=table.numbers)
    if result.base_errors:
        raise result.base_errors[0].error
    wrong = {row.number: _told(model, row.error_dict) for row in result.invalid_rows}
    for row in result.error_rows:
        log.error("A row of a table failed", exc_info=row.errors[0].error)
        wrong[row.number] = [("", gettext("It could not be stored: %(error)s") % {"error": row.errors[0].error})]
    write_below(resource.below, by=by, refusal=refusal)
    wrong |= {each.row: each.problems for each in resource.below if each.problems}
    below = {each.row: each.changes() for each in resource.below}
    return Report(
        [
            _outcome(row, number, wrong.get(at), below.get(at, []))
            for at, (row, number) in enumerate(zip(result.rows, table.numbers, strict=True), 1)
        ]
    )


def _outcome(row, number, problems, below):
    """Return the `Outcome` of a row as the library tells it, with what changed ``below`` its record."""
    if problems is not None:
        return Outcome(number, WRONG, problems=problems)
    changes = list(below)
    if not row.is_skip():
        names, after = RESOURCES[type(row.instance)].Meta.fields, _own(row.instance)
        before = [""] * len(names) if row.is_new() else _own(row.original)
        changes = [each for each in zip(names, before, after, strict=True) if each[1] != each[2]] + changes
    what = NEW if row.is_new() else CHANGED if changes else SAME
    return Outcome(number, what, row.instance, changes)


def _told(model, errors):
    """Return the problems of a row as (column or "", message), from {name of a field: messages}."""
    found = []
    for name, messages in errors.items():
        column = "" if name == NON_FIELD_ERRORS else name
        found += [(column, capfirst(str(message))) for message in messages]
    return found
