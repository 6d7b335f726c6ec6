"""What the frame of every page says about the page: its title, its address, and the same in other languages."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template.base import Node, NodeList
from django.template.loader_tags import BlockNode
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.templatetags.reading import whole_address
from editorial.languages import address_in, right_to_left, split

register = template.Library()

# The parts of the site, as titles name them, by the name that a page gives as its ``section``.
SECTIONS = {
    "pairs": _("Pairs"),
    "events": _("Events"),
    "parties": _("Parties"),
    "claims": _("Claims"),
    "sources": _("Sources"),
}

# Parts of an address that ask for one moment or one stretch of a page. What they show stands elsewhere, too, and search
# engines are asked to leave it alone. A filter is no such part: its canonical address is that of the whole list.
PASSING = {"q", "as_of", "page", "before", "after", "older", "newer", "cursor"}

# The languages by the names that Open Graph knows, which take a country.
OPEN_GRAPH = {"en": "en_GB", "uk": "uk_UA", "ru": "ru_RU"}


class AgainNode(Node):
    def __init__(self, name):
        self.name = name

    def render(self, context):
        return BlockNode(self.name, NodeList()).render(context).strip()


@register.tag
def again(parser, token):
    """Return what the page put into the block of this name, once more: ``{% again title %}``."""
    return AgainNode(token.split_contents()[1])


@dataclass(frozen=True)
class Edition:
    """The page being made, in one language: its code, the language's own name, direction and the page's addresses."""

    code: str
    name: str
    direction: str
    address: str
    whole: str
    open_graph: str
    current: bool


@register.simple_tag(takes_context=True)
def editions(context):
    """Return the page being made in every language, as a list of `Edition`; empty outside a request.

    The address keeps what follows the question mark; the whole address, for machines, leaves it out.
    """
    request = context.get("request")
    if request is None:
        return []
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if "exception" in context or "withdrawal" in context or split(path)[0] != request.LANGUAGE_CODE:
        # Where nothing stands (any more), and from an editors' page: to the front page. An address may hold the words
        # that were withdrawn.
        path, query = "/", ""
    found = []
    for code, name in settings.LANGUAGES:
        address = address_in(code, path)
        found.append(
            Edition(
                code=code,
                name=name,
                direction="rtl" if right_to_left(code) else "ltr",
                address=f"{address}?{query}" if query else address,
                whole=whole_address(request, address),
                open_graph=OPEN_GRAPH.get(code, code),
                current=code == get_language(),
            )
        )
    return found


@register.simple_tag(takes_context=True)
def section_name(context):
    """Return the name of the part of the site that the page lies in, or "" for the page that is this part itself."""
    return SECTIONS.get(context.get("section"), "") if context.get("crumbs") else ""


@register.simple_tag(takes_context=True)
def passing(context):
    """Return whether the page shows one moment or one stretch of what has another address of its own."""
    request = context.get("request")
    return request is not None and not PASSING.isdisjoint(request.GET)


def tongue_attributes(code):
    """Return the attributes (str) of an element whose words are in the language ``code``; "" for the page's own."""
    if not code or code == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', code, "rtl" if right_to_left(code) else "ltr")


@register.simple_tag
def ours():
    """Return the attributes of an element that holds words of the editors: ``<p{% ours %}>{{ statement }}</p>``."""
    return tongue_attributes(settings.CONTENT_LANGUAGE)


@register.simple_tag
def tongue(code):
    """Return the attributes of an element whose words are in ``code``: ``<a{% tongue link.lang %}>``."""
    return tongue_attributes(code)
