"""What two claims of one party are to each other: taken back, changed, or said twice."""

from claims.models import PairKind, ProposedKind
from claims.pairing import scope, words
from claims.pairing.agreeing import SAME_STATEMENT, likeness
from claims.pairing.answers import Found, best, hits
from claims.pairing.counting import by_figures
from claims.pairing.scope import EVENT, NAMES, PLACE, QUESTION, SAME, TOPIC


def of_one_party(one, other, near, lexicon):
    """Return the `Found` of two claims of one party, or None: it takes one back, changes it, or said it twice."""
    if one.own_voice != other.own_voice or near in (PLACE, NAMES):
        # What an outlet says of itself is not what the party said.
        return None
    later = one if scope.answers(one, other) else other
    own = ["same_party", {"one": one.said_text, "other": other.said_text}]
    if not one.said_text or not other.said_text:
        own = ["same_party_undated", {}]
    back = [claim for claim in (one, other) if hits(claim, lexicon).takes_back]
    if len(back) == 1 and near in (QUESTION, TOPIC, EVENT):
        return Found(PairKind.RETRACTS, [own, ["takes_back", {"answer": back[0].answer}]], denier=back[0])
    if one.dated and other.dated and scope.times_apart(one, other):
        # Something else happened, or it went on: nobody takes anything back by saying so.
        return toll(one, other, near, own, lexicon)
    numbers = by_figures(one, other, near, lexicon)
    if numbers is not None and numbers.kind != PairKind.APPARENT:
        if numbers.kind is None:
            return None
        if [each.told for each in one.figures] != [each.told for each in other.figures]:
            return Found(PairKind.REVISES, [own, *numbers.reasons], denier=later)
    elif numbers is not None:
        return numbers
    if near not in SAME and likeness(one, other) < 45:
        return None
    if likeness(one, other) >= SAME_STATEMENT or (near == QUESTION and numbers is not None):
        return Found(ProposedKind.SAME, [own, ["alike", {}]], denier=later)
    found = best(hits(one, lexicon).answer, hits(other, lexicon).answer, lexicon, one, other)
    if found is None and near == QUESTION and words.related(one.answer_stems, other.answer_stems):
        return Found(ProposedKind.SAME, [own, ["same_words", common_words(one, other)]], share=0.8, denier=later)
    if found is None or found.kind is None:
        return None
    if found.kind == PairKind.CORROBORATES:
        return Found(ProposedKind.SAME, [own, *found.reasons], share=0.8, denier=later) if near in SAME else None
    return Found(PairKind.REVISES, [own, *found.reasons], denier=later)


def common_words(one, other):
    """Return the words (of `same_words`) that two answers have in common, as the first writes them."""
    shared = [token.text for token in one.answer_tokens if words.related({words.stem(token.text)}, other.answer_stems)]
    return {"words": shared or [one.answer]}


def toll(one, other, near, own, lexicon):
    """A count of everything up to a day, told again on another day."""
    numbers = by_figures(one, other, near, lexicon)
    cumulative = all(number.cumulative for claim in (one, other) for number in claim.figures)
    if numbers is None or numbers.kind != PairKind.FIGURES or not cumulative or near != QUESTION:
        return None
    later = one if one.start > other.start else other
    return Found(PairKind.REVISES, [own, *numbers.reasons], denier=later)
