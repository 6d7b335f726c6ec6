"""Whether a merge can be taken back, and what goes back: asked before it is shown, and again when it is done."""

from dataclasses import dataclass, field

from django.db.models import ForeignKey, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.merging.plan import held
from claims.merging.planning import MODELS
from claims.merging.rows import batches, column, kept_row, kept_value, label, model_called, read_row, read_value
from claims.models import (
    Appearance,
    Claim,
    ClaimPair,
    ClaimSuggestion,
    Figure,
    Merge,
    MergedAddress,
    MergeKind,
    PairKind,
    PairSuggestion,
    Question,
)
from editorial.models import Assignment, ReviewNote
from editorial.status import Status

# What the rules worked out and what a review left. What became of it since does not keep a merge from being undone.
LOOSE = (PairSuggestion, ClaimSuggestion, ReviewNote, Assignment, MergedAddress)


@dataclass
class Return:
    """What goes back: ``changed``: (model, key, values before); ``again``: the rows that come back, the gone record
    first; ``made``: the rows that go; ``problems`` (list of str): what stands in the way."""

    merge: Merge
    changed: list = field(default_factory=list)
    again: list = field(default_factory=list)
    made: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    # What the rows that come back were called: {(label of the model, key as str): name}.
    called: dict = field(default_factory=dict)
    # Whether words or numbers leave a claim that readers see, so that a note has to tell them why.
    tells_readers: bool = False


def plan_return(merge, *, holds=False):
    """Return what undoing ``merge`` (a `Merge`) would do, as a `Return`. Nothing is written.

    With ``holds`` (bool) the rows that would go back are held until the transaction ends.
    """
    back = Return(merge)
    if merge.undone:
        back.problems.append(_("This merge was undone already."))
        return back
    record = merge.record
    gone = read_row(MODELS[merge.kind], record["gone"])
    back.called = {_named(each): each["name"] for each in record["removed"]}
    back.again = [gone, *(read_row(model_called(each["model"]), each["row"]) for each in record["removed"])]
    _look_at_kept(back)
    _look_at_address(back, gone)
    _look_at_changed(back, record["changed"], holds)
    _look_at_made(back, record["made"])
    _look_at_later(back, record["changed"])
    if not back.problems:
        _look_at_what_is_pointed_to(back)
        _look_at_filing(back)
        _look_at_pairs(back)
        moved = merge.kind == MergeKind.CLAIM and any(
            model in (Appearance, Figure) for model, _key, _values in back.changed
        )
        back.tells_readers = moved and Claim.objects.published().filter(pk=merge.kept).exists()
    return back


def _named(removed):
    """Return by what a row that was ``removed`` (as a merge keeps it) is known: what `label` calls its model, and its
    key as str."""
    return removed["model"], str(removed["row"][model_called(removed["model"])._meta.pk.attname])


def _look_at_kept(back):
    merge = back.merge
    kept = MODELS[merge.kind]._base_manager.filter(pk=merge.kept).first()
    if kept is not None:
        if getattr(back.again[0], "status", "") == Status.PUBLISHED and kept.status == Status.RETRACTED:
            message = _("“%(record)s” was retracted since, and readers would see “%(gone)s” again. Leave the merge.")
            back.problems.append(message % {"record": kept, "gone": merge.gone_name})
        return
    back.problems.append(_missing(MODELS[merge.kind], merge.kept, merge.kept_name))


def _missing(model, key, name=""):
    """Return the sentence (str) that the record of ``model`` with ``key`` is gone, with what to do if it was merged.
    ``name`` (str): what it was called."""
    later = None
    if model._meta.model_name in MergeKind.values:
        later = Merge.objects.in_force().filter(kind=model._meta.model_name, gone=key).first()
    if later is not None:
        return undo_first(later)
    if name:
        return _("“%(record)s” is not there any more.") % {"record": name}
    message = _("%(kind)s no. %(key)s, which is needed to undo this, is not there any more.")
    return message % {"kind": capfirst(model._meta.verbose_name), "key": key}


def undo_first(later):
    """Return the sentence (str) that ``later`` (a `Merge`) is to be undone before."""
    message = _("“%(gone)s” went into “%(kept)s” since. Undo that merge first.")
    return message % {"gone": later.gone_name, "kept": later.kept_name}


def _look_at_address(back, gone):
    other = type(gone)._base_manager.filter(slug=gone.slug).first()
    if other is not None:
        message = _("“%(other)s” has the address “%(slug)s” by now. Give that one another address first.")
        back.problems.append(message % {"other": other, "slug": gone.slug})
    if type(gone)._base_manager.filter(pk=gone.pk).exists():
        back.problems.append(_("“%(record)s” is there already.") % {"record": gone})


def _look_at_changed(back, changed, holds):
    """Whatever was moved has to be where it was moved to."""
    stored = {}
    for name in dict.fromkeys(each["model"] for each in changed):
        model = model_called(name)
        for some in batches(each["pk"] for each in changed if each["model"] == name):
            rows = model._base_manager.select_related().filter(pk__in=some)
            stored |= {(name, row.pk): row for row in (held(rows) if holds else rows)}
    missing = []
    for each in changed:
        model = model_called(each["model"])
        row = stored.get((each["model"], each["pk"]))
        if row is None:
            missing.append((model, each["pk"]))
            continue
        fields = {name: column(model, name) for name in each["before"]}
        since = [name for name, value in each["after"].items() if kept_value(fields[name], row) != value]
        if model in LOOSE:
            before = {name: old for name, old in each["before"].items() if name not in since}
        else:
            before = each["before"]
            for name in since:
                message = _("“%(record)s” was changed since: %(field)s. Put that back first, or leave the merge.")
                back.problems.append(message % {"record": row, "field": fields[name].verbose_name})
        back.changed.append((model, row.pk, {name: read_value(fields[name], old) for name, old in before.items()}))
    back.problems += _missing_rows(back.merge, missing) if missing else []


def _look_at_later(back, changed):
    """A later merge may count on what would go back: it took another record into one of these, which would go along to
    where it never belonged, or left a row out because one of these said the same, which would then be said nowhere."""
    moved = {(each["model"], each["pk"]) for each in changed}
    since = Merge.objects.in_force().filter(pk__gt=back.merge.pk).order_by("-pk")
    # What stays may have got facts of the one that went; it does not go anywhere.
    going = sorted(moved - {(label(MODELS[back.merge.kind]), back.merge.kept)})
    for kind, model in MODELS.items():
        for some in batches(key for name, key in going if name == label(model)):
            back.problems += [undo_first(later) for later in since.filter(kind=kind, kept__in=some).defer("record")]
    for later in since.filter(kind=back.merge.kind, kept=back.merge.kept):
        if any((each["model"], each["stands"]) in moved for each in later.record.get("removed", ())):
            back.problems.append(undo_first(later))
    back.problems = list(dict.fromkeys(back.problems))


def _missing_rows(merge, missing):
    """Return which later merges (list of str) took rows that ``merge`` moved: ``missing``, (model, key) pairs.

    What somebody deleted since stays deleted.
    """
    told, left = [], {(label(model), str(key)): (model, key) for model, key in missing}
    for kind, model in MODELS.items():
        for some in batches(key for each, key in missing if each is model):
            for later in Merge.objects.in_force().filter(kind=kind, gone__in=some).defer("record").order_by("-pk"):
                told.append(undo_first(later))
                left.pop((label(model), str(later.gone)))
    for later in Merge.objects.in_force().filter(pk__gt=merge.pk).order_by("-pk").iterator(chunk_size=20):
        if not left:
            break
        out = [_named(each) for each in later.record.get("removed", ())]
        if left.keys() & set(out):
            told.append(undo_first(later))
            left = {key: value for key, value in left.items() if key not in out}
    return told


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
        for there, key in _pointed_to(model, values):
            if (there, key) not in coming:
                asked.setdefault(there, set()).add(key)
    lost = set()
    for model, keys in asked.items():
        for some in batches(sorted(keys)):
            known = set(model._base_manager.filter(pk__in=some).values_list("pk", flat=True))
            lost |= {(model, key) for key in set(some) - known}
    needed = dict.fromkeys(
        pointed for model, values in wanted if model not in LOOSE for pointed in _pointed_to(model, values)
    )
    back.problems += [_missing(*pointed) for pointed in needed if pointed in lost]
    _let_go(back, lost)


def _pointed_to(model, values):
    """Yield what a row of ``model`` with these ``values`` (by attribute name) points to, as (model, key)."""
    for name, key in values.items():
        each = column(model, name)
        if isinstance(each, ForeignKey) and key is not None:
            yield each.related_model, key


def _let_go(back, lost):
    """Leave out what is of no use without what is ``lost`` ((model, key) pairs), and what was suggested anew."""
    staying = []
    for row in back.again:
        if type(row) in LOOSE:
            values = {each.attname: each.value_from_object(row) for each in row._meta.concrete_fields}
            for name in values:
                each = column(type(row), name)
                if each.null and set(_pointed_to(type(row), {name: values[name]})) & lost:
                    values[name] = None
                    setattr(row, name, None)
            if set(_pointed_to(type(row), values)) & lost:
                continue
        staying.append(row)
    back.again = staying
    back.changed = [
        (model, key, values)
        for model, key, values in back.changed
        if model not in LOOSE or not set(_pointed_to(model, values)) & lost
    ]


def _look_at_filing(back):
    """A claim answers a question about its own event, before and after."""
    events = {key: values["event_id"] for model, key, values in back.changed if model is Claim and "event_id" in values}
    questions = {
        key: values["event_id"] for model, key, values in back.changed if model is Question and "event_id" in values
    }
    if not events and not questions:
        return
    answers = Claim.objects.filter(question__isnull=False).select_related("party", "question").order_by("pk")
    found = [claim for some in batches(events) for claim in answers.filter(pk__in=some)]
    found += [claim for some in batches(questions) for claim in answers.filter(question__in=some)]
    for claim in dict.fromkeys(found):
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
    pairs = ClaimPair.objects.filter(kind__in=PairKind.of_one_party()).order_by("pk")
    pairs = pairs.select_related("claim__party", "counterclaim__party")
    found = []
    for some in batches(parties):
        found += pairs.filter(Q(claim__in=some) | Q(counterclaim__in=some))
    for pair in dict.fromkeys(found):
        one, other = (parties.get(claim.pk, claim.party_id) for claim in (pair.claim, pair.counterclaim))
        if one != other:
            message = _("The pair “%(pair)s”, made since, needs one party for both claims. Change or delete it first.")
            back.problems.append(message % {"pair": pair})
