"""What else is stale in the index when a record has changed: whatever repeats its words, or is public by it."""

from collections import defaultdict

from django.db import connection
from django.db.models import F, Q, Value

from claims.models import (
    Appearance,
    Claim,
    ClaimPair,
    DocumentKind,
    Event,
    Membership,
    Place,
    Question,
    SearchStale,
)
from claims.models.watching import QUEUE
from sources.models import Outlet, Source, SourceCredit

# The cause of a note that names a document itself. The least of all causes, so that an index tells it from the others.
DOCUMENT = ""


def document_of(kind, path="pk"):
    """Return the expression for the key of the document of ``kind`` of the record at the lookup ``path`` (str)."""
    return Value(DocumentKind(kind).last) - F(path)


def documents(kind, queryset, path="pk"):
    """Say that the documents of the records at ``path`` of ``queryset`` are stale."""
    return DOCUMENT, queryset.filter(**{f"{path}__isnull": False}), document_of(kind, path)


def causes(cause, queryset, path="pk"):
    """Say that the records at ``path`` of ``queryset`` are a ``cause`` (str) in their turn."""
    return cause, queryset.filter(**{f"{path}__isnull": False}), F(path)


def from_party(keys):
    return [causes("party", Membership.objects.filter(party__in=keys), "group")]


def from_party_named(keys):
    return [causes("claim", Claim.objects.filter(party__in=keys))]


def from_place(keys):
    return [causes("place", Place.objects.filter(pk__in=keys), "parent")]


def from_place_named(keys):
    return [
        causes("event", Event.objects.filter(place__in=keys)),
        causes("place_named", Place.objects.filter(parent__in=keys)),
        documents(DocumentKind.PLACE, Place.objects.filter(pk__in=keys)),
    ]


def from_event(keys):
    return [
        documents(DocumentKind.QUESTION, Question.objects.filter(event__in=keys)),
        causes("claim", Claim.objects.filter(event__in=keys)),
        causes("place", Event.objects.filter(pk__in=keys), "place"),
    ]


def from_question(keys):
    return [causes("claim", Claim.objects.filter(question__in=keys))]


def from_claim(keys):
    reports = Appearance.objects.filter(claim__in=keys)
    return [
        documents(DocumentKind.PAIR, ClaimPair.objects.filter(Q(claim__in=keys) | Q(counterclaim__in=keys))),
        documents(DocumentKind.QUOTATION, reports, "passage"),
        causes("outlet", reports, "relies_on_outlet"),
        causes("party", Claim.objects.filter(pk__in=keys), "party"),
    ]


def from_passage(keys):
    return [documents(DocumentKind.CLAIM, Appearance.objects.filter(passage__in=keys), "claim")]


def from_source(keys):
    return [
        causes("claim", Appearance.objects.filter(source__in=keys), "claim"),
        causes("outlet", Source.objects.filter(pk__in=keys), "outlet"),
        causes("outlet", SourceCredit.objects.filter(source__in=keys), "outlet"),
    ]


def from_outlet(keys):
    return []


def from_outlet_named(keys):
    return [
        documents(DocumentKind.SOURCE, Source.objects.filter(outlet__in=keys)),
        documents(DocumentKind.QUOTATION, Appearance.objects.filter(source__outlet__in=keys), "passage"),
        documents(DocumentKind.OUTLET, Outlet.objects.filter(pk__in=keys)),
    ]


def from_pair(keys):
    return []


# From what a trigger notes to the kind of its own document, if it has one that this makes stale, and to what else it
# makes stale. No cause leads back to itself but along a chain that ends (groups, places).
EXPANSIONS = {
    "party": (DocumentKind.PARTY, from_party),
    "party_named": (None, from_party_named),
    "place": (DocumentKind.PLACE, from_place),
    "place_named": (None, from_place_named),
    "event": (DocumentKind.EVENT, from_event),
    "question": (DocumentKind.QUESTION, from_question),
    "claim": (DocumentKind.CLAIM, from_claim),
    "pair": (DocumentKind.PAIR, from_pair),
    "passage": (DocumentKind.QUOTATION, from_passage),
    "source": (DocumentKind.SOURCE, from_source),
    "outlet": (DocumentKind.OUTLET, from_outlet),
    "outlet_named": (None, from_outlet_named),
}


def spread(notes):
    """Replace ``notes`` (list of `SearchStale`, none of which names a document) by what they make stale."""
    noted = defaultdict(set)
    for note in notes:
        noted[note.cause].add(note.record)
    for cause, keys in noted.items():
        kind, expand = EXPANSIONS[cause]
        if kind is not None:
            SearchStale.objects.bulk_create(SearchStale(cause=DOCUMENT, record=kind.key(key)) for key in sorted(keys))
        for made, queryset, record in expand(keys):
            note_all(made, queryset, record)
    SearchStale.objects.filter(pk__in=[note.pk for note in notes]).delete()


def note_all(cause, queryset, record):
    """Note ``record`` (an expression) of every row of ``queryset`` as stale by ``cause`` (str), in one statement."""
    chosen = queryset.order_by().annotate(_cause=Value(cause), _record=record).values_list("_cause", "_record")
    sql, params = chosen.distinct().query.get_compiler(connection=connection).as_sql()
    known = f"SELECT 1 FROM {QUEUE} AS held WHERE held.cause = made.cause AND held.record = made.record"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH made (cause, record) AS ({sql}) INSERT INTO {QUEUE} (cause, record) "
            f"SELECT made.cause, made.record FROM made WHERE NOT EXISTS ({known})",
            params,
        )
