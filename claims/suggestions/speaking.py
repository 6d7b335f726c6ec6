"""Who speaks by which verb: every possible speaker of a sentence is weighed against every verb of saying in it.

The weights are few and small whole numbers or halves; they were chosen on the marked examples for tuning
(docs/suggestions.md) and say in which order the cases win over each other, no more.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.models import PartyKind
from claims.suggestions.lexicon import Hit
from claims.suggestions.phrases import ARTICLES, IMAGES, NO_NAME, PREPOSITIONS, Phrase
from claims.suggestions.tokens import is_cyrillic, tokens
from claims.suggestions.wordlists import words

LEADS = words("leads")
AGENT = words("agent")
TURNS = words("turns")
WHO = words("who")
AS = words("as")
SPREAD = words("spread")
NOUNS = words("nouns-of-saying")
# What a noun of saying weighs less beside a verb with a speaker of its own; an outlet, behind another speaker.
OBJECT, RELAY = 5, 6
TO_WHOM = words("to-whom")
LEAST = 2
# So many words may stand before the one with which a sentence is said to begin.
BEGINNING = 3
# «В министерстве заявили»: where Russian and Ukrainian have somebody speak.
IN = frozenset({"в", "во", "у"})


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
    if _set_off(marks):
        # "The committee, a body of nine that meets on Mondays, said": the verb goes on with what the commas interrupt.
        gap, between, marks = 1, [], ""
    weight = 10 - 0.5 * gap
    preposition = _preposition(text, found, phrase)
    if preposition == "with" and gap <= 1 and found[verb.first].folded.endswith("ing"):
        # "… with the mayor saying that"
        preposition = ""
    if preposition:
        # «В Минобороны заявили» is how Russian and Ukrainian name a body that speaks.
        spoken_in = preposition in IN and gap <= 1 and phrase.kind in ("body", "party", "office")
        seen_in = gap == 0 and set(phrase.words) & IMAGES
        weight -= 0 if spoken_in or seen_in else 6
    if phrase.first and found[phrase.first - 1].folded in TO_WHOM:
        weight -= 6
    possessive = found[phrase.last - 1].possessive
    if possessive:
        # "The ministry's claim": a noun says less surely that somebody speaks than a verb does.
        weight -= 1.5 if gap <= 2 else 5
    if not preposition and not possessive and _begins(text, found, phrase):
        # What a sentence begins with is most often its subject.
        weight += 2
    if marks.count(",") == 1:
        weight -= 1.5
    weight -= 3 * sum(marks.count(mark) for mark in ";:—")
    if set(between) & TURNS and not set(between) & WHO:
        weight -= 4
    plural = is_cyrillic(found[verb.first].folded) and found[verb.first].folded.endswith(("ли", "ють", "ют", "ят"))
    if (_oblique(found, phrase) or (plural and _is_asking(phrase))) and not preposition:
        weight -= 6
    return weight + _standing(phrase)


def _begins(text, found, phrase):
    """Return whether the sentence begins with ``phrase``, or with an article and words that describe it."""
    if not phrase.first:
        return True
    if phrase.first > BEGINNING or re.search(r"[,;:—–()“”\"«»]", text[found[0].end : found[phrase.first].start]):
        return False
    return not {token.folded for token in found[: phrase.first]} & (PREPOSITIONS | TURNS | WHO | NO_NAME - ARTICLES)


def _set_off(marks):
    """Return whether what stands between a speaker and a verb is set off on both sides, by commas or by dashes."""
    stripped = marks.strip()
    return len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in ",–—" and " " in stripped


def _after(text, found, verb, phrase):
    if TO_WHOM & set(verb.text.lower().split()):
        # "Told the agency": to whom, not who.
        return None
    gap = phrase.first - verb.last
    between = [token.folded for token in found[verb.last : phrase.first]]
    stretch = text[found[verb.last - 1].end : found[phrase.first].start]
    if leads(verb):
        return 14 - 0.7 * gap + _standing(phrase) if "," not in stretch else None
    if _oblique(found, phrase) and not set(between) & IN:
        return None
    if _is_asking(phrase) and phrase.last < len(found) and found[phrase.last].folded in IN:
        # «Сообщили ТАСС в министерстве»: to the agency.
        return None
    agent = next((at for at, word in enumerate(between) if word in AGENT), None)
    # "Confirmed on Monday by the mayor", but not "refuted the statements by the mayor".
    if agent is not None and gap <= 4 and not set(between[:agent]) & ARTICLES:
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
        people = not bare or bare[0] in IN
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


def _is_asking(phrase):
    """Return whether ``phrase`` is an outlet named in Russian or Ukrainian, to which others speak."""
    return phrase.kind == "party" and phrase.party.kind == PartyKind.MEDIA and is_cyrillic(phrase.words[0])


def _oblique(found, phrase):
    """Return whether ``phrase`` is a party's name in a case in which nobody speaks: «Патріоти України», «Кремля»."""
    word = found[phrase.first].folded
    if phrase.kind != "party" or phrase.last - phrase.first > 1 or not is_cyrillic(word):
        return False
    return word not in own_words(phrase.party)


@lru_cache(maxsize=4096)
def own_words(party):
    """Return the words of the names of ``party`` (a `Known`), as they are given (frozenset of folded str)."""
    return frozenset(token.folded for name in party.all_names for token in tokens(name))


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


def spoken_of(voice, others):
    """Return whether ``voice`` is only what another of ``others`` speaks of: "Kess denied the claim by Nelm"."""
    if voice.verb.text.lower() not in NOUNS:
        return False
    return any(other.verb.first < voice.verb.first or other.verb.text.lower() not in NOUNS for other in others)


def passes_on(voice, others):
    """Return whether ``voice`` is an outlet that passes on what another of ``others`` said: "…, she said, AP wrote"."""
    return is_outlet(voice) and any(not is_outlet(other) and other.verb.first < voice.phrase.first for other in others)


def is_outlet(voice):
    return voice.phrase.party is not None and voice.phrase.party.kind == PartyKind.MEDIA


def spread_only(voice):
    """Return whether a picture is only said to be there: "video published on Tuesday"."""
    return bool(set(voice.phrase.words) & IMAGES) and voice.verb.entry.word in SPREAD
