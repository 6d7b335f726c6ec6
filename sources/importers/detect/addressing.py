"""The address of an article, where a line of it says so."""

import re

from django.utils.translation import gettext as _

from sources.importers.addresses import canonical
from sources.importers.base import Hint
from sources.importers.detect.lines import head_and_foot

LINE = re.compile(
    r"(?P<label>(?:url|link|address|original(?: article)?|permalink|canonical|посилання|ссылка|оригінал|оригинал"
    r"|адреса?)\s*[:=]\s*)?(?P<address>https?://\S{4,1000})",
    re.IGNORECASE,
)
HEAD, FOOT, LONGEST = 5, 4, 1100


def find(text, found_lines):
    """Return `Hint`s about the address of ``text`` (str, with its `lines`): a line that is one.

    After a word such as "URL:" it is certain; alone on a line it may lead to something else, and is a guess.
    """
    hints = []
    for line in head_and_foot(found_lines, HEAD, FOOT):
        match = LINE.fullmatch(line.text) if len(line.text) <= LONGEST else None
        address = canonical(match["address"]) if match else ""
        if address:
            where = _("after a word for its address") if match["label"] else _("alone on a line")
            start = line.start + match.start("address")
            hints.append(Hint("url", address, bool(match["label"]), where, start, line.end))
    return hints
