"""Leads readers on who come with an address of a record that went into another one.

Only where nothing was found, so that an answer which is there costs no more; and for every page, feed and download at
once, so that none is forgotten.
"""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from claims.models import AddressKind
from claims.reading.moved import moved
from claims.views.answers import public

# From the names of the addresses that end in a record's own to what record that is.
PAGES = {
    "party_detail": AddressKind.PARTY,
    "event_detail": AddressKind.EVENT,
    "question_detail": AddressKind.QUESTION,
    "claim_detail": AddressKind.CLAIM,
    "pair_detail": AddressKind.PAIR,
    "pair_cite": AddressKind.PAIR,
    "pair_card": AddressKind.PAIR,
    "pair_bibtex": AddressKind.PAIR,
    "pair_csl": AddressKind.PAIR,
}
# The filters of lists, feeds and downloads that name a record.
NAMED = {"party": AddressKind.PARTY, "event": AddressKind.EVENT, "place": AddressKind.PLACE}
NOT_THERE = (400, 404)


class LeadOn:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code not in NOT_THERE or request.method not in ("GET", "HEAD"):
            return response
        address = new_address(request)
        # Kept no longer than any page: a merge that is undone gives the old address its page again.
        return public(HttpResponsePermanentRedirect(address)) if address else response


def new_address(request):
    """Return the address (str) that stands for the one asked for since records were merged, or ""."""
    match = request.resolver_match
    if match is None or match.namespace:
        return ""
    if (kind := PAGES.get(match.url_name)) is not None:
        return new_page(kind, match, request.META.get("QUERY_STRING", ""))
    return new_filters(request)


def new_page(kind, match, query):
    found = moved(kind, match.kwargs["slug"])
    if found is None:
        return ""
    if found.kind != kind:
        return found.address
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": found.slug})
    return f"{address}?{query}" if query else address


def new_filters(request):
    """Return the address of the same list of the records that stay, or "" where none of those it names was merged."""
    asked, changed = request.GET.copy(), False
    for name, kind in NAMED.items():
        slug = asked.get(name)
        if slug and (found := moved(kind, slug)) is not None and found.kind == kind:
            asked[name], changed = found.slug, True
    return f"{request.path}?{asked.urlencode()}" if changed else ""
