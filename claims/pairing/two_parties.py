"""What two claims of two parties are to each other: one rule after the other, until one has something to say."""

import re

from rapidfuzz import fuzz

from claims.models import ClaimKind, PairKind, QuestionKind
from claims.pairing import scope, words
from claims.pairing.agreeing import SAME_ANSWER, SAME_STATEMENT, agreement, likeness
from claims.pairing.answers import (
    Found,
    asks_how_it_stands,
    best,
    denies_the_opposite,
    hits,
    is_polar,
    negative,
    only_denies,
)
from claims.pairing.counting import by_figures
from claims.pairing.naming import both_of_themselves, by_who
from claims.pairing.scope import EVENT, NAMES, PLACE, QUESTION, SAME, TOPIC

# What is left of the strength of a kind where only the statements say it, or only that the answers differ.
STATEMENT, DIFFERENT = 0.75, 0.5
# From here on (out of a hundred) two statements may speak of one thing, where they answer different questions.
ABOUT_THE_SAME = 30
MUCH_THE_SAME = 45
AGAINST = set(PairKind.conflicting()) - {PairKind.APPARENT}
# Whoever says so when asked why something happened names no cause, and denies one.
WELL = {"intact", "safe", "working", "legitimate", "better", "enough", "peaceful", "kept the truce", "unchanged"}
# Nobody did it.
MISHAP = {"accident", "crashed"}
# Terms of denial that say so wherever they stand.
SPOKEN = {"denies", "not involved", "no"}
# What is yet to come is no account of what was.
OPINIONS = {ClaimKind.INTENTION, ClaimKind.FORECAST, ClaimKind.JUDGEMENT}
# Questions that are answered in a sentence, not with a name, a number, a day or a place.
TELLING = {QuestionKind.WHAT, QuestionKind.HOLDS, QuestionKind.LEGITIMATE, ""}
LATER = {ClaimKind.FORECAST, ClaimKind.INTENTION}
PURPOSE = re.compile(r"(for|to|in order to|so that|за|для|заради|ради|чтобы|щоб|aby)\b", re.IGNORECASE)
YES = words.stems("yes так да")


def of_two_parties(one, other, near, lexicon):
    """Return the `Found` of two claims of two parties, or None."""
    here, there = hits(one, lexicon), hits(other, lexicon)
    if here.unknown or there.unknown or here.only_takes_back or there.only_takes_back:
        # Who cannot say neither asserts nor denies: nothing to set against. Who takes back says nothing anew.
        return None
    if near != QUESTION and scope.times_apart(one, other) and not meet_otherwise(one, other):
        # Another question, and another day: nothing that could be meant of one thing.
        return None
    if near == QUESTION and {one.kind, other.kind} & LATER and one.kind != other.kind:
        # What is hoped for, or meant to be done, is no account of what was.
        return None
    for rule in (by_figures, by_who, by_cause, by_answers, by_sameness, by_statements, by_difference):
        found = rule(one, other, near, lexicon)
        if found is not None:
            if near not in SAME and found.kind in PairKind.conflicting() and scope.name_others(one, other):
                # Each names what the other does not: two towns, two bridges.
                return None
            return scoped(one, other, as_asked(one, found, near), near) if found.kind else None
    return None


def meet_otherwise(one, other):
    """Return whether two claims (`Read`) of other questions and other days name the same, or are about one place and
    different events."""
    if scope.common_names(one, other) or one.events[0] == other.events[0]:
        return bool(scope.common_names(one, other))
    inside = one.events[0] in other.events or other.events[0] in one.events
    return inside or (bool(one.places and other.places) and scope.meet_in_place(one, other))


def as_asked(claim, found, near):
    """Return ``found`` with its kind as the question of ``claim`` (a `Read`) leaves room for: between yes and no there
    is no third answer, to any other question there may be one, and then both can be wrong."""
    if near != QUESTION:
        return found
    if is_polar(claim) and found.kind in (PairKind.CONTRADICTORY, PairKind.CONTRARY, PairKind.DENIAL):
        found.kind = PairKind.CONTRADICTORY
    elif found.kind == PairKind.CONTRADICTORY:
        found.kind = PairKind.CONTRARY
    return found


def by_answers(one, other, near, lexicon):
    """What the lexicon says of the two answers."""
    found = best(hits(one, lexicon).answer, hits(other, lexicon).answer, lexicon, one, other)
    if found is None:
        return None
    if found.compatible and near in SAME:
        together = one.outermost & other.outermost or words.related(one.answer_stems, other.answer_stems)
        return agreement(one, other, Found(PairKind.CORROBORATES, found.reasons, share=0.8 if together else 0.65))
    if found.kind == PairKind.DENIAL and negative(one, lexicon) and negative(other, lexicon):
        return Found(None)
    if found.denier is not None and near not in SAME and likeness(one, other) < MUCH_THE_SAME:
        # What is denied was asked elsewhere, and what is said here is another matter.
        return None
    if found.denier is not None and only_denies(found.denier, lexicon):
        said = other if found.denier is one else one
        if denies_the_opposite(found.denier, said, lexicon):
            return agreement(one, other, Found(PairKind.CORROBORATES, []))
    if found.kind in AGAINST and one.question_kind == QuestionKind.WHY and near in SAME:
        return of_causes(one, other, found, lexicon)
    if found.kind in AGAINST and found.one_only and one.outermost & other.outermost:
        # Of one side: that it holds a place, and that it took it, go together.
        return agreement(one, other, Found(PairKind.CORROBORATES, found.reasons, share=0.8))
    if found.kind != PairKind.CORROBORATES:
        return found
    if near == QUESTION and one.question_kind == QuestionKind.WHY and other_mishap(one, other, lexicon):
        return None
    if found.both_deny:
        # Each may deny a thing of its own: two denials can both be true.
        return Found(None)
    if differ := both_of_themselves(one, other, near, lexicon):
        return differ
    if near not in SAME and likeness(one, other) < MUCH_THE_SAME:
        return None
    return agreement(one, other, found)


def by_cause(one, other, near, lexicon):
    """One says that it came about by itself, the other who did it."""
    if near not in (TOPIC, EVENT) or {one.question_kind, other.question_kind} != {QuestionKind.WHY, QuestionKind.WHO}:
        return None
    why, who = (one, other) if one.question_kind == QuestionKind.WHY else (other, one)
    terms = {hit.term.name for hit in hits(why, lexicon).answer if hit.asserts}
    if not terms or not terms <= MISHAP or negative(who, lexicon, however=True):
        return None
    return Found(PairKind.CONTRARY, [["answers_differ", {"one": one.answer, "other": other.answer}]], share=0.9)


def other_mishap(one, other, lexicon):
    """Return whether two answers to “why” name mishaps in words that have nothing in common: a storm, neglect."""
    mishaps = all(
        {hit.term.name for hit in hits(claim, lexicon).answer if hit.asserts} & MISHAP for claim in (one, other)
    )
    return mishaps and not words.related(one.answer_stems, other.answer_stems)


def of_causes(one, other, found, lexicon):
    """Return ``found`` of two answers to “why”, where one may say that all was well: that denies a cause."""
    well = [all_is_well(claim, lexicon) for claim in (one, other)]
    if well[0] == well[1]:
        return found
    denier = one if well[0] else other
    return Found(PairKind.DENIAL, [["denies", {"answer": denier.answer}]], denier=denier, share=found.share)


def of_cause(denier, other):
    """Return the `Found` of one who says that something was in order (``denier``) and one who names a cause: None where
    that is another thing."""
    of_event = words.stems(other.event_title)
    if not words.related(denier.stems - of_event, other.answer_stems - of_event):
        return None
    return Found(PairKind.DENIAL, [["denies", {"answer": denier.answer}]], denier=denier)


def all_is_well(claim, lexicon):
    """Return whether the answer of a claim (`Read`) says nothing but that something is as it should be."""
    terms = {hit.term.name for hit in hits(claim, lexicon).answer if hit.asserts}
    return bool(terms) and terms <= WELL


def by_sameness(one, other, near, lexicon):
    """Whether both say the same, or one the opposite in the same words."""
    here, there = (" ".join(sorted(claim.answer_stems - words.NEGATIVE)) for claim in (one, other))
    numbers = [{token.text for token in claim.answer_tokens if token.text[0].isdigit()} for claim in (one, other)]
    if numbers[0] != numbers[1]:
        return None
    same = near in SAME and fuzz.token_sort_ratio(here, there) >= SAME_ANSWER
    no = [negative(claim, lexicon, however=True) for claim in (one, other)]
    if no[0] != no[1]:
        polar = near == QUESTION and is_polar(one) and not scope.times_apart(one, other)
        accused = near == QUESTION and accuses(*((other, one) if no[0] else (one, other)))
        if not same and scope.times_apart(one, other):
            return Found(None)
        bare = near in SAME and only_denies(one if no[0] else other, lexicon)
        alike = near in SAME and words.related(one.answer_stems, other.answer_stems)
        held = near == QUESTION and one.question_kind == QuestionKind.HOLDS and not one.outermost & other.outermost
        if not (same or polar or accused or bare or alike or held or near == TOPIC):
            # It denies something, and not what the other says.
            return Found(None) if near in SAME else None
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


def accuses(claim, denier):
    """Return whether a claim (`Read`) speaks of the party of another that says no."""
    if claim.outermost & denier.outermost:
        return False
    return words.related(claim.stems, denier.party_stems - claim.party_stems)


def about_it(one, other):
    """Return whether one answer to a question of yes or no speaks of what the question, or the other, speaks of."""
    asked = words.stems(one.question_text)
    return all(
        claim.answer_stems & YES or words.related(claim.stems - words.NEGATIVE, asked | another.stems)
        for claim, another in ((one, other), (other, one))
    )


def by_statements(one, other, near, lexicon):
    """What the lexicon says of the statements, where the answers say nothing by it."""
    here, there = hits(one, lexicon), hits(other, lexicon)
    found = best(here.all, there.all, lexicon, one, other)
    if found is None or found.kind is None or found.both_deny:
        return None
    if one.question_kind == QuestionKind.WHY and all_is_well(one, lexicon) != all_is_well(other, lexicon):
        return None
    if near == QUESTION and scope.times_apart(one, other):
        return None
    if near not in SAME and (
        near in (PLACE, NAMES)
        or likeness(one, other) < ABOUT_THE_SAME
        or (one.kind in OPINIONS) != (other.kind in OPINIONS)
    ):
        return None
    if found.kind == PairKind.CORROBORATES:
        if near == QUESTION or len(set(one.names) & set(other.names)) < 1 or not (one.dated and other.dated):
            return None
        return agreement(one, other, found)
    if found.kind == PairKind.DENIAL and (near not in SAME or found.denial not in SPOKEN):
        return None
    found.share *= STATEMENT
    return found


def by_difference(one, other, near, lexicon):
    """Of one question two parties give different answers, of which the lexicon knows nothing."""
    when = one.question_kind == QuestionKind.WHEN
    if near != QUESTION and not (near == TOPIC and len(scope.topic(one, other)) > scope.TOGETHER):
        return None
    if not when and scope.times_apart(one, other) and not asks_how_it_stands(one):
        # What was done was done, whatever is said of another day.
        return None
    reasons = [["answers_differ", {"one": one.answer, "other": other.answer}]]
    if one.outermost & other.outermost and words.related(one.answer_stems, other.answer_stems):
        return agreement(one, other, Found(PairKind.CORROBORATES, reasons))
    if one.outermost & other.outermost and one.question_kind in TELLING:
        # Of one side, and nothing speaks against their saying the same in other words.
        return agreement(one, other, Found(PairKind.CORROBORATES, reasons, share=0.65))
    well = [claim for claim in (one, other) if one.question_kind == QuestionKind.WHY and all_is_well(claim, lexicon)]
    if len(well) == 1:
        return of_cause(well[0], other if well[0] is one else one)
    if one.question_kind == QuestionKind.WHY and PURPOSE.match(one.answer) and PURPOSE.match(other.answer):
        # One may come for more than one reason.
        return None
    return Found(by_question(one), reasons, share=DIFFERENT, same_time=not when)


def by_question(claim):
    """Return the kind of conflict that two answers to the question of ``claim`` (a `Read`) are in, if they are in
    one."""
    # Of which neither says no: whoever was asked for a yes or a no may have said yes to two things.
    return PairKind.ATTRIBUTION if claim.question_kind == QuestionKind.WHO else PairKind.CONTRARY


def scoped(one, other, found, near):
    """Return ``found`` as it is where time and place are the same; as apparent, with what differs, where they are
    not."""
    if found.kind not in PairKind.conflicting() or found.kind == PairKind.APPARENT:
        return found
    differs = []
    if found.same_time and scope.times_apart(one, other):
        differs.append(["other_time", {"one": one.about, "other": other.about}])
    if found.same_place and scope.places_apart(one, other):
        differs.append(["other_place", {"one": one.place_names[0], "other": other.place_names[0]}])
    if differs and near == NAMES:
        # Another event, at another place.
        return None
    if differs:
        return Found(PairKind.APPARENT, found.reasons, differs, share=found.share)
    return found
