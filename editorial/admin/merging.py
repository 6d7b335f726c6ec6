"""Two people's forms of one record, both begun from the same values: what to fill in so that nothing is lost.

Works on what browsers send, {name: [str, ...]}, because a revision is kept that way: where one person left a value as
it was, the other's is taken; where both changed it, mine stays and theirs is noted as a clash. Rows below the record
are matched by their keys; rows that are not stored yet by what stands in them, then by their order.
"""

import re

from editorial.admin.conflict import SEEN, VERSION

# Said about the form, not about the record.
ABOUT_THE_FORM = {VERSION, SEEN, "_revision", "csrfmiddlewaretoken", "_save", "_continue", "_addanother"}
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def split(data, prefixes):
    """Return the values of the record and of its rows: ({name: [str]}, {prefix: [{name: [str]}]}).

    ``data``: {name: [str]}; ``prefixes``: of its formsets. What is said about the form is left out.
    """
    own, rows = {}, {prefix: {} for prefix in prefixes}
    counts = {f"{prefix}-{name}" for prefix in prefixes for name in COUNTS}
    for name, values in data.items():
        row = next(
            (found for prefix in prefixes if (found := re.fullmatch(rf"({re.escape(prefix)})-(\d+)-(.+)", name))), None
        )
        if row is not None:
            rows[row[1]].setdefault(int(row[2]), {})[row[3]] = list(values)
        elif name not in counts and name not in ABOUT_THE_FORM and "__prefix__" not in name:
            own[name] = list(values)
    limits = {prefix: _total(data, prefix) for prefix in prefixes}
    return own, {
        prefix: [row for number, row in sorted(found.items()) if number < limits[prefix]]
        for prefix, found in rows.items()
    }


def _total(data, prefix):
    total = (data.get(f"{prefix}-TOTAL_FORMS") or ["0"])[0]
    return int(total) if total.isascii() and total.isdigit() and len(total) < 6 else 0


def join(own, rows, stored):
    """Return what a browser would send for these values, the other way round from `split`.

    ``stored``: {prefix: the keys (set of str) of the rows that are stored}; rows with another key are new.
    """
    data = dict(own)
    for prefix, found in rows.items():
        known = [row for row in found if _key(row) in stored[prefix]]
        fresh = [row | {"id": [""]} for row in found if _key(row) not in stored[prefix]]
        for number, row in enumerate(known + fresh):
            data |= {f"{prefix}-{number}-{name}": values for name, values in row.items()}
        data |= {f"{prefix}-TOTAL_FORMS": [str(len(found))], f"{prefix}-INITIAL_FORMS": [str(len(known))]}
    return data


def merge(base, theirs, mine):
    """Return both people's values of one record or row, and the names that both changed differently (list).

    ``base``: what both began from; each is {name: [str]}.
    """
    merged, clashes = {}, []
    for name in dict.fromkeys([*mine, *theirs, *base]):
        was, other, own = (_same(each.get(name, [])) for each in (base, theirs, mine))
        if own == was:
            chosen = theirs
        else:
            chosen = mine
            if other not in (was, own):
                clashes.append(name)
        if name in chosen:
            merged[name] = chosen[name]
    return merged, clashes


def merge_rows(base, theirs, mine):
    """Return both people's rows, each with the names in it that both changed: a list of (row, clashes, their row)."""
    found, theirs, mine = [], list(theirs), list(mine)
    for row in base:
        other, own = _take(row, theirs), _take(row, mine)
        if own is None:
            # I took it out; it stays only if they wrote in it meanwhile.
            if other is not None and _plain(other) != _plain(row):
                found.append((other, [], other))
        elif other is None:
            if _plain(own) != _plain(row):
                found.append((own, [], row))
        else:
            found.append((*merge(row, other, own), other))
    added = [(row, [], row) for row in theirs]
    return found + added + [(row, [], row) for row in mine if _plain(row) not in [_plain(each) for each in theirs]]


def _take(row, rows):
    """Take out of ``rows`` and return the one that ``row`` became, or None."""
    key = _key(row)
    for fits in (
        lambda each: key and _key(each) == key,
        lambda each: not key and _plain(each) == _plain(row),
        lambda each: not key and not _key(each),
    ):
        for number, each in enumerate(rows):
            if fits(each):
                return rows.pop(number)
    return None


def _key(row):
    return (row.get("id") or [""])[0]


def _plain(row):
    return {name: same for name, values in row.items() if name != "id" and (same := _same(values))}


def _same(values):
    """Return ``values`` as they compare: nothing sent, and nothing typed, are the same, and so are line ends."""
    return [value.replace("\r\n", "\n") for value in values if value != ""]
