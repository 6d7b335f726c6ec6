"""The words that were looked for, marked where they stand. Templates get parts of text, not markup."""

from claims.search.words import words

# How much of a long text is shown, in characters, and how much of that before the first hit.
LENGTH, BEFORE = 220, 70


def spans(text, terms):
    """Return where ``text`` (str) holds one of ``terms`` (`asking.Term`): (start, end) in order, none overlapping."""
    found = list(words(text))
    known = [word.token for word in found]
    marks = []
    for term in terms:
        for option in term.options:
            wanted = [option] if term.phrase else [(token,) for token in option]
            for run in wanted:
                for place in range(len(known) - len(run) + 1):
                    if tuple(known[place : place + len(run)]) == run:
                        marks.append((found[place].start, found[place + len(run) - 1].end))
    return joined(sorted(marks))


def joined(marks):
    """Return sorted ``marks`` with those that overlap made one."""
    whole = []
    for start, end in marks:
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def marked(text, terms, length=None):
    """Return ``text`` (str) as a list of (part, whether it is a hit). With ``length`` (int), only about as much of it,
    from a little before the first hit, with dots where something is left out."""
    marks = spans(text, terms)
    first, last = window(text, marks, length) if length and len(text) > length else (0, len(text))
    parts = [("…", False)] if first else []
    place = first
    for start, end in marks:
        if end > last:
            break
        if start >= place:
            parts += [(text[place:start], False), (text[start:end], True)]
            place = end
    parts.append((text[place:last], False))
    if last < len(text):
        parts.append(("…", False))
    return [part for part in parts if part[0]]


def window(text, marks, length):
    """Return where the shown part of ``text`` begins and ends (ints), between words."""
    first = max(0, marks[0][0] - BEFORE) if marks else 0
    if first:
        first = text.find(" ", first, marks[0][0]) + 1 or marks[0][0]
    last = min(len(text), first + length)
    if last < len(text):
        last = max(text.rfind(" ", first, last), first + length // 2, marks[0][1] if marks else 0)
    return first, last


def best(texts, terms):
    """Return that of ``texts`` (list of str) with the most different ``terms``, the first of equals, or "" for none."""

    def held(text):
        return sum(bool(spans(text, [term])) for term in terms)

    found = max(texts, key=held, default="")
    return found if found and held(found) else ""
