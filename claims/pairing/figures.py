"""Numbers of two claims beside each other: intervals of one measure and unit, or of two that only look alike."""

import re
from decimal import Decimal
from typing import NamedTuple

from claims.models import Measure, Qualifier
from claims.pairing import words
from claims.pairing.reading import Number
from claims.suggestions.tokens import fold, tokens
from claims.suggestions.wordlists import words as wordlist

# Units that can be turned into each other: (what they measure, how many of the smallest of them).
UNITS = {
    "m": ("length", Decimal(1)),
    "metre": ("length", Decimal(1)),
    "meter": ("length", Decimal(1)),
    "km": ("length", Decimal(1000)),
    "kilometre": ("length", Decimal(1000)),
    "kilometer": ("length", Decimal(1000)),
    "mile": ("length", Decimal("1609.344")),
    "kg": ("mass", Decimal(1)),
    "kilogram": ("mass", Decimal(1)),
    "t": ("mass", Decimal(1000)),
    "ton": ("mass", Decimal(1000)),
    "tonne": ("mass", Decimal(1000)),
    "minute": ("time", Decimal(1)),
    "hour": ("time", Decimal(60)),
    "day": ("time", Decimal(1440)),
    "week": ("time", Decimal(10080)),
    "ha": ("area", Decimal(1)),
    "hectare": ("area", Decimal(1)),
    "km2": ("area", Decimal(100)),
    "km²": ("area", Decimal(100)),
    "square kilometre": ("area", Decimal(100)),
}
# A part of the second, whichever it is: the dead are among the casualties.
PART_OF = {Measure.KILLED: Measure.CASUALTIES, Measure.WOUNDED: Measure.CASUALTIES}
# What is counted apart although it may be named with one word.
GROUPS = {name: words.listed(name) for name in ("civilians", "armed", "police", "prisoners")}
# Some of all who were hurt.
PARTS = words.listed("parts")
# Of those of them who are still so, which is another number than of all who were.
STILL = words.stems("still remaining ещё остаются ще досі")
# How far apart two numbers "about" so many may be, as a share.
ABOUT = Decimal("0.1")


class Compared(NamedTuple):
    """How two `Number`s stand: "apart", "meet", or what differs: "unit", "measure", "cumulative"."""

    how: str
    one: Number
    other: Number


def compare(one, other, lexicon, same_question):
    """Return the `Compared` of two `Number`s, or None where they count things that nobody would set side by side.

    ``lexicon``: a `claims.pairing.lexicon.Lexicon`, which knows that launched is not shot down.
    """
    if not counts_alike(one, other, lexicon, same_question):
        return None
    if one.measure == other.measure or not one.measure or not other.measure:
        return _alike(one, other)
    if PART_OF.get(one.measure) == other.measure or PART_OF.get(other.measure) == one.measure:
        part, whole = (one, other) if PART_OF.get(one.measure) == other.measure else (other, one)
        if part.low is not None and whole.high is not None and part.low > whole.high:
            return Compared("apart", one, other)
        return Compared("measure", one, other)
    return None


def counts_alike(one, other, lexicon, same_question):
    """Return whether what two `Number`s counted can be the same things."""
    first, second = one.counted, other.counted
    here, there = words.stems(first), words.stems(second)
    if not here or not there:
        return True
    groups = [{name for name, listed in GROUPS.items() if stems & listed} for stems in (here, there)]
    terms = [{hit.term.name for hit in lexicon.find(tokens(text))} for text in (first, second)]
    if any(one - other and other - one for one, other in (groups, terms)):
        return False
    if bool(here & STILL) != bool(there & STILL):
        return False
    if bool(here & PARTS) != bool(there & PARTS) and one.high != 0 and other.high != 0:
        # Where there was nobody at all, there was no child either.
        return False
    return same_question or bool(here & there) or bool(groups[0] & groups[1])


def _alike(one, other):
    ends = bounds(one), bounds(other)
    if ends[0][0] != ends[1][0]:
        return Compared("unit", one, other)
    (_what, low, high), (_same, low2, high2) = ends
    disjoint = (high is not None and low2 > high) or (high2 is not None and low > high2)
    # “More than 30” and “30” have no number in common.
    for here, there in ((one, other), (other, one)):
        if here.qualifier == Qualifier.MORE_THAN and there.high is not None and there.high == here.low:
            disjoint = True
    if not disjoint:
        return Compared("meet", one, other)
    return Compared("cumulative" if one.cumulative != other.cumulative else "apart", one, other)


def bounds(number):
    """Return (what the unit measures, low, high) of a `Number`, in the smallest unit of that; high may be None.

    A count has the unit "", and an unknown unit measures itself.
    """
    unit = fold(number.unit).strip(" .")
    what, factor = UNITS.get(unit) or UNITS.get(unit.removesuffix("s")) or (unit, Decimal(1))
    low = Decimal(number.low or 0) * factor
    high = None if number.high is None else Decimal(number.high) * factor
    if number.qualifier == Qualifier.ABOUT and low == high:
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return what, low, high


# Numbers in words ---------------------------------------------------------------------------------------------------

DIGITS = re.compile(r"\d{1,3}(?:[  ,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
SPELLED = (
    "zero нуль ноль",
    "one один одна одного одну одне",
    "two два дві две двоє двое двох двух",
    "three три троє трое трьох трех",
    "four чотири четверо четыре чотирьох четырех",
    "five п'ять пять пятеро п'ятеро пятерых",
    "six шість шесть",
    "seven сім семь",
    "eight вісім восемь",
    "nine дев'ять девять",
    "ten десять",
    "eleven одинадцять одиннадцать",
    "twelve дванадцять двенадцать",
    "thirteen тринадцять тринадцать",
    "fourteen чотирнадцять четырнадцать",
    "fifteen п'ятнадцять пятнадцать",
    "sixteen шістнадцять шестнадцать",
    "seventeen сімнадцять семнадцать",
    "eighteen вісімнадцять восемнадцать",
    "nineteen дев'ятнадцять девятнадцать",
    "twenty двадцять двадцать",
)
SMALL = {word: Decimal(value) for value, forms in enumerate(SPELLED) for word in forms.split()}
SMALL |= {"thirty": Decimal(30), "forty": Decimal(40), "fifty": Decimal(50), "sixty": Decimal(60)}
SMALL |= {"seventy": Decimal(70), "eighty": Decimal(80), "ninety": Decimal(90), "hundred": Decimal(100)}
NOUGHT = wordlist("nought")
AT_LEAST = re.compile(r"\b(at least|no fewer than|no less than|or more|щонайменше|не менше|не менее|по меньшей мере)\b")
MORE_THAN = re.compile(r"\b(more than|over|upwards of|понад|більше|більш як|более|больше|свыше)\b")
AT_MOST = re.compile(r"\b(at most|up to|fewer than|less than|no more than|не більше|не более|менее|менше)\b")
ABOUT_SO = re.compile(r"\b(about|around|some|nearly|almost|roughly|close to|близько|майже|около|почти|примерно)\b")


def told(answer):
    """Return the `Number` that a short ``answer`` (str) such as "At least 40 killed" gives, or None. It has no measure:
    what it counts is what the question asks."""
    text = fold(answer)
    match = DIGITS.search(text)
    if match:
        value = Decimal(re.sub(r"[  ,.](?=\d{3}(?!\d))", "", match.group()).replace(",", "."))
    else:
        value = next((SMALL[word] for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text) if word in SMALL), None)
        if value is None:
            return Number("", "", Decimal(0), Decimal(0)) if NOUGHT & set(text.split()) else None
    if AT_LEAST.search(text):
        return Number("", "", value, None, qualifier=Qualifier.AT_LEAST)
    if AT_MOST.search(text):
        return Number("", "", None, value, qualifier=Qualifier.AT_MOST)
    if MORE_THAN.search(text):
        return Number("", "", value, None, qualifier=Qualifier.MORE_THAN)
    if ABOUT_SO.search(text):
        return Number("", "", value, value, qualifier=Qualifier.ABOUT)
    return Number("", "", value, value)
