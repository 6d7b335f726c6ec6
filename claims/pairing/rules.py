"""What two claims are to each other, as far as rules can tell: one judgement with its reasons, or none."""

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from claims.models import ClaimKind, PairKind, PartyKind, ProposedKind, QuestionKind, Relation
from claims.pairing import figures, scope, words
from claims.pairing.answers import Found, best, both_told, hits, meant
from claims.pairing.scope import EVENT, FAMILY, NAMES, PLACE, QUESTION

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
NEAR = {QUESTION: 1.0, EVENT: 0.82, FAMILY: 0.72, PLACE: 0.6, NAMES: 0.5}
# What is left of it where only the statements say it, or only that the answers differ.
STATEMENT, DIFFERENT = 0.75, 0.5
# Below, nothing is suggested.
LEAST = 0.3
# Out of a hundred: from here on two answers, or two statements, say the same.
SAME_ANSWER, SAME_STATEMENT = 80, 78
# What the parts besides the rules may add.
LIKENESS, TIME, SIDES = 0.08, 0.03, 0.03


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
    if one.dated and other.dated and not scope.times_apart(one, other):
        score += TIME
    if not one.outermost & other.outermost:
        score += SIDES
    if score < LEAST:
        return None
    reasons = scope.shared(one, other) + found.reasons
    return Judgement(str(found.kind), round(min(score, 0.99), 4), reasons, found.scope, answers(one, other, found))


def likeness(one, other):
    """Return how much of the words of two statements is the same (0 to 100), in whatever order they stand."""
    return fuzz.token_sort_ratio(" ".join(sorted(one.stems)), " ".join(sorted(other.stems)))


def answers(one, other, found):
    """Return whether ``one`` answers ``other``: it denies, or else it was said later, or recorded later."""
    if found.denier is not None:
        return found.denier is one
    if one.said and other.said and one.said != other.said:
        return one.said > other.said
    return one.key > other.key


# Of two parties -------------------------------------------------------------------------------------------------------


def of_two_parties(one, other, near, lexicon):
    """Return the `Found` of two claims of two parties, or None."""
    here, there = hits(one, lexicon), hits(other, lexicon)
    if here.unknown or there.unknown:
        # Who cannot say neither asserts nor denies: nothing to set against.
        return None
    for rule in (by_figures, by_answers, by_who, by_sameness, by_statements, by_difference):
        found = rule(one, other, near, lexicon)
        if found is not None:
            return scoped(one, other, found) if found.kind else None
    return None


def by_figures(one, other, near, lexicon):
    """What the numbers say."""
    counted = near == QUESTION and one.question_kind == QuestionKind.HOW_MANY
    compared = [
        each
        for first in one.figures or (counted and told(one)) or ()
        for second in other.figures or (counted and told(other)) or ()
        if (each := figures.compare(first, second, near == QUESTION))
    ]
    if not compared:
        return None
    order = ["apart", "meet", "measure", "counted", "cumulative", "unit"]
    how, first, second = min(compared, key=lambda each: order.index(each.how))
    values = {"one": first.told, "other": second.told}
    measure = first.measure or second.measure or first.counted or second.counted
    if how == "apart":
        return Found(PairKind.FIGURES, [["figures_apart", values | {"measure": measure or "quantity"}]])
    if how == "meet":
        if not counted:
            return None
        return Found(PairKind.CORROBORATES, [["figures_meet", values | {"measure": measure or "quantity"}]])
    if how == "unit":
        return Found(PairKind.APPARENT, [], [["other_unit", values]], share=0.9)
    if how == "cumulative":
        return Found(PairKind.APPARENT, [], [["one_cumulative", {}]])
    if how == "counted":
        return Found(PairKind.APPARENT, [], [["other_counted", {"one": first.counted, "other": second.counted}]])
    named = {"one": f"{first.counted}", "other": f"{second.counted}"}
    return Found(PairKind.APPARENT, [], [["other_counted", named]])


def told(claim):
    number = figures.told(claim.answer)
    return [number] if number else None


def by_answers(one, other, near, lexicon):
    """What the lexicon says of the two answers."""
    found = best(hits(one, lexicon).answer, hits(other, lexicon).answer, lexicon, one, other)
    if found is None or found.kind != PairKind.CORROBORATES:
        return found
    if found.both_deny:
        # Each may deny a thing of its own: two denials can both be true.
        return Found(None)
    if near == QUESTION and (differ := who_holds(one, other, lexicon)):
        return differ
    if near not in (QUESTION,) and likeness(one, other) < 45:
        return None
    return agreement(one, other, found)


def who_holds(one, other, lexicon):
    """Where both say that a place is held or was taken: whether they name different ones who hold it."""
    if one.question_kind != QuestionKind.HOLDS:
        return None
    first, second = holder(one, lexicon), holder(other, lexicon)
    if not first or not second or related(first, second):
        return None
    return Found(PairKind.CONTRARY, [["names_differ", {"one": one.answer, "other": other.answer}]])


def holder(claim, lexicon):
    """Return the stems by which an answer names who holds a place: or the party itself, where it names nobody."""
    said = {stem for hit in hits(claim, lexicon).answer for stem in words.stems(hit.text)}
    places = {stem for name in claim.place_names for stem in words.stems(name)}
    return (claim.answer_stems - said - places) or (
        claim.party_stems if claim.party_kind in (PartyKind.ARMED_FORCE, PartyKind.ARMED_GROUP) else frozenset()
    )


def by_who(one, other, near, lexicon):
    """Who is said to have done it."""
    asked = near == QUESTION and one.question_kind == QuestionKind.WHO
    if not asked and not (one.kind == other.kind == ClaimKind.ATTRIBUTION and near in (QUESTION, EVENT)):
        return None
    first, second = scope.who(one), scope.who(other)
    if not first or not second:
        return None
    denied = [meant(claim, lexicon) for claim in (one, other)]
    if any(denied) and not all(denied):
        denier = one if denied[0] else other
        if near == QUESTION:
            return Found(PairKind.DENIAL, [["denies", {"answer": denier.answer}]], denier=denier)
        return None
    if related(first, second):
        return agreement(one, other, Found(PairKind.CORROBORATES, [])) if asked else None
    if not asked and likeness(one, other) < 40:
        return None
    share = 1.0 if asked else 0.8
    return Found(PairKind.ATTRIBUTION, [["names_differ", {"one": one.answer, "other": other.answer}]], share=share)


def related(first, second):
    """Return whether two sets of stems have a word in common, or two forms of one: “Ukraine”, “Ukrainian”."""
    return any(
        a == b or (min(len(a), len(b)) >= 5 and a[:5] == b[:5]) for a in first - GENERAL for b in second - GENERAL
    )


GENERAL = words.listed("general")


def by_sameness(one, other, near, lexicon):
    """Whether both say the same."""
    same = fuzz.token_sort_ratio(" ".join(sorted(one.answer_stems)), " ".join(sorted(other.answer_stems)))
    alike = likeness(one, other)
    if (near == QUESTION and same >= SAME_ANSWER) or alike >= SAME_STATEMENT:
        return agreement(one, other, Found(PairKind.CORROBORATES, []))
    return None


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
    return Found(PairKind.CORROBORATES, reasons)


def by_statements(one, other, near, lexicon):
    """What the lexicon says of the statements, where the answers say nothing by it."""
    here, there = hits(one, lexicon), hits(other, lexicon)
    found = best(here.all, there.all, lexicon, one, other)
    if found is None or found.kind in (PairKind.CORROBORATES, None):
        return None
    if found.kind == PairKind.DENIAL and near != QUESTION and likeness(one, other) < 50:
        return None
    found.share *= STATEMENT
    return found


def by_difference(one, other, near, lexicon):
    """Of one question two parties give different answers, of which the lexicon knows nothing."""
    if near != QUESTION:
        return None
    kind = {QuestionKind.WHO: PairKind.ATTRIBUTION}.get(one.question_kind, PairKind.CONTRARY)
    reasons = [["answers_differ", {"one": one.answer, "other": other.answer}]]
    return Found(kind, reasons, share=DIFFERENT)


def scoped(one, other, found):
    """Return ``found`` as it is where time and place are the same; as apparent, with what differs, where they are
    not."""
    if found.kind not in PairKind.conflicting() or found.kind == PairKind.APPARENT:
        return found
    differs = []
    if found.same_time and scope.times_apart(one, other):
        differs.append(["other_time", {"one": one.about, "other": other.about}])
    if found.same_place and scope.places_apart(one, other):
        differs.append(["other_place", {"one": one.place_names[0], "other": other.place_names[0]}])
    if differs:
        return Found(PairKind.APPARENT, found.reasons, differs, share=found.share)
    return found


# Of one party ---------------------------------------------------------------------------------------------------------


def of_one_party(one, other, near, lexicon):
    """Return the `Found` of two claims of one party, or None: it takes one back, changes it, or said it twice."""
    if one.own_voice != other.own_voice or near in (PLACE, NAMES):
        # What an outlet says of itself is not what the party said.
        return None
    later = one if answers(one, other, Found(None)) else other
    own = ["same_party", {"one": one.said_text, "other": other.said_text}]
    if not one.said_text or not other.said_text:
        own = ["same_party_undated", {}]
    back = [claim for claim in (one, other) if hits(claim, lexicon).takes_back]
    if len(back) == 1 and near in (QUESTION, EVENT):
        return Found(PairKind.RETRACTS, [own, ["takes_back", {"answer": back[0].answer}]], denier=back[0])
    if one.dated and other.dated and scope.times_apart(one, other):
        # Something else happened, or it went on: nobody takes anything back by saying so.
        return toll(one, other, near, own)
    numbers = by_figures(one, other, near, lexicon)
    if numbers is not None and numbers.kind == PairKind.FIGURES:
        return Found(PairKind.REVISES, [own, *numbers.reasons], denier=later)
    if near != QUESTION and likeness(one, other) < 45:
        return None
    if likeness(one, other) >= SAME_STATEMENT or (near == QUESTION and numbers is not None):
        return Found(ProposedKind.SAME, [own, ["alike", {}]], denier=later)
    found = best(hits(one, lexicon).answer, hits(other, lexicon).answer, lexicon, one, other)
    if found is None or found.kind is None:
        return None
    if found.kind == PairKind.CORROBORATES:
        return Found(ProposedKind.SAME, [own, *found.reasons], share=0.8, denier=later) if near == QUESTION else None
    return Found(PairKind.REVISES, [own, *found.reasons], denier=later)


def toll(one, other, near, own):
    """A count of everything up to a day, told again on another day."""
    numbers = by_figures(one, other, near, None)
    cumulative = all(number.cumulative for claim in (one, other) for number in claim.figures)
    if numbers is None or numbers.kind != PairKind.FIGURES or not cumulative or near != QUESTION:
        return None
    later = one if one.start > other.start else other
    return Found(PairKind.REVISES, [own, *numbers.reasons], denier=later)


__all__ = ["EVENT", "FAMILY", "Judgement", "Relation", "judge"]
