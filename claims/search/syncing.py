"""Keeps the index in step with the records (decision 0011).

The database's triggers note what became stale, in the transaction that changed it (`claims.models.watching`). Here the
notes are worked off: first each is spread to whatever repeats the words of that record or is public by it, then the
documents named are made anew from what is stored now. Whoever writes calls `catch_up` afterwards; a search that finds
notes calls it first.
"""

from collections import Counter

from django.db import connection, transaction

from claims.models import SearchDocument, SearchName, SearchStale
from claims.search import spelling
from claims.search.documents import BUILDERS, NAMED, by_kind
from claims.search.naming import names_of
from claims.search.spreading import DOCUMENT, spread

# Documents made anew in one transaction: what an editor may have to wait for on SQLite, where one writes at a time.
BATCH = 200
# Notes spread at once.
NOTES = 500
# Which lock of PostgreSQL's is ours. SQLite's writers take turns by themselves.
LOCK = 5_210_311
FIELDS = ("kind", "slug", "language", "facts", *spelling.READ, *(f"{name}_words" for name in spelling.READ))


def behind():
    """Return whether anything waits to be indexed."""
    return SearchStale.objects.exists()


def catch_up(most=None):
    """Bring the index up to date, and return how many documents were made anew (int).

    With ``most`` (int) it stops after about as many, and the rest waits for the next call. Each step is a transaction
    of its own unless the caller has one, so that whatever interrupts it loses nothing.
    """
    done = 0
    while (made := step()) is not None:
        done += made
        if most is not None and done >= most:
            break
    return done


def step():
    """Work off some notes in one transaction. Return how many documents were looked at, or None if nothing waits."""
    with transaction.atomic():
        hold_lock()
        # What causes something first, so that every document is made once.
        if notes := list(SearchStale.objects.filter(cause__gt=DOCUMENT).order_by("cause", "record")[:NOTES]):
            spread(notes)
            return 0
        waiting = SearchStale.objects.filter(cause=DOCUMENT).order_by("record").values_list("record", flat=True)
        keys = set(waiting.distinct()[:BATCH])
        if not keys:
            return None
        # The notes go first: what is noted from here on, by somebody else, stays for the next step.
        SearchStale.objects.filter(cause=DOCUMENT, record__in=keys).delete()
        make(keys)
        return len(keys)


def hold_lock():
    """Wait until nobody else is indexing, so that no document is overwritten by one made from older records."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def make(keys):
    """Make the documents with ``keys`` (set of int) from what is stored; remove those of what is not public."""
    made = {found.pk: found for kind, records in by_kind(keys).items() for found in BUILDERS[kind](records)}
    held = SearchDocument.objects.in_bulk(keys)
    changed = [found for key, found in made.items() if key not in held or differ(found, held[key])]
    gone = [key for key in held if key not in made]
    replaced = [held[found.pk] for found in changed if found.pk in held] + [held[key] for key in gone]
    SearchName.objects.filter(document__in=[found.pk for found in replaced]).delete()
    SearchDocument.objects.filter(pk__in=gone).delete()
    store(changed)
    counts = Counter(word for found in changed for word in spelling.written(found))
    counts.subtract(word for found in replaced for word in spelling.written(found))
    spelling.count(counts)


def store(found):
    """Write ``found`` (list of `SearchDocument`), of which none has names in the index."""
    SearchDocument.objects.bulk_create(found, update_conflicts=True, unique_fields=["id"], update_fields=list(FIELDS))
    SearchName.objects.bulk_create(
        SearchName(document_id=each.pk, key=key[:300], part=part)
        for each in found
        if each.kind in NAMED
        for part, key in names_of(each)
    )


def differ(one, other):
    return any(getattr(one, name) != getattr(other, name) for name in FIELDS)
