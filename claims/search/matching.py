"""Questions in the words of each database, and the one statement that ranks their answers.

A document stands in the first tier that it fits: it is called exactly what was asked for; its title holds every term;
title and answer together do; these and the quotation; all its text. Alike in that, the order is that of the keys: by
kind, then the newest first. This is worked out without weighing how rare a word is, so that both databases agree, and
so that a reader can be told. Every tier stops as soon as it has as many documents as the page can need.
"""

from django.db import connection
from django.db.models import BooleanField, Expression, F

from claims.models.full_text import COLUMNS, DOCUMENTS, INDEX
from claims.models.search import ROOM, DocumentKind

# What a page shows of a document.
SHOWN = ("id", "kind", "slug", "language", "title", "answer", "quotation", "context", "facts")
EVERYTHING = (1, (len(DocumentKind) + 1) * ROOM)
WEIGHTS = "ABCD"
ALL = len(COLUMNS)


def sqlite_terms(terms, join):
    """Return ``terms`` (of `asking.Term`) in the language of FTS5, joined by ``join`` (str)."""
    parts = []
    for term in terms:
        glue = " " if term.phrase else '" AND "'
        parts.append("(" + " OR ".join(f'("{glue.join(option)}")' for option in term.options) + ")")
    return join.join(parts)


def postgresql_terms(terms, join, weights=""):
    """Return ``terms`` (of `asking.Term`) in the language of tsquery, in texts of ``weights`` ("AB"; "": any)."""
    parts = []
    mark = f":{weights}" if weights else ""
    for term in terms:
        glue = " <-> " if term.phrase else " & "
        options = (glue.join(f"{token}{mark}" for token in option) for option in term.options)
        parts.append("(" + " | ".join(f"({option})" for option in options) + ")")
    return join.join(parts)


def match(asked, width=ALL):
    """Return the match (str) of documents whose first ``width`` columns hold what is ``asked`` for (an `Asked`)."""
    if connection.vendor == "sqlite":
        wanted = f"{{{' '.join(COLUMNS[:width])}}} : ({sqlite_terms(asked.wanted, ' AND ')})"
        return f"({wanted}) NOT ({sqlite_terms(asked.unwanted, ' OR ')})" if asked.unwanted else wanted
    weights = WEIGHTS[:width] if width < ALL else ""
    wanted = postgresql_terms(asked.wanted, " & ", weights)
    return f"({wanted}) & !({postgresql_terms(asked.unwanted, ' | ')})" if asked.unwanted else wanted


def named(asked):
    """Return the match (str) of documents that are called exactly what is ``asked`` for (an `Asked`)."""
    if connection.vendor == "sqlite":
        own = f'{{{COLUMNS[0]}}} : ("{asked.name}")'
        return f"({own}) NOT ({sqlite_terms(asked.unwanted, ' OR ')})" if asked.unwanted else own
    own = f"{asked.name}:A"
    return f"{own} & !({postgresql_terms(asked.unwanted, ' | ')})" if asked.unwanted else own


def beginnings(*groups):
    """Return the match (str) of titles with a token for each group, beginning as one of the group's (tuple of str)."""
    if connection.vendor == "sqlite":
        alike = " AND ".join("(" + " OR ".join(f"{start}*" for start in group) + ")" for group in groups)
        return f"{{{COLUMNS[0]}}} : ({alike})"
    return " & ".join("(" + " | ".join(f"{start}:*A" for start in group) + ")" for group in groups)


def found_sql(keys, among=None):
    """Return SQL (str) and its parameters (list) after the match itself, for the documents that match.

    ``keys``: the first and the last key (int) to look at; ``among``: a queryset of such keys, or None for all.
    """
    if connection.vendor == "sqlite":
        sql, key = f"FROM {INDEX} WHERE {INDEX} MATCH %s", "rowid"
    else:
        sql, key = f"FROM {DOCUMENTS} WHERE words @@ %s::tsquery", "id"
    sql, params = f"{sql} AND {key} BETWEEN %s AND %s", list(keys)
    if among is not None:
        inner, inner_params = among.query.get_compiler(connection=connection).as_sql()
        sql, params = f"{sql} AND {key} IN ({inner})", [*params, *inner_params]
    return key, sql, params


def ranked_sql(matches, keys, start, size, among=None):
    """Return SQL (str) and parameters (list) for the documents that fit ``matches`` (str), the best first.

    Each match is a tier. ``start`` and ``size`` (int) say which of them; ``keys`` and ``among`` as in `found_sql`.
    """
    key, found, params = found_sql(keys, among)
    tiers, values = [], []
    for tier, matched in enumerate(matches):
        tiers.append(
            f"SELECT * FROM (SELECT {key} AS id, {tier} AS tier {found} ORDER BY {key} LIMIT %s) AS tier{tier}"
        )
        values += [matched, *params, start + size]
    return (
        f"SELECT {', '.join(f'held.{column}' for column in SHOWN)} FROM (SELECT id, min(tier) AS tier "
        f"FROM ({' UNION ALL '.join(tiers)}) AS tiers GROUP BY id) AS hits "
        f"JOIN {DOCUMENTS} AS held ON held.id = hits.id ORDER BY hits.tier, hits.id LIMIT %s OFFSET %s"
    ), [*values, size, start]


def counted_sql(matched, ranges, most):
    """Return SQL (str) and parameters (list) that count the documents that fit ``matched`` (str), no more than ``most``
    (int) in each of ``ranges`` (keys and among, as in `found_sql`). A row for each range: its number and the count."""
    parts, values = [], []
    for number, (keys, among) in enumerate(ranges):
        _key, found, params = found_sql(keys, among)
        parts.append(f"SELECT {number}, (SELECT count(*) FROM (SELECT 1 {found} LIMIT %s) AS range{number})")
        values += [matched, *params, most]
    return " UNION ALL ".join(parts), values


class Matches(Expression):
    """The condition "the document of this record holds what is asked for", for a queryset of records of one kind.

    ``kind``: a `DocumentKind`; ``asked``: an `asking.Asked` with something wanted.
    """

    conditional = True

    def __init__(self, kind, asked):
        super().__init__(output_field=BooleanField())
        self.kind, self.asked, self.key = kind, asked, F("pk")

    def get_source_expressions(self):
        return [self.key]

    def set_source_expressions(self, expressions):
        (self.key,) = expressions

    def as_sql(self, compiler, connection):
        record, _none = compiler.compile(self.key)
        key, found, params = found_sql(self.kind.keys)
        return f"{record} IN (SELECT {self.kind.last} - {key} {found})", [match(self.asked), *params]
