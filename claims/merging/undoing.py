"""Takes a merge back: both records are as they were, unless somebody changed since what would have to go back."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import NoteMissing, NotInTheOpen, correcting
from claims.merging.performing import Sight, as_stored, corrected, remove, why
from claims.merging.plan import MergeRefused
from claims.merging.planning import MODELS
from claims.merging.rejected import reject_of_both, rejected_since
from claims.merging.returning import plan_return
from claims.merging.revisions import go_on, rename, up_to_date
from claims.merging.writing import write
from claims.models import Merge, MergedAddress, PairSuggestion
from editorial.models import Curated
from editorial.models.history import keep_entries
from editorial.validators import says_something

# So many reasons are told at once.
TOLD = 10


@transaction.atomic
def undo(merge, *, by, note=""):
    """Undo ``merge`` (a `Merge`): every row is again as it was, and the gone record has its address.

    What was added to the kept record since stays with it. ``by``: the `User` who undoes it; ``note`` (str): what
    readers are told, where words leave a claim that they see. Raises `MergeRefused` when somebody changed since what
    would have to go back; nothing is written then.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    back = plan_return(merge, holds=True)
    if back.problems:
        raise MergeRefused(back.problems[:TOLD])
    if back.tells_readers and not says_something(note):
        raise MergeRefused(NoteMissing())
    kept = MODELS[merge.kind]._base_manager.get(pk=merge.kept)
    try:
        with correcting(*corrected(kept), note=note, by=by):
            return _take_back(merge, back, by)
    except NotInTheOpen as refusal:
        raise MergeRefused(refusal.messages) from refusal


def _take_back(merge, back, by):
    reason = why(_("Undone: “%(gone)s” into “%(kept)s”"), merge.gone_name, merge.kept_name)
    rejected = rejected_since(merge)
    sight = Sight([*((model, key) for model, key, _values in back.changed), (MODELS[merge.kind], merge.kept)])
    MergedAddress.objects.filter(merge=merge).delete()
    try:
        with transaction.atomic():
            keep_entries(back.made, what="-", by=by, reason=reason)
            remove(back.made)
            put_back(back.again[:1])
            waiting = up_to_date((model, key) for model, key, _values in back.changed)
            write(back.changed)
            go_on(waiting)
            put_back(back.again[1:])
            connection.check_constraints()
            sight.refuse_change()
    except IntegrityError as refusal:
        message = _("Something that was recorded since stands in the way: %(why)s")
        raise MergeRefused(message % {"why": str(refusal).splitlines()[0]}) from refusal
    keep_entries(back.again, what="+", by=by, reason=reason)
    keys = {model: [] for model, _key, _values in back.changed}
    for model, key, _values in back.changed:
        keys[model].append(key)
    keep_entries(as_stored(keys), what="~", by=by, reason=reason)
    renamed = {each["pk"]: each["names"] for each in merge.record.get("renamed", ())}
    rename(renamed, merge.kept, merge.gone, by=by, reason=reason)
    reject_of_both(rejected, merge)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge


def put_back(rows):
    """Store ``rows`` (instances, as `read_row` reads them) as they are, keys and moments included."""
    for row in rows:
        if isinstance(row, PairSuggestion) and PairSuggestion.objects.between(row.one_id, row.other_id).exists():
            # Suggested anew since.
            continue
        if isinstance(row, Curated):
            # Raised, so that a form opened while it was gone does not count as one of the present state.
            row.version += 1
        row.save_base(raw=True, force_insert=True)
