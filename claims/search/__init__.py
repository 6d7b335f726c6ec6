"""Search over everything that readers may see, on SQLite and PostgreSQL alike (decision 0011).

`words` makes tokens of texts, the same for both databases; `documents` makes one row of each searchable thing;
`syncing` keeps these rows in step with the records; `asking` reads what somebody typed; `finding` answers it;
`spelling` finds the word that was meant.
"""
