"""Downloads of the lists as CSV (RFC 4180, UTF-8), row after row as the database gives them, with the lists' filters.

A file begins with a byte order mark: without it the usual spreadsheet programs misread Cyrillic letters.
"""

import csv
from datetime import UTC, datetime
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from claims.filters import ClaimFilter, PairFilter
from claims.models import Attribution, Claim, ClaimPair
from claims.public import CLAIMS, PAIRS, claim_rows, pair_rows
from claims.reading.balance import balance
from claims.reading.paging import NAMES
from claims.templatetags.reading import whole_address
from claims.views.answers import MAX_AGE, refusal
from editorial.cells import MARK, harmless

# A file has no pages.
NOT_HERE = set(NAMES)
# How many rows are fetched, written and sent at a time.
CHUNK = 500

# The columns of the table of sides; unlike the words on its page they are the same in every language.
NEUTRALITY = ["side", "parties", "claims", "quotations", "disputed", "not_set_against_any", "median_days_to_publish"]
NEUTRALITY += Attribution.values


@require_safe
def neutrality_export(request):
    response = HttpResponse(
        MARK,
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="counterclaim-neutrality.csv"'},
    )
    writer = csv.writer(response)
    writer.writerow(NEUTRALITY)
    for line in balance().lines:
        # The sides that share a line have no name.
        name = line.side.label if line.side else ""
        numbers = [found.number for found in (*line.cells, *line.ties)]
        writer.writerow([cell(value) for value in (name, line.parties, *numbers)])
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    return response


@require_safe
def claim_export(request):
    asked = ClaimFilter(request.GET, Claim.objects.published(), counted=False)
    if problems := asked.machine_problems(NOT_HERE):
        return refusal(problems)
    return download(request, "claims", CLAIMS, claim_rows(asked.qs), "claim_detail")


@require_safe
def pair_export(request):
    asked = PairFilter(request.GET, ClaimPair.objects.published(), counted=False)
    if problems := asked.machine_problems(NOT_HERE):
        return refusal(problems)
    return download(request, "pairs", PAIRS, pair_rows(asked.qs), "pair_detail")


def download(request, name, columns, rows, page):
    """Return the file ``name`` (str) with ``rows`` (a queryset of tuples) under ``columns`` (list of `Column`).

    ``page`` is the name of the URL pattern of the pages that the column "address" leads to.
    """
    response = StreamingHttpResponse(
        lines(columns, rows.iterator(chunk_size=CHUNK), start_of(request, page)),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="counterclaim-{name}.csv"'},
    )
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    return response


def start_of(request, page):
    """Return what the whole address of every page of the pattern ``page`` (str) begins with."""
    return whole_address(request, reverse(page, args=["x"])).removesuffix("x/")


def lines(columns, rows, start):
    """Yield the file as text, some hundred rows at a time. ``rows``: an iterator of tuples; ``start``: of addresses."""
    written = []

    class Collected:
        write = staticmethod(written.append)

    writer = csv.writer(Collected)
    names = [column.name for column in columns]
    address = names.index("address")
    writer.writerow(names)
    yield MARK + "".join(written)
    while some := list(islice(rows, CHUNK)):
        written.clear()
        for row in some:
            cells = [cell(value) for value in row]
            cells[address] = f"{start}{row[address]}/"
            writer.writerow(cells)
        yield "".join(written)


def cell(value):
    """Return ``value`` as it stands in a file: moments in UTC, and no text that a spreadsheet would run."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return "" if value is None else value
