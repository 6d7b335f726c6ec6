"""What the database refuses about sources beyond single rows (see `editorial.rules`)."""

from editorial.rules import Rule

SNAPSHOT_NEVER_CHANGES = Rule(
    name="snapshot_never_changes",
    table="sources_snapshot",
    events=("UPDATE",),
    broken="NEW.id = OLD.id",
    message="a snapshot is never changed",
)

# substr() counts code points on both databases, as our positions do.
PASSAGE_STANDS_IN_ITS_TEXT = Rule(
    name="passage_stands_in_its_text",
    table="sources_passage",
    events=("INSERT", "UPDATE"),
    broken=(
        "EXISTS (SELECT 1 FROM sources_snapshot AS held WHERE held.id = NEW.snapshot_id AND (held.source_id <> "
        'NEW.source_id OR substr(held.text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact))'
    ),
    message="the words do not stand there in the text of this source",
)

RULES = (SNAPSHOT_NEVER_CHANGES, PASSAGE_STANDS_IN_ITS_TEXT)
