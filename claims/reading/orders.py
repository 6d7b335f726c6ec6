"""The orders of lists that have one alone: their names, and the keys that `claims.reading.paging.listing` compares."""

from datetime import date

from claims.reading.cursors import Key, key, moment

EVENTS = (
    "latest",
    (Key("occurred_earliest", date.fromisoformat, descending=True, nullable=True), Key("title"), Key("slug")),
)
SOURCES = (
    "latest",
    (Key("published_earliest", date.fromisoformat, descending=True, nullable=True), Key("title"), Key("slug")),
)
CORRECTIONS = ("newest", (Key("made_at", moment, descending=True), Key("pk", key, descending=True)))
