"""Rows of neighbours, in the query of the rows they belong to, without multiplying these."""

from django.db.models import JSONField, Subquery
from django.db.models.functions import JSONArray


class Nested(Subquery):
    """All rows of a queryset that refers outwards by `OuterRef`, as a list of lists of ``columns`` (lookups, str).

    Joined instead, three neighbours of one kind and four of another are twelve rows, and thirty of each are 900. In no
    order, since neither database promises one.
    """

    output_field = JSONField()

    def __init__(self, rows, columns):
        super().__init__(rows.order_by().values(nested_row=JSONArray(*columns)))

    def as_sqlite(self, compiler, connection):
        template = "(SELECT json_group_array(json(nested_row)) FROM (%(subquery)s) nested)"
        return self.as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler, connection):
        template = "(SELECT coalesce(jsonb_agg(nested_row), '[]') FROM (%(subquery)s) nested)"
        return self.as_sql(compiler, connection, template=template)
