"""Rules about two tables at once, kept by the database itself.

A check constraint sees one row. Where a rule speaks of a row and the one it points to ("the passage stands in its own
source's text"), a trigger refuses the write, on SQLite and PostgreSQL alike, whichever way the write comes. The models
check the same first and say so to the editor; this is the net below them.
"""

from dataclasses import dataclass

from django.db.migrations.operations.base import Operation


@dataclass(frozen=True)
class Rule:
    """One rule, refused before a row of ``table`` is written.

    ``name``: unique among all rules; ``events``: such as ``"INSERT"`` or ``"UPDATE"``; ``broken``: an SQL condition
    over ``NEW`` that holds for a bad row, in words both databases understand; ``message``: what the error says.
    """

    name: str
    table: str
    events: tuple
    broken: str
    message: str

    def create_sql(self, vendor):
        """Return the statements (list of str) that install this rule on ``vendor`` (a Django connection's vendor)."""
        if vendor == "sqlite":
            return [
                f'CREATE TRIGGER "{self.name}_{event.lower()}" BEFORE {event} ON "{self.table}" FOR EACH ROW '
                f"WHEN {self.broken} BEGIN SELECT RAISE(ABORT, '{self.name}: {self.message}'); END"
                for event in self.events
            ]
        return [
            f'CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"IF {self.broken} THEN RAISE EXCEPTION '{self.name}: {self.message}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$",
            f'CREATE TRIGGER "{self.name}" BEFORE {" OR ".join(self.events)} ON "{self.table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{self.name}"()',
        ]

    def drop_sql(self, vendor):
        """Return the statements (list of str) that remove this rule from ``vendor``, if it is there."""
        if vendor == "sqlite":
            return [f'DROP TRIGGER IF EXISTS "{self.name}_{event.lower()}"' for event in self.events]
        return [f'DROP TRIGGER IF EXISTS "{self.name}" ON "{self.table}"', f'DROP FUNCTION IF EXISTS "{self.name}"()']


class RulesOperation(Operation):
    """What the two operations below share: no part of Django's picture of the models, and both ways known."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *rules):
        self.rules = rules

    def deconstruct(self):
        return type(self).__name__, list(self.rules), {}

    def state_forwards(self, app_label, state):
        """Rules are no part of Django's picture of the models."""

    def install(self, schema_editor):
        self.lift(schema_editor)
        for rule in self.rules:
            for statement in rule.create_sql(schema_editor.connection.vendor):
                schema_editor.execute(statement, params=None)

    def lift(self, schema_editor):
        for rule in self.rules:
            for statement in rule.drop_sql(schema_editor.connection.vendor):
                schema_editor.execute(statement, params=None)

    def named(self):
        return ", ".join(rule.name for rule in self.rules)


class InstallRules(RulesOperation):
    """Put rules in force; safe where they are in force already.

    SQLite drops a table's triggers when a migration alters the table, so such a migration ends with this operation.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.install(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.lift(schema_editor)

    def describe(self):
        return f"Install the rules {self.named()}"


class LiftRules(RulesOperation):
    """Lift rules while tables are altered.

    SQLite makes an altered table anew under its old name, and refuses while the trigger of another table speaks of it;
    so a migration that alters a table that rules speak of begins with this operation, and ends with `InstallRules`.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.lift(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.install(schema_editor)

    def describe(self):
        return f"Lift the rules {self.named()}"
