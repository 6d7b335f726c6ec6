"""What two claims are to each other, as far as rules can tell: one judgement with its reasons, or none."""

from dataclasses import dataclass, field

from claims.models import PairKind, ProposedKind
from claims.pairing import scope
from claims.pairing.agreeing import likeness
from claims.pairing.answers import both_told
from claims.pairing.one_party import of_one_party
from claims.pairing.scope import EVENT, FAMILY, NAMES, PLACE, QUESTION, SAME, TOPIC
from claims.pairing.two_parties import AGAINST, of_two_parties

# How much speaks for a kind, where the answers themselves say it, of one question.
STRENGTH = {
    PairKind.CONTRADICTORY: 0.9,
    PairKind.CONTRARY: 0.86,
    PairKind.FIGURES: 0.88,
    PairKind.DENIAL: 0.84,
    PairKind.ATTRIBUTION: 0.8,
    PairKind.RETRACTS: 0.84,
    PairKind.REVISES: 0.78,
    PairKind.CORROBORATES: 0.58,
    PairKind.APPARENT: 0.55,
    ProposedKind.SAME: 0.7,
}
# What is left of it where less is shared than the question.
NEAR = {QUESTION: 1.0, TOPIC: 0.9, EVENT: 0.82, FAMILY: 0.72, PLACE: 0.6, NAMES: 0.5}
# Below, nothing is suggested.
LEAST = 0.3
# What the parts besides the rules may add.
LIKENESS, TIME, SIDES, NAMED = 0.08, 0.03, 0.03, 0.03
# What is taken off where two of one side seem to contradict each other, of different questions.
ALLIES = 0.15


@dataclass
class Judgement:
    """What two claims may be to each other: a `ProposedKind` value, how much speaks for it (0 to 1), the reasons and
    what differs (lists as `PairSuggestion` keeps them), and whether the first of the two answers the second."""

    kind: str
    score: float
    reasons: list = field(default_factory=list)
    scope: list = field(default_factory=list)
    one_answers: bool = False


def judge(one, other, lexicon):
    """Return the `Judgement` on two claims (`Read`), or None where nothing worth a look can be said of them.

    ``lexicon``: a `claims.pairing.lexicon.Lexicon`.
    """
    near = scope.nearness(one, other)
    if near is None or both_told(one) or both_told(other):
        return None
    found = (of_one_party if one.party == other.party else of_two_parties)(one, other, near, lexicon)
    if found is None:
        return None
    alike = likeness(one, other) / 100
    score = STRENGTH[found.kind] * found.share * NEAR[near] + LIKENESS * alike
    if near not in SAME:
        # Answers to two questions: the more they have in common, the more likely they are about one thing.
        score += LIKENESS * alike + NAMED * min(len(set(one.names) & set(other.names)), 3)
        if found.kind in AGAINST and one.outermost & other.outermost:
            score -= ALLIES
    if one.dated and other.dated and not scope.times_apart(one, other):
        score += TIME
    if not one.outermost & other.outermost:
        score += SIDES
    if score < LEAST:
        return None
    reasons = scope.shared(one, other) + found.reasons
    return Judgement(
        str(found.kind), round(min(score, 0.99), 4), reasons, found.scope, scope.answers(one, other, found.denier)
    )
