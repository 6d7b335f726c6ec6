"""What happens to pairs, and to suggestions of pairs, whose claims turn out to be one."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from claims.merging.rows import batches
from claims.models import ClaimPair, Correction, PairSuggestion, PairVerdict
from editorial.models import Assignment, ReviewNote, Revision
from editorial.status import Status

# Of two pairs of the same claims the one that readers see stays; then the one whose retraction they were told of.
STAYS = [Status.PUBLISHED, Status.RETRACTED, Status.IN_REVIEW, Status.DRAFT]
# Of two decisions the one that says most. What was rejected stays rejected unless it was made a pair.
DECIDES = [PairVerdict.ACCEPTED, PairVerdict.REJECTED, PairVerdict.UNSURE, PairVerdict.OPEN]


@dataclass(frozen=True)
class Leaving:
    """A `ClaimPair` that goes, the one that stays for it, or None, and ``why`` (str) for the editor."""

    pair: ClaimPair
    stays: ClaimPair | None
    why: str


def merge_pairs(plan):
    """Plan what happens to the pairs in which the gone `Claim` stands."""
    kept, gone = plan.kept, plan.gone
    names = ("claim__party", "counterclaim__party")
    known = {_other(each, kept): each for each in plan.rows(ClaimPair.objects.of_claim(kept).select_related(*names))}
    leaving = []
    for pair in plan.rows(ClaimPair.objects.of_claim(gone).select_related(*names)):
        other = _other(pair, gone)
        if other == kept.pk:
            if pair.status == Status.PUBLISHED:
                message = _("Readers see these two set against each other: “%(pair)s”. Retract that pair first.")
                plan.problems.append(message % {"pair": pair})
            leaving.append(Leaving(pair, None, _("A claim is not set against itself.")))
            continue
        twin = known.get(other)
        if twin is None:
            _take_over(plan, pair)
            continue
        stays, goes = sorted([twin, pair], key=lambda each: STAYS.index(each.status))
        leaving.append(Leaving(goes, stays, _("These two claims are a pair already; that one stays.")))
        if stays is pair:
            _take_over(plan, pair)
    remove_pairs(plan, leaving)


def _other(pair, claim):
    """Return the key of the claim in ``pair`` that is not ``claim``."""
    return pair.counterclaim_id if pair.claim_id == claim.pk else pair.claim_id


def _take_over(plan, pair):
    side = "claim_id" if pair.claim_id == plan.gone.pk else "counterclaim_id"
    plan.change(pair, **{side: plan.kept.pk})


def remove_pairs(plan, leaving):
    """Plan that pairs go, with what is about them (``leaving``: a list of `Leaving`)."""
    by_key = {each.pair.pk: each for each in leaving}
    for some in batches(by_key):
        _refuse_changed(plan, some)
        for correction in plan.rows(Correction.objects.filter(pair__in=some)):
            _move_correction(plan, correction, by_key[correction.pair_id])
        for suggestion in plan.rows(PairSuggestion.objects.filter(pair__in=some)):
            stays = by_key[suggestion.pair_id].stays
            plan.change(suggestion, pair_id=stays.pk if stays else None)
        _move_review(plan, {key: by_key[key] for key in some})
    for each in leaving:
        # Its address then leads to the pair that stays, or to the claim, which is the whole of what it says.
        claim = plan.kept if each.pair.claim_id == plan.gone.pk else each.pair.claim
        plan.remove(each.pair, each.stays or claim, each.why)


def _refuse_changed(plan, keys):
    """Refuse while a change of one of the pairs with ``keys`` waits: whoever wrote it would never hear of it again."""
    kind = ContentType.objects.get_for_model(ClaimPair)
    waiting = Revision.objects.open().filter(content_type=kind, object_id__in=keys).select_related("updated_by")
    for revision in waiting.order_by("pk"):
        message = _("A change of “%(record)s” waits, last written by %(who)s. Publish or drop it first.")
        plan.problems.append(message % {"record": revision.record, "who": revision.updated_by})


def _move_correction(plan, correction, leaving):
    stays = leaving.stays
    if stays is not None and leaving.pair.status == stays.status == Status.PUBLISHED:
        plan.change(correction, pair_id=stays.pk)
    else:
        # What was said of a pair that readers do not see is not to be told of one that they see.
        plan.remove(correction, None, _("It was made to the pair that goes."))


def _move_review(plan, leaving):
    """What was said in review of the pairs that go, and who looks at them, goes on with those that stay."""
    about = {"content_type": ContentType.objects.get_for_model(ClaimPair)}
    why = _("It is about the pair that goes.")
    for note in plan.rows(ReviewNote.objects.filter(**about, object_id__in=leaving)):
        if stays := leaving[note.object_id].stays:
            plan.change(note, object_id=stays.pk)
        else:
            plan.remove(note, None, why)
    staying = [each.stays.pk for each in leaving.values() if each.stays]
    looks = set(Assignment.objects.filter(**about, object_id__in=staying).values_list("object_id", flat=True))
    for assignment in plan.rows(Assignment.objects.filter(**about, object_id__in=leaving)):
        stays = leaving[assignment.object_id].stays
        if stays and stays.pk not in looks:
            plan.change(assignment, object_id=stays.pk)
        else:
            plan.remove(assignment, None, why)


def merge_suggestions(plan):
    """Plan what happens to the suggestions of pairs with the gone `Claim`: what was decided of them stays so."""
    kept, gone = plan.kept, plan.gone
    standing = plan.rows(PairSuggestion.objects.of_claim(kept).select_related())
    known = {each.other_than(kept).pk: each for each in standing}
    for each in plan.rows(PairSuggestion.objects.of_claim(gone).select_related()):
        other = each.other_than(gone).pk
        if other == kept.pk:
            plan.remove(each, None, _("A claim is not compared with itself."))
            continue
        twin = known.get(other)
        if twin is not None:
            stays, goes = sorted([twin, each], key=lambda one: DECIDES.index(one.verdict))
            plan.remove(goes, stays, _("What was decided of the same two claims stays."))
            if stays is twin:
                continue
        _name_in_order(plan, each, other)


def _name_in_order(plan, suggestion, other):
    """Have ``suggestion`` be one of the kept claim and ``other`` (a key), the lower key first."""
    one, second = sorted([plan.kept.pk, other])
    # Which of the two answers is told by their places.
    gone_first = suggestion.one_id == plan.gone.pk
    turned = gone_first != (one == plan.kept.pk)
    plan.change(
        suggestion,
        one_id=one,
        other_id=second,
        one_answers=not suggestion.one_answers if turned else suggestion.one_answers,
    )
