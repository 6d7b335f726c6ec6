"""Places in an ordered list: the values that a row is ordered by, in a form that an address can hold.

Pages are found by comparing with such a place and not by counting rows from the start, so the last page costs what the
first does, and no row is shown twice or missed when others come or go meanwhile ("the seek method": M. Winand, *SQL
Performance Explained*, 2012, ch. 7).
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_

from django.db.models import F, Q

LONGEST = 3000
# What a small and a large integer of the database can hold.
SMALL, LARGE = range(-(2**15), 2**15), range(-(2**63), 2**63)


def moment(value):
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(value)
    return found.astimezone(UTC)


def number(value, of=SMALL):
    if type(value) is not int or value not in of:
        raise ValueError(value)
    return value


def key(value):
    return number(value, LARGE)


def text(value):
    if type(value) is not str or "\x00" in value:
        raise ValueError(value)
    # Half of a character, which no database stores.
    value.encode()
    return value


@dataclass(frozen=True)
class Key:
    """One of the values that a list is ordered by.

    ``path``: a lookup of the row, without nulls in between unless it is ``nullable``; nulls stand last. ``read``: a
    function from what stands in an address to the value; it raises `ValueError`, `TypeError` or `OverflowError`.
    """

    path: str
    read: object = text
    descending: bool = False
    nullable: bool = False

    def of(self, row):
        """Return the value of ``row``, a record fetched with whatever the path leads through."""
        for name in self.path.split("__"):
            row = getattr(row, name, None)
        return row

    def ordering(self, forward):
        """Return the expression to order by; backward it is the exact opposite, nulls first."""
        nulls = {"nulls_last" if forward else "nulls_first": True} if self.nullable else {}
        return F(self.path).desc(**nulls) if forward == self.descending else F(self.path).asc(**nulls)

    def same(self, value):
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def beyond(self, value, forward):
        """Return the condition "comes later than ``value``" (or sooner, not ``forward``), or None if nothing can."""
        if value is None:
            return None if forward else Q(**{f"{self.path}__isnull": False})
        found = Q(**{f"{self.path}__{'lt' if forward == self.descending else 'gt'}": value})
        return found | Q(**{f"{self.path}__isnull": True}) if self.nullable and forward else found

    def reach(self, value, forward):
        """Return a condition that everything `beyond` or the `same` meets, by which an index finds where to begin."""
        if self.nullable:
            return Q()
        return Q(**{f"{self.path}__{'lte' if forward == self.descending else 'gte'}": value})


def ordering(keys, forward=True):
    """Return what to order by (list of expressions), or by the exact opposite when not ``forward``."""
    return [key.ordering(forward) for key in keys]


def beyond(keys, values, forward):
    """Return the condition on rows that stand after the place ``values`` (list), or before it when not ``forward``."""
    equal, ways = Q(), []
    for key, value in zip(keys, values, strict=True):
        later = key.beyond(value, forward)
        if later is not None:
            ways.append(equal & later)
        equal &= key.same(value)
    return keys[0].reach(values[0], forward) & reduce(or_, ways)


def plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def cursor(name, keys, row):
    """Return the place of ``row`` in the order ``name`` (str) as it stands in an address."""
    packed = json.dumps([name, *(plain(key.of(row)) for key in keys)], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def place(name, keys, typed):
    """Return the values (list) of the place that ``typed`` (str, from an address) names in the order ``name`` (str).

    Raises `ValueError` when it names none: cut off, made up, or of another order.
    """
    if len(typed) > LONGEST:
        raise ValueError(typed)
    try:
        found = json.loads(base64.b64decode(typed + "=" * (-len(typed) % 4), altchars="-_", validate=True))
        if type(found) is not list or found[:1] != [name]:
            raise ValueError(typed)
        pairs = zip(keys, found[1:], strict=True)
        return [None if value is None and key.nullable else key.read(value) for key, value in pairs]
    except (TypeError, OverflowError, RecursionError, binascii.Error, UnicodeError) as error:
        raise ValueError(typed) from error
