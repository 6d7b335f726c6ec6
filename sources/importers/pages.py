"""What a saved page declares about itself in its own data: what is for machines, and shown to nobody."""

import json
from itertools import islice

from django.utils.translation import gettext as _

from sources.importers.base import Hint
from sources.importers.columns import day_of

# The names under which a page's head says things, in the order in which they count.
META = (
    ("title", "og:title"),
    ("title", "twitter:title"),
    ("published", "article:published_time"),
    ("published", "datepublished"),
    ("published", "date"),
    ("published", "dc.date"),
    ("published", "dc.date.issued"),
    ("published", "pubdate"),
    ("url", "og:url"),
    ("outlet", "og:site_name"),
    ("byline", "author"),
    ("byline", "article:author"),
    ("byline", "dc.creator"),
    ("language", "og:locale"),
)
# The same in JSON-LD, as schema.org names it.
LINKED = (
    ("title", "headline"),
    ("published", "datePublished"),
    ("url", "mainEntityOfPage"),
    ("language", "inLanguage"),
)
ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
)
# How much of a page's own data is looked at.
MOST_TAGS, LONGEST_VALUE, DEEPEST = 400, 1000, 6


def declared(tree):
    """Return `Hint`s (list) about what the page ``tree`` (an lxml element) declares: title, date, address, author,
    outlet, language.

    All are certain, since the page says so; the first that is said for a field counts, canonical link and
    JSON-LD before the tags of its head, and nothing is inferred.
    """
    found = {}
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        _keep(found, "language", tree.get(name), _("in the page's attribute “lang”"))
    for link in islice(tree.iter("link"), MOST_TAGS):
        if "canonical" in (link.get("rel") or "").lower().split():
            _keep(found, "url", link.get("href"), _("in the page's canonical link"))
    for script in islice(tree.iter("script"), MOST_TAGS):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            _linked(found, script.text or "")
    said = {}
    for meta in islice(tree.iter("meta"), MOST_TAGS):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        said.setdefault(name, meta.get("content"))
    for field, name in META:
        _keep(found, field, said.get(name), _("in the page's tag “%(name)s”") % {"name": name})
    return list(found.values())


def _keep(found, field, value, where):
    value = value.strip() if isinstance(value, str) else ""
    if not value or len(value) > LONGEST_VALUE or field in found:
        return
    if field == "published":
        value = day_of(value)
    # The author's tag of many pages holds the address of a profile.
    if value and not (field == "byline" and value.startswith(("http://", "https://"))):
        found[field] = Hint(field, value, True, where)


def _linked(found, words):
    try:
        data = json.loads(words)
    except (ValueError, RecursionError):
        # Broken data says nothing; the page is still an article.
        return
    for node in _articles(data, 0):
        for field, name in LINKED:
            value = node.get(name)
            if isinstance(value, dict):
                value = value.get("@id") or value.get("name")
            _keep(found, field, value, _("in the page's data for machines, “%(name)s”") % {"name": name})
        for field, name in (("byline", "author"), ("outlet", "publisher")):
            names = _names(node.get(name))
            _keep(found, field, ", ".join(names), _("in the page's data for machines, “%(name)s”") % {"name": name})


def _articles(data, depth):
    """Yield the objects in ``data`` (from JSON) that describe an article."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for part in data[:MOST_TAGS]:
            yield from _articles(part, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(kind in ARTICLE_TYPES for kind in (types if isinstance(types, list) else [types])):
            yield data
        yield from _articles(data.get("@graph"), depth + 1)


def _names(value):
    people = value if isinstance(value, list) else [value]
    names = [person.get("name") if isinstance(person, dict) else person for person in people[:8]]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]
