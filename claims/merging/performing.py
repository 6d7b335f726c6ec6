"""Does a merge, in one transaction, and keeps what it did."""

from collections import defaultdict

from django.db import IntegrityError, models, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import NoteMissing, NotInTheOpen, correcting
from claims.merging.plan import MergeRefused
from claims.merging.planning import left_behind, plan_merge, refuse_unlike
from claims.merging.revisions import go_on, rename, up_to_date
from claims.merging.rows import batches, kept_row, label
from claims.merging.writing import write
from claims.models import AddressKind, Claim, ClaimPair, Correction, CorrectionKind, Merge, MergedAddress, MergeKind
from editorial.models.history import keep_baselines_of, keep_entries
from editorial.validators import says_something

# Characters of a reason in a history.
REASON = 100


class PlanChanged(MergeRefused):
    """Something was changed after the preview."""

    def __init__(self):
        super().__init__(
            gettext_lazy("Something was changed after this page was shown. Nothing was merged; look at it again.")
        )


@transaction.atomic
def merge(kept, gone, *, by, seen=None, note=""):
    """Take ``gone`` into ``kept`` (stored records of one kind, see `plan_merge`) and return the `Merge`.

    Everything of the one becomes the other's; what would stand there twice goes; the addresses that readers had lead to
    what stays. ``by``: the `User` who says that the two are one. ``seen`` (str): the digest of the plan that they were
    shown. ``note`` (str): what readers are told, where they will find something changed. Raises `PlanChanged` when the
    plan is another one by now, `MergeRefused` when something stands in the way.
    """
    refuse_unlike(kept, gone)
    # In one order, so that two people who merge the same two in opposite directions take turns.
    both = type(kept)._base_manager.filter(pk__in=[kept.pk, gone.pk])
    held = {record.pk: record for record in both.order_by("pk").select_for_update(of=("self",))}
    if len(held) != 2:
        raise MergeRefused(_("One of the two is not there any more."))
    plan = plan_merge(held[kept.pk], held[gone.pk], by=by, holds=True)
    if plan.problems:
        raise MergeRefused(plan.problems)
    if seen is not None and seen != plan.digest:
        raise PlanChanged
    if plan.tells_readers and not says_something(note):
        raise MergeRefused(NoteMissing())
    try:
        with correcting(*corrected(plan.kept), note=note, by=by):
            made = _perform(plan, by, note.strip() if plan.tells_readers else "")
            _correct_statement(plan, note, by)
    except NotInTheOpen as refusal:
        raise MergeRefused(refusal.messages) from refusal
    return made


def corrected(kept):
    """Return the records (list) of whose change readers are told: a claim that stays, for it says more or other words.

    That a party, a place, an event or a question is one with another changes nothing that anybody was reported to say.
    """
    return [kept] if isinstance(kept, Claim) else []


def _correct_statement(plan, note, by):
    """Tell readers on the page of the claim that stays what the other one, which they saw, said in other words."""
    if plan.told is None:
        return
    before, after = plan.told
    correction = Correction(
        claim=plan.kept,
        kind=CorrectionKind.STATEMENT,
        note=note.strip(),
        before="\n".join(before),
        after="\n".join(after),
        made_by=by,
    )
    correction.full_clean()
    correction.save()


def _perform(plan, by, note):
    kept, gone = plan.kept, plan.gone
    reason = why(_("“%(gone)s” went into “%(kept)s”"), gone, kept)
    done = plan.as_kept()
    made = Merge(
        kind=MergeKind(plan.model._meta.model_name),
        kept=kept.pk,
        kept_name=str(kept),
        gone=gone.pk,
        gone_name=str(gone),
        gone_slug=gone.slug,
        note=note,
        made_by=by,
    )
    addresses = _addresses(plan)
    sight = Sight([*plan.changes, (plan.model, kept.pk)])
    changed = [each.record for each in plan.changes.values()]
    removed = [each.record for each in plan.removals.values()]
    keep_baselines_of([kept, gone, *changed, *removed])
    _write(plan, by, reason, changed, removed)
    done["made"] = [{"model": label(type(each)), "row": kept_row(each)} for each in plan.made]
    if lost := left_behind(plan.model, gone):
        raise MergeRefused(_("Something would be lost that stands on it: %(what)s.") % {"what": ", ".join(lost)})
    gone._history_user, gone._change_reason = by, reason
    # What readers have seen is not deleted, but this is told: its address leads on, and the merge keeps all of it.
    models.Model.delete(gone)
    sight.refuse_change()
    made.record = done
    made.full_clean()
    made.save()
    MergedAddress.objects.bulk_create(
        MergedAddress(merge=made, kind=kind, slug=slug, leads_to_kind=there, leads_to=key)
        for kind, slug, there, key in addresses
    )
    return made


def why(words, gone, kept):
    """Return the reason (str) that histories give, no longer than they take. ``gone``, ``kept``: the two, by name."""
    room = (REASON - len(words % {"gone": "", "kept": ""})) // 2
    return words % {"gone": Truncator(gone).chars(room), "kept": Truncator(kept).chars(room)}


def _write(plan, by, reason, changed, removed):
    keep_entries(removed, what="-", by=by, reason=reason)
    try:
        with transaction.atomic():
            remove(removed)
            waiting = up_to_date(plan.changes)
            write((model, key, each.values) for (model, key), each in plan.changes.items())
            go_on(waiting)
            for record in plan.made:
                record._history_user, record._change_reason = by, reason
                record.save()
    except IntegrityError as refusal:
        raise MergeRefused(_("The database refused it: %(why)s") % {"why": str(refusal).splitlines()[0]}) from refusal
    keep_entries(as_stored(by_model(changed)), what="~", by=by, reason=reason)
    rename(plan.renamed, plan.gone.pk, plan.kept.pk, by=by, reason=reason)


def remove(records):
    """Remove ``records`` (stored) and nothing else: what stands on them has been looked at by whoever asks."""
    for model, keys in by_model(records).items():
        for some in batches(keys):
            rows = models.QuerySet(model).filter(pk__in=some)
            # Neither cascades nor the signals of a deletion: both would do more than what is kept for undoing.
            rows._raw_delete(rows.db)


def as_stored(keys):
    """Return the records with ``keys`` ({model: list}) as the database has them now (list)."""
    return [
        record
        for model, of_model in keys.items()
        for some in batches(of_model)
        for record in model._base_manager.filter(pk__in=some)
    ]


def by_model(records):
    """Return the keys of ``records`` by model ({model: list})."""
    found = defaultdict(list)
    for record in records:
        found[type(record)].append(record.pk)
    return found


def _addresses(plan):
    """Return the addresses that readers had of what goes, as (kind, slug, kind of what it leads to, its key)."""
    found = []
    if plan.gone.is_public_address():
        kind = AddressKind(plan.model._meta.model_name)
        found.append((kind, plan.gone.slug, kind, plan.kept.pk))
    for removal in plan.removals.values():
        if isinstance(removal.record, ClaimPair) and removal.record.was_public:
            becomes = removal.becomes
            there = AddressKind(type(becomes)._meta.model_name)
            found.append((AddressKind.PAIR, removal.record.slug, there, becomes.pk))
    return found


class Sight:
    """What readers see of the claims and pairs among ``touched``, (model, key) pairs. A merge neither publishes nor
    withdraws: only what it takes into the other vanishes, and comes back when it is undone."""

    def __init__(self, touched):
        self.keys = {model: {key for kind, key in touched if kind is model} for model in (Claim, ClaimPair)}
        self.before = self._look()

    def _look(self):
        found = {}
        for model, keys in self.keys.items():
            found[model] = set()
            for some in batches(sorted(keys)):
                found[model] |= set(model.objects.published().filter(pk__in=some).values_list("pk", flat=True))
        return found

    def refuse_change(self):
        """Raise `MergeRefused` if readers see more or less of it than before."""
        for model, seen in self._look().items():
            for key in sorted(seen ^ self.before[model]):
                record = model.objects.get(pk=key)
                if key in seen:
                    message = _("Readers would see “%(record)s”, which nobody published for them. Retract it first.")
                else:
                    message = _("Readers would lose “%(record)s” without a word. Retract it first.")
                raise MergeRefused(message % {"record": record})
