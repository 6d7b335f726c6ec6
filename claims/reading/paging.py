"""Long lists, page by page."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PAGE_SIZE = 20


@dataclass(slots=True)
class Listing:
    """One page of a list. ``rows`` is a sliced queryset, ``shown`` what pages show of it; ``problem`` (str) says why
    there is none."""

    rows: object
    total: int
    number: int
    last: int
    problem: str = ""
    shown: object = ()

    @property
    def problems(self):
        return [self.problem] if self.problem else []

    @property
    def numbers(self):
        """The pages to link to: the first, the last, those around this one, and None for what is left out."""
        near = {1, self.last, *range(self.number - 1, self.number + 2)}
        numbers = sorted(number for number in near if 1 <= number <= self.last)
        linked = []
        for number in numbers:
            if linked and number - linked[-1] > 1:
                linked.append(None)
            linked.append(number)
        return linked


def listing(rows, page, size=PAGE_SIZE):
    """Return the `Listing` of page ``page`` (str as typed, or None for the first) of ``rows``, an ordered queryset."""
    paginator = Paginator(rows, size)
    total, last = paginator.count, paginator.num_pages
    if page is None:
        page = 1
    try:
        number = paginator.validate_number(page)
    except InvalidPage:
        problem = ngettext(
            "There is no such page: this list has one page.",
            "There is no such page: this list has pages 1 to %(last)s.",
            last,
        ) % {"last": last}
        return Listing(rows.none(), total, 1, last, problem)
    return Listing(rows[(number - 1) * size : number * size], total, number, last)


def repeated(query, names):
    """Return a message (str) about a name of ``names`` that stands more than once in ``query`` (a QueryDict), or ""."""
    for name in names:
        if len(query.getlist(name)) > 1:
            return _("“%(name)s” stands more than once in the address; keep one of them.") % {"name": name}
    return ""
