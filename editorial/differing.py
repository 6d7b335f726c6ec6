"""What two texts have in common, and what not, word by word."""

import re
from difflib import SequenceMatcher


def segments(before, after, most=1_000_000):
    """Return the two texts as lists of (text, whether it differs), compared word by word.

    Texts so long that more than ``most`` (int) pairs of words would be compared count as wholly different."""
    if not before or not after:
        return [(before, bool(before))] if before else [], [(after, bool(after))] if after else []
    old, new = re.split(r"(\s+)", before), re.split(r"(\s+)", after)
    matcher = SequenceMatcher(None, old, new, autojunk=False) if len(old) * len(new) <= most else None
    if matcher is None or matcher.ratio() < 0.4:
        # Little is common: word by word would be a riddle.
        return [(before, True)], [(after, True)]
    first, second = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            first.append(("".join(old[i:j]), tag != "equal"))
        if k < m:
            second.append(("".join(new[k:m]), tag != "equal"))
    return first, second
