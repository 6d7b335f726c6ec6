"""Changes of other records that wait and name what goes: they are to name what stays, or they would be refused when
they are published."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import F

from claims.merging.plan import held
from claims.merging.rows import batches, relations
from editorial.models import Publishable, Revision
from editorial.models.history import keep_entries


def find_naming(plan):
    """Note in ``plan`` (a `Plan`) which open revisions name what goes, and where."""
    for model, name in relations(plan.model):
        if not issubclass(model, Publishable):
            continue
        kind = ContentType.objects.get_for_model(model)
        naming = Revision.objects.open().filter(content_type=kind, **{f"data__{name}": [str(plan.gone.pk)]})
        for key in plan.rows(naming).values_list("pk", flat=True):
            plan.renamed.setdefault(key, []).append(name)


def rename(named, old, new, *, by, reason):
    """Have the open revisions in ``named`` ({key: names of fields}) name the record with the key ``new`` in the place
    of the one with the key ``old``. What was written there since stays."""
    for some in batches(named):
        changed = []
        for revision in held(Revision.objects.open().filter(pk__in=some)):
            names = [name for name in named[revision.pk] if revision.data.get(name) == [str(old)]]
            if names:
                revision.data |= {name: [str(new)] for name in names}
                changed.append(revision)
        Revision.objects.bulk_update(changed, ["data"])
        keep_entries(changed, what="~", by=by, reason=reason)


def up_to_date(keys):
    """Return the keys (list) of the open revisions that were written with the present state of one of the records with
    ``keys`` ((model, key) pairs) before their writer."""
    of_model = defaultdict(list)
    for model, key in keys:
        if issubclass(model, Publishable):
            of_model[model].append(key)
    found = []
    for model, some in ((model, some) for model, every in of_model.items() for some in batches(every)):
        kind = ContentType.objects.get_for_model(model)
        waiting = Revision.objects.open().filter(content_type=kind, object_id__in=some)
        waiting = list(waiting.values_list("pk", "object_id", "base_version"))
        versions = dict(model._base_manager.filter(pk__in=[each[1] for each in waiting]).values_list("pk", "version"))
        found += [key for key, record, base in waiting if versions[record] == base]
    return found


def go_on(revisions):
    """Have the ``revisions`` (as from `up_to_date`) go on from the state that their records have by now.

    Nothing changed there but who is one with whom, and the revisions say so too.
    """
    for some in batches(revisions):
        Revision.objects.filter(pk__in=some).update(base_version=F("base_version") + 1)
