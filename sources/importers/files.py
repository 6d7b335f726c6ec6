"""From the paths that somebody gave to articles: one at a time, in an order that is the same every time."""

import errno
import os
import stat
from pathlib import Path

from django.utils.translation import gettext as _

from sources.importers import txt
from sources.importers.base import ImportProblem, Skipped, Unreadable, printable

READERS = {".txt": txt.read}


def read_paths(paths, limit):
    """Yield an `Article`, an `ImportProblem` or a `Skipped` for every file that ``paths`` (str) lead to.

    A folder is walked in the order of its names, with the folders in it after its files. What is named by
    itself and cannot be imported is a problem; a file in a folder that is no article is skipped. A file or
    folder that is reached twice, by another path or through a link, is read once. ``limit`` is the size of
    the largest file that is taken, in bytes; no more than that is ever read.
    """
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
            for item in _walk(path, limit, seen):
                articles += not isinstance(item, Skipped) or item.read_before
                yield item
            if not articles:
                yield ImportProblem(
                    printable(str(path)),
                    _("no file in this folder is an article"),
                    _("Name a folder that holds %(endings)s files.") % {"endings": ", ".join(READERS)},
                )
        elif path.suffix.lower() in READERS:
            yield _read(path, known, limit, seen)
        else:
            yield ImportProblem(
                printable(str(path)),
                _("it is not one of the kinds of file that can be imported (%(endings)s)")
                % {"endings": ", ".join(READERS)},
                _("If it is a plain text, give its name the ending .txt."),
            )


def _walk(top, limit, seen):
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
                if error.errno == errno.ENOENT and path.suffix.lower() not in READERS:
                    yield Skipped(printable(str(path)), reason)
                else:
                    yield ImportProblem(printable(str(path)), reason, remedy)
                continue
            if stat.S_ISDIR(known.st_mode):
                inside.append(path)
            elif path.suffix.lower() in READERS:
                yield _read(path, known, limit, seen)
            else:
                yield Skipped(
                    printable(str(path)),
                    _("not an article file (%(endings)s)") % {"endings": ", ".join(READERS)},
                )
        waiting.extend(reversed(inside))


def _read(path, known, limit, seen):
    item = printable(str(path))
    if not stat.S_ISREG(known.st_mode):
        return ImportProblem(item, *_no_file())
    if (known.st_dev, known.st_ino) in seen:
        return Skipped(item, _("this file was already read"), read_before=True)
    seen.add((known.st_dev, known.st_ino))
    try:
        data = content(path, limit + 1)
    except OSError as error:
        return ImportProblem(item, *_why_not_opened(path, error))
    if data is None:
        return ImportProblem(item, *_no_file())
    if len(data) > limit:
        return ImportProblem(
            item,
            _("it is larger than %(limit)d bytes") % {"limit": limit},
            _("Split it into its articles, or raise MAX_ARTICLE_BYTES."),
        )
    try:
        return READERS[path.suffix.lower()](data, item)
    except Unreadable as error:
        return ImportProblem(item, error.reason, error.remedy)


def _no_file():
    return _("it is not a file that can be read to its end, but a pipe, a device or a socket"), _("Name a file.")


def content(path, size):
    """Return the first ``size`` bytes of the file at ``path`` (Path), or None if one would have to wait for them.

    Some files of the system look like any other and never end or never begin. Raises `OSError`.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        return file.read(size)


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
