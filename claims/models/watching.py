"""Triggers that note what became stale in the search index, whoever writes and however (decision 0011)."""

from dataclasses import dataclass

QUEUE = "claims_searchstale"


@dataclass(frozen=True)
class Note:
    """What to note of a changed row: ``cause``, a key of `claims.search.syncing.EXPANSIONS`, and the ``column`` with
    the record's key. With ``when``, an SQL condition over NEW and OLD, only of updates for which it holds."""

    cause: str
    column: str
    when: str = ""


@dataclass(frozen=True)
class Watch:
    """The triggers of one ``table``, installed by `editorial.rules.InstallRules`. SQL that both databases understand.

    A note is taken of the row as it was and as it is: when a claim changes hands, both parties are looked at.
    """

    table: str
    notes: tuple

    @property
    def name(self):
        return f"search_watches_{self.table}"

    def write_sql(self, event):
        """Return the statement (str) that takes the notes of ``event`` ("INSERT", "UPDATE" or "DELETE")."""
        rows = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}[event]
        parts = []
        for note in self.notes:
            if note.when and event != "UPDATE":
                continue
            condition = f" WHERE {note.when}" if note.when else ""
            parts += [f"SELECT '{note.cause}' AS cause, {row}.{note.column} AS record{condition}" for row in rows]
        noted = " UNION ".join(parts)
        return (
            f"INSERT INTO {QUEUE} (cause, record) SELECT noted.cause, noted.record FROM ({noted}) AS noted "
            "WHERE noted.record IS NOT NULL"
        )

    def create_sql(self, vendor):
        """Return the statements (list of str) that install the triggers on ``vendor`` (a connection's vendor)."""
        events = ("INSERT", "UPDATE", "DELETE")
        if vendor == "sqlite":
            return [
                f'CREATE TRIGGER "{self.name}_{event.lower()}" AFTER {event} ON "{self.table}" FOR EACH ROW '
                f"BEGIN {self.write_sql(event)}; END"
                for event in events
            ]
        branches = " ".join(f"IF TG_OP = '{event}' THEN {self.write_sql(event)}; END IF;" for event in events)
        return [
            f'CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {branches} '
            "RETURN NULL; END $$",
            f'CREATE TRIGGER "{self.name}" AFTER INSERT OR UPDATE OR DELETE ON "{self.table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{self.name}"()',
        ]

    def drop_sql(self, vendor):
        """Return the statements (list of str) that remove the triggers from ``vendor``, if they are there."""
        if vendor == "sqlite":
            return [f'DROP TRIGGER IF EXISTS "{self.name}_{event}"' for event in ("insert", "update", "delete")]
        return [f'DROP TRIGGER IF EXISTS "{self.name}" ON "{self.table}"', f'DROP FUNCTION IF EXISTS "{self.name}"()']


WATCHES = (
    Watch("sources_outlet", (Note("outlet", "id"), Note("outlet_named", "id", "NEW.name <> OLD.name"))),
    Watch("sources_source", (Note("source", "id"), Note("outlet", "outlet_id"))),
    Watch("sources_sourcecredit", (Note("outlet", "outlet_id"),)),
    Watch("sources_passage", (Note("passage", "id"),)),
    Watch("claims_party", (Note("party", "id"), Note("party_named", "id", "NEW.name <> OLD.name"))),
    Watch("claims_partyname", (Note("party", "party_id"),)),
    Watch("claims_membership", (Note("party", "group_id"),)),
    Watch(
        "claims_place",
        (
            Note("place", "id"),
            Note("place", "parent_id"),
            Note(
                "place_named",
                "id",
                "NEW.name <> OLD.name OR COALESCE(NEW.parent_id, 0) <> COALESCE(OLD.parent_id, 0)",
            ),
        ),
    ),
    Watch("claims_placename", (Note("place", "place_id"),)),
    Watch("claims_event", (Note("event", "id"), Note("place", "place_id"))),
    Watch("claims_question", (Note("question", "id"),)),
    Watch("claims_claim", (Note("claim", "id"), Note("party", "party_id"))),
    Watch(
        "claims_appearance",
        (Note("claim", "claim_id"), Note("passage", "passage_id"), Note("outlet", "relies_on_outlet_id")),
    ),
    Watch("claims_claimpair", (Note("pair", "id"),)),
)
