"""The way from a list down to a page, for the line above its heading."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.reading.reports import Link

LISTS = {
    "claim_list": _("Claims"),
    "event_list": _("Events"),
    "pair_list": _("Pairs"),
    "party_list": _("Parties"),
    "source_list": _("Sources"),
}


def trail(name, *steps):
    """Return the list page ``name`` (of a URL pattern) and ``steps`` (a `Link`, or None to leave out, each)."""
    return [Link(LISTS[name], reverse(name)), *filter(None, steps)]
