"""When two claims say the same: the words that they share, and whose agreement it is."""

from rapidfuzz import fuzz

from claims.models import PairKind
from claims.pairing import scope
from claims.pairing.answers import Found

# Out of a hundred: from here on two answers, or two statements, say the same.
SAME_ANSWER, SAME_STATEMENT = 80, 78


def likeness(one, other):
    """Return how much of the words of two statements is the same (0 to 100), in whatever order they stand."""
    return fuzz.token_sort_ratio(" ".join(sorted(one.stems)), " ".join(sorted(other.stems)))


def agreement(one, other, found):
    """Return that two parties say the same, with whether they belong to different sides; None of different times."""
    if scope.times_apart(one, other) or scope.places_apart(one, other):
        return Found(None)
    reasons = found.reasons or [["answers_differ", {"one": one.answer, "other": other.answer}]]
    if fuzz.ratio(one.answer.casefold(), other.answer.casefold()) > 90:
        reasons = [["same_answer", {"answer": one.answer}]]
    elif likeness(one, other) >= SAME_STATEMENT:
        reasons = [["alike", {}]]
    if not one.outermost & other.outermost:
        reasons = [*reasons, ["across_sides", {"one": one.party_name, "other": other.party_name}]]
    return Found(PairKind.CORROBORATES, reasons, share=found.share)
