"""Pages of parties: the same for each."""

from django.http import Http404
from django.views.decorators.http import require_safe

from claims.models import Party
from claims.reading.accounts import account_of
from claims.reading.naming import named, party_link
from claims.reading.parties import parties_by_side
from claims.views.answers import page
from claims.views.trail import trail


@require_safe
def party_list(request):
    groups, more = parties_by_side()
    return page(request, "parties/list.html", {"section": "parties", "groups": groups, "more": more})


@require_safe
def party_detail(request, slug):
    party = named(Party.objects.published().filter(slug=slug), "").first()
    if party is None:
        raise Http404
    account = account_of(party)
    context = {
        "section": "parties",
        "party": party,
        "name": party_link(party),
        "account": account,
        "crumbs": trail("party_list", account.side),
    }
    return page(request, "parties/detail.html", context)
