"""What templates need beyond Django's own tags: dates as evidence gives them, and whole addresses."""

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.utils.translation import get_language_info

from editorial.edtf import humanise

register = template.Library()


@register.filter
def edtf(text):
    """Return an EDTF date (str) in words: "12 to 14 March 2024"."""
    return humanise(text)


@register.filter
def language_name(code):
    """Return the name of the language ``code`` (str such as "ru") in the reader's language, or the code itself."""
    try:
        return get_language_info(code.partition("-")[0])["name_translated"]
    except KeyError:
        return code


@register.simple_tag(takes_context=True)
def canonical(context):
    """Return the whole address of the page being made, without what follows the question mark; "" outside a request."""
    request = context.get("request")
    if request is None:
        return ""
    return whole_address(request, request.path)


@register.simple_tag(takes_context=True)
def whole(context, path):
    """Return ``path`` (str) as a whole address; as it is outside a request."""
    request = context.get("request")
    return path if request is None else whole_address(request, path)


def whole_address(request, path):
    """Return ``path`` (str) with the scheme and host that readers use; as it is where the host asked for is not ours,
    on the page that refuses it."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:
        return path
