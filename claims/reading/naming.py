"""Parties and places by their name in the reader's language, where there is one; else by the record's own name.

The names come with the rows, in the same query:

    pairs = named(ClaimPair.objects.published().select_related("claim__party"), "claim__party")
    party_link(pairs[0].claim.party)

A query of values asks for `local_columns` besides, and its rows give a `link_of` them. To readers of the language in
which the editors write, all this adds nothing to any query.
"""

from django.conf import settings
from django.db.models.query import ModelIterable
from django.urls import reverse
from django.utils.translation import get_language

from claims.models import Party, PartyName, Place, PlaceName
from claims.models.naming import name_in
from claims.reading.reports import Link

# From a model to its other names, and to the field by which these point to it.
NAMES = {Party: (PartyName, "party"), Place: (PlaceName, "place")}

# Letters that stand elsewhere in the alphabet than among the characters, and after which letter they come.
AFTER = str.maketrans({"ё": "е\uffff", "ґ": "г\uffff", "є": "е\uffff", "і": "и\ufffe", "ї": "и\uffff"})


def foreign():
    """Return whether the reader's language is another than the one the editors write in."""
    return get_language() != settings.CONTENT_LANGUAGE


def own_language():
    """Return the code (str) that words of the editors carry on this page: "" where it is the page's own language."""
    return settings.CONTENT_LANGUAGE if foreign() else ""


def reached(model, path):
    """Return the model at the end of ``path`` (str such as "claim__party"; "" for ``model`` itself)."""
    for step in filter(None, path.split("__")):
        model = model._meta.get_field(step).related_model
    return model


def local(model, path):
    """Return the expression for the name, in the reader's language, of the record of ``model`` at ``path``, or NULL."""
    return name_in(get_language(), *NAMES[model], path or "pk")


def named(rows, *paths):
    """Fetch ``rows`` (a queryset) with the names in the reader's language of the parties and places at ``paths``.

    Each path (str) leads over relations that ``rows`` fetches along; "" is the row itself.
    """
    if not foreign():
        return rows
    fetched = {path: f"local_{path}".rstrip("_") for path in paths}

    class Named(rows._iterable_class if issubclass(rows._iterable_class, ModelIterable) else ModelIterable):
        def __iter__(self):
            for row in super().__iter__():
                for path, column in fetched.items():
                    record = row
                    for step in filter(None, path.split("__")):
                        record = record and getattr(record, step)
                    if record:
                        record.local_name = getattr(row, column)
                yield row

    rows = rows.annotate(**{column: local(reached(rows.model, path), path) for path, column in fetched.items()})
    rows._iterable_class = Named
    return rows


def local_columns(model, *paths):
    """Return, for a query of values, the names of the records of ``model`` at ``paths`` in the reader's language, as a
    dict of column to expression: empty where the record's own name is the one to show."""
    return {f"local_{path}": local(model, path) for path in paths} if foreign() else {}


def link_of(row, path, address):
    """Return the `Link` of the record at ``path`` in ``row``, a dict with its name and its `local_columns`."""
    found = row.get(f"local_{path}")
    return Link(found or row[f"{path}__name"], address, "" if found else own_language())


def name_of(record):
    """Return the name (str) of ``record``, a `Party` or a `Place`, as the reader meets it."""
    return getattr(record, "local_name", None) or record.name


def tongue_of(record):
    """Return the language (code) of `name_of` that record, or "" where it is the page's own."""
    return "" if getattr(record, "local_name", None) else own_language()


def party_link(party):
    """Return the `Link` to the page of ``party`` (a `Party`)."""
    return Link(name_of(party), party.get_absolute_url(), tongue_of(party))


def place_name(place):
    """Return "Tyotkino, Kursk Oblast" for ``place`` (a `Place` fetched with its parent, or None)."""
    if place is None:
        return ""
    return f"{name_of(place)}, {name_of(place.parent)}" if place.parent else name_of(place)


def placed(events):
    """Fetch ``events`` (a queryset of `Event`) with their places and what these lie in, by the reader's names."""
    return named(events.select_related("place__parent"), "place", "place__parent")


def place_link(place):
    """Return the `Link` to the pairs about ``place`` (a `Place` fetched with its parent, or None), or None."""
    return place and Link(place_name(place), f"{reverse('pair_list')}?place={place.slug}", tongue_of(place))


def in_order(name):
    """Return what to sort ``name`` (str) by, as the alphabets of our languages have it."""
    return name.casefold().translate(AFTER)
