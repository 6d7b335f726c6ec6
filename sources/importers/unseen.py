"""What a page holds and does not show: scripts, hidden elements, characters that nobody sees."""

import re
from collections import Counter

from django.utils.translation import ngettext

from sources.importers.characters import BINARY, JOINERS, kept_out, without_hidden

NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NEVER_TEXT = ("script", "style", "template")
# Letters that the extraction keeps, one of which stands in for each joiner that belongs to the text: it would take
# those out.
STAND_INS = "\ua66e\u0df4\u2e0e\u2e0f\u1360\u1361\u13a0\u16a0"


def take_out_elements(tree):
    """Take scripts and elements that are not shown out of ``tree`` (an lxml element); return notes (list of str)."""
    hidden = 0
    for element in list(tree.iter()):
        unseen = element.get("hidden") is not None or NOT_SHOWN.search(element.get("style") or "")
        if element.getparent() is None or not (unseen or element.tag in NEVER_TEXT):
            continue
        hidden += bool(unseen and "".join(element.itertext()).strip())
        # The words after an element hang on it, and are not part of it.
        element.text, tail = None, element.tail
        before, parent = element.getprevious(), element.getparent()
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
    if not hidden:
        return []
    return [
        ngettext(
            "%(count)d part of the page that it does not show was kept out",
            "%(count)d parts of the page that it does not show were kept out",
            hidden,
        )
        % {"count": hidden}
    ]


def take_out_characters(tree):
    """Take the characters that nobody sees out of ``tree`` (an lxml element).

    Return the joiners that stay and the letter that stands in for each (dict of str) until the text is
    extracted, and notes (list of str).
    """
    removed = Counter()
    whole = "".join(tree.itertext())
    free = [letter for letter in STAND_INS if letter not in whole]
    joiners = dict(zip(JOINERS, free, strict=False))
    table = str.maketrans(joiners)

    def cleaned(words):
        for found in BINARY.findall(words):
            removed[found] += 1
        # A page break is a space to a browser.
        return without_hidden(BINARY.sub("", words).replace("\f", " "), removed).translate(table)

    for element in tree.iter():
        if element.text:
            element.text = cleaned(element.text)
        if element.tail:
            element.tail = cleaned(element.tail)
    return joiners, kept_out(removed)
