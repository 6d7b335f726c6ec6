"""Writing what stands below the records of a table, when the records of all its rows are there to point to."""

from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.text import capfirst
from django.utils.translation import gettext

from claims.bulk.parts import PARTS
from editorial.models.history import keep_baseline


@dataclass
class Below:
    """The cells of one row that tell what stands below its record: ``row`` its place in the table (int), ``cells``
    ({column: text}), ``before`` ({column: text}) what was stored; then what is wrong: list of (column, message)."""

    row: int
    record: object
    cells: dict
    before: dict
    saved: bool
    problems: list = field(default_factory=list)
    after: dict = field(default_factory=dict)

    def changes(self):
        """Return what changed, as (column, text before, text after)."""
        return [(name, self.before[name], text) for name, text in self.after.items() if text != self.before[name]]


def cells_below(model, row):
    """Return the cells ({column: text}) of ``row`` that tell what stands below a record of ``model``."""
    return {part.name: row[part.name] for part in PARTS.get(model, ()) if part.name in row}


def rows_below(record, names=None):
    """Return everything that stands below ``record`` in the columns ``names`` (list of model instances)."""
    return [
        row
        for part in PARTS.get(type(record), ())
        if names is None or part.name in names
        for _values, row in part.rows(record)
    ]


def write_below(found, *, by, refusal):
    """Write what the ``found`` (list of `Below`) tell, and note with each what became of it.

    First all rows, then what points from one to another. Nothing is taken back here: the caller does, when something is
    wrong. ``by`` and ``refusal``: as in `claims.bulk.importing.try_table`.
    """
    first, later = [], []
    for each in found:
        for part in PARTS[type(each.record)]:
            if part.name in each.cells:
                _plan(each, part, by, first, later)
    _work_off(first)
    _work_off(later)
    for each in found:
        if not each.problems:
            _settle(each, by, refusal)


def _plan(below, part, by, first, later):
    """Add to ``first`` and ``later`` what is to be done for one cell: tuples (`Below`, column, entry, what to call)."""
    try:
        entries = part.read(below.cells[part.name])
    except ValidationError as error:
        below.problems += [(part.name, message) for message in error.messages]
        return
    stored = part.rows(below.record) if below.before[part.name] else []
    told = [values for values, _row in stored]
    gone = [row for values, row in stored if values not in entries]
    for number, entry in enumerate(entries, 1):
        if entry in told:
            continue
        task = _Task(part, below.record, entry, gone, by)
        first.append((below, part.name, number, task.store))
        if part.later:
            later.append((below, part.name, number, task.point))
    # Behind what takes one of them over.
    first.append((below, part.name, None, partial(_clear, part, gone, by)))


class _Task:
    """One entry on its way to a row: of those ``gone`` from the cell, the one that it goes on with, or a new one."""

    def __init__(self, part, record, entry, gone, by):
        self.part, self.record, self.entry, self.gone, self.by = part, record, entry, gone, by
        self.row = None

    def store(self):
        part = self.part
        values = part.clean(self.entry, names=part.first())
        known = next((row for row in self.gone if part.matches(row, values)), None)
        row = known or part.model(**{part.key: self.record})
        changed = {name: value for name, value in values.items() if known is None or getattr(known, name) != value}
        if changed:
            if not self.by.has_perm(f"claims.{'change' if known else 'add'}_{part.model._meta.model_name}"):
                raise ValidationError(gettext("You may not add or change this; somebody who may has to."))
            if known is not None:
                keep_baseline(known)
            part.fill(row, changed | dict.fromkeys(part.later), self.by)
            self.save(row)
        self.row = row
        if known is not None:
            self.gone.remove(known)

    def point(self):
        if self.row is None:
            # Said already.
            return
        values = self.part.clean(self.entry, names=self.part.later)
        if any(getattr(self.row, name) != value for name, value in values.items()):
            self.part.fill(self.row, values, self.by)
            self.save(self.row)

    def save(self, row):
        row._history_user = self.by
        row.full_clean()
        row.save()


def _clear(part, gone, by):
    for row in gone:
        if not by.has_perm(f"claims.delete_{part.model._meta.model_name}"):
            raise ValidationError(
                gettext("You may not take “%(what)s” away. Leave it in the cell, or ask an editor.") % {"what": row}
            )
        key, row._history_user = row.pk, by
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            raise ValidationError(
                gettext("“%(what)s” stays, because another report relies on it. Change that one first.") % {"what": row}
            ) from None
        # It may come back with the transaction.
        row.pk = key
    gone.clear()


def _work_off(tasks):
    """Do all of it, again and again while that gets further: what stands in the way of one may go with another."""
    while tasks:
        left = []
        for below, column, number, do in tasks:
            try:
                with transaction.atomic():
                    do()
            except ValidationError as error:
                left.append(((below, column, number, do), _told(error)))
            except IntegrityError:
                left.append(((below, column, number, do), [gettext("Another record says the same, or points to it.")]))
        if len(left) == len(tasks):
            for (below, column, number, _do), messages in left:
                below.problems += [(column, _numbered(number, message)) for message in messages]
            return
        tasks = [task for task, _messages in left]


def _told(error):
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        capfirst(message) if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _numbered(number, message):
    if number is None:
        return message
    return gettext("Entry %(number)d: %(message)s") % {"number": number, "message": message}


def _settle(below, by, refusal):
    """Note what is stored now; a record that is changed by what stands below it alone is written as well."""
    record = below.record
    parts = {part.name: part for part in PARTS[type(record)]}
    below.after = {name: parts[name].cell(record) for name in below.cells}
    if below.saved or not below.changes():
        return
    if problem := refusal(record):
        below.problems.append(("", problem))
        return
    record.written_by(by).save()
