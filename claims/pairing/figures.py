"""Numbers of two claims beside each other: intervals of one measure and unit, or of two that only look alike."""

import re
from decimal import Decimal
from typing import NamedTuple

from claims.models import Measure, Qualifier
from claims.pairing import numerals, words
from claims.pairing.reading import Number
from claims.suggestions.tokens import fold, tokens

# Units that can be turned into each other: (what they measure, how many of the smallest of them).
SIZES = {
    "length": {
        "0.001": "mm millimetre millimeter мм",
        "0.01": "cm centimetre centimeter см",
        "1": "m metre meter м метр метра метры метри метрів метров",
        "1000": "km kilometre kilometer км кілометр кілометра кілометри кілометрів километр километра километров",
        "1609.344": "mile mi миля милі миль",
        "1852": "nautical_mile nmi nm",
        "0.3048": "ft foot feet фут фута фути футів футов",
        "0.9144": "yard yd",
        "0.0254": "inch inches",
    },
    "mass": {
        "0.001": "g gram gramme г грам грамів граммов",
        "1": "kg kilo kilogram kilogramme кг кілограм кілограмів килограмм килограммов",
        "1000": "t ton tonne т тонна тонни тонн тонны",
        "1000000": "kiloton kt",
        "0.45359237": "pound lb lbs",
    },
    "time": {
        "0.0166666666666667": "second sec s секунда секунди секунд секунды",
        "1": "minute min хвилина хвилини хвилин хв минута минуты минут мин",
        "60": "hour h hr година години годин час часа часов ч",
        "1440": "day доба доби діб день дні днів дня сутки суток дней",
        "10080": "week тиждень тижні тижнів неделя недели недель",
        "43830": "month місяць місяці місяців месяц месяца месяцев",
        "525960": "year рік роки років год года лет",
    },
    "area": {"0.0001": "m2 m²", "1": "ha hectare га", "100": "km2 km² square_kilometre", "0.404686": "acre"},
    "volume": {"1": "l litre liter л літр літрів литр литров", "1000": "m3 m³ cubic_metre", "158.987": "barrel bbl"},
    "power": {"1": "kw kilowatt", "1000": "mw megawatt мвт", "1000000": "gw gigawatt"},
    "share": {"1": "% percent per_cent відсоток відсотки відсотків процент проценти процентів процента процентов"},
}
UNITS = {
    name.replace("_", " "): (what, Decimal(factor))
    for what, sizes in SIZES.items()
    for factor, names in sizes.items()
    for name in names.split()
}
# A part of the second, whichever it is: the dead are among the casualties.
PART_OF = {Measure.KILLED: Measure.CASUALTIES, Measure.WOUNDED: Measure.CASUALTIES}
# What is counted apart although it may be named with one word.
GROUPS = {name: words.listed(name) for name in ("civilians", "armed", "police", "prisoners")}
# Some of all who were hurt.
PARTS = words.listed("parts")
AMONG = re.compile(r"\b(among|of whom|of them|of these|серед|з них|із них|зокрема|среди|из них)\b")
# More than what is counted otherwise: with the wounded, with the crew.
WITH = re.compile(
    r"\b(with the|together with|along with|including|inclusive|counting|разом (?:з|із|зі)|включно|у тому числі"
    r"|ураховуючи|вместе с|вместе со|включая|в том числе|с учетом)\b"
)
# So many in a time, which is another number than of all the time.
RATE = re.compile(
    r"\b(an? (?:day|hour|week|month|minute|year)|per (?:day|hour|week|month|minute|year)|daily|hourly|weekly|monthly"
    r"|each day|every day|щодня|щодоби|на добу|на день|щогодини|на годину|на місяць|в день|в сутки|ежедневно"
    r"|в час|в месяц)\b"
)
# Of those of them who are still so, which is another number than of all who were.
STILL = words.stems("still remaining ещё остаются ще досі")
# How far apart two numbers "about" so many may be, as a share.
ABOUT = Decimal("0.1")
# How much a number may change when it is turned into another unit, as a share.
ROUNDED = Decimal("0.03")


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
    more = [_has(WITH, number) for number in (one, other)]
    if more[0] != more[1]:
        whole, part = (one, other) if more[0] else (other, one)
        if whole.high is None or (part.low or 0) <= whole.high:
            return Compared("measure", one, other)
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
    if bool(here & STILL) != bool(there & STILL) or _has(RATE, one) != _has(RATE, other):
        return False
    parts = [bool(stems & PARTS) or _has(AMONG, number) for stems, number in ((here, one), (there, other))]
    if parts[0] != parts[1]:
        # Some of all: more than all there cannot be, and where there was nobody at all, there was no child either.
        part, whole = (one, other) if parts[0] else (other, one)
        return whole.high is not None and (part.low or 0) > whole.high
    return same_question or bool(here & there)


def _has(pattern, number):
    return bool(pattern.search(fold(f"{number.counted}. {number.said}")))


def _alike(one, other):
    (what, low, high), (what2, low2, high2) = bounds(one), bounds(other)
    if what != what2 and (what in SIZES or what2 in SIZES or (what and what2)):
        return Compared("unit", one, other)
    if fold(one.unit) != fold(other.unit) and what == what2 and what in SIZES:
        # Turned into another unit a number is rounded.
        low, high = low * (1 - ROUNDED), high and high * (1 + ROUNDED)
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


# Numbers in answers ---------------------------------------------------------------------------------------------------


def told(answer):
    """Return the `Number` that a short ``answer`` (str) such as "At least 40 killed" gives, or None. It has no measure:
    what it counts is what the question asks, and what else the answer says."""
    found = numerals.read(answer)
    if found is None:
        return None
    return Number("", answer, found.low, found.high, unit=found.unit, qualifier=found.qualifier)
