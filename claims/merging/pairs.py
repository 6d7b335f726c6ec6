"""What happens to pairs, and to suggestions of pairs, whose claims turn out to be one."""

from django.utils.translation import gettext as _

from claims.models import ClaimPair, Correction, PairSuggestion, PairVerdict
from editorial.status import Status

# Of two pairs of the same claims the one that readers see stays; then the one whose retraction they were told of.
STAYS = [Status.PUBLISHED, Status.RETRACTED, Status.IN_REVIEW, Status.DRAFT]
# Of two decisions the one that says most. What was rejected stays rejected unless it was made a pair.
DECIDES = [PairVerdict.ACCEPTED, PairVerdict.REJECTED, PairVerdict.UNSURE, PairVerdict.OPEN]


def merge_pairs(plan):
    """Plan what happens to the pairs in which the gone `Claim` stands."""
    kept, gone = plan.kept, plan.gone
    names = ("claim__party", "counterclaim__party")
    known = {_other(each, kept): each for each in ClaimPair.objects.of_claim(kept).select_related(*names)}
    for pair in ClaimPair.objects.of_claim(gone).select_related(*names).order_by("pk"):
        other = _other(pair, gone)
        if other == kept.pk:
            if pair.status == Status.PUBLISHED:
                message = _("Readers see these two set against each other: “%(pair)s”. Retract that pair first.")
                plan.problems.append(message % {"pair": pair})
            remove_pair(plan, pair, None, _("A claim is not set against itself."))
            continue
        twin = known.get(other)
        if twin is None:
            _take_over(plan, pair)
            continue
        stays, goes = sorted([twin, pair], key=lambda each: STAYS.index(each.status))
        remove_pair(plan, goes, stays, _("These two claims are a pair already; that one stays."))
        if stays is pair:
            _take_over(plan, pair)


def _other(pair, claim):
    """Return the key of the claim in ``pair`` that is not ``claim``."""
    return pair.counterclaim_id if pair.claim_id == claim.pk else pair.claim_id


def _take_over(plan, pair):
    side = "claim_id" if pair.claim_id == plan.gone.pk else "counterclaim_id"
    plan.change(pair, **{side: plan.kept.pk})


def remove_pair(plan, pair, stays, why):
    """Plan that ``pair`` (a `ClaimPair`) goes, and ``stays``, another one or None, stands for it."""
    # Its address then leads to the pair that stays, or to the claim, which is the whole of what it says.
    becomes = stays or (plan.kept if pair.claim_id == plan.gone.pk else pair.claim)
    for correction in Correction.objects.filter(pair=pair).order_by("pk"):
        if stays is not None and pair.status == stays.status == Status.PUBLISHED:
            plan.change(correction, pair_id=stays.pk)
        else:
            # What was said of a pair that readers do not see is not to be told of one that they see.
            plan.remove(correction, None, _("It was made to the pair that goes."))
    for suggestion in PairSuggestion.objects.filter(pair=pair).order_by("pk"):
        plan.change(suggestion, pair_id=stays.pk if stays else None)
    plan.remove(pair, becomes, why)


def merge_suggestions(plan):
    """Plan what happens to the suggestions of pairs with the gone `Claim`: what was decided of them stays so."""
    kept, gone = plan.kept, plan.gone
    known = {each.other_than(kept).pk: each for each in PairSuggestion.objects.of_claim(kept).select_related()}
    for each in PairSuggestion.objects.of_claim(gone).select_related().order_by("pk"):
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
