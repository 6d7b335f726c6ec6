"""Words that lead somewhere, as pages are given them."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; ``address`` (str) is empty when they lead nowhere. ``lang`` is the code of the
    language that the words are in, where it is not the page's own."""

    label: str
    address: str = ""
    lang: str = ""


def outlet_link(name, slug):
    """Return a `Link` to an outlet's page, or None without a name."""
    return Link(name, reverse("outlet_detail", args=[slug])) if name else None
