"""What the words of two claims say to each other by the lexicon."""

import re
from dataclasses import dataclass, field

from claims.models import PairKind, QuestionKind, Relation
from claims.pairing import words
from claims.pairing.lexicon import NEGATIONS
from claims.suggestions.tokens import tokens

RETRACTION = "takes back"
# A claim that tells what several say is two claims.
SAYING = re.compile(
    r"\b(said|says|claims|claimed|insists|insisted|denies|denied|according to|maintains|reported|reports|stated|states"
    r"|заявил\w*|заявля\w*|утвержда\w*|стверджу\w*|повідом\w*|сообщ\w*|каже|кажуть|говорит|говорят)\b",
    re.IGNORECASE,
)
CONTRAST = re.compile(
    r"\b(while|whereas|but|although|though|however|on the other hand|тоді як|а|але|тогда как|однако|но|проте)\b",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"\b((?:both|each|either|the two)(?: of the)? (?:sides?|parties|camps)"
    r" (?:(?:keep|kept|are|were) )?(?:say|claim|insist|accuse|blame|maintain|point|trad|deny|denie)(?:s|d|ed|ing)?"
    r"|each (?:say|claim|insist|blame|accuse)[sd]?|both (?:say|claim|insist|blame|accuse)d?|trad(?:e|ed|ing) blame"
    r"|blam(?:e|es|ed|ing) each other|accus(?:e|es|ed|ing) each other|accounts (?:differ|vary)|versions differ"
    r"|взаимн\w+ обвинен\w+|взаємн\w+ звинувачен\w+|версі\w+ (?:розходяться|різняться)|версии расходятся"
    r"|обвиня\w+ друг друга|звинувачу\w+ одн\w+ одн\w+|conflicting|disputed|по-разному"
    r"|each (?:\w+ )?blam\w+|blam\w+ one another|кожен (?:\w+ )?(?:звинувачу|вин)\w+|каждый (?:\w+ )?(?:обвиня|вин)\w+"
    r"|и [^.;]{2,40}, и [^.;]{2,40} (?:уверя|утвержда|заявля|говор|настаива|отрица|обвиня)\w+"
    r"|(?:і|й|як) [^.;]{2,40}, (?:і|й|так і) [^.;]{2,40} (?:запевня|стверджу|заявля|кажуть|наполяга|звинувач)\w*"
    r"|(?:обидві сторони|обидва|обе стороны|оба|кожна зі сторін|кожен|каждая из сторон|каждый)"
    r" (?:кажуть|заявил\w*|заявля\w*|стверджу\w*|утвержда\w*|говор\w*))\b",
    re.IGNORECASE,
)
# Of these one is no part of another: whoever denies a bomb does not deny a fire that was laid.
CAUSES = {"attack", "strike from afar", "explosive laid", "accident", "crashed"}
SHORT = {"yes", "no"}
# So far into an answer a “not” denies it.
BEGINNING = 3
POLAR = re.compile(
    r"(is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|чи|правда ли|верно ли)\b", re.IGNORECASE
)
WHETHER = re.compile(r"^(?:\S+ ){1,3}ли\b", re.IGNORECASE)


# In a question they ask how something stands on a day, or what was done.
STATE = re.compile(
    r"^(is|are|can|do|does|has|have|what (?:became|is|are)|in what (?:state|condition)|how (?:is|are)"
    r"|who (?:holds|controls)"
    r"|чи|що (?:сталося|стало) з|что (?:стало|сталось|случилось) с|в каком состоянии|у якому стані|хто контролює"
    r"|кто контролирует)\b|\bли\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:бул[аои]|був|был[аои]?|[^\W\d_]{2,}(?:ла|ло|ли|лися|лася|лся|лись|лась|вся|ав|ив|ів|ил|ал|ел))\b"
)


@dataclass
class Hits:
    """What the lexicon finds in a claim: the hits of its answer, and those of answer and statement; whether it cannot
    say, takes something back, and answers nothing but that."""

    answer: list
    all: list
    unknown: bool = False
    takes_back: bool = False
    only_takes_back: bool = False


@dataclass
class Found:
    """What a rule says of two claims: a kind (None: nothing, and no further rule is asked), the reasons, what differs,
    how much of its strength the kind has, whether it holds of one place or one time only, and who answers whom."""

    kind: object
    reasons: list = field(default_factory=list)
    scope: list = field(default_factory=list)
    share: float = 1.0
    same_place: bool = True
    same_time: bool = True
    denier: object = None
    both_deny: bool = False
    compatible: bool = False
    one_only: bool = False
    denial: str = ""


def hits(claim, lexicon):
    """Return the `Hits` of a claim (`Read`), read once for each lexicon."""
    if lexicon.stamp not in claim.hits:
        answer = lexicon.find(claim.answer_tokens)
        statement = lexicon.find(claim.statement_tokens)
        asked = words.stems(claim.question_text)
        # “No access” tells nothing, unless that is what was asked.
        answer, statement = (
            [hit for hit in found if not (hit.unknown and words.stems(hit.text) & asked)]
            for found in (answer, statement)
        )
        answer = in_full(claim, answer, lexicon)
        told = any(hit.asserts or hit.denies for hit in answer) or bool(claim.figures)
        unknown = any(hit.unknown for hit in answer) or (not told and any(hit.unknown for hit in statement[:1]))
        back, only_back = (any(hit.term.name == RETRACTION for hit in each) for each in ([*answer, *statement], answer))
        claim.hits[lexicon.stamp] = Hits(answer, [*answer, *statement], unknown, back, only_back)
    return claim.hits[lexicon.stamp]


def in_full(claim, answer, lexicon):
    """Return the hits of an ``answer`` with “yes” and “no” as what they say of the question: “Is it open?” – “No”."""
    if not is_polar(claim):
        return answer
    asked = [hit for hit in lexicon.find(tokens(claim.question_text)) if hit.asserts]
    if not asked or not answer or answer[0].first or answer[0].term.name not in SHORT:
        return answer
    short = answer[0]
    said = asked[-1]._replace(first=short.first, last=short.last, text=short.text, negated=short.term.name == "no")
    return [said, *answer[1:]]


def both_told(claim):
    """Return whether the statement of a claim (`Read`) reports what several say."""
    text = claim.statement
    several = len(SAYING.findall(text)) > 1 and bool(CONTRAST.search(text))
    return several or bool(BOTH.search(f"{text} {claim.answer}"))


def negative(claim, lexicon, however=False):
    """Return whether the answer of a claim (`Read`) says no: “Not Ukraine”, “denied”, “did not fire”.

    A “no” that belongs to a term which asserts something (“no longer there”) does not count, unless ``however`` (bool):
    whoever is asked who did it denies it with that as well.
    """
    found = hits(claim, lexicon).answer
    if any(hit.denies for hit in found):
        return True
    first = [(at, token.folded) for at, token in enumerate(claim.answer_tokens[:BEGINNING])]
    inside = set() if however else {at for hit in found for at in range(hit.first, hit.last)}
    return any(at not in inside and (word in NEGATIONS or word.endswith("n't")) for at, word in first)


def only_denies(claim, lexicon):
    """Return whether the answer of a claim (`Read`) says no and nothing else: “No”, “Denies it”, but not “No
    explosives”."""
    found = hits(claim, lexicon).answer
    covered = {at for hit in found if hit.denies for at in range(hit.first, hit.last)}
    rest = [token for at, token in enumerate(claim.answer_tokens) if at not in covered and words.stem(token.text)]
    return bool(covered) and not rest and not any(hit.negated for hit in found)


def denies_the_opposite(denier, other, lexicon):
    """Return whether what the statement of one claim (`Read`) denies is the opposite of what another says, or what it
    says is the same."""
    said = {hit.term.name for hit in hits(other, lexicon).all if hit.asserts}
    for mine in hits(denier, lexicon).all:
        known = [lexicon.between(mine.term.name, name) for name in said] if mine.negated else []
        if any(each and each.relation != Relation.COMPATIBLE for each in known):
            return True
        if mine.asserts and mine.term.name in said:
            return True
    return False


def is_polar(claim):
    """Return whether the question of a claim (`Read`) is to be answered with yes or no."""
    return bool(POLAR.match(claim.question_text)) or bool(WHETHER.search(claim.question_text))


def asks_how_it_stands(claim):
    """Return whether the question of a claim (`Read`) may be answered otherwise on another day: “Is it open?”, “Who
    holds it?”, but not “Did they fire?”."""
    if claim.question_kind == QuestionKind.HOLDS:
        return True
    return bool(STATE.search(claim.question_text)) and not PAST.search(claim.question_text.replace(" ли ", " "))


def best(here, there, lexicon, one, other):
    """Return the `Found` on two lists of hits, the one that says most, or None. ``one`` and ``other``: the claims."""
    found = []
    for first in here:
        for second in there:
            if each := _between(first, second, lexicon, one, other):
                found.append(each)
    if not found:
        return None
    # Both begin with the same: what comes after are details.
    if here[0].term == there[0].term and here[0].negated == there[0].negated and here[0].asserts:
        return next(each for rank, each in found if rank == AGREE)
    return min(found, key=lambda item: item[0])[1]


CONTRADICTORY, NEGATED, CONTRARY, DENIED, AGREE, BOTH_DENY, COMPATIBLE = range(7)


def _between(first, second, lexicon, one, other):
    told = {"one": first.text, "other": second.text}
    a, b = first.term.name, second.term.name
    known = lexicon.between(a, b)
    if first.asserts and second.asserts:
        if a == b:
            return AGREE, Found(PairKind.CORROBORATES, [["same_answer", {"answer": first.text}]])
        if known is None:
            return None
        if known.relation == Relation.COMPATIBLE:
            return COMPATIBLE, Found(None, [["answers_compatible", told]], compatible=True)
        contradictory = known.relation == Relation.CONTRADICTORY
        kind = PairKind.CONTRADICTORY if contradictory else PairKind.CONTRARY
        code = f"answers_{known.relation}" + ("_place_time" if known.same_place and known.same_time else "")
        rank = CONTRADICTORY if contradictory else CONTRARY
        found = Found(kind, [[code, told]], same_place=known.same_place, same_time=known.same_time)
        found.one_only = {a, b} <= lexicon.exclusive
        return rank, found
    if first.denies and second.denies:
        return BOTH_DENY, Found(PairKind.CORROBORATES, both_deny=True)
    if not ((first.denies and second.asserts) or (second.denies and first.asserts)):
        return None
    denial, denier = (first, one) if first.denies else (second, other)
    if a == b:
        kind = PairKind.CONTRADICTORY if is_polar(one) else PairKind.DENIAL
        return NEGATED, Found(kind, [["denies_it", told]], denier=denier)
    if known is not None and not denial.negated:
        contradictory = known.relation == Relation.CONTRADICTORY
        kind = PairKind.DENIAL if contradictory else PairKind.CONTRARY
        if contradictory and is_polar(one):
            kind = PairKind.CONTRADICTORY
        return DENIED, Found(kind, [["denies", {"answer": denial.text}]], denier=denier)
    if denial.negated:
        if known is not None and known.relation != Relation.COMPATIBLE:
            return AGREE, Found(PairKind.CORROBORATES, [["answers_differ", told]])
        if known is not None and not {a, b} <= CAUSES:
            # Who was never there took nothing: the one goes with the other.
            said = [["denies", {"answer": denial.text}]]
            return DENIED, Found(PairKind.DENIAL, said, share=0.9, denier=denier)
        return None
    said = [["denies", {"answer": denial.text}]]
    return DENIED, Found(PairKind.DENIAL, said, denier=denier, denial=denial.term.name)
