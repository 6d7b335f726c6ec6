"""Pages of parties: the same for each."""

from django.http import Http404
from django.views.decorators.http import require_safe

from claims.models import Claim, ClaimPair, Party
from claims.reading.pairs import brief_list
from claims.reading.parties import belonging_to, by_event, names_of, parties_by_side
from claims.reading.sides import belongings
from claims.reading.statements import said, with_summary
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
    claims = with_summary(Claim.objects.published().filter(party=party))
    claims = claims.order_by("event__occurred_earliest", "event", "question__position", "slug")
    context = {
        "section": "parties",
        "party": party,
        "names": names_of(party),
        "belongings": belongings([party.pk]).get(party.pk, []),
        "members": belonging_to(party),
        "events": by_event([said(claim) for claim in claims]),
        "pairs": brief_list(ClaimPair.objects.published().involving(party)),
        "crumbs": trail("party_list"),
    }
    return page(request, "parties/detail.html", context)
