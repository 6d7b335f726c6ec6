"""Pages of parties: the same for each."""

from django.http import Http404
from django.views.decorators.http import require_safe

from claims.models import Party
from claims.reading.accounts import account_of
from claims.reading.parties import parties_by_side
from claims.views.answers import page
from claims.views.trail import trail


@require_safe
def party_list(request):
    return page(request, "parties/list.html", {"section": "parties", "groups": parties_by_side()})


@require_safe
def party_detail(request, slug):
    party = Party.objects.published().filter(slug=slug).first()
    if party is None:
        raise Http404
    account = account_of(party)
    context = {"section": "parties", "party": party, "account": account, "crumbs": trail("party_list", account.side)}
    return page(request, "parties/detail.html", context)
