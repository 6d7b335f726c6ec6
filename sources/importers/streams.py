"""Lines of a file that may be larger than memory, decoded one at a time."""

import codecs
import io
from typing import NamedTuple

from django.utils.translation import gettext as _

from sources.importers.base import Hint, Unreadable
from sources.importers.decoding import SAMPLE, codec_of

# How much is read at once of what is not kept.
CHUNK = 65_536
# In these a line end is not one byte, so that the stream has to be decoded before it is cut.
WIDE = ("utf-16", "utf-32", "utf_16_le", "utf_16_be")


class Line(NamedTuple):
    """A line with its end, and its number from 1; or, instead of the text, why it cannot be read."""

    number: int
    text: str
    problem: Unreadable | None = None


class Lines:
    """The lines of a file, to be gone through once.

    ``file`` is a binary file that can be rewound; ``limit`` (int) the longest line that is taken, in bytes.
    ``hints`` and ``notes`` say in which encoding it is. No more than one line is held at a time.

    Raises `Unreadable` when the encoding cannot be told from the beginning of the file.
    """

    hints: tuple[Hint, ...]
    notes: tuple[str, ...]

    def __init__(self, file, limit, errors="strict"):
        file.seek(0)
        self.codec, self.hints, self.notes = codec_of(file.read(SAMPLE))
        file.seek(0)
        self.file, self.limit, self.errors = file, limit, errors

    def __iter__(self):
        """Yield a `Line` for each line. One that is too long or broken is a problem, and the next one is read."""
        return self._wide() if self.codec in WIDE else self._narrow()

    def _narrow(self):
        number = 0
        while raw := self.file.readline(self.limit + 1):
            number += 1
            if number == 1 and self.codec == "utf-8-sig":
                raw = raw.removeprefix(codecs.BOM_UTF8)
            if len(raw) > self.limit and not raw.endswith(b"\n"):
                self._pass_over()
                yield Line(number, "", too_long(self.limit))
                continue
            try:
                yield Line(number, raw.decode(self.codec.removesuffix("-sig"), self.errors))
            except UnicodeDecodeError as error:
                yield Line(
                    number,
                    "",
                    Unreadable(
                        _("it is not UTF-8: byte %(position)d of the line is 0x%(byte)02x")
                        % {"position": error.start, "byte": raw[error.start]},
                        _("It was cut or damaged there. Get it again, or save the file as UTF-8."),
                    ),
                )

    def _pass_over(self):
        while (rest := self.file.readline(CHUNK)) and not rest.endswith(b"\n"):
            pass

    def _wide(self):
        # The text file is detached at the end, or it would close the one below it, which is not ours.
        stream = io.TextIOWrapper(self.file, encoding=self.codec, errors="strict", newline="\n")
        number = 0
        try:
            while text := stream.readline(self.limit + 1):
                number += 1
                if len(text) > self.limit:
                    while (rest := stream.readline(CHUNK)) and not rest.endswith("\n"):
                        pass
                    yield Line(number, "", too_long(self.limit))
                else:
                    yield Line(number, text)
        except UnicodeDecodeError:
            yield Line(
                number + 1,
                "",
                Unreadable(_("it cannot be decoded from here on"), _("It was cut or damaged there. Get it again.")),
            )
        finally:
            if not self.file.closed:
                stream.detach()


def too_long(limit):
    """Return the `Unreadable` of an item that is larger than ``limit`` (int) bytes."""
    return Unreadable(
        _("it is larger than %(limit)d bytes") % {"limit": limit},
        _("Split it into its articles, or raise MAX_ARTICLE_BYTES."),
    )
