"""What waits for a reviewer, over every kind of record, oldest first: asked as one table of keys and moments."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from simple_history.utils import get_history_manager_for_model

from editorial.models import Assignment, Publishable, ReviewNote, Revision, RevisionState, User
from editorial.status import Status

# Whose work is shown.
FOR_ME, ALL, OWN, DRAFTS = "me", "all", "own", "drafts"
NOBODY = "nobody"
# Nothing is counted further than this in a request.
MOST = 10_000


@dataclass
class Waiting:
    """One record on its way: which, since when, by whom, who looks at it, and what was said of it (the last note)."""

    record: object
    kind: ContentType
    since: object
    submitted_by: object
    assignment: object = None
    notes: int = 0
    last_note: object = None


@dataclass(frozen=True)
class Asked:
    """What of the queue is asked for: of which models, whose (`FOR_ME`, `ALL`, `OWN`, or `DRAFTS`), assigned to whom (a
    key, or `NOBODY`), submitted by whom (a key), and whether the newest come first."""

    models: tuple
    who: str = ALL
    assigned: object = None
    by: int = None
    newest: bool = False


def models():
    """Return every kind of record that goes before readers (list of models); their revisions are reviewed as well."""
    return sorted(Publishable.__subclasses__(), key=lambda model: model._meta.label)


def kind_of(model):
    """Return the `ContentType` of ``model``; all kinds that are reviewed are asked for at once, and remembered."""
    return ContentType.objects.get_for_models(*{model, Revision, *models()})[model]


def in_review(model):
    """Return the records of ``model`` in review with ``since`` and ``submitter`` (a key): when, and by whom, they were
    submitted last. A record whose history does not say it counts from when it was last written."""
    if model is Revision:
        waiting = Revision.objects.filter(state=RevisionState.IN_REVIEW)
        return waiting.annotate(since=F("submitted_at"), submitter=F("submitted_by"))
    rows = get_history_manager_for_model(model).model.objects.order_by()
    key = model._meta.pk.attname
    before = rows.filter(**{key: OuterRef(OuterRef("pk"))}).exclude(status=Status.IN_REVIEW)
    last_other = Subquery(before.order_by("-history_id").values("history_id")[:1])
    submission = rows.filter(
        Q(history_id__gt=Coalesce(last_other, 0)), **{key: OuterRef("pk")}, status=Status.IN_REVIEW
    ).order_by("history_id")
    return model._base_manager.filter(status=Status.IN_REVIEW).annotate(
        since=Coalesce(Subquery(submission.values("history_date")[:1]), F("updated_at")),
        submitter=Coalesce(
            Subquery(submission.values("history_user")[:1]), F("updated_by"), output_field=BigIntegerField()
        ),
    )


def drafts(model, user):
    """Return the drafts of ``model`` that ``user`` began or wrote last, with when they were written and by whom."""
    own = model._base_manager.filter(Q(updated_by=user) | Q(created_by=user))
    own = own.filter(state=RevisionState.DRAFT) if model is Revision else own.filter(status=Status.DRAFT)
    return own.annotate(since=F("updated_at"), submitter=F("updated_by"))


def asked_of(model, asked, user):
    """Return the records of ``model`` that ``asked`` (an `Asked`) names, for ``user``, as `in_review` does."""
    records = drafts(model, user) if asked.who == DRAFTS else in_review(model)
    assigned = Assignment.objects.filter(content_type=kind_of(model), object_id=OuterRef("pk"))
    if asked.who == FOR_ME:
        # Mine, or nobody's; never what I wrote last, which somebody else has to publish.
        records = records.exclude(updated_by=user).filter(
            Q(Exists(assigned.filter(assignee=user))) | ~Q(Exists(assigned))
        )
    elif asked.who == OWN:
        records = records.filter(Q(submitter=user.pk) | Q(updated_by=user))
    if asked.assigned == NOBODY:
        records = records.filter(~Exists(assigned))
    elif asked.assigned is not None:
        records = records.filter(Exists(assigned.filter(assignee=asked.assigned)))
    if asked.by is not None:
        records = records.filter(submitter=asked.by)
    return records


def keys(asked, user):
    """Return the queue as tuples (key of the kind, key of the record, since, submitter): a queryset that can be sliced
    and counted."""
    parts = []
    for model in asked.models:
        kind = Value(kind_of(model).pk, output_field=BigIntegerField())
        found = asked_of(model, asked, user)
        parts.append(found.order_by().annotate(of_kind=kind).values_list("of_kind", "pk", "since", "submitter"))
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    # Of the same moment, in the order of their keys, so that every page goes on where the last one ended.
    return rows.order_by("-since" if asked.newest else "since", "of_kind", "pk")


def counts(asked, user):
    """Return how many wait of each kind, as far as one counts: {model: int}."""
    return {model: counted(asked_of(model, asked, user)) for model in asked.models}


def counted(records):
    """Return how many ``records`` (a queryset) there are, or `MOST` and one when there are more."""
    return records.order_by().values("pk")[: MOST + 1].count()


def fetch(rows, record_sets):
    """Return the `Waiting`s of ``rows`` (tuples of `keys`), in their order, in a fixed number of queries.

    ``record_sets``: {model: queryset that fetches what the names of its records need}.
    """
    rows = list(rows)
    kinds = {kind_of(model).pk: model for model in record_sets}
    wanted = {}
    for kind, key, _since, _submitter in rows:
        wanted.setdefault(kind, []).append(key)
    records = {kind: record_sets[kinds[kind]].in_bulk(found) for kind, found in wanted.items()}
    _name(records.get(kind_of(Revision).pk, {}).values(), record_sets)
    people = User.objects.in_bulk({submitter for *_rest, submitter in rows if submitter})
    about = Q(pk__in=[])
    for kind, found in wanted.items():
        about |= Q(content_type=kind, object_id__in=found)
    assigned = {
        (each.content_type_id, each.object_id): each
        for each in Assignment.objects.filter(about).select_related("assignee")
    }
    said = {}
    for note in ReviewNote.objects.filter(about).select_related("made_by"):
        said.setdefault((note.content_type_id, note.object_id), []).append(note)
    return [
        Waiting(
            record=records[kind][key],
            kind=ContentType.objects.get_for_id(kind),
            since=since,
            submitted_by=people.get(submitter),
            assignment=assigned.get((kind, key)),
            notes=len(said.get((kind, key), ())),
            last_note=said.get((kind, key), [None])[-1],
        )
        for kind, key, since, submitter in rows
        if key in records[kind]
    ]


def _name(revisions, record_sets):
    """Give ``revisions`` the records that they change, fetched as ``record_sets`` says, kind by kind."""
    changed = {}
    for revision in revisions:
        changed.setdefault(revision.content_type_id, []).append(revision)
    for kind, of_kind in changed.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        # A passage is changed by revision, and is in no queue of its own.
        records = record_sets[model] if model in record_sets else model._base_manager.all()
        found = records.in_bulk({revision.object_id for revision in of_kind})
        for revision in of_kind:
            if revision.object_id in found:
                Revision._meta.get_field("record").set_cached_value(revision, found[revision.object_id])
