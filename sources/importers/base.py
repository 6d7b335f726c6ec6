"""What an importer hands over: articles, what was found in them, and what could not be one."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Found(Enum):
    """Where a value stood. What an article's own fields hold was read somewhere; what is guessed is a `Hint`."""

    HEADLINE = _("from the headline")
    DATE_LINE = _("from the start of the first line")
    PAGE = _("from the page's own data")
    FIELD = _("from the field of that name")
    TEXT = _("from a line of the text")
    FILE_NAME = _("from the name of the file, for want of a headline")
    NOWHERE = _("not in the text")


@dataclass(frozen=True)
class Hint:
    """One thing that was read in, or of, an article.

    ``field`` (str) is one of `FIELDS`; ``value`` (str, at most `VALUE_LENGTH` code points) what it says, in
    the form that the field of that name has: a date in the Extended Date/Time Format, a language as a BCP 47
    tag, an address in its canonical form. ``certain`` (bool) is True for what stands in the document in so
    many words, False for what is inferred and left for an editor. ``where`` (str, at most `WHERE_LENGTH` code
    points) is for people. ``start`` and ``end`` (int or None, together) are the place in the article's text,
    in code points, half open.
    """

    field: str
    value: str
    certain: bool
    where: str
    start: int | None = None
    end: int | None = None

    def __post_init__(self):
        if self.field not in FIELDS:
            raise ValueError(f"“{self.field}” is no field of a hint.")
        if (self.start is None) != (self.end is None) or (self.start is not None and not 0 <= self.start < self.end):
            raise ValueError("A place in a text has a start and, after it, an end.")


# What a hint can be about, as findings store it; a test compares the two.
FIELDS = (
    "title",
    "published",
    "url",
    "outlet",
    "credit",
    "byline",
    "language",
    "translated_from",
    "encoding",
    "furniture",
)
VALUE_LENGTH = 500
WHERE_LENGTH = 200


@dataclass(frozen=True)
class Article:
    """One article as read from a file, a row of a table, or a file in an archive.

    ``text`` is normalised (`sources.text.normalise`) and never empty. ``title`` is never empty. ``origin`` is
    the path of the file, with the row or the path inside it, fit to be printed. ``published`` is a date in the
    Extended Date/Time Format, ``url`` a canonical address, ``language`` and ``translated_from`` BCP 47 tags,
    ``byline`` and ``outlet`` names as printed; each is empty where the document does not say it with
    certainty. ``hints`` is everything that was found, certain or not; ``notes`` are sentences for the report:
    what was kept out of the text, and what was seen and not taken.
    """

    text: str
    title: str
    title_found: Found
    origin: str
    published: str = ""
    published_found: Found = Found.NOWHERE
    url: str = ""
    language: str = ""
    translated_from: str = ""
    byline: str = ""
    outlet: str = ""
    hints: tuple[Hint, ...] = ()
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
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
