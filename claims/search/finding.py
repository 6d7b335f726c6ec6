"""Answers to questions: the best documents, how many there are of each kind, and what else was perhaps meant."""

import logging
from dataclasses import dataclass, field

from django.db import DatabaseError, connection
from django.db.models import F, Value

from claims.models import DocumentKind, SearchDocument
from claims.models.watching import QUEUE
from claims.search import matching
from claims.search.asking import Asked, read, with_names
from claims.search.documents import BUILDERS, MODELS, by_kind
from claims.search.spelling import meant
from claims.search.syncing import behind, catch_up, differ
from claims.search.words import beginning, inner, typed

LOG = logging.getLogger(__name__)

SIZE = 20
# Nobody reads further; who looks for more than this adds a word.
PAGES = 25
# Counts go no further than this, whatever there is.
MOST = 1_000
# How much a reader's search brings up to date before it answers.
AT_ONCE = 600
SUGGESTIONS = 8
# More notes than this waiting means that nobody works them off.
MUCH = 20_000


@dataclass(slots=True)
class Found:
    """The answer to ``asked``: a page of ``documents`` (list of `SearchDocument`), the best first.

    ``counts``: {`DocumentKind`: how many}, at most `MOST` + 1 of each; empty while the index is behind. ``instead``:
    the question that was answered, where a word was taken for a known one; ``unknown``: words that stand nowhere.
    """

    asked: Asked
    documents: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    more: bool = False
    instead: Asked | None = None
    unknown: list = field(default_factory=list)

    current: bool = True

    @property
    def answered(self):
        """The question that is answered (`Asked`)."""
        return self.instead or self.asked

    @property
    def terms(self):
        """What the documents are found by (tuple of `asking.Term`)."""
        return self.answered.wanted

    @property
    def answerable(self):
        """Whether anything can be found at all."""
        return bool(self.terms) and not self.unknown


def ask(text):
    """Return what ``text`` (str, as typed) asks for, in words of public texts: `Found`, without documents yet."""
    asked = read(text)
    if not asked.wanted:
        return Found(asked)
    current = True
    corrections, waiting = meant(asked.written())
    if waiting:
        current = bring_up_to_date()
        # The words of what waits may be those of something that is public no more: then nothing is taken for another.
        corrections = meant(asked.written())[0] if current else {}
    if unknown := [word for word, other in corrections.items() if other is None]:
        return Found(asked, unknown=unknown, current=current)
    if corrections:
        return Found(asked, instead=with_names(asked.with_words(corrections)), current=current)
    return Found(with_names(asked), current=current)


def find(found, *, kind=None, among=None, page=1):
    """Fill ``found`` (from `ask`) with the documents of one page: public ones alone, whatever the index holds.

    ``kind``: a `DocumentKind`, or None for all; ``among``: with a kind, a published queryset of its records to which
    the answer is confined; ``page``: from 1 to `PAGES`.
    """
    if not found.answerable:
        return
    asked = found.answered
    if among is not None:
        among = key_of(kind, among)
    keys = kind.keys if kind else matching.EVERYTHING
    matches = [matching.named(asked), *(matching.match(asked, width) for width in range(1, matching.ALL + 1))]
    sql, params = matching.ranked_sql(matches, keys, (page - 1) * SIZE, SIZE + 1, among)
    hits = list(SearchDocument.objects.raw(sql, params))
    found.more = len(hits) > SIZE
    if not found.current:
        found.documents = unchanged(hits[:SIZE])
        found.more = found.more and bool(found.documents)
        return
    # What is among public records is public.
    found.documents = hits[:SIZE] if among is not None else published(hits[:SIZE])
    found.counts = counts(asked, kind, among)


def bring_up_to_date():
    """Index what waits, as far as a reader can wait for it. Return whether nothing waits any more."""
    try:
        if not behind():
            return True
        catch_up(most=AT_ONCE)
        return not behind()
    except DatabaseError:
        # Somebody holds the database, or it can only be read: answer from what is indexed, behind the gate.
        LOG.exception("The search index could not be brought up to date.")
        return False


def key_of(kind, queryset):
    """Return ``queryset`` of records of ``kind`` (a `DocumentKind`) as one of the keys of their documents."""
    return queryset.order_by().values_list(Value(kind.last) - F("pk"), flat=True)


def published(documents):
    """Return those of ``documents`` (list of `SearchDocument`) whose records readers may see at this moment.

    The index holds no others; but what decides is the gate of each kind, and not the index. One query.
    """
    gates = [
        key_of(kind, MODELS[kind].objects.published().filter(pk__in=records))
        for kind, records in by_kind(document.pk for document in documents).items()
    ]
    if not gates:
        return []
    seen = set(gates[0].union(*gates[1:], all=True))
    return [document for document in documents if document.pk in seen]


def unchanged(documents):
    """Return those of ``documents`` (list of `SearchDocument`) that would be the same if they were made now.

    While the index is behind, a document of a public record may still hold, and be found by, words that are public no
    more: those of a source that was taken back. A few queries for each kind.
    """
    made = {
        found.pk: found
        for kind, records in by_kind(document.pk for document in documents).items()
        for found in BUILDERS[kind](records)
    }
    held = SearchDocument.objects.in_bulk(made)
    return [
        document
        for document in documents
        if document.pk in made and document.pk in held and not differ(made[document.pk], held[document.pk])
    ]


def counts(asked, kind=None, among=None):
    """Return how many documents of each kind hold what is ``asked`` for, at most `MOST` + 1: {`DocumentKind`: int}. Of
    ``kind``, only those ``among`` the keys given are counted. One query."""
    ranges = [(each.keys, among if each == kind else None) for each in DocumentKind]
    sql, params = matching.counted_sql(matching.match(asked), ranges, MOST + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        numbers = dict(cursor.fetchall())
    return {each: numbers[place] for place, each in enumerate(DocumentKind) if numbers[place]}


def suggest(text):
    """Return the public documents (list of `SearchDocument`) that have a name or title with words beginning as those of
    ``text`` (str) do, those first that begin with it."""
    started = typed(text)
    if len("".join(started)) < 2:
        return []
    current = bring_up_to_date()
    matches = [
        matching.beginnings((beginning(text),)),
        matching.beginnings(*((inner(word),) for word in dict.fromkeys(started))),
    ]
    sql, params = matching.ranked_sql(matches, matching.EVERYTHING, 0, SUGGESTIONS)
    found = list(SearchDocument.objects.raw(sql, params))
    return published(found) if current else unchanged(found)


def health():
    """Return "ok", "behind" when much waits to be indexed, or "failed" when the index does not answer."""
    _key, found, params = matching.found_sql(matching.EVERYTHING)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT (SELECT count(*) FROM (SELECT 1 FROM {QUEUE} LIMIT %s) AS waiting), "
                f"(SELECT count(*) FROM (SELECT 1 {found} LIMIT 1) AS trial)",
                [MUCH, "x1", *params],
            )
            waiting, _trial = cursor.fetchone()
    except DatabaseError:
        LOG.exception("The search index does not answer.")
        return "failed"
    return "behind" if waiting >= MUCH else "ok"
