"""What an importer hands over: articles, and what could not be one."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Found(Enum):
    """Where a value stood. Only what stands in the text is taken; nothing is guessed."""

    HEADLINE = _("from the headline")
    DATE_LINE = _("from the start of the first line")
    FILE_NAME = _("from the name of the file, for want of a headline")
    NOWHERE = _("not in the text")


@dataclass(frozen=True)
class Article:
    """One article as read from a file.

    ``text`` is normalised (`sources.text.normalise`). ``title`` is never empty. ``published`` is a date in
    the Extended Date/Time Format, or empty. ``origin`` is the path of the file, fit to be printed. ``notes``
    are sentences for the report: what was seen in the text and not taken.
    """

    text: str
    title: str
    title_found: Found
    origin: str
    published: str = ""
    published_found: Found = Found.NOWHERE
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportProblem:
    """Something that should have been imported and was not: which item, why, and what to do about it."""

    item: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Skipped:
    """Something that was met on the way and is rightly not imported; the report lists it, so nothing goes
    unseen.

    ``read_before`` marks what was reached a second time.
    """

    item: str
    reason: str
    read_before: bool = False


class Unreadable(Exception):
    """Raised by an importer for bytes that are no article: the reason, and what to do about it."""

    def __init__(self, reason, remedy):
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def printable(text):
    """Return ``text`` (str) with everything that does not print written as an escape such as ``\\x1b``.

    Names of files and titles come from outside: they may hold line ends, terminal codes, or bytes that are no
    letters.
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
