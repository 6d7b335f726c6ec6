"""Two records that turned out to be one (decision 0028).

`planning` works out what a merge does, without doing it, from what `parties`, `claims` and `pairs` say of each kind of
record; `performing` does it in one transaction and keeps what it did; `returning` works out what taking it back does,
`undoing` does that, and `rejected` keeps what was rejected meanwhile; `rows` says how a row is kept, `writing` changes
rows in an order that the database allows.
"""
