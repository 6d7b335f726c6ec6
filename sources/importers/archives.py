"""ZIP archives of article files: read where they lie, one file at a time; nothing is ever unpacked to a disk."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sources.importers.base import ImportProblem, Skipped, Unreadable, printable
from sources.importers.streams import CHUNK

MOST_FILES = 50_000
# Words pack to a third or a tenth of their size. What packs to less than a hundredth holds nothing, and is made to fill
# a disk or a memory; up to a size that fills neither, it does not matter.
MOST_PACKED, HARMLESS = 100, 10_000_000
# What the library raises for an archive that is broken or written in a way that it does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError)


def read(file, origin, read_member):
    """Yield what is in the ZIP archive ``file`` (binary, seekable), which lies at ``origin`` (str, fit to be printed).

    ``read_member(file, name, origin)`` is called for each file in it, in the order of their names, and yields
    what it holds, or returns None where the name is that of no article. An entry that is a link, locked, broken,
    an archive itself, named to leave the archive, or packed beyond reason is a problem; the others are read.

    Raises `Unreadable` when the whole is no archive, or holds too many files.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (*BROKEN, ValueError, OverflowError) as error:
        raise Unreadable(_("it is no ZIP archive, or it is broken"), _("Pack it again.")) from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES:
            raise Unreadable(
                _("it holds %(count)d files, more than %(most)d") % {"count": len(entries), "most": MOST_FILES},
                _("Split it into several archives."),
            )
        # Measured, since several entries may lead to the same bytes.
        budget = max(HARMLESS, MOST_PACKED * file.seek(0, io.SEEK_END))
        seen = {}
        for entry in sorted(entries, key=lambda entry: entry.filename):
            seen[entry.filename] = seen.get(entry.filename, 0) + 1
            item = f"{origin}: {printable(entry.filename)}"
            if seen[entry.filename] > 1:
                item = _("%(item)s (number %(number)d of that name)") % {"item": item, "number": seen[entry.filename]}
            try:
                _refuse(entry)
                with _Member(archive, entry, budget) as member:
                    yield from _read(member, entry.filename, item, read_member)
                budget -= member.given
            except _Exhausted:
                remedy = _("Split the archive. The files after it were not read.")
                yield ImportProblem(item, _beyond(MOST_PACKED), remedy)
                return
            except Unreadable as error:
                yield ImportProblem(item, error.reason, error.remedy)
            except BROKEN as error:
                reason = _("it cannot be unpacked: %(error)s") % {"error": printable(str(error))[:200]}
                yield ImportProblem(item, reason, _("Pack the archive again."))


def _read(member, name, item, read_member):
    found = read_member(member, name, item)
    if found is None:
        yield Skipped(item, _("not an article file"))
    else:
        yield from found


def _refuse(entry):
    """Raise `Unreadable` for an ``entry`` (ZipInfo) that is not looked into."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":":
        raise Unreadable(
            _("its path leads out of the archive"), _("Pack it again with paths inside the folder that is packed.")
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable(_("it is a link"), _("Pack the file itself."))
    if entry.flag_bits & 0x1:
        raise Unreadable(_("it is locked with a password"), _("Pack it without a password."))
    if entry.file_size > HARMLESS and entry.file_size > MOST_PACKED * max(1, entry.compress_size):
        raise Unreadable(
            _beyond(entry.file_size // max(1, entry.compress_size)),
            _("Leave it out; if it is an article, hand it over unpacked."),
        )


def _beyond(times):
    return _("it unpacks to %(times)d times its size, which no text does") % {"times": times}


class _Exhausted(Exception):
    """More came out of an archive than its size allows."""


def _unpacked(step, *args):
    """Return ``step(*args)``. The library lets a directory that lies about places end in a `ValueError`, which in an
    importer would be a mistake of ours.
    """
    try:
        return step(*args)
    except ValueError as error:
        raise zipfile.BadZipFile(str(error)) from error


class _Member(io.RawIOBase):
    """A file in an archive that can be rewound, and gives no more bytes than there is ``budget`` (int) for.

    What an archive says about the size of a file need not be true.
    """

    def __init__(self, archive, entry, budget):
        super().__init__()
        self.entry, self.budget, self.given = entry, budget, 0
        self.stream = _unpacked(archive.open, entry)

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        return _unpacked(self.stream.seek, offset, whence)

    def read(self, size=-1):
        return self._counted(_unpacked(self.stream.read, size if size >= 0 else self.budget - self.given + 1))

    def readline(self, size=-1):
        return self._counted(_unpacked(self.stream.readline, size if size >= 0 else CHUNK))

    def _counted(self, data):
        self.given += len(data)
        if self.given > self.budget:
            raise _Exhausted
        return data

    def close(self):
        self.stream.close()
        super().close()
