"""From the paths that somebody gave to articles: one at a time, in an order that is the same every time."""

import errno
import os
import stat
from pathlib import Path

from django.utils.translation import gettext as _

from sources.importers.base import ImportProblem, Skipped, Unreadable, printable
from sources.importers.columns import checked
from sources.importers.formats import ENDINGS, SINGLE, ending, of_no_kind, read_file, read_single


def read_paths(paths, limit, columns=None):
    """Yield an `Article`, an `ImportProblem` or a `Skipped` for every file that ``paths`` (str) lead to.

    A folder is walked in the order of its names, with the folders in it after its files. What is named by
    itself and cannot be imported is a problem; a file in a folder that is no article is skipped. A file or
    folder that is reached twice, by another path or through a link, is read once. ``limit`` is the size of
    the largest article that is taken, in bytes; no more than one is held at a time. ``columns`` (dict or
    None) says which columns of tables and fields of JSON lines are what, as in `columns.checked`, which
    raises `Unreadable` for a name that there is not.
    """
    columns = checked(columns)
    seen = set()
    for given in paths:
        if not given:
            # An unset variable in a shell arrives like this, and would otherwise mean the current folder.
            yield ImportProblem("''", _("the path is empty"), _("Name a file or a folder."))
            continue
        path = Path(given)
        try:
            known = path.stat()
        except (OSError, ValueError) as error:
            yield ImportProblem(printable(str(path)), *_why_not_opened(path, error))
            continue
        if stat.S_ISDIR(known.st_mode):
            articles = 0
            for item in _walk(path, limit, columns, seen):
                articles += not isinstance(item, Skipped) or item.read_before
                yield item
            if not articles:
                yield ImportProblem(
                    printable(str(path)),
                    _("no file in this folder is an article"),
                    _("Name a folder that holds %(endings)s files.") % {"endings": ", ".join(ENDINGS)},
                )
        elif ending(path.name) in ENDINGS:
            yield from _read(path, known, limit, columns, seen)
        else:
            yield ImportProblem(printable(str(path)), *of_no_kind())


def _walk(top, limit, columns, seen):
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            known = folder.stat()
            if (known.st_dev, known.st_ino) in seen:
                yield Skipped(printable(str(folder)), _("this folder was already read"), read_before=True)
                continue
            seen.add((known.st_dev, known.st_ino))
            paths = sorted(folder.iterdir())
        except OSError as error:
            yield ImportProblem(printable(str(folder)), *_why_not_opened(folder, error))
            continue
        inside = []
        for path in paths:
            try:
                known = path.stat()
            except OSError as error:
                reason, remedy = _why_not_opened(path, error)
                if error.errno == errno.ENOENT and ending(path.name) not in ENDINGS:
                    yield Skipped(printable(str(path)), reason)
                else:
                    yield ImportProblem(printable(str(path)), reason, remedy)
                continue
            if stat.S_ISDIR(known.st_mode):
                inside.append(path)
            elif ending(path.name) in ENDINGS:
                yield from _read(path, known, limit, columns, seen)
            else:
                yield Skipped(
                    printable(str(path)),
                    _("not an article file (%(endings)s)") % {"endings": ", ".join(ENDINGS)},
                )
        waiting.extend(reversed(inside))


def _read(path, known, limit, columns, seen):
    item = printable(str(path))
    if not stat.S_ISREG(known.st_mode):
        yield ImportProblem(item, *_no_file())
        return
    if (known.st_dev, known.st_ino) in seen:
        yield Skipped(item, _("this file was already read"), read_before=True)
        return
    seen.add((known.st_dev, known.st_ino))
    try:
        if ending(path.name) in SINGLE:
            yield _single(path, item, limit)
        else:
            with opened(path) as file:
                yield from read_file(file, path.name, item, limit, columns)
    except OSError as error:
        yield ImportProblem(item, *_why_not_opened(path, error))


def _single(path, item, limit):
    data = content(path, limit + 1)
    if data is None:
        return ImportProblem(item, *_no_file())
    try:
        return read_single(data, path.name, item, limit)
    except Unreadable as error:
        return ImportProblem(item, error.reason, error.remedy)


def _no_file():
    return _("it is not a file that can be read to its end, but a pipe, a device or a socket"), _("Name a file.")


def content(path, size):
    """Return the first ``size`` bytes of the file at ``path`` (Path), or None if one would have to wait for them.

    Some files of the system look like any other and never end or never begin. Raises `OSError`.
    """
    with opened(path) as file:
        return file.read(size)


def opened(path):
    """Return the file at ``path`` (Path), open for reading bytes and without waiting for any. Raises `OSError`."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")


def _why_not_opened(path, error):
    """Return reason and remedy for an `OSError` (or the `ValueError` of a path that no file can have)."""
    number = getattr(error, "errno", None)
    if number == errno.ENOENT and path.is_symlink():
        return _("it is a link to something that does not exist"), _("Mend the link, or remove it.")
    if number in (errno.ENOENT, errno.ENOTDIR) or isinstance(error, ValueError):
        return _("there is no such file or folder"), _("Check the path.")
    if number == errno.ELOOP:
        return _("it is a link that leads back to itself"), _("Mend the link, or remove it.")
    if number == errno.ENAMETOOLONG:
        return _("its path is too long"), _("Give it a shorter name.")
    if number in (errno.EACCES, errno.EPERM):
        return _("you may not read it"), _("Give the account that runs this command the right to read it.")
    return (
        _("it cannot be read: %(error)s") % {"error": error.strerror},
        _("Check the disk and the file, then run the command again."),
    )
