"""Which kind of file is read how, told by the ending of its name."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from sources.importers import archives, html, jsonl, tables, txt
from sources.importers.base import ImportProblem, Skipped, Unreadable
from sources.importers.streams import too_long

# One article in a file; many, read one after the other; files in a file.
SINGLE = {".txt": txt.read, ".html": html.read, ".htm": html.read}
SERIES = {".jsonl": jsonl.read, ".csv": tables.read}
ARCHIVES = (".zip",)
ENDINGS = (*SINGLE, *SERIES, *ARCHIVES)


def ending(name):
    """Return the ending of the file called ``name`` (str), in small letters, with its dot."""
    return PurePath(name).suffix.lower()


def read_file(file, name, origin, limit, columns=None):
    """Yield an `Article`, an `ImportProblem` or a `Skipped` for each thing in ``file`` (binary, seekable).

    The ending of ``name`` (str) says what kind of file it is; ``origin`` (str, fit to be printed) is what the
    report calls it. ``limit`` (int) is the size of the largest article, in bytes; an archive, a table or a
    file of JSON lines may be larger, since no more than one article of it is held at a time. ``columns`` is a
    mapping as in `columns.checked`. Nothing is raised for what is in the file.
    """
    try:
        items = 0
        for item in _items(file, name, origin, limit, columns):
            items += not isinstance(item, Skipped)
            yield item
        if not items:
            yield ImportProblem(origin, _("there is no article in it"), _("Put one into it, or leave it out."))
    except Unreadable as error:
        yield ImportProblem(origin, error.reason, error.remedy)


def _items(file, name, origin, limit, columns):
    kind = ending(name)
    if kind in SINGLE:
        yield read_single(file.read(limit + 1), name, origin, limit)
    elif kind in SERIES:
        yield from SERIES[kind](file, origin, limit, columns)
    elif kind in ARCHIVES:
        yield from archives.read(file, origin, lambda *member: _member(*member, limit, columns))
    else:
        yield ImportProblem(origin, *of_no_kind())


def read_single(data, name, origin, limit):
    """Return the `Article` in ``data`` (bytes, at most one more than ``limit``). Raises `Unreadable`."""
    if len(data) > limit:
        raise too_long(limit)
    return SINGLE[ending(name)](data, origin)


def of_no_kind():
    """Return reason and remedy (str) for a file whose name has none of the endings."""
    return (
        _("it is not one of the kinds of file that can be imported (%(endings)s)") % {"endings": ", ".join(ENDINGS)},
        _("If it is a plain text, give its name the ending .txt."),
    )


def _member(file, name, origin, limit, columns):
    kind = ending(name)
    if kind in ARCHIVES:
        raise Unreadable(_("it is an archive in an archive, which is not opened"), _("Hand it over by itself."))
    # The resource files that one system packs beside each file bear its name.
    if kind not in ENDINGS or name.startswith("__MACOSX/"):
        return None
    return _within(file, name, origin, limit, columns)


def _within(file, name, origin, limit, columns):
    if ending(name) in SINGLE:
        # Not `read_file`: a broken archive has to be told from a broken article.
        yield read_single(file.read(limit + 1), name, origin, limit)
    else:
        yield from SERIES[ending(name)](file, origin, limit, columns)
