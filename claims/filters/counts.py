"""How many rows of a list each choice of its filters would leave, in one query.

The counts of a filter are taken with every other filter in use and without itself: they say what changing it would do.
The rows come from the list's own queryset and what they are joined with from ``published()``, as everywhere; only the
counting is written out, because the framework compiles a union of so many groups ten times as slowly as the database
answers it. No value that somebody sent stands in the text of the query.

No more than `CAP` rows are counted for any filter; beyond, a count says "at least".
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import get_language

from claims.models import Appearance, Event, Figure, Membership, NameKind, Party, Place, Question
from claims.reading.naming import NAMES, foreign
from claims.reading.paging import CAP
from sources.models import Outlet, Source, SourceCredit

# What the query knows of each side of a row.
SIDE = ("claim", "party", "event", "question")


@dataclass
class Counts:
    """``found``: by name of a filter, a list of (value, label, number of rows). ``more``: the names of those that have
    more rows than were counted. ``known``: by name of a filter in use, the label of its value, if public rows have it.
    ``total``: the rows that all filters leave, at most one above the cap."""

    found: dict = field(default_factory=lambda: defaultdict(list))
    more: set = field(default_factory=set)
    known: dict = field(default_factory=dict)
    total: int = 0


def label_of(model, column):
    """Return SQL (str) for the words that pages show of a record of ``model``, called ``it``, and its parameters:
    the name in the reader's language, if there is one, else its ``column``."""
    if model not in NAMES or not foreign():
        return f"it.{column}", []
    names, of = NAMES[model]
    named = f"SELECT name FROM {names._meta.db_table} WHERE {of}_id = it.id AND language = %s AND kind = %s"
    return f"COALESCE(({named}), it.{column})", [get_language(), NameKind.NAME]


class Counting:
    """The query for the counts of one list, put together part by part (see `count`)."""

    def __init__(self, narrowed, paths):
        self.narrowed = narrowed
        self.paths = paths
        self.tables, self.params_of_tables = [], []
        self.parts, self.params = [], []
        self.bases, self.told = {}, set()

    def base(self, names):
        """Return the number (int) of the table of rows that the filters ``names`` leave, at most one above the cap.

        Beside it stands a table with a line for each claim of each row.
        """
        if names not in self.bases:
            number = self.bases[names] = len(self.bases)
            columns = ["pk", "kind"]
            for path in self.paths:
                columns += [f"{path}pk", f"{path}party_id", f"{path}event_id", f"{path}question_id"]
            rows = self.narrowed(names).order_by().values_list(*columns)[: CAP + 1]
            aliases = [f"{column}{side}" for side in range(len(self.paths)) for column in SIDE]
            sql, params = rows.query.sql_with_params()
            self.tables.append(f"rows{number}(id, kind, {', '.join(aliases)}) AS ({sql})")
            self.params_of_tables += params
            sides = " UNION ALL ".join(
                f"SELECT id, claim{side}, party{side}, event{side}, question{side} FROM rows{number}"
                for side in range(len(self.paths))
            )
            self.tables.append(f"sides{number}(id, {', '.join(SIDE)}) AS ({sides})")
        return self.bases[names]

    def part(self, sql, *params):
        self.parts.append(sql)
        self.params += params

    def joined(self, name, rows):
        """Name ``rows`` (a values_list) as a table to join with; looked up in its own tables, never copied out."""
        sql, params = rows.order_by().query.sql_with_params()
        self.tables.append(f"{name} AS NOT MATERIALIZED ({sql})")
        self.params_of_tables += params

    def total(self, name, names):
        """Count the rows that the filters ``names`` leave, for the filter ``name`` ("" for the list itself)."""
        self.part(f"SELECT 'total', '{name}', '', (SELECT COUNT(*) FROM rows{self.base(names)})")

    def known(self, name, model, label, value):
        """Find the label of ``value`` (a slug) of the filter ``name``, provided that a row of the list has it."""
        number = self.base(frozenset({name}))
        words, params = label_of(model, label)
        self.part(
            f"SELECT 'known', '{name}', {words}, 1 FROM {model._meta.db_table} AS it WHERE slug = %s "
            f"AND EXISTS (SELECT 1 FROM rows{number})",
            *params,
            value,
        )

    def records(self, name, pairs, model, label):
        """Count by record of ``model``: ``pairs`` (SQL) gives the id of a row and, as ``it``, the key of the record."""
        words, params = label_of(model, label)
        self.part(
            f"SELECT '{name}', it.slug, {words}, counted.number FROM "
            f"(SELECT it, COUNT(DISTINCT id) AS number FROM ({pairs}) AS every GROUP BY it) AS counted "
            f"JOIN {model._meta.db_table} AS it ON it.id = counted.it",
            *params,
        )

    # What each filter chooses from. ``number`` is that of its base.

    def count_party(self, number):
        self.records("party", f"SELECT id, party AS it FROM sides{number}", Party, "name")

    def count_event(self, number):
        self.records("event", f"SELECT id, event AS it FROM sides{number}", Event, "title")

    def count_place(self, number):
        event, place = Event._meta.db_table, Place._meta.db_table
        at = f"sides{number} AS side JOIN {event} AS event ON event.id = side.event AND event.place_id IS NOT NULL"
        # A place holds what happened in the places inside it.
        self.tables.append(
            f"inside(place, wider) AS (SELECT DISTINCT event.place_id, event.place_id FROM {at} "
            f"UNION SELECT inside.place, place.parent_id FROM inside "
            f"JOIN {place} AS place ON place.id = inside.wider WHERE place.parent_id IS NOT NULL)"
        )
        pairs = f"SELECT side.id, inside.wider AS it FROM {at} JOIN inside ON inside.place = event.place_id"
        self.records("place", pairs, Place, "name")

    def count_kind(self, number):
        self.part(f"SELECT 'kind', kind, '', COUNT(*) FROM rows{number} GROUP BY kind")

    def count_question(self, number):
        self.joined("asked(question, kind)", Question.objects.published().values_list("pk", "kind"))
        self.part(
            f"SELECT 'question', asked.kind, '', COUNT(DISTINCT id) FROM sides{number} AS side "
            f"JOIN asked ON asked.question = side.question GROUP BY asked.kind"
        )

    def count_figures(self, number):
        self.joined("counted_claims(claim)", Figure.objects.published().values_list("claim_id"))
        self.part(
            f"SELECT 'figures', 'yes', '', COUNT(DISTINCT id) FROM sides{number} AS side "
            f"JOIN counted_claims ON counted_claims.claim = side.claim"
        )

    def reports(self, number):
        """Return the name of the table of reports of the rows: row, source, its outlet, the outlet relied on."""
        if not self.told:
            reports = Appearance.objects.published()
            columns = ("claim_id", "source_id", "source__outlet_id", "relies_on_outlet_id")
            self.joined("reports(claim, source, outlet, relied_on)", reports.values_list(*columns))
        if number not in self.told:
            self.told.add(number)
            self.tables.append(
                f"told{number}(id, source, outlet, relied_on) AS (SELECT side.id, reports.source, reports.outlet, "
                f"reports.relied_on FROM sides{number} AS side JOIN reports ON reports.claim = side.claim)"
            )
        return f"told{number}"

    def count_source(self, number):
        self.records("source", f"SELECT id, source AS it FROM {self.reports(number)}", Source, "title")

    def count_outlet(self, number):
        told = self.reports(number)
        self.joined("credited(source, outlet)", SourceCredit.objects.published().values_list("source_id", "outlet_id"))
        pairs = (
            f"SELECT id, outlet AS it FROM {told} UNION ALL SELECT id, relied_on FROM {told} "
            f"UNION ALL SELECT id, credited.outlet FROM {told} AS told JOIN credited ON credited.source = told.source"
        )
        self.records("outlet", pairs, Outlet, "name")

    def count_across(self, number):
        # Of each two parties how many rows there are, and to what each belongs: parties of one side have a group above
        # both. Whatever the party of a public claim belongs to is public with it.
        self.tables.append(
            f"above(party, wider) AS (SELECT DISTINCT party, party FROM sides{number} UNION SELECT above.party, "
            f"membership.group_id FROM above JOIN {Membership._meta.db_table} AS membership "
            f"ON membership.party_id = above.wider)"
        )
        text = "CAST({} AS text)".format
        self.part(f"SELECT 'above', {text('party')}, {text('wider')}, 0 FROM above")
        self.part(
            f"SELECT 'across', {text('party0')}, {text('party1')}, COUNT(*) FROM rows{number} GROUP BY party0, party1"
        )

    def counts(self):
        """Return the `Counts`. One query."""
        sql = f"WITH RECURSIVE {', '.join(self.tables)} {' UNION ALL '.join(self.parts)}"
        counts = Counts()
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.params_of_tables, *self.params])
            for what, value, label, number in cursor.fetchall():
                if what == "total" and not value:
                    counts.total = number
                elif what == "total":
                    counts.more |= {value} if number > CAP else set()
                elif what == "known":
                    counts.known[value] = label
                else:
                    counts.found[what].append((value, label, number))
        return counts


def across(counts):
    """Return how many rows of ``counts`` (`Counts`) have parties of different sides (int)."""
    above = defaultdict(set)
    for party, group, _number in counts.found["above"]:
        above[party].add(group)
    return sum(number for one, other, number in counts.found["across"] if not above[one] & above[other])


def count(narrowed, paths, active, filters, records):
    """Return the `Counts` of a list.

    ``narrowed``: a function from names of filters (frozenset) to the rows (queryset) that these leave. ``paths``: how a
    row leads to each of its claims, such as ``["claim__", "counterclaim__"]``. ``active``: the names in use
    (frozenset). ``filters``: the names to count the choices of. ``records``: by name of a filter in use that names a
    record, its (model, column of the label, slug).
    """
    counting = Counting(narrowed, paths)
    if filters:
        counting.total("", active)
    for name in filters:
        getattr(counting, f"count_{name}")(counting.base(active - {name}))
        if name in active:
            counting.total(name, active - {name})
    for name, (model, label, slug) in records.items():
        counting.known(name, model, label, slug)
    counts = counting.counts()
    if counts.total > CAP:
        counts.more |= set(filters) - active
    return counts
