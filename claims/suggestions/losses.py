"""Figures of losses in a sentence: a number close to a word for losses."""

import re

from claims.models import LexiconKind
from claims.suggestions.wordlists import words

# How many words may stand between the number and what it counts.
REACH = 8
NUMBER = re.compile(r"\d+(?:[.,]\d+)*$")
YEAR = re.compile(r"(?:19|20)\d\d$")
NUMBERS = words("numbers")
MONTHS = words("months")


def figure(found, hits):
    """Return (number, word for losses), as written, for the first figure of losses in ``found`` (list of `Token`), or
    None. ``hits`` are those of the lexicon."""
    numbers = [position for position, token in enumerate(found) if _counts(found, position, token)]
    for hit in hits:
        if hit.entry.kind != LexiconKind.LOSS:
            continue
        near = [at for at in numbers if -REACH <= at - hit.first <= REACH and not hit.first <= at < hit.last]
        if near:
            number = min(near, key=lambda at: abs(at - hit.first))
            return found[number].text, hit.text
    return None


def _counts(found, position, token):
    if token.folded in NUMBERS:
        return True
    if not NUMBER.match(token.text) or YEAR.match(token.text):
        return False
    neighbours = {each.folded for each in found[max(0, position - 1) : position + 2]}
    return not neighbours & MONTHS
