"""Who speaks by which verb: every possible speaker of a sentence is weighed against every verb of saying in it.

The weights are few and small whole numbers or halves; they were chosen on the marked examples for tuning
(docs/suggestions.md) and say in which order the cases win over each other, no more.
"""

from dataclasses import dataclass

from claims.suggestions.lexicon import Hit
from claims.suggestions.phrases import ARTICLES, IMAGES, PREPOSITIONS, Phrase
from claims.suggestions.tokens import is_cyrillic
from claims.suggestions.wordlists import words

LEADS = words("leads")
AGENT = words("agent")
TURNS = words("turns")
WHO = words("who")
AS = words("as")
LEAST = 2


@dataclass(frozen=True)
class Voice:
    """A speaker and the verb by which they speak, with what the two weigh together."""

    phrase: Phrase
    verb: Hit
    weight: float


def voices(text, found, verbs, candidates):
    """Return the list of the best `Voice` of each verb that has a speaker, in the order of the verbs.

    ``found`` (list of `Token` of ``text``), ``verbs`` (list of `Hit`), ``candidates`` (list of `Phrase`).
    """
    best = []
    for verb in verbs:
        weighed = [
            Voice(phrase, verb, weight)
            for phrase in candidates
            if (weight := _weigh(text, found, verb, phrase)) is not None and weight >= LEAST
        ]
        if weighed:
            best.append(max(weighed, key=lambda voice: (voice.weight, -voice.phrase.first)))
    return best


def _weigh(text, found, verb, phrase):
    if phrase.last <= verb.first:
        return _before(text, found, verb, phrase)
    if phrase.first >= verb.last:
        return _after(text, found, verb, phrase)
    return None


def _before(text, found, verb, phrase):
    if leads(verb):
        return None
    gap = verb.first - phrase.last
    between = [token.folded for token in found[phrase.last : verb.first]]
    marks = text[found[phrase.last - 1].end : found[verb.first].start]
    weight = 10 - 0.5 * gap
    preposition = _preposition(text, found, phrase)
    if preposition:
        # «В Минобороны заявили» is how Russian and Ukrainian name a body that speaks.
        spoken_in = preposition in ("в", "во", "у") and gap <= 1 and phrase.kind in ("body", "party", "office")
        seen_in = gap == 0 and set(phrase.words) & IMAGES
        weight -= 0 if spoken_in or seen_in else 6
    possessive = found[phrase.last - 1].possessive
    if possessive:
        # "The ministry's claim": a noun says less surely that somebody speaks than a verb does.
        weight -= 1.5 if gap <= 2 else 5
    if not preposition and not possessive and all(token.folded in ARTICLES for token in found[: phrase.first]):
        # What a sentence begins with is most often its subject.
        weight += 2
    if marks.count(",") == 1:
        weight -= 1.5
    weight -= 3 * sum(marks.count(mark) for mark in ";:—")
    if set(between) & TURNS and not set(between) & WHO:
        weight -= 4
    return weight + _standing(phrase)


def _after(text, found, verb, phrase):
    gap = phrase.first - verb.last
    between = [token.folded for token in found[verb.last : phrase.first]]
    stretch = text[found[verb.last - 1].end : found[phrase.first].start]
    if leads(verb):
        return 14 - 0.7 * gap + _standing(phrase) if "," not in stretch else None
    if set(between) & AGENT and gap <= 4:
        return 13 - gap + _standing(phrase)
    cyrillic = is_cyrillic(found[verb.first].folded)
    bare = [word for word in between if word not in ARTICLES]
    if "," in stretch or len(bare) > (3 if cyrillic else 1):
        return None
    before = text[found[verb.first - 1].end : found[verb.first].start] if verb.first else ","
    inverted = not before or bool(set(before) & set(',”"»“—–-?!'))
    if verb.first and found[verb.first - 1].folded in AS:
        inverted, bare = True, bare[1:] if bare[:1] == ["in"] else bare
    if cyrillic:
        # "Об этом сообщил губернатор", "заявили в министерстве": the speaker follows the verb as often as not.
        people = not bare or bare[0] in ("в", "во", "у")
        if not people and not inverted:
            return None
        return (11 if inverted else 9) - 0.5 * gap + _standing(phrase) + (1 if bare[:1] == ["в"] else 0)
    if (
        not inverted
        or "that" in between
        or found[verb.first].folded.endswith("ing")
        or (bare and bare[0] in PREPOSITIONS)
    ):
        return None
    return 11 - 2 * len(bare) + _standing(phrase)


def _standing(phrase):
    """Return by how much such a phrase is more often a speaker than others."""
    return {"named office": 2, "person": 2, "name": 1, "office": 1.5, "body": 1, "party": 1, "pronoun": 1}[phrase.kind]


def _preposition(text, found, phrase):
    """Return the preposition (str) that governs ``phrase``, or ""."""
    for back in (1, 2, 3, 4):
        at = phrase.first - back
        if at < 0 or not text[found[at].end : found[at + 1].start].isspace():
            break
        word = found[at].folded
        if word in PREPOSITIONS:
            # "One of the officers", "some of them"
            return "" if word == "of" and at and found[at - 1].folded in ARTICLES else word
    return ""


def leads(verb):
    """Return whether who speaks stands after ``verb`` (a `Hit`)."""
    words = verb.text.lower().split()
    return words == ["according"] or words == ["per"] or (len(words) > 1 and (words[0] in LEADS or words[-1] in LEADS))
