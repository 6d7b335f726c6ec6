"""What was rejected while two claims were one stays rejected, of both, when they are two again."""

from claims.models import MergeKind, PairSuggestion, PairVerdict

# What is said of a rejected suggestion besides which claims it is of.
SAID = ("score", "kind", "scope", "reasons", "verdict", "note", "suggested_at", "decided_by_id", "decided_at")


def rejected_since(merge):
    """Return the suggestions (list of `PairSuggestion`) of the claim that stayed that were rejected since ``merge`` (a
    `Merge`): whoever rejected them had the words of both claims before them."""
    if merge.kind != MergeKind.CLAIM:
        return []
    of_kept = PairSuggestion.objects.of_claim(merge.kept)
    return list(of_kept.filter(verdict=PairVerdict.REJECTED, decided_at__gte=merge.made_at).order_by("pk"))


def reject_of_both(rejected, merge):
    """Have what was ``rejected`` (as from `rejected_since`) be so of both claims of ``merge`` (a `Merge`), two again.

    What somebody decided otherwise of one of them is let be.
    """
    if not rejected:
        return
    for claim in (merge.kept, merge.gone):
        known = {_other(each, claim): each for each in PairSuggestion.objects.of_claim(claim)}
        new = []
        for each in rejected:
            other = _other(each, merge.kept)
            if other in known:
                _reject(known[other], each)
            else:
                new.append(_copy(each, claim, other, merge))
        PairSuggestion.objects.bulk_create(new)


def _other(suggestion, claim):
    """Return the key of the claim of ``suggestion`` that is not ``claim`` (a key)."""
    return suggestion.other_id if suggestion.one_id == claim else suggestion.one_id


def _reject(standing, rejected):
    if standing.verdict != PairVerdict.OPEN:
        return
    standing.verdict, standing.note = PairVerdict.REJECTED, rejected.note
    standing.decided_by_id, standing.decided_at = rejected.decided_by_id, rejected.decided_at
    standing.held_by = standing.held_until = None
    standing.save()


def _copy(rejected, claim, other, merge):
    # Which of the two answers is told by their places, the lower key first.
    answers = rejected.one_answers == (rejected.one_id == merge.kept)
    one, second = sorted([claim, other])
    return PairSuggestion(
        one_id=one,
        other_id=second,
        one_answers=answers == (one == claim),
        **{name: getattr(rejected, name) for name in SAID},
    )
