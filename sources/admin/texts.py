"""Two texts of one source, paragraph beside paragraph: what its outlet changed, removed and added."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from editorial.differing import segments

# Above this many comparisons of paragraphs the middle is shown as replaced: a page must not take minutes.
COMPARISONS = 1_000_000
# Paragraphs that stay are shown next to those that do not, and no further.
AROUND = 1


@dataclass(frozen=True)
class Stretch:
    """A paragraph before and after, as parts (text, whether it differs); or ``left_out`` paragraphs that stayed."""

    before: list
    after: list
    changed: bool = True
    left_out: int = 0


def difference(before, after):
    """Return the difference of two texts (str) as a list of `Stretch`, in order; empty when they are the same."""
    old, new = _paragraphs(before), _paragraphs(after)
    if old == new:
        return []
    found = []
    for tag, first, last, start, end in _steps(old, new):
        if tag == "equal":
            found += [Stretch([(text, False)], [(text, False)], changed=False) for text in old[first:last]]
            continue
        for number in range(max(last - first, end - start)):
            was = old[first + number] if first + number < last else ""
            now = new[start + number] if start + number < end else ""
            found.append(Stretch(*segments(was, now)))
    return _folded(found)


def _paragraphs(text):
    return [line for line in text.split("\n") if line.strip()]


def _steps(old, new):
    """Return opcodes as `SequenceMatcher` has them, from what lies between the beginning and the end that stayed."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) * len(middle_new) > COMPARISONS:
        steps = [("replace", 0, len(middle_old), 0, len(middle_new))]
    else:
        steps = SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes()
    moved = [(tag, i + head, j + head, k + head, m + head) for tag, i, j, k, m in steps]
    ends = ("equal", len(old) - tail, len(old), len(new) - tail, len(new))
    return [("equal", 0, head, 0, head), *moved, ends]


def _folded(stretches):
    """Return ``stretches`` with runs of what stayed, away from any change, as one that says how many there are."""
    near = {place + step for place, each in enumerate(stretches) if each.changed for step in range(-AROUND, AROUND + 1)}
    folded, hidden = [], 0
    for place, each in enumerate(stretches):
        if place in near:
            folded += [Stretch([], [], changed=False, left_out=hidden)] * bool(hidden) + [each]
            hidden = 0
        else:
            hidden += 1
    return folded + [Stretch([], [], changed=False, left_out=hidden)] * bool(hidden)
