"""The headline of a plain text."""

from django.utils.translation import gettext as _

from sources.importers.base import Hint
from sources.importers.detect.dates import DATE_LINE

# A headline is one line and a paragraph is not; in code points.
HEADLINE_LENGTH = 150
FULL_STOPS = (".", "…", "。")
CLOSING_QUOTES = "\"'”’»)"


def find(text, found_lines):
    """Return the `Hint` of the headline of ``text`` (str, with its `lines`) in a list, or an empty list.

    A headline is a short first line without a full stop, with an empty line and then more text after it; a
    date before the first words does not count.
    """
    match = DATE_LINE.match(text)
    begin = match.end() if match else 0
    rest = text[begin:]
    start = begin + len(rest) - len(rest.lstrip())
    first, _newline, rest = text[start:].partition("\n")
    title = " ".join(first.split())
    following, _newline, body = rest.partition("\n")
    if following.strip() or not body.strip() or not any(character.isalnum() for character in title):
        return []
    if len(title) > HEADLINE_LENGTH or title.rstrip(CLOSING_QUOTES).endswith(FULL_STOPS):
        return []
    return [
        Hint("title", title, True, _("the first line, with an empty line after it"), start, start + len(first.rstrip()))
    ]
