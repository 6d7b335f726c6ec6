"""Tables of records that editors take out and bring back: what the columns are, and how a row becomes a record."""
