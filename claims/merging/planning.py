"""Works out what it means that two records are one."""

from django.utils.translation import gettext as _

from claims.merging import claims, parties
from claims.merging.plan import MergeRefused, Plan
from claims.merging.revisions import find_naming
from claims.merging.rows import batches, label, relations
from claims.models import AddressKind, MergedAddress, MergeKind
from editorial.models import Publishable, Revision

PLANNERS = parties.KINDS | claims.KINDS
MODELS = {MergeKind(model._meta.model_name): model for model in PLANNERS}


def plan_merge(kept, gone, *, by, holds=False):
    """Return the `Plan` of taking ``gone`` into ``kept``: stored records of one kind, a `Party`, `Place`, `Event`,
    `Question` or `Claim`, as the database has them now. ``by``: the `User` who wants it; ``holds``: see `Plan`.
    Nothing is written.

    Raises `MergeRefused` when the two cannot be compared at all; what else stands in the way is in the plan.
    """
    refuse_unlike(kept, gone)
    plan = Plan(kept, gone, by, holds)
    _refuse_open_revisions(plan)
    PLANNERS[type(kept)](plan)
    if isinstance(kept, Publishable):
        _review(plan)
    find_naming(plan)
    _lead_on(plan)
    return plan


def refuse_unlike(kept, gone):
    """Raise `MergeRefused` unless these are two records of one kind that can be merged."""
    if type(kept) is not type(gone) or type(kept) not in PLANNERS:
        raise MergeRefused(_("Only two records of one kind can be merged."))
    if kept.pk == gone.pk:
        raise MergeRefused(_("A record is not merged into itself. Choose another one."))


def _refuse_open_revisions(plan):
    for record in (plan.kept, plan.gone):
        revision = Revision.objects.open().of(record).select_related("updated_by").first()
        if revision is not None:
            message = _("A change of “%(record)s” waits, last written by %(who)s. Publish or drop it first.")
            plan.problems.append(message % {"record": record, "who": revision.updated_by})


def _review(plan):
    """What was said at the desk about the gone record, and who looks at it."""
    for note in plan.rows(plan.gone.review_notes.all()):
        plan.change(note, object_id=plan.kept.pk)
    looks = plan.kept.assignments.first()
    for assignment in plan.rows(plan.gone.assignments.all()):
        if looks is None:
            plan.change(assignment, object_id=plan.kept.pk)
        else:
            plan.remove(assignment, looks, _("Somebody looks at the record that stays already."))


def _lead_on(plan):
    """Addresses that lead to what goes lead to what it becomes."""
    becoming = {(AddressKind(plan.model._meta.model_name), plan.gone.pk): plan.kept}
    for (model, key), removal in plan.removals.items():
        if model._meta.model_name in AddressKind.values:
            becoming[AddressKind(model._meta.model_name), key] = removal.becomes
    for kind in dict.fromkeys(kind for kind, _key in becoming):
        for some in batches(key for there, key in becoming if there == kind):
            for address in plan.rows(MergedAddress.objects.filter(leads_to_kind=kind, leads_to__in=some)):
                becomes = becoming[kind, address.leads_to]
                plan.change(address, leads_to_kind=AddressKind(becomes._meta.model_name), leads_to=becomes.pk)


def left_behind(model, record):
    """Return what still points to ``record`` (of ``model``), as a list of names (str): none of it may be lost."""
    return [
        f"{label(other)}.{name}"
        for other, name in relations(model)
        if other._base_manager.filter(**{name: record}).exists()
    ]
