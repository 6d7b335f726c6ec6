"""What pages say of records, gathered in a constant number of queries and holding nothing that is not public.

Templates get the small value objects made here, not records: from a record a template could wander to a neighbour that
readers may not see, or ask the database once for every row.
"""
