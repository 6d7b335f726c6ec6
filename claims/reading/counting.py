"""Counts of neighbours, in the query of the rows they belong to."""

from django.db.models import IntegerField, Subquery


class CountOfRows(Subquery):
    """How many rows a query has, counted from outside, so that a limit inside it is one for the counting too."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def count_of(rows):
    """Return the expression "how many of ``rows``" (a queryset that refers outwards by `OuterRef`)."""
    return CountOfRows(keys(rows))


def up_to(most, rows):
    """Return the expression "how many of ``rows`` (as for `count_of`), but no further than ``most``" (int)."""
    # What was said ten thousand times is not counted to the end to print "more than 500". And the limit stands in the
    # rows themselves: PostgreSQL asks a limited "one of these" again for every row that it might count.
    return CountOfRows(keys(rows)[:most])


def keys(rows):
    # A relation to many, asked on the way, may name a row twice.
    return rows.order_by().values("pk").distinct()
