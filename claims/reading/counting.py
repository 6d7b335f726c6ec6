"""Counts of neighbours, in the query of the rows they belong to."""

from django.db.models import Count, IntegerField, Subquery, Value


def count_of(rows):
    """Return the expression "how many of ``rows``" (a queryset that refers outwards by `OuterRef`)."""
    # Without a column to group by, the count is one row, also when there is nothing to count.
    counted = rows.order_by().values(everything=Value(1)).annotate(found=Count("pk", distinct=True)).values("found")
    return Subquery(counted, output_field=IntegerField())


class CountOfRows(Subquery):
    """How many rows a query has, counted from outside, so that a limit inside it is one for the counting too."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def up_to(most, rows):
    """Return the expression "how many of ``rows`` (as for `count_of`), but no further than ``most``" (int)."""
    # What was said ten thousand times is not counted to the end to print "more than 500". And the limit stands in the
    # rows themselves: PostgreSQL asks a limited "one of these" again for every row that it might count.
    return CountOfRows(rows.order_by().values("pk")[:most])
