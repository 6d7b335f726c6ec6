"""Tables as files: CSV (RFC 4180, UTF-8) and XLSX (ECMA-376), read into rows and written from them."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.cells import MARK, as_written, harmless

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8; header=present",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a file of a few megabytes may unfold to, in bytes: an archive can promise a thousand times its size.
MOST_UNFOLDED = 50_000_000
# More columns than any of our tables has; a sheet that was formatted to its edge has thousands of empty ones.
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Table:
    """The head of a table (list of str), its rows (lists of str), and the number of each in the file."""

    head: list
    rows: list
    numbers: list


def read_table(name, data, most):
    """Return the `Table` in the file ``name`` (str) with ``data`` (bytes): the first sheet of a workbook.

    Rows without a word are left out. Raises `ValidationError` when it is no such file, or has more than ``most`` rows.
    """
    kind = name.rpartition(".")[2].lower()
    if kind not in CONTENT_TYPES:
        raise ValidationError(_("%(name)s is neither a .csv nor an .xlsx file.") % {"name": name})
    lines = _csv_lines(name, data) if kind == CSV else _xlsx_lines(name, data)
    head, rows, numbers = None, [], []
    for number, cells in enumerate(lines, 1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if head is None:
            head = cells
            continue
        if len(cells) > len(head):
            raise ValidationError(
                _("Row %(row)d of %(name)s has more cells than there are columns. Is a quotation mark missing?")
                % {"row": number, "name": name}
            )
        if len(rows) == most:
            raise ValidationError(
                _("%(name)s has more than %(most)d rows. Hand it over in parts.") % {"name": name, "most": most}
            )
        rows.append(cells + [""] * (len(head) - len(cells)))
        numbers.append(number)
    if head is None:
        raise ValidationError(_("%(name)s is empty. Its first row holds the names of the columns.") % {"name": name})
    if len(head) > MOST_COLUMNS:
        raise ValidationError(_("%(name)s has %(count)d columns.") % {"name": name, "count": len(head)})
    return Table(head, rows, numbers)


def _csv_lines(name, data):
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(
            _("%(name)s is not in UTF-8. Save it as “CSV UTF-8”, or as a workbook (.xlsx).") % {"name": name}
        ) from None
    first = text.partition("\n")[0]
    # Spreadsheet programs of many countries write semicolons.
    delimiter = max(",;\t", key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [as_written(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise ValidationError(
            _("%(name)s is no table of comma-separated values: %(error)s.") % {"name": name, "error": error}
        ) from None


def _xlsx_lines(name, data):
    from openpyxl import load_workbook

    broken = ValidationError(_("%(name)s cannot be read as a workbook. Save it again as .xlsx.") % {"name": name})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unfolded = sum(part.file_size for part in archive.infolist())
        if unfolded > MOST_UNFOLDED:
            raise ValidationError(_("%(name)s unfolds to more than can be read at once.") % {"name": name})
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What it says of its own size may be wrong.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield [_said(cell) for cell in cells]
    except ValidationError:
        raise
    except Exception:  # Of a parser of archives and XML, which names no list of what it raises.
        raise broken from None


def _said(cell):
    """Return what a cell of a workbook says, as somebody would have typed it (str)."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def write_csv(head, rows):
    """Return a file (bytes) with the names of the columns (list of str) and ``rows`` (an iterable of lists of str)."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (MARK + written.getvalue()).encode()


def write_xlsx(head, rows):
    """Return a workbook (bytes) of one sheet, all its cells text, so that none is a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet()

    def text(value):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value))
        cell.data_type = "s"
        return cell

    for row in [head, *rows]:
        sheet.append([text(value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


WRITERS = {CSV: write_csv, XLSX: write_xlsx}
