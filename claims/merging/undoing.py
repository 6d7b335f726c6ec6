"""Takes a merge back: both records are as they were, unless somebody changed since what would have to go back."""

from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import NoteMissing, NotInTheOpen, correcting
from claims.merging.performing import as_stored, corrected, remove, why
from claims.merging.plan import MergeRefused
from claims.merging.planning import MODELS
from claims.merging.rows import column, kept_row, kept_value, model_called, read_row, read_value
from claims.merging.writing import batches, write
from claims.models import Appearance, Claim, ClaimPair, Figure, Merge, MergedAddress, MergeKind, PairKind, Question
from editorial.models import Curated
from editorial.models.history import keep_entries
from editorial.validators import says_something

# So many reasons are told at once.
TOLD = 10


@dataclass
class Return:
    """What goes back: ``changed``: (model, key, values before); ``again``: the rows that come back, the gone record
    first; ``made``: the rows that go; ``problems`` (list of str): what stands in the way."""

    merge: Merge
    changed: list = field(default_factory=list)
    again: list = field(default_factory=list)
    made: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    # Whether words or numbers leave a claim that readers see, so that a note has to tell them why.
    tells_readers: bool = False


def plan_return(merge):
    """Return what undoing ``merge`` (a `Merge`) would do, as a `Return`. Nothing is written."""
    back = Return(merge)
    if merge.undone:
        back.problems.append(_("This merge was undone already."))
        return back
    record = merge.record
    gone = read_row(MODELS[merge.kind], record["gone"])
    back.again = [gone, *(read_row(model_called(each["model"]), each["row"]) for each in record["removed"])]
    _look_at_kept(back)
    _look_at_address(back, gone)
    _look_at_changed(back, record["changed"])
    _look_at_made(back, record["made"])
    if not back.problems:
        _look_at_what_is_pointed_to(back)
        _look_at_filing(back)
        _look_at_pairs(back)
        moved = merge.kind == MergeKind.CLAIM and any(
            model in (Appearance, Figure) for model, _key, _values in back.changed
        )
        back.tells_readers = moved and Claim.objects.published().filter(pk=merge.kept).exists()
    return back


def _look_at_kept(back):
    merge = back.merge
    if MODELS[merge.kind]._base_manager.filter(pk=merge.kept).exists():
        return
    later = Merge.objects.in_force().filter(kind=merge.kind, gone=merge.kept).first()
    if later is not None:
        message = _("“%(gone)s” went into “%(kept)s” since. Undo that merge first.")
        back.problems.append(message % {"gone": later.gone_name, "kept": later.kept_name})
    else:
        back.problems.append(_("“%(record)s” is not there any more.") % {"record": merge.kept_name})


def _look_at_address(back, gone):
    other = type(gone)._base_manager.filter(slug=gone.slug).first()
    if other is not None:
        message = _("“%(other)s” has the address “%(slug)s” by now. Give that one another address first.")
        back.problems.append(message % {"other": other, "slug": gone.slug})
    if type(gone)._base_manager.filter(pk=gone.pk).exists():
        back.problems.append(_("“%(record)s” is there already.") % {"record": gone})


def _look_at_changed(back, changed):
    """Whatever was moved has to be where it was moved to."""
    stored = {}
    for name in dict.fromkeys(each["model"] for each in changed):
        model = model_called(name)
        for some in batches(each["pk"] for each in changed if each["model"] == name):
            stored |= {(name, row.pk): row for row in model._base_manager.select_related().filter(pk__in=some)}
    for each in changed:
        model = model_called(each["model"])
        row = stored.get((each["model"], each["pk"]))
        if row is None:
            message = _("%(kind)s no. %(key)s, which was changed, is not there any more.")
            back.problems.append(message % {"kind": model._meta.verbose_name, "key": each["pk"]})
            continue
        fields = {name: column(model, name) for name in each["before"]}
        for name, value in each["after"].items():
            if kept_value(fields[name], row) != value:
                message = _("“%(record)s” was changed since: %(field)s. Put that back first, or leave the merge.")
                back.problems.append(message % {"record": row, "field": fields[name].verbose_name})
        back.changed.append(
            (model, row.pk, {name: read_value(fields[name], old) for name, old in each["before"].items()})
        )


def _look_at_made(back, made):
    """A name that was made goes, unless somebody wrote at it."""
    for each in made:
        model = model_called(each["model"])
        row = model._base_manager.filter(pk=each["row"][model._meta.pk.attname]).first()
        if row is not None and kept_row(row) != each["row"]:
            message = _("“%(record)s” was changed since. Delete it, or write it into the other record, first.")
            back.problems.append(message % {"record": row})
        elif row is not None:
            back.made.append(row)


def _look_at_what_is_pointed_to(back):
    """What the rows pointed to that come back, or go back, has to be there."""
    coming = {(type(row), row.pk) for row in back.again}
    wanted = [(model, values) for model, _key, values in back.changed]
    wanted += [
        (type(row), {each.attname: each.value_from_object(row) for each in row._meta.concrete_fields})
        for row in back.again
    ]
    asked = {}
    for model, values in wanted:
        for name, key in values.items():
            each = column(model, name)
            if isinstance(each, ForeignKey) and key is not None and (each.related_model, key) not in coming:
                asked.setdefault(each.related_model, set()).add(key)
    for model, keys in asked.items():
        for some in batches(sorted(keys)):
            known = set(model._base_manager.filter(pk__in=some).values_list("pk", flat=True))
            for key in set(some) - known:
                message = _("%(kind)s no. %(key)s, which was there then, is not there any more.")
                back.problems.append(message % {"kind": model._meta.verbose_name, "key": key})


def _look_at_filing(back):
    """A claim answers a question about its own event, before and after."""
    events = {key: values["event_id"] for model, key, values in back.changed if model is Claim and "event_id" in values}
    questions = {
        key: values["event_id"] for model, key, values in back.changed if model is Question and "event_id" in values
    }
    if not events and not questions:
        return
    asked = Q(pk__in=events) | Q(question__in=questions)
    for claim in Claim.objects.filter(asked, question__isnull=False).select_related("party", "question"):
        about = questions.get(claim.question_id, claim.question.event_id)
        if events.get(claim.pk, claim.event_id) != about:
            message = _("“%(claim)s” answers “%(question)s” since. Take it out of that question first.")
            back.problems.append(message % {"claim": claim, "question": claim.question})


def _look_at_pairs(back):
    """A pair in which one party speaks of itself needs both its claims to be that party's, before and after."""
    parties = {
        key: values["party_id"] for model, key, values in back.changed if model is Claim and "party_id" in values
    }
    if not parties:
        return
    sides = Q(claim__in=parties) | Q(counterclaim__in=parties)
    pairs = ClaimPair.objects.filter(sides, kind__in=PairKind.of_one_party())
    for pair in pairs.select_related("claim__party", "counterclaim__party"):
        one, other = (parties.get(claim.pk, claim.party_id) for claim in (pair.claim, pair.counterclaim))
        if one != other:
            message = _("The pair “%(pair)s”, made since, needs one party for both claims. Change or delete it first.")
            back.problems.append(message % {"pair": pair})


@transaction.atomic
def undo(merge, *, by, note=""):
    """Undo ``merge`` (a `Merge`): every row is again as it was, and the gone record has its address.

    What was added to the kept record since stays with it. ``by``: the `User` who undoes it; ``note`` (str): what
    readers are told, where words leave a claim that they see. Raises `MergeRefused` when somebody changed since what
    would have to go back; nothing is written then.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    back = plan_return(merge)
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
    MergedAddress.objects.filter(merge=merge).delete()
    try:
        with transaction.atomic():
            keep_entries(back.made, what="-", by=by, reason=reason)
            remove(back.made)
            put_back(back.again[:1])
            write(back.changed)
            put_back(back.again[1:])
            connection.check_constraints()
    except IntegrityError as refusal:
        message = _("Something that was recorded since stands in the way: %(why)s")
        raise MergeRefused(message % {"why": str(refusal).splitlines()[0]}) from refusal
    keep_entries(back.again, what="+", by=by, reason=reason)
    keys = {model: [] for model, _key, _values in back.changed}
    for model, key, _values in back.changed:
        keys[model].append(key)
    keep_entries(as_stored(keys), what="~", by=by, reason=reason)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge


def put_back(rows):
    """Store ``rows`` (instances, as `read_row` reads them) as they are, keys and moments included."""
    for row in rows:
        if isinstance(row, Curated):
            # Raised, so that a form opened while it was gone does not count as one of the present state.
            row.version += 1
        row.save_base(raw=True, force_insert=True)
