"""Who wrote an article, where a line at its head or foot says so."""

import re

from django.utils.translation import gettext as _

from sources.importers.base import Hint
from sources.importers.detect.lines import head_and_foot

NAME = r"[^\W\d_a-zа-яіїєґ][\w.'’ʼ-]*"
PARTICLE = r"(?:de|da|di|del|der|den|la|le|van|von|el|al|bin|ibn)"
NAMES = rf"{NAME}(?:\s+(?:{PARTICLE}\s+)*{NAME}){{0,4}}"
LIST = rf"{NAMES}(?:\s*(?:,|and|&|і|й|та|и)\s*{NAMES}){{0,4}}"
LABELLED = re.compile(
    rf"(?:[Aa]uthors?|[Rr]eporters?|Автор[иы]?|Текст)\s*:\s*(?P<labelled>{LIST})|[Bb][Yy]\s+(?P<by>{LIST})"
)
HEAD, FOOT, LONGEST = 6, 3, 160


def find(text, found_lines):
    """Return `Hint`s about the author of ``text`` (str, with its `lines`): lines such as "By A. Name" at the head or
    the foot."""
    hints = []
    for line in head_and_foot(found_lines, HEAD, FOOT):
        match = LABELLED.fullmatch(line.text) if len(line.text) <= LONGEST else None
        if match:
            group = match.lastgroup
            start = line.start + match.start(group)
            hints.append(Hint("byline", match[group], True, _("in a line that names who wrote it"), start, line.end))
    return hints
