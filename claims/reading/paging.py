"""Long lists, page by page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.reading.cursors import beyond, cursor, ordering, place

PAGE_SIZE = 20
SIZES = (10, PAGE_SIZE, 50, 100)
# More rows than this are never counted: the answer is "more than so many".
CAP = 10_000
AFTER, BEFORE, SIZE = "after", "before", "size"
# What every list understands in an address.
NAMES = (AFTER, BEFORE, SIZE)
# What an address need not say.
USUAL = {SIZE: str(PAGE_SIZE)}


@dataclass(slots=True)
class Listing:
    """One page of a list. ``rows``: its records in order; ``shown``: what the page shows of them.

    ``total`` counts all rows of the list, at most one above `CAP`. ``before`` and ``after`` are the addresses (str) of
    the neighbouring pages and ``first`` that of the first; each is empty where there is none. ``problem`` (str) says
    why there is no such page.
    """

    rows: list
    total: int
    size: int = PAGE_SIZE
    newest: bool = False
    before: str = ""
    after: str = ""
    first: str = ""
    problem: str = ""
    shown: object = ()

    @property
    def problems(self):
        return [self.problem] if self.problem else []

    @property
    def capped(self):
        return self.total > CAP


def listing(rows, name, keys, query, total=None, fetch=None):
    """Return the `Listing` that an address asks for.

    ``rows``: a queryset with all that the page needs of each; its order is replaced. ``name``: that of the order, which
    a place in it is good for. ``keys``: a list of `Key`, the last of which no two rows share. ``query``: the QueryDict
    of the address. ``total``: how many rows there are, if that is known; else they are counted, up to `CAP`.
    ``fetch``: a function from a queryset to one that brings along what the page shows of each row.
    """
    found = Listing([], total, newest=name == "newest")
    found.problem = repeated(query, NAMES)
    forward = not query.get(BEFORE)
    typed = query.get(AFTER if forward else BEFORE)
    try:
        found.size = page_size(query.get(SIZE))
        values = place(name, keys, typed) if typed else None
    except UnknownSize:
        found.problem = _("A page has %(sizes)s rows.") % {"sizes": ", ".join(map(str, SIZES))}
    except ValueError:
        found.problem = _(
            "The address names a place in the list that cannot be read: it was cut off, or belongs to another order."
        )
    if not found.problem and query.get(AFTER) and query.get(BEFORE):
        found.problem = _("The address asks for what comes after one place and before another; keep one of the two.")
    if found.total is None:
        found.total = rows.order_by()[: CAP + 1].count()
    if found.problem:
        return found
    if values:
        rows = rows.filter(beyond(keys, values, forward))
    # One more than the page holds tells whether there is another page.
    rows = rows.order_by(*ordering(keys, forward))[: found.size + 1]
    records = list(fetch(rows) if fetch else rows)
    further, records = len(records) > found.size, records[: found.size]
    found.rows = records if forward else records[::-1]
    if typed:
        found.first = address(query)
    if found.rows:
        if typed if forward else further:
            found.before = address(query, BEFORE, cursor(name, keys, found.rows[0]))
        if further if forward else True:
            found.after = address(query, AFTER, cursor(name, keys, found.rows[-1]))
    return found


class UnknownSize(ValueError):
    """A page of so many rows is not offered."""


def page_size(typed):
    """Return the number of rows on a page (int), given ``typed`` (str or None). Raises `UnknownSize`."""
    if not typed:
        return PAGE_SIZE
    if typed not in map(str, SIZES):
        raise UnknownSize(typed)
    return int(typed)


def address(query, name="", value=""):
    """Return the address of another page of the list that ``query`` (a QueryDict) asks for."""
    rest = query.copy()
    for gone in (AFTER, BEFORE):
        rest.pop(gone, None)
    if name:
        rest[name] = value
    return f"?{rest.urlencode()}"


def repeated(query, names):
    """Return a message (str) about a name of ``names`` that stands more than once in ``query`` (a QueryDict), or ""."""
    for name in names:
        if len(query.getlist(name)) > 1:
            return _("“%(name)s” stands more than once in the address; keep one of them.") % {"name": name}
    return ""
