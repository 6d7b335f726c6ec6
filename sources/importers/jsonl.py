"""JSON Lines: an object on each line, an article in each object."""

import json

from django.utils.translation import gettext as _

from sources.importers.base import ImportProblem, Skipped, Unreadable, printable
from sources.importers.columns import article_of, checked, fitting
from sources.importers.streams import Lines

# How many names of fields that are not read the report lists.
NAMES_LISTED = 12


def read(file, origin, limit, columns=None):
    """Yield an `Article` or an `ImportProblem` for each line of ``file`` (binary, at its path ``origin``, fit to be
    printed).

    ``limit`` (int) is the longest line, in bytes; ``columns`` a mapping as in `columns.checked`. A `Skipped`
    at the end names the fields that were not read. One line is held at a time. Raises `Unreadable` when the
    file as a whole cannot be read.
    """
    names = checked(columns)
    lines = Lines(file, limit)
    ignored = {}
    for line in lines:
        if line.problem is None and not line.text.strip():
            continue
        item = _("%(file)s, line %(number)d") % {"file": origin, "number": line.number}
        try:
            if line.problem:
                raise line.problem
            record = _object(line.text)
            fields = fitting(names, record)
            for name in record:
                if name not in fields.values() and len(ignored) < NAMES_LISTED:
                    ignored.setdefault(name)
            yield article_of(_words(record, fields), item, fields, lines.hints, lines.notes)
        except Unreadable as error:
            yield ImportProblem(item, error.reason, error.remedy)
    if ignored:
        yield Skipped(
            origin, _("fields that are not read: %(names)s") % {"names": printable(", ".join(sorted(ignored))[:300])}
        )


def _object(text):
    try:
        record = json.loads(text, object_pairs_hook=_without_twins)
    except RecursionError as error:
        raise Unreadable(
            _("its brackets are nested too deep"), _("Make a line one object with words in its fields.")
        ) from error
    except json.JSONDecodeError as error:
        # What ends inside an object ends where the line does.
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise Unreadable(
                _("it is cut: the line ends in the middle of its JSON"), _("Get the file again, or complete the line.")
            ) from error
        raise Unreadable(
            _("it is not JSON: %(message)s, character %(position)d") % {"message": error.msg, "position": error.colno},
            _("Correct the line: one JSON object on each."),
        ) from error
    except ValueError as error:
        # A number of more digits than Python reads.
        raise Unreadable(_("it holds a number that is too long"), _("Correct the line.")) from error
    if not isinstance(record, dict):
        raise Unreadable(_("it is no JSON object"), _('Write each article as {"text": "...", "title": "..."}.'))
    return record


def _without_twins(pairs):
    record = dict(pairs)
    if len(record) < len(pairs):
        raise Unreadable(_("it holds the same field twice"), _("Keep one of them."))
    return record


def _words(record, names):
    for name in names.values():
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            raise Unreadable(
                _("its field “%(name)s” holds no words") % {"name": name},
                _("Write it as a string, in quotation marks."),
            )
    return record
