"""The list of pairs."""

from django.views.decorators.http import require_safe

from claims.filters import PairFilter
from claims.models import ClaimPair
from claims.reading.columns import COLUMN, PAIR_COLUMNS, columns_asked
from claims.reading.paging import listing
from claims.reading.pairs import facing_rows, for_reading
from claims.views.answers import page, without_empty


@require_safe
def pair_list(request):
    if tidy := without_empty(request, PairFilter.usual()):
        return tidy
    columns = columns_asked(request.GET, PAIR_COLUMNS)
    asked = PairFilter(request.GET, ClaimPair.objects.published(), also=[COLUMN])
    context = {"section": "pairs", "filter": asked, "columns": columns, "problems": asked.problems() + columns.problems}
    if not context["problems"]:
        found = listing(asked.qs, asked.order, asked.keys, request.GET, asked.total, fetch=for_reading)
        found.shown = facing_rows(found.rows)
        context |= {"page": found, "chosen": asked.chosen(), "problems": found.problems}
    return page(request, "pairs/list.html", context, status=400 if context["problems"] else 200)
