"""Plain text files: UTF-8, one article each."""

import codecs
import re
from datetime import date
from pathlib import PurePath

from django.utils.translation import gettext as _

from sources.importers.base import Article, Found, Unreadable
from sources.text import normalise

# A date that stands before the article's first words, as some archives write it: " date 2024-03-13 In a ...".
DATE_LINE = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s|$)", re.ASCII)

# A headline is one line and a paragraph is not; in code points.
HEADLINE_LENGTH = 150
FULL_STOPS = (".", "…", "。")
CLOSING_QUOTES = "\"'”’»)"

# Control characters that belong in text: tab, line feed, form feed (a page break), carriage return.
BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# The second block of control characters is never typed, but for the next-line mark. It comes from text in
# Windows-1252, whose quotation marks stand there, converted as if it were Latin-1.
MISREAD = re.compile("[\x80-\x84\x86-\x9f]")
# What a converter puts where it lost a letter.
REPLACEMENT = "\ufffd"

# The longer marks come first, since UTF-32's begins with that of UTF-16.
OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read(data, origin):
    """Return the `Article` in ``data`` (the bytes of a file); ``origin`` (str) is the file's path, fit to be
    printed.

    Raises `Unreadable` when the bytes are empty, not UTF-8, or not text.
    """
    text = normalise(decode(data))
    if not any(character.isalnum() for character in text):
        raise Unreadable(_("it holds no words"), _("Put the article's text into it, or leave it out."))
    notes = []
    published, rest = split_date(text)
    if published and not is_day(published):
        notes.append(_("the date at its start, %(date)s, does not exist and was not taken") % {"date": published})
        published = ""
    if REPLACEMENT in text:
        notes.append(
            _("letters were lost before it came here: it holds %(count)d replacement characters (U+FFFD)")
            % {"count": text.count(REPLACEMENT)}
        )
    title = headline(rest)
    return Article(
        text=text,
        title=title or _("Untitled text (%(name)s)") % {"name": shortened(PurePath(origin).name)},
        title_found=Found.HEADLINE if title else Found.FILE_NAME,
        published=published,
        published_found=Found.DATE_LINE if published else Found.NOWHERE,
        origin=origin,
        notes=tuple(notes),
    )


def shortened(name):
    """Return ``name`` (str) cut to the length of a headline, with a sign that it was cut."""
    return name if len(name) <= HEADLINE_LENGTH else name[: HEADLINE_LENGTH - 1] + "…"


def decode(data):
    """Return ``data`` (bytes) as str: UTF-8 (RFC 3629), with or without a byte order mark, and nothing else.

    Raises `Unreadable` otherwise. No other encoding is tried, since a wrong guess would change the words in
    silence.
    """
    for mark, encoding in OTHER_ENCODINGS:
        if data.startswith(mark):
            raise Unreadable(_("it is %(encoding)s, not UTF-8") % {"encoding": encoding}, _("Save it as UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("it is not UTF-8: byte %(position)d is 0x%(byte)02x")
            % {"position": error.start, "byte": data[error.start]},
            _("If it is text in another encoding, save it as UTF-8; if it is not text, leave it out."),
        ) from error
    binary = BINARY.search(text)
    if binary:
        raise Unreadable(
            _("it is not plain text: it holds the control character 0x%(code)02x on line %(line)d")
            % {"code": ord(binary[0]), "line": text.count("\n", 0, binary.start()) + 1},
            _("If it is an article, save it as plain text in UTF-8; otherwise leave it out."),
        )
    misread = MISREAD.search(text)
    if misread:
        raise Unreadable(
            _("it was converted from the wrong encoding: line %(line)d holds the control character %(code)s")
            % {"code": f"U+{ord(misread[0]):04X}", "line": text.count("\n", 0, misread.start()) + 1},
            _("Convert the original again, most likely from Windows-1252."),
        )
    return text


def split_date(text):
    """Return the date before the first words of ``text`` (str; empty if none) and the text after it."""
    match = DATE_LINE.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def is_day(text):
    """Say whether ``text`` (str, YYYY-MM-DD) is a day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def headline(text):
    """Return the headline of ``text`` (str), or an empty str if it has none.

    A headline is a short first line without a full stop, with an empty line and then more text after it.
    """
    first, _newline, rest = text.lstrip().partition("\n")
    title = " ".join(first.split())
    following, _newline, body = rest.partition("\n")
    if following.strip() or not body.strip() or not any(character.isalnum() for character in title):
        return ""
    if len(title) > HEADLINE_LENGTH or title.rstrip(CLOSING_QUOTES).endswith(FULL_STOPS):
        return ""
    return title
