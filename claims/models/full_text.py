"""The full-text index over the tokens of `SearchDocument`, kept by the database itself: FTS5 on SQLite, a generated
tsvector with a GIN index on PostgreSQL. Neither needs an extension or a right beyond making tables."""

from dataclasses import dataclass

DOCUMENTS = "claims_searchdocument"
# On SQLite; on PostgreSQL the index is the column "words" of the documents.
INDEX = "claims_searchindex"
# By weight, the heaviest first; PostgreSQL calls them A to D.
COLUMNS = ("title_words", "answer_words", "quotation_words", "context_words")


@dataclass(frozen=True)
class FullText:
    """What `editorial.rules.InstallRules` puts beside the table of documents."""

    name: str = "search_full_text"

    def create_sql(self, vendor):
        """Return the statements (list of str) that make the index on ``vendor`` and fill it from the documents."""
        if vendor != "sqlite":
            # The tokens are letters and digits alone, so that PostgreSQL's parser takes each of them as it stands.
            weighed = " || ".join(
                f"setweight(to_tsvector('simple'::regconfig, {column}), '{weight}')"
                for column, weight in zip(COLUMNS, "ABCD", strict=True)
            )
            return [
                f"ALTER TABLE {DOCUMENTS} ADD COLUMN words tsvector GENERATED ALWAYS AS ({weighed}) STORED",
                f"CREATE INDEX {INDEX} ON {DOCUMENTS} USING gin (words)",
            ]
        columns = ", ".join(COLUMNS)
        new, old = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("NEW", "OLD"))
        add = f"INSERT INTO {INDEX} (rowid, {columns}) VALUES (NEW.id, {new})"
        remove = f"INSERT INTO {INDEX} ({INDEX}, rowid, {columns}) VALUES ('delete', OLD.id, {old})"
        bodies = {"insert": add, "delete": remove, "update": f"{remove}; {add}"}
        return [
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5({columns}, content='{DOCUMENTS}', content_rowid='id', "
            "tokenize='ascii', prefix='3 4')",
            f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')",
            *(
                f"CREATE TRIGGER {INDEX}_{event} AFTER {event.upper()} ON {DOCUMENTS} FOR EACH ROW BEGIN {body}; END"
                for event, body in bodies.items()
            ),
        ]

    def drop_sql(self, vendor):
        """Return the statements (list of str) that remove the index from ``vendor``, if it is there."""
        if vendor != "sqlite":
            return [f"DROP INDEX IF EXISTS {INDEX}", f"ALTER TABLE {DOCUMENTS} DROP COLUMN IF EXISTS words"]
        triggers = [f"DROP TRIGGER IF EXISTS {INDEX}_{event}" for event in ("insert", "delete", "update")]
        return [*triggers, f"DROP TABLE IF EXISTS {INDEX}"]


FULL_TEXT = FullText()
