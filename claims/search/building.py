"""The whole index from nothing but the records: after a restored backup, or a change of how words are read."""

from collections import Counter
from contextlib import contextmanager

from django.db import connection, transaction

from claims.models import DocumentKind, SearchDocument, SearchWord
from claims.models.full_text import DOCUMENTS, INDEX
from claims.search import spelling
from claims.search.documents import MODELS
from claims.search.syncing import BATCH, hold_lock, make


def rebuild():
    """Make every document anew, and yield (`DocumentKind`, how many of it so far) after each batch.

    Each batch is a transaction, so that readers and editors go on meanwhile, and what is interrupted is done as far as
    it went. Doing it again changes nothing.
    """
    for kind in DocumentKind:
        done, last = 0, 0
        while records := list(_published_after(kind, last)):
            with transaction.atomic():
                hold_lock()
                make({kind.key(record) for record in records})
            done, last = done + len(records), records[-1]
            yield kind, done
        _drop_others(kind)


def _published_after(kind, last):
    rows = MODELS[kind].objects.published().filter(pk__gt=last).order_by("pk")
    return rows.values_list("pk", flat=True)[:BATCH]


def _drop_others(kind):
    """Remove the documents of ``kind`` (a `DocumentKind`) whose records readers may not see."""
    first, last = kind.keys
    while keys := list(
        SearchDocument.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            hold_lock()
            seen = MODELS[kind].objects.published().filter(pk__in=[kind.last - key for key in keys])
            kept = {kind.key(record) for record in seen.values_list("pk", flat=True)}
            if others := set(keys) - kept:
                make(others)
        first = keys[-1] + 1


@contextmanager
def one_moment():
    """Let what is read in the block be of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


def recount():
    """Set right in how many documents each word stands, from the documents. Return how many words there are (int).

    By how much each number is wrong stays the same while others write, because they add and take away their own. So the
    reading holds nobody up, and the writing is done in small parts.
    """
    with one_moment():
        counts = Counter()
        for found in SearchDocument.objects.only(*spelling.READ).order_by("pk").iterator(chunk_size=BATCH):
            counts.update(spelling.written(found))
        wrong = Counter(counts)
        wrong.subtract(dict(SearchWord.objects.values_list("word", "uses").iterator()))
    changes = sorted((word, by) for word, by in wrong.items() if by)
    for start in range(0, len(changes), spelling.BATCH):
        with transaction.atomic():
            hold_lock()
            spelling.count(dict(changes[start : start + spelling.BATCH]))
    last = 0
    while last is not None:
        with transaction.atomic():
            hold_lock()
            last = spelling.respell(last)
    return len(counts)


def tidy():
    """Let the database put the index in good order after many changes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")
        else:
            cursor.execute(f"ANALYZE {DOCUMENTS}")
