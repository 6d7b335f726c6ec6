"""Atom feeds (RFC 4287) of pairs, claims and corrections, newest first, with the filters of the lists beside them."""

import hashlib
import re
from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.filters import ClaimFilter, PairFilter
from claims.models import Claim, ClaimPair, Correction
from claims.reading.changes import corrections_shown, with_pages
from claims.reading.paging import NAMES
from claims.reading.pairs import facing_rows, for_reading
from claims.reading.statements import said, with_summary
from claims.templatetags.reading import whole_address
from claims.views.answers import MAX_AGE, refusal

ENTRIES = 50
# A feed has no pages and one order.
NOT_HERE = {*NAMES, "sort"}
# What XML 1.0 cannot hold (its section 2.2).
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A feed without an entry never changed; the format wants a moment all the same.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
def pair_feed(request):
    asked = PairFilter(request.GET, ClaimPair.objects.published(), counted=False)
    if problems := asked.machine_problems(NOT_HERE):
        return refusal(problems)
    records = list(for_reading(asked.qs.order_by("-published_at", "position", "slug"))[:ENTRIES])
    entries = [
        Entry(
            title=f"{pair.left.party.label}: {pair.left.answer} / {pair.right.party.label}: {pair.right.answer}",
            address=pair.address,
            published=record.published_at,
            # What readers see of a pair changes with either of its claims.
            updated=max(record.updated_at, record.claim.updated_at, record.counterclaim.updated_at),
            summary=render_to_string("feeds/pair.html", {"pair": pair, "rationale": record.rationale}),
            kind=pair.kind_label,
        )
        for record, pair in zip(records, facing_rows(records), strict=True)
    ]
    return answer(request, _("Pairs of claims"), "pair_list", entries, asked)


@require_safe
def claim_feed(request):
    asked = ClaimFilter(request.GET, Claim.objects.published(), counted=False)
    if problems := asked.machine_problems(NOT_HERE):
        return refusal(problems)
    entries = []
    for record in with_summary(asked.qs.order_by("-published_at", "slug"))[:ENTRIES]:
        claim = said(record)
        entries.append(
            Entry(
                title=f"{claim.party.label}: {claim.answer}",
                address=claim.address,
                published=record.published_at,
                updated=record.updated_at,
                summary=render_to_string("feeds/claim.html", {"claim": claim}),
                kind=claim.kind,
            )
        )
    return answer(request, _("Claims"), "claim_list", entries, asked)


@require_safe
def correction_feed(request):
    if request.GET:
        return refusal([_("This feed has no filters: leave out what follows the question mark.")])
    entries = [
        Entry(
            title=f"{change.about}: {change.page.label}",
            # Several may be of one page; no two of these are made in the same millionth of a second.
            address=f"{change.page.address}#corrected-{change.made_at:%Y%m%dT%H%M%S.%f}",
            published=change.made_at,
            updated=change.made_at,
            summary=render_to_string("feeds/correction.html", {"change": change}),
            kind=change.about,
        )
        for change in corrections_shown(with_pages(Correction.objects.published()[:ENTRIES]))
    ]
    return answer(request, _("Corrections"), "corrections", entries)


class Entry:
    """One entry of a feed. ``address`` (str) is permanent and stands for its identity; ``summary`` is HTML."""

    def __init__(self, title, address, published, updated, summary, kind):
        self.title = clean(title)
        self.address = address
        self.published = published
        self.updated = updated
        self.summary = clean(summary)
        self.kind = clean(str(kind))


def clean(text):
    """Return ``text`` (str) with a sign for whatever XML cannot hold."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


class Atom(Atom1Feed):
    def latest_post_date(self):
        return max((entry["updateddate"] for entry in self.items), default=NEVER)


class PublicFeed(Feed):
    """A feed of ``entries`` (list of `Entry`) beside the list page at ``address`` (str)."""

    feed_type = Atom
    author_name = "Counterclaim"

    def __init__(self, request, title, subtitle, address, entries):
        self.request = request
        self.title = clean(title)
        self.subtitle = clean(subtitle)
        self.link = self.feed_guid = whole_address(request, address)
        self.feed_url = whole_address(request, request.get_full_path())
        self.entries = entries

    def items(self):
        return self.entries

    def item_title(self, entry):
        return entry.title

    def item_description(self, entry):
        return entry.summary

    def item_link(self, entry):
        return whole_address(self.request, entry.address)

    item_guid = item_link

    def item_pubdate(self, entry):
        return entry.published

    def item_updateddate(self, entry):
        return entry.updated

    def item_categories(self, entry):
        return [entry.kind]


def answer(request, title, page, entries, asked=None):
    """Return the feed of ``entries`` beside the list page ``page`` (a name), filtered as ``asked`` (a filter set)."""
    chosen = " · ".join(link.label for link in asked.chosen()) if asked else ""
    address = reverse(page) + (asked.same if asked else "")
    feed = PublicFeed(request, f"Counterclaim: {title}", chosen, address, entries)
    response = feed(request)
    response["Content-Type"] = "application/atom+xml; charset=utf-8"
    # The newest entry's date says nothing of one that was taken back; what was sent does.
    del response["Last-Modified"]
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
