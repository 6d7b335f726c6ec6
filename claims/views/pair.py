"""The page of one pair, and what is taken away from it: citations and the picture for cards."""

from functools import partial

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from claims.drawing.card import png
from claims.models import ClaimPair
from claims.reading.citing import bibtex, csl_json, written_out
from claims.reading.pair_page import around, card, work
from claims.reading.pairs import facing, for_reading
from claims.reading.reports import Link
from claims.templatetags.reading import whole_address
from claims.views.answers import gone, page, public
from claims.views.trail import trail


def asked(slug):
    """Return the public pair at ``slug`` (str) with all that pages read of it, or None."""
    return for_reading(ClaimPair.objects.published()).filter(slug=slug).first()


@require_safe
def pair_detail(request, slug):
    pair = asked(slug)
    if pair is None:
        return gone(request, ClaimPair, slug)
    context = around(pair)
    shown = context["pair"]
    context |= {"section": "pairs", "slug": slug, "crumbs": trail("event_list", shown.left.event, shown.question)}
    return page(request, "pairs/detail.html", context)


@require_safe
def pair_cite(request, slug):
    pair = asked(slug)
    if pair is None:
        return gone(request, ClaimPair, slug)
    shown = facing(pair, {})
    cited = work(pair, partial(whole_address, request))
    context = {
        "section": "pairs",
        "pair": shown,
        "slug": slug,
        "styles": written_out(cited),
        "bibtex": bibtex(cited),
        "crumbs": trail("pair_list", Link(shown.heading, shown.address)),
    }
    return page(request, "pairs/cite.html", context)


def download(request, slug, write, content_type, ending):
    """Return the citation of the pair at ``slug`` as a file; ``write`` makes its text (str) from a `Work`."""
    pair = asked(slug)
    if pair is None:
        return gone(request, ClaimPair, slug)
    response = HttpResponse(write(work(pair, partial(whole_address, request))), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{pair.slug}.{ending}"'
    return public(response)


@require_safe
def pair_bibtex(request, slug):
    return download(request, slug, bibtex, "application/x-bibtex; charset=utf-8", "bib")


@require_safe
def pair_csl(request, slug):
    return download(request, slug, csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8", "json")


@require_safe
def pair_card(request, slug):
    pair = asked(slug)
    if pair is None:
        return gone(request, ClaimPair, slug)
    drawn = card(pair)
    # Who has this very picture is told so before anything is drawn.
    known = get_conditional_response(request, etag=drawn.etag)
    response = known or HttpResponse(png(drawn), content_type="image/png")
    response["ETag"] = drawn.etag
    return public(response)
