"""Rows of a table and lines of JSON to articles: which column is what."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.edtf import parse
from sources.importers.base import Found, Hint, Unreadable
from sources.importers.composing import compose
from sources.importers.detect.calendar_words import written_days, written_month

# The documented names of columns, and what each says about an article; a text is needed, the others are not.
COLUMNS = {
    "text": "",
    "title": "title",
    "date": "published",
    "url": "url",
    "language": "language",
    "author": "byline",
    "outlet": "outlet",
    "translated_from": "translated_from",
}
# What a spreadsheet would compute when a cell begins with it.
FORMULA = re.compile(r"[=+@\t\r]|-(?![\s\d])")
# A written date is no longer than this, and a year can stand with its word after it; anything more is a sentence.
LONGEST_DATE, LONGEST_REST = 80, 12


def checked(columns):
    """Return ``columns`` (dict: a name of `COLUMNS` to the name that it has in the file, or None) as a whole mapping.

    Raises `Unreadable` for a name that is not one of `COLUMNS`.
    """
    for name in columns or ():
        if name not in COLUMNS:
            raise Unreadable(
                _("there is no column “%(name)s”") % {"name": name},
                _("Name one of: %(names)s.") % {"names": ", ".join(COLUMNS)},
            )
    return {name: name for name in COLUMNS} | dict(columns or {})


def fitting(columns, there):
    """Return the `checked` mapping ``columns`` for a file with the columns ``there`` (a container of str): where it has
    not the name that was chosen, the documented one counts, so that files of several makings can come together.
    """
    return {name: column if column in there else name for name, column in columns.items()}


def article_of(row, origin, columns, hints=(), notes=()):
    """Return the `Article` in ``row`` (dict: names of columns to str), read at ``origin`` (str, fit to be printed).

    ``columns`` is a `checked` mapping; ``hints`` and ``notes`` are about the file. Raises `Unreadable` when
    the row has no text.
    """
    text = row.get(columns["text"]) or ""
    if not text.strip():
        raise Unreadable(
            _("its field “%(column)s” holds no text") % {"column": columns["text"]},
            _("Put the article's text into it, or leave it out."),
        )
    notes, given = [*notes], [*hints]
    for name, field in COLUMNS.items():
        value = (row.get(columns[name]) or "").strip()
        if not value:
            continue
        if FORMULA.match(value):
            notes.append(
                _("“%(column)s” begins like a formula of a spreadsheet; it was kept as words")
                % {"column": columns[name]}
            )
        if not field:
            continue
        where = _("in the field “%(column)s”") % {"column": columns[name]}
        if field == "published":
            date = day_of(value)
            if not date:
                notes.append(
                    _("“%(column)s” holds “%(value)s”, which is not one certain day, and was not taken")
                    % {"column": columns[name], "value": value[:60]}
                )
                continue
            value = date
        given.append(Hint(field, value, True, where))
    return compose(text, origin, given, notes, found=Found.FIELD)


def day_of(value):
    """Return the date that ``value`` (str, as written) is, in the Extended Date/Time Format, or an empty str."""
    bare = value.strip()
    if len(bare) > LONGEST_DATE:
        return ""
    try:
        parse(bare)
    except ValidationError:
        pass
    else:
        return bare
    try:
        return datetime.fromisoformat(bare).date().isoformat()
    except ValueError:
        pass
    written = next(written_days(bare), None) or written_month(bare)
    return written.value if written and len(bare) - (written.end - written.start) <= LONGEST_REST else ""
