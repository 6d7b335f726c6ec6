"""Numbers as short answers tell them, in figures or in words: “at least 40”, “two dozen”, “понад двісті”."""

import re
from decimal import Decimal
from typing import NamedTuple

from claims.models import Qualifier
from claims.suggestions.tokens import fold
from claims.suggestions.wordlists import words as wordlist

DIGITS = re.compile(r"\d{1,3}(?:[   ,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
GROUPED = re.compile(r"[   ,.](?=\d{3}(?!\d))")
PIECE = re.compile(rf"(?:{DIGITS.pattern})|[^\W\d_]+(?:'[^\W\d_]+)?|%")
# The number that a word stands for, in the cases in which answers have it. Those from a hundred on multiply what stands
# before them.
SPELLED = {
    0: "zero нуль ноль",
    1: "one single один одна одного одну одне одно одной однієї",
    2: "two two-thirds два дві две двоє двое двох двух обоє оба обидва пара pair couple both",
    3: "three троє трое три трьох трех",
    4: "four чотири четверо четыре чотирьох четырех",
    5: "five п'ять пять пятеро п'ятеро пятерых п'ятьох пяти п'яти",
    6: "six шість шесть шестеро шести шістьох",
    7: "seven сім семь семеро семерых семи сімох",
    8: "eight вісім восемь восьмеро восьми вісьмох",
    9: "nine дев'ять девять девяти дев'яти дев'ятеро",
    10: "ten десять десятеро десяти",
    11: "eleven одинадцять одиннадцать одинадцяти одиннадцати",
    12: "twelve дванадцять двенадцать дванадцяти двенадцати",
    13: "thirteen тринадцять тринадцать тринадцяти тринадцати",
    14: "fourteen чотирнадцять четырнадцать чотирнадцяти четырнадцати",
    15: "fifteen п'ятнадцять пятнадцать п'ятнадцяти пятнадцати",
    16: "sixteen шістнадцять шестнадцать шістнадцяти шестнадцати",
    17: "seventeen сімнадцять семнадцать сімнадцяти семнадцати",
    18: "eighteen вісімнадцять восемнадцать вісімнадцяти восемнадцати",
    19: "nineteen дев'ятнадцять девятнадцать дев'ятнадцяти девятнадцати",
    20: "twenty двадцять двадцать двадцяти двадцати",
    30: "thirty тридцять тридцать тридцяти тридцати",
    40: "forty сорок сорока",
    50: "fifty п'ятдесят пятьдесят п'ятдесяти пятидесяти",
    60: "sixty шістдесят шестьдесят шістдесяти шестидесяти",
    70: "seventy сімдесят семьдесят сімдесяти семидесяти",
    80: "eighty вісімдесят восемьдесят вісімдесяти восьмидесяти",
    90: "ninety дев'яносто девяносто",
    100: "сто ста",
    200: "двісті двести двохсот двухсот",
    300: "триста трьохсот трехсот",
    400: "чотириста четыреста чотирьохсот четырехсот",
    500: "п'ятсот пятьсот п'ятисот пятисот",
    600: "шістсот шестьсот шестисот",
    700: "сімсот семьсот семисот",
    800: "вісімсот восемьсот восьмисот",
    900: "дев'ятсот девятьсот дев'ятисот девятисот",
}
MULTIPLIED = {
    12: "dozen дюжина дюжину дюжини дюжины",
    20: "score",
    100: "hundred",
    1_000: "thousand thousands тисяча тисячу тисячі тисяч тисячам тыс тис тысяча тысячу тысячи тысяч",
    1_000_000: "million millions mln мільйон мільйони мільйона мільйонів млн миллион миллиона миллионов",
    1_000_000_000: "billion bn мільярд мільярда мільярдів млрд миллиард миллиарда миллиардов",
}
# Told without a number: so many at least.
VAGUE = {
    20: "dozens scores десятки десятків десятков",
    200: "hundreds сотні сотень сотни сотен",
    2_000: "thousands тисячі тысячи",
    2: "several кілька декілька несколько",
}
SMALL = {word: Decimal(value) for value, forms in SPELLED.items() for word in forms.split()}
TIMES = {word: Decimal(value) for value, forms in MULTIPLIED.items() for word in forms.split()}
MANY = {word: Decimal(value) for value, forms in VAGUE.items() for word in forms.split()}
# Between two words of one number there is nothing but a space or a hyphen.
WORDY = re.compile(r"[^\s-]")
HALF = {"half", "пів", "півтора", "пол", "полтора", "половина", "половину"}
AND = {"and", "a", "an"}
NOUGHT, MONTHS = wordlist("nought"), wordlist("months")
CLOCK = re.compile(r"\d[:.]\d\d\b(?! ?(?:%|m|km|t)\b)|\b(?:a\.?m|p\.?m|o'clock|годині|часов утра|часов вечера)\b")
# What is said of a number before it, and what after it: in this order, because “not less than” is read before “less”.
BEFORE = (
    (
        Qualifier.AT_LEAST,
        r"at least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum|from|щонайменше"
        r"|принаймні|не менше|не менш|не менее|не меньше|по меньшей мере|по крайней мере|как минимум|минимум|мінімум"
        r"|від|от",
    ),
    (
        Qualifier.AT_MOST,
        r"at most|at the most|up to|fewer than|less than|no more than|not more than|no longer than|below|under"
        r"|a maximum of|maximum|не більше|не більш|не более|не больше|менее|менше|меньше|до|максимум|щонайбільше"
        r"|самое большее|від сили|от силы",
    ),
    (
        Qualifier.MORE_THAN,
        r"more than|over|upwards of|above|in excess of|longer than|понад|більше|більш|более|больше|свыше",
    ),
    (
        Qualifier.ABOUT,
        r"about|around|some|nearly|almost|roughly|close to|approximately|approx|circa|an estimated|estimated|близько"
        r"|приблизно|орієнтовно|майже|около|почти|примерно|порядка|ориентировочно",
    ),
)
AFTER = (
    (Qualifier.AT_LEAST, r"at least|or more|or longer|or over|щонайменше|і більше|чи більше|и более|и больше|минимум"),
    (Qualifier.AT_MOST, r"at most|at the most|or less|or fewer|maximum|щонайбільше|максимум|самое большее|не більше"),
    (Qualifier.ABOUT, r"or so|or thereabouts|приблизно|примерно|с лишним"),
)
BEFORE, AFTER = (
    tuple((qualifier, re.compile(rf"\b(?:{pattern})\b")) for qualifier, pattern in each) for each in (BEFORE, AFTER)
)
# So many words before a number, and after it, may speak of it.
REACH = 4


class Told(NamedTuple):
    """A number that an answer tells: from ``low`` to ``high`` (Decimal, or None where it is open), its `Qualifier`, and
    its unit where that is a share: "%"."""

    low: Decimal | None
    high: Decimal | None
    qualifier: str = Qualifier.EXACTLY
    unit: str = ""


def read(text):
    """Return what number ``text`` (str, a short answer) tells (`Told`), or None. “None”, “nobody” are nought."""
    text = fold(text)
    found = numbers(text)
    if not found:
        vague = next((MANY[word] for word in PIECE.findall(text) if word in MANY), None)
        if vague is not None:
            return Told(vague, None, Qualifier.AT_LEAST)
        return Told(Decimal(0), Decimal(0)) if NOUGHT & set(text.split()) else None
    (value, start, end), *more = found
    unit = "%" if re.match(r"\s*(%|per ?cent|percent|відсот|процент)", text[end:]) else ""
    if more and _between(text, end, more[0]):
        other, _start, last = more[0]
        unit = "%" if re.match(r"\s*(%|per ?cent|percent|відсот|процент)", text[last:]) else unit
        if other > value:
            return Told(value, other, Qualifier.EXACTLY, unit)
    before, after = text[:start].split()[-REACH:], text[end:].split()[:REACH]
    for patterns, words in ((BEFORE, before), (AFTER, after)):
        for qualifier, pattern in patterns:
            if pattern.search(" ".join(words)):
                low = None if qualifier == Qualifier.AT_MOST else value
                high = None if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) else value
                return Told(low, high, qualifier, unit)
    return Told(value, value, Qualifier.EXACTLY, unit)


def is_one(answer):
    """Return whether an ``answer`` (str) begins with a number, and is neither a day nor a time of day."""
    text = fold(answer)
    found = numbers(text)
    if not found or CLOCK.search(text) or MONTHS & set(text.split()):
        return False
    before = text[: found[0][1]].strip()
    return not before or any(pattern.fullmatch(before) for _qualifier, pattern in BEFORE)


def _between(text, end, following):
    """Return whether between two numbers there is only what makes them the ends of one: “70 to 90”, “70–90”."""
    return text[end : following[1]].strip() in {"–", "—", "-", "to", "and", "до", "і", "та", "и", "or", "або", "или"}


def numbers(text):
    """Return the numbers in ``text`` (folded str), a list of (value, where it begins, where it ends)."""
    found, run = [], []
    last = 0
    for match in PIECE.finditer(text):
        word = match.group()
        apart = WORDY.search(text[last : match.start()])
        last = match.end()
        if run and apart:
            found.append(_closed(run))
            run = []
        if word[0].isdigit() or word in SMALL or word in TIMES or word in HALF:
            if run and not _goes_on(run[-1][0], word):
                found.append(_closed(run))
                run = []
            run.append((word, match.start(), match.end()))
        elif run and word not in AND:
            found.append(_closed(run))
            run = []
    if run:
        found.append(_closed(run))
    return [each for each in found if each[0] is not None]


def _goes_on(before, word):
    """Return whether a number word goes on with the one before it: “two hundred”, “twenty-four”, “сто двадцать”."""
    if word in TIMES:
        return True
    if before in TIMES or before in HALF:
        return not word[0].isdigit()
    first, second = SMALL.get(before), SMALL.get(word)
    return first is not None and second is not None and _places(second) < _places(first) and second > 0


def _places(value):
    return 3 if value >= 100 else 2 if value >= 20 else 1


def _closed(run):
    return found_value(run), run[0][1], run[-1][2]


def found_value(run):
    """Return the value (Decimal) of a run of number words, or None when it is none."""
    total, current = Decimal(0), None
    for word, _start, _end in run:
        if word[0].isdigit():
            current = (current or 0) + Decimal(GROUPED.sub("", word).replace(",", "."))
        elif word in HALF:
            current = (current or 0) + (Decimal("1.5") if word.endswith("тора") else Decimal("0.5"))
        elif word in TIMES:
            current = (1 if current is None else current) * TIMES[word]
            if TIMES[word] >= 1_000:
                total, current = total + current, None
        else:
            current = (current or 0) + SMALL[word]
    if current is None and not total:
        return None
    return total + (current or 0)
