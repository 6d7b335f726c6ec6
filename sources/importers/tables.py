"""Tables as comma-separated values (RFC 4180): a header, then an article in each row."""

import csv
import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.importers.base import ImportProblem, Skipped, Unreadable, printable
from sources.importers.columns import article_of, checked, fitting
from sources.importers.streams import Lines, too_long

# More columns than that is no table of articles.
MOST_COLUMNS = 200
NAMES_LISTED = 12
DELIMITERS = ",;\t"
# Bytes that could not be decoded, as `surrogateescape` keeps them.
BROKEN = re.compile("[\udc80-\udcff]")


def read(file, origin, limit, columns=None):
    """Yield an `Article` or an `ImportProblem` for each row of ``file`` (binary, at its path ``origin``, fit to be
    printed).

    ``limit`` (int) is the size of the largest row, in bytes; ``columns`` a mapping as in `columns.checked`.
    The header says whether commas, semicolons or tabs divide. A `Skipped` names the columns that are not
    read. One row is held at a time. Raises `Unreadable` when the file as a whole is no such table; what
    breaks the table on the way is a problem, and the rows after it are not read, since nobody can say where
    the next one begins.
    """
    names = checked(columns)
    # The longest field that the module takes is one setting for the whole process; it only ever grows.
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    lines = Lines(file, limit, errors="surrogateescape")
    rows = _Rows(lines, limit)
    header = rows.header()
    names = fitting(names, header)
    used = _used(header, names)
    ignored = [name for name in header if name not in used and name]
    if ignored:
        listed = ", ".join(ignored[:NAMES_LISTED]) + ("…" if len(ignored) > NAMES_LISTED else "")
        yield Skipped(origin, _("columns that are not read: %(names)s") % {"names": printable(listed[:300])})
    while True:
        try:
            row = rows.next_row()
        except Unreadable as error:
            item = _("%(file)s, row %(number)d") % {"file": origin, "number": rows.number + 1}
            yield ImportProblem(
                item, error.reason, _("%(remedy)s The rows after it were not read.") % {"remedy": error.remedy}
            )
            return
        if row is None:
            return
        if not row:
            continue
        item = _("%(file)s, row %(number)d") % {"file": origin, "number": rows.number}
        try:
            yield article_of(_fields(row, header), item, names, lines.hints, lines.notes)
        except Unreadable as error:
            yield ImportProblem(item, error.reason, error.remedy)


class _Rows:
    """The rows of a table, and how many there were; the header is row 1, as a spreadsheet counts."""

    def __init__(self, lines, limit):
        self.number, self.size, self.limit = 0, 0, limit
        self.lines = iter(lines)

    def header(self):
        first = next(self.lines, None)
        if first is None or not (first.problem or first.text.strip()):
            raise Unreadable(_("it is empty, or its first line is"), _("The first line of a table names its columns."))
        if first.problem:
            raise first.problem
        delimiter = max(DELIMITERS, key=first.text.count)
        self.reader = csv.reader(self._physical(first), delimiter=delimiter, strict=True)
        header = [name.strip() for name in self.next_row()]
        if len(header) > MOST_COLUMNS:
            raise Unreadable(
                _("it has %(count)d columns, more than %(most)d") % {"count": len(header), "most": MOST_COLUMNS},
                _("Keep the columns of the articles: text, title, date, url."),
            )
        return header

    def next_row(self):
        """Return the next row (list of str), or None at the end. Raises `Unreadable` where the table breaks."""
        self.size = 0
        try:
            row = next(self.reader, None)
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise Unreadable(
                    _("a quotation mark is opened and never closed"), _("Close it, or get the file again.")
                ) from error
            raise Unreadable(
                _("the table breaks here: %(message)s") % {"message": error}, _("Correct the row.")
            ) from error
        self.number += row is not None
        return row

    def _physical(self, first):
        yield first.text
        for line in self.lines:
            if line.problem:
                raise line.problem
            # A row may go over many lines, and none of them be long.
            self.size += len(line.text)
            if self.size > self.limit:
                raise too_long(self.limit)
            yield line.text


def _used(header, names):
    used = set(names.values())
    if names["text"] not in header:
        raise Unreadable(
            _("it has no column “%(name)s”; its columns are: %(names)s")
            % {"name": names["text"], "names": printable(", ".join(header[:NAMES_LISTED])[:300])},
            _("Name the column with the text “text”, or say which one it is."),
        )
    twice = next((name for name in header if name in used and header.count(name) > 1), None)
    if twice:
        raise Unreadable(_("it has the column “%(name)s” twice") % {"name": twice}, _("Rename one of them."))
    return used


def _fields(row, header):
    if len(row) != len(header):
        raise Unreadable(
            ngettext(
                "it has %(count)d field, and the header names %(expected)d columns",
                "it has %(count)d fields, and the header names %(expected)d columns",
                len(row),
            )
            % {"count": len(row), "expected": len(header)},
            _("Put quotation marks around a field that holds the dividing sign or a line end."),
        )
    if any(BROKEN.search(value) for value in row):
        raise Unreadable(_("it holds bytes that are not UTF-8"), _("Save the table as UTF-8, or mend the row."))
    return dict(zip(header, row, strict=True))
