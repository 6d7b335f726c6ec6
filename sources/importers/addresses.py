"""One address for one article, however it was shared."""

import re
from urllib.parse import parse_qsl, quote, urlsplit

from courlan import normalize_url

# What a source's address may hold, as its field says, in characters.
LONGEST = 500
BREAKS = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")
NUMBER = re.compile("[0-9]")


def canonical(address):
    """Return the canonical form of ``address`` (str), or an empty str if it is no address of a page on the web.

    Method: courlan's normalisation, which takes away parameters that follow a reader (utm_source, fbclid and
    their like), the default port, and differences of spelling (RFC 3986, 6.2), and keeps the parameters that
    name the page. The fragment goes too: it names a place on the page. A name and password, which some
    addresses hold, are refused. Doing it twice changes nothing.
    """
    bare = address.strip()
    if not bare or len(bare) > LONGEST * 4 or BREAKS.search(bare):
        return ""
    try:
        parts = urlsplit(bare)
        parts.port  # noqa: B018, raises where it is no number
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or "." not in host.strip("."):
        return ""
    try:
        cleaned = normalize_url(parts._replace(fragment="").geturl(), strict=False)
    except (ValueError, TypeError):
        return ""
    # A parameter without a value goes too, unless it holds a number: that may be all that names the page.
    numbered = [
        name for name, value in parse_qsl(parts.query, keep_blank_values=True) if not value and NUMBER.search(name)
    ]
    for name in numbered:
        cleaned += ("&" if "?" in cleaned else "?") + quote(name)
    if not urlsplit(cleaned).path and "?" not in cleaned:
        cleaned += "/"
    return cleaned if len(cleaned) <= LONGEST else ""
