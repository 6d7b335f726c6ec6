"""The table of sketch values, asked and filled in SQL of its own.

Each text that arrives asks these same questions. To have Django compose them anew, and make a record of each row, took
several times as long as the database needs to answer.
"""

from collections import defaultdict

from django.db import connection

FORGET = "DELETE FROM sources_sketchvalue WHERE snapshot_id IN (SELECT id FROM sources_snapshot WHERE source_id = %s)"
HOLD = "INSERT INTO sources_sketchvalue (value, snapshot_id) VALUES {}"
HOLDERS = "SELECT value, snapshot_id FROM sources_sketchvalue WHERE value IN ({})"
TEXTS = "SELECT id, text FROM sources_snapshot WHERE id IN ({})"


def forget(source):
    """Take away the values of every text of ``source`` (the key of a `Source`)."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [source])


def hold(snapshot, values):
    """Store ``values`` (list of int) as those of ``snapshot`` (the key of a `Snapshot`)."""
    if not values:
        return
    rows = ", ".join(["(%s, %s)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(HOLD.format(rows), [each for value in values for each in (value, snapshot)])


def holders_of(values):
    """Return from each of ``values`` (list of int) to the keys of the snapshots that have it (a dict of lists, empty
    for a value that none has)."""
    holders = defaultdict(list)
    for value, snapshot in among(HOLDERS, values):
        holders[value].append(snapshot)
    return holders


def texts_of(snapshots):
    """Return from each of ``snapshots`` (list of keys) to its text (a dict of str)."""
    return dict(among(TEXTS, snapshots))


def among(question, keys):
    """Return the rows (list of tuples) that ``question`` (SQL with room for a list) has for ``keys`` (list of int)."""
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(question.format(", ".join(["%s"] * len(keys))), keys)
        return cursor.fetchall()
