"""What two claims are to each other, as far as rules can tell: one judgement with its reasons, or none."""

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from claims.models import ClaimKind, PairKind, PartyKind, ProposedKind, QuestionKind, Relation
from claims.pairing import figures, scope, words
from claims.pairing.answers import Found, best, both_told, hits, is_polar, negative
from claims.pairing.scope import EVENT, FAMILY, NAMES, PLACE, QUESTION
from claims.suggestions.tokens import tokens

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
AGAINST = set(PairKind.conflicting()) - {PairKind.APPARENT}
# Below, nothing is suggested.
LEAST = 0.3
# Out of a hundred: from here on two answers, or two statements, say the same.
SAME_ANSWER, SAME_STATEMENT = 80, 78
# And from here on they may speak of the same, where they answer different questions.
ABOUT_THE_SAME = 25
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
    if near != QUESTION:
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
    if here.unknown or there.unknown or here.takes_back or there.takes_back:
        # Who cannot say neither asserts nor denies: nothing to set against. Who takes back says nothing anew.
        return None
    for rule in (by_figures, by_who, by_answers, by_sameness, by_statements, by_difference):
        found = rule(one, other, near, lexicon)
        if found is not None:
            return scoped(one, other, found) if found.kind else None
    return None


def by_figures(one, other, near, lexicon):
    """What the numbers say."""
    counted = near == QUESTION and one.question_kind == QuestionKind.HOW_MANY
    here, there = (claim.figures or (told(claim) if counted else ()) for claim in (one, other))
    found = [
        each
        for first in here
        for second in there
        if not (first.measure == second.measure and told_apart(one, other, lexicon))
        and (each := figures.compare(first, second, lexicon, near == QUESTION))
    ]
    if not found:
        # Numbers of different things: the vehicles lost, and the men.
        asked = one.question_kind == other.question_kind == QuestionKind.HOW_MANY
        return Found(None) if asked and here and there else None
    order = ["apart", "meet", "measure", "cumulative", "unit"]
    how, first, second = min(found, key=lambda each: order.index(each.how))
    only = [exclusive_names(claim, another, number) for claim, another, number in sides(one, other, first, second)]
    if all(only):
        return Found(None)
    values = {"one": first.told, "other": second.told}
    measure = first.measure or second.measure or "quantity"
    what = {"one": first.counted or one.answer, "other": second.counted or other.answer}
    if how == "unit":
        return Found(PairKind.APPARENT, [], [["other_unit", values]], share=0.9)
    if how == "cumulative":
        return Found(PairKind.APPARENT, [], [["one_cumulative", {}]])
    if how == "measure" or (any(only) and not exceeds(first, second, only)):
        return Found(PairKind.APPARENT, [], [["other_counted", what]])
    if how == "apart":
        return Found(PairKind.FIGURES, [["figures_apart", values | {"measure": measure}]])
    return Found(PairKind.CORROBORATES, [["figures_meet", values | {"measure": measure}]]) if counted else None


def told_apart(one, other, lexicon):
    """Return whether two answers say of what they count that it came to two different things: burnt out, damaged."""
    first, second = (
        {hit.term.name for hit in hits(claim, lexicon).answer or hits(claim, lexicon).all if hit.asserts}
        for claim in (one, other)
    )
    return any(lexicon.between(a, b) for a in first - second for b in second - first)


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


def by_answers(one, other, near, lexicon):
    """What the lexicon says of the two answers."""
    found = best(hits(one, lexicon).answer, hits(other, lexicon).answer, lexicon, one, other)
    if found is None:
        return None
    if found.compatible and near == QUESTION:
        together = one.outermost & other.outermost or related(one.answer_stems, other.answer_stems)
        return agreement(one, other, Found(PairKind.CORROBORATES, found.reasons, share=0.8 if together else 0.65))
    if found.kind == PairKind.DENIAL and negative(one, lexicon) and negative(other, lexicon):
        return Found(None)
    if found.kind in AGAINST and found.one_only and one.outermost & other.outermost:
        # Of one side: that it holds a place, and that it took it, go together.
        return agreement(one, other, Found(PairKind.CORROBORATES, found.reasons, share=0.8))
    if found.kind != PairKind.CORROBORATES:
        return found
    if found.both_deny:
        # Each may deny a thing of its own: two denials can both be true.
        return Found(None)
    if differ := both_of_themselves(one, other, near, lexicon):
        return differ
    if near != QUESTION and likeness(one, other) < 45:
        return None
    return agreement(one, other, found)


def both_of_themselves(one, other, near, lexicon):
    """Where both say what only one can be right about, such as that a place is held: whether they say it of two."""
    terms = [{hit.term.name for hit in hits(claim, lexicon).answer if hit.asserts} for claim in (one, other)]
    if not terms[0] & terms[1] & lexicon.exclusive or one.outermost & other.outermost:
        return None
    first, second = subject(one, lexicon), subject(other, lexicon)
    if not first or not second or related(first, second):
        return None
    differ = ["names_differ", {"one": one.answer, "other": other.answer}]
    return Found(PairKind.CONTRARY, [differ, ["across_sides", {"one": one.party_name, "other": other.party_name}]])


def subject(claim, lexicon):
    """Return the stems of whom an answer speaks: those that it names, or else the party, where it acts itself."""
    said = {stem for hit in hits(claim, lexicon).answer for stem in words.stems(hit.text)}
    places = {stem for name in claim.place_names for stem in words.stems(name)}
    proper = {words.stem(written) for written in claim.names.values()}
    named = (claim.answer_stems - said - places) & proper
    return named or (claim.party_stems if claim.party_kind in ACTORS else frozenset())


# Those that speak of themselves where they name nobody.
ACTORS = {
    PartyKind.STATE,
    PartyKind.MINISTRY,
    PartyKind.ARMED_FORCE,
    PartyKind.ARMED_GROUP,
    PartyKind.OFFICIAL,
}


def by_who(one, other, near, lexicon):
    """Who is said to have done it."""
    asked = near == QUESTION and one.question_kind == QuestionKind.WHO
    if not asked and not (one.kind == other.kind == ClaimKind.ATTRIBUTION and near == EVENT):
        return None
    first, second = named(one), named(other)
    no = [negative(claim, lexicon, however=True) for claim in (one, other)]
    if all(no):
        return Found(None)
    if any(no):
        return denied_by_who(one, other, no[0], asked)
    if not first or not second:
        return None
    if one_of(first, second, one, other):
        return agreement(one, other, Found(PairKind.CORROBORATES, [])) if asked else None
    if not asked and likeness(one, other) < 40:
        return None
    share = 1.0 if asked else 0.8
    return Found(PairKind.ATTRIBUTION, [["names_differ", {"one": one.answer, "other": other.answer}]], share=share)


def denied_by_who(one, other, first_denies, asked):
    """One names somebody, the other says of somebody that it was not they: of the same, that is a denial."""
    if not asked:
        return None
    denier, accuser = (one, other) if first_denies else (other, one)
    whom = named(denier) & (named(accuser) | accuser.party_stems) or related(named(denier), named(accuser))
    speaks_of_itself = related(denier.party_stems, named(accuser))
    of_all = any(token.folded in words.NOBODY for token in denier.answer_tokens)
    if whom or speaks_of_itself or of_all or not named(accuser) - GENERAL:
        return Found(PairKind.DENIAL, [["denies", {"answer": denier.answer}]], denier=denier)
    return agreement(one, other, Found(PairKind.CORROBORATES, []))


def named(claim):
    """Return the stems (frozenset) by which the answer of a claim (`Read`) names somebody."""
    found = claim.answer_stems - NOBODY
    itself = any(token.folded in words.ITSELF for token in claim.answer_tokens)
    return found | claim.party_stems if itself else found


def one_of(first, second, one, other):
    """Return whether two sets of stems name one and the same: they share a word, and where both go on, no name."""
    if not related(first, second):
        return False
    if first <= second or second <= first:
        return True
    proper = {words.stem(written) for claim in (one, other) for written in claim.names.values()}
    return not ((first - second) & proper and (second - first) & proper)


def related(first, second):
    """Return whether two sets of stems have a word in common, or two forms of one: “Ukraine”, “Ukrainian”."""
    return any(
        a == b or (min(len(a), len(b)) >= 5 and a[:5] == b[:5]) or (len(min(a, b, key=len)) == 4 and _begins(a, b))
        for a in first - GENERAL
        for b in second - GENERAL
    )


def _begins(one, other):
    """Return whether the shorter of two stems, of four letters, is the beginning of the other: “Torr”, “Torrish”."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and len(longer) <= len(shorter) + 4


GENERAL = words.listed("general")
# In an answer to “who”, these name nobody.
NOBODY = words.stems("yes no carried out by own themselves alone autonomously directly indirectly help support back")


def by_sameness(one, other, near, lexicon):
    """Whether both say the same, or one the opposite in the same words."""
    here, there = (" ".join(sorted(claim.answer_stems - words.NEGATIVE)) for claim in (one, other))
    numbers = [{token.text for token in claim.answer_tokens if token.text[0].isdigit()} for claim in (one, other)]
    if numbers[0] != numbers[1]:
        return None
    same = near == QUESTION and fuzz.token_sort_ratio(here, there) >= SAME_ANSWER
    no = [negative(claim, lexicon, however=True) for claim in (one, other)]
    if no[0] != no[1]:
        polar = near == QUESTION and is_polar(one) and not scope.times_apart(one, other)
        if not (same or polar or (near == QUESTION and related(one.answer_stems, other.answer_stems))):
            # It denies something, and not what the other says.
            return Found(None) if near == QUESTION else None
        kind = PairKind.CONTRADICTORY if polar else PairKind.DENIAL
        told = {"one": one.answer, "other": other.answer}
        # The less sure where the one speaks of nothing that the question, or the other, speaks of.
        share = 1.0 if same or about_it(one, other) else DIFFERENT
        return Found(kind, [["denies_it", told]], share=share, denier=one if no[0] else other)
    alike = likeness(one, other) >= SAME_STATEMENT
    if all(no) and not alike:
        # Each may deny a thing of its own: two denials can both be true.
        return Found(None)
    return agreement(one, other, Found(PairKind.CORROBORATES, [])) if same or alike else None


def about_it(one, other):
    """Return whether one answer to a question of yes or no speaks of what the question, or the other, speaks of."""
    asked = words.stems(one.question_text)
    return all(
        claim.answer_stems & YES or related(claim.stems - words.NEGATIVE, asked | another.stems)
        for claim, another in ((one, other), (other, one))
    )


YES = words.stems("yes так да")


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


def by_statements(one, other, near, lexicon):
    """What the lexicon says of the statements, where the answers say nothing by it."""
    here, there = hits(one, lexicon), hits(other, lexicon)
    found = best(here.all, there.all, lexicon, one, other)
    if found is None or found.kind is None or found.both_deny:
        return None
    if near != QUESTION and (
        (likeness(one, other) < ABOUT_THE_SAME and not set(one.names) & set(other.names))
        or (one.kind in OPINIONS) != (other.kind in OPINIONS)
    ):
        return None
    if found.kind == PairKind.CORROBORATES:
        if near == QUESTION or len(set(one.names) & set(other.names)) < 1 or not (one.dated and other.dated):
            return None
        return agreement(one, other, found)
    if found.kind == PairKind.DENIAL and (near != QUESTION or found.denial not in SPOKEN):
        return None
    found.share *= STATEMENT
    return found


def by_difference(one, other, near, lexicon):
    """Of one question two parties give different answers, of which the lexicon knows nothing."""
    when = one.question_kind == QuestionKind.WHEN
    if near != QUESTION or (scope.times_apart(one, other) and not when):
        return None
    if all(any(hit.term.name in lexicon.related for hit in hits(claim, lexicon).answer) for claim in (one, other)):
        # It knows both, and nothing that would set one against the other.
        return None
    if {one.kind, other.kind} & LATER and one.kind != other.kind:
        return None
    reasons = [["answers_differ", {"one": one.answer, "other": other.answer}]]
    if one.outermost & other.outermost and related(one.answer_stems, other.answer_stems):
        return agreement(one, other, Found(PairKind.CORROBORATES, reasons))
    if one.question_kind == QuestionKind.WHY and PURPOSE.match(one.answer) and PURPOSE.match(other.answer):
        # One may come for more than one reason.
        return None
    kind = {QuestionKind.WHO: PairKind.ATTRIBUTION}.get(one.question_kind, PairKind.CONTRARY)
    return Found(kind, reasons, share=DIFFERENT, same_time=not when)


# Before the name of a place.
THERE = re.compile(r"\b(?:at|in|over|near|to|у|в|на|над|біля|под|під)\s+([A-ZА-ЯІЇЄҐ][\w’'-]+)")
# Terms of denial that say so wherever they stand.
SPOKEN = {"denies", "not involved", "no"}
# What is yet to come is no account of what was.
OPINIONS = {ClaimKind.INTENTION, ClaimKind.FORECAST, ClaimKind.JUDGEMENT}
LATER = {ClaimKind.FORECAST, ClaimKind.INTENTION}
PURPOSE = re.compile(r"(for|to|in order to|so that|за|для|заради|ради|чтобы|щоб|aby)\b", re.IGNORECASE)


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
        return toll(one, other, near, own, lexicon)
    numbers = by_figures(one, other, near, lexicon)
    if numbers is not None and numbers.kind != PairKind.APPARENT:
        if numbers.kind is None:
            return None
        if [each.told for each in one.figures] != [each.told for each in other.figures]:
            return Found(PairKind.REVISES, [own, *numbers.reasons], denier=later)
    elif numbers is not None:
        return numbers
    if near != QUESTION and likeness(one, other) < 45:
        return None
    if likeness(one, other) >= SAME_STATEMENT or (near == QUESTION and numbers is not None):
        return Found(ProposedKind.SAME, [own, ["alike", {}]], denier=later)
    found = best(hits(one, lexicon).answer, hits(other, lexicon).answer, lexicon, one, other)
    if found is None and near == QUESTION and related(one.answer_stems, other.answer_stems):
        return Found(ProposedKind.SAME, [own, ["same_words", common_words(one, other)]], share=0.8, denier=later)
    if found is None or found.kind is None:
        return None
    if found.kind == PairKind.CORROBORATES:
        return Found(ProposedKind.SAME, [own, *found.reasons], share=0.8, denier=later) if near == QUESTION else None
    return Found(PairKind.REVISES, [own, *found.reasons], denier=later)


def common_words(one, other):
    """Return the words (of `same_words`) that two answers have in common, as the first writes them."""
    shared = [token.text for token in one.answer_tokens if words.stem(token.text) in other.answer_stems]
    return {"words": shared or [one.answer]}


def toll(one, other, near, own, lexicon):
    """A count of everything up to a day, told again on another day."""
    numbers = by_figures(one, other, near, lexicon)
    cumulative = all(number.cumulative for claim in (one, other) for number in claim.figures)
    if numbers is None or numbers.kind != PairKind.FIGURES or not cumulative or near != QUESTION:
        return None
    later = one if one.start > other.start else other
    return Found(PairKind.REVISES, [own, *numbers.reasons], denier=later)


__all__ = ["EVENT", "FAMILY", "Judgement", "Relation", "judge"]
