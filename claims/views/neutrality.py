"""The work of this site in numbers, side by side."""

from django.views.decorators.http import require_safe

from claims.models import Attribution
from claims.reading.balance import MEASURES, balance
from claims.views.answers import page


@require_safe
def neutrality(request):
    context = {"balance": balance(), "measures": MEASURES, "attributions": Attribution.labels}
    return page(request, "pages/neutrality.html", context)
