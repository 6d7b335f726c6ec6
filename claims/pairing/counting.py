"""What the numbers of two claims say to each other."""

import re
from dataclasses import replace

from claims.models import PairKind, QuestionKind, Relation
from claims.pairing import figures, numerals, words
from claims.pairing.answers import Found, hits
from claims.pairing.scope import QUESTION
from claims.suggestions.tokens import tokens

# Before the name of a place.
THERE = re.compile(r"\b(?:at|in|over|near|to|у|в|на|над|біля|под|під)\s+([A-ZА-ЯІЇЄҐ][\w’'-]+)")


def by_figures(one, other, near, lexicon):
    """What the numbers say."""
    counted = near == QUESTION and asks_for_a_number(one, other)
    here, there = (claim.figures or (told(claim) if counted else ()) for claim in (one, other))
    here, there = ([counted_in(claim, each) for each in numbers] for claim, numbers in ((one, here), (other, there)))
    found = [
        each
        for first in here
        for second in there
        if not (first.measure == second.measure and first.high != 0 != second.high and told_apart(one, other, lexicon))
        and (each := figures.compare(first, second, lexicon, near == QUESTION))
    ]
    if not found:
        # Numbers of different things: the vehicles lost, and the men.
        asked = one.question_kind == other.question_kind == QuestionKind.HOW_MANY
        return Found(None) if asked and here and there else None
    order = ["apart", "meet", "measure", "cumulative", "unit"]
    how, first, second = min(found, key=lambda each: order.index(each.how))
    only = [exclusive_names(claim, another, number) for claim, another, number in sides(one, other, first, second)]
    if all(only) or each_its_own(one, other, first, second):
        return Found(None)
    values = {"one": first.told, "other": second.told}
    measure = first.measure or second.measure or "quantity"
    what = {"one": first.counted or one.answer, "other": second.counted or other.answer}
    if how != "apart" and near != QUESTION and one.question != other.question:
        # Another question may well ask for another number.
        return None
    if how == "unit":
        return Found(PairKind.APPARENT, [], [["other_unit", values]], share=0.9)
    if how == "cumulative":
        return Found(PairKind.APPARENT, [], [["one_cumulative", {}]])
    if how == "measure" or (any(only) and not exceeds(first, second, only)):
        return Found(PairKind.APPARENT, [], [["other_counted", what]])
    if how == "apart":
        return Found(PairKind.FIGURES, [["figures_apart", values | {"measure": measure}]])
    return Found(PairKind.CORROBORATES, [["figures_meet", values | {"measure": measure}]]) if counted else None


def counted_in(claim, number):
    """Return a `Number` of a claim (`Read`) with what its answer says of it besides: “85 with the injured”."""
    return number if len(claim.figures) > 1 else replace(number, said=claim.answer)


def asks_for_a_number(one, other):
    """Return whether the one question of two claims (`Read`) is to be answered with a number."""
    if one.question_kind == QuestionKind.HOW_MANY:
        return True
    return one.question_kind == QuestionKind.WHAT and all(numerals.is_one(claim.answer) for claim in (one, other))


def told_apart(one, other, lexicon):
    """Return whether two answers say of what they count that it came to two different things: burnt out, damaged."""
    first, second = (
        {hit.term.name for hit in hits(claim, lexicon).answer or hits(claim, lexicon).all if hit.asserts}
        for claim in (one, other)
    )
    between = (lexicon.between(a, b) for a in first - second for b in second - first)
    return any(known and known.relation != Relation.COMPATIBLE for known in between)


def each_its_own(one, other, first, second):
    """Return whether one number is of what is the one party's and the other of what is the other party's."""
    parties = one.party_stems - other.party_stems, other.party_stems - one.party_stems
    whose = [[words.related(words.stems(number.counted), stems) for stems in parties] for number in (first, second)]
    return whose in ([[True, False], [False, True]], [[False, True], [True, False]])


def exceeds(first, second, only):
    """Return whether the number of a part (that which is named alone) is above that of the whole."""
    part, whole = (first, second) if only[0] else (second, first)
    return part.low is not None and whole.high is not None and part.low > whole.high


def sides(one, other, first, second):
    return (one, other, first), (other, one, second)


def exclusive_names(claim, another, number):
    """Return the names (set of sounds) that a claim (`Read`) has for what it counted, and ``another`` has nowhere."""
    named = words.names(f". {number.counted}", claim.known) | words.names(f". {claim.answer}", claim.known)
    everywhere = {*another.names, *(words.sound(token.text) for token in tokens(another.statement))}
    own = {words.sound(token.text) for name in (claim.party_name, another.party_name) for token in tokens(name)}
    there = {words.sound(name) for name in THERE.findall(f"{number.counted} {claim.answer}")}
    return (set(named) - everywhere - own) | (there - everywhere)


def told(claim):
    number = figures.told(claim.answer)
    return [number] if number else ()
