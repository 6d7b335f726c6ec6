"""Counts of neighbours, in the query of the rows they belong to."""

from django.db.models import Count, IntegerField, Subquery, Value


def count_of(rows):
    """Return the expression "how many of ``rows``" (a queryset that refers outwards by `OuterRef`)."""
    # Without a column to group by, the count is one row, also when there is nothing to count.
    counted = rows.order_by().values(everything=Value(1)).annotate(found=Count("pk", distinct=True)).values("found")
    return Subquery(counted, output_field=IntegerField())


def up_to(most, rows):
    """Return the expression "how many of ``rows``, but no further than ``most``" (int); they refer two queries out."""
    # The limit stands inside: what was said ten thousand times is not counted to the end to print "more than 500".
    return count_of(rows.model.objects.published().filter(pk__in=rows.order_by().values("pk")[:most]))
