"""Which stretches of a text stand in quotation marks."""

from bisect import bisect_left, bisect_right

# Marks that end what each one opened; an opening one that is closed with the wrong sign is common.
CLOSERS = {"“": '”"', "«": "»", "„": '“”"', '"': '"”'}
LONGEST = 1500


def quotations(text, start, end):
    """Return the list of (start, end) of what stands in quotation marks in ``text[start:end]`` (one paragraph), marks
    left out. What is opened and not closed goes on to the end of the paragraph."""
    found = []
    place = start
    while place < end:
        mark = text[place]
        if mark not in CLOSERS:
            place += 1
            continue
        close = next((at for at in range(place + 1, min(end, place + LONGEST)) if text[at] in CLOSERS[mark]), None)
        if close is None:
            if mark == '"' and place > start and not text[place - 1].isspace():
                place += 1
                continue
            close = end
        if close > place + 1:
            found.append((place + 1, close))
        place = close + 1
    return found


def inside(spans, start, end):
    """Return whether ``start:end`` lies in one of ``spans``."""
    return any(first <= start and end <= last for first, last in spans)


def reaching(spans, start, end):
    """Return those of ``spans`` (in order, none overlapping) that reach into ``start:end``."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, end, lo=first, key=lambda span: span[0])]


def overlap(spans, start, end):
    """Return the parts of ``spans`` that lie in ``start:end``, as a list of (start, end)."""
    return [(max(first, start), min(last, end)) for first, last in reaching(spans, start, end)]
