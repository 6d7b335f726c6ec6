"""Why two claims are shown together: kept as data, told in the language of whoever reads it.

A reason is a list of its code and its values, [code, {name: value}], as JSON keeps it. Values are words from the
claims, codes of the models' choices, and dates in EDTF; they are put into words when they are read.
"""

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from claims.models import Measure
from editorial.edtf import humanise

# By code: the sentence. Each is about the two claims as they stand, and can be checked by looking at them.
SENTENCES = {
    "same_question": _("Both answer “%(question)s”."),
    "same_event": _("Both are about “%(event)s”."),
    "near_event": _("Of their events one lies in the other, or both in a third: “%(one)s”; “%(other)s”."),
    "same_place": _("Both are about one place: %(place)s."),
    "wider_place": _("%(inner)s lies in %(outer)s."),
    "same_time": _("Both speak of %(time)s."),
    "time_within": _("The times they speak of overlap: %(one)s; %(other)s."),
    "other_time": _("They speak of different times: %(one)s; %(other)s."),
    "other_place": _("They speak of different places: %(one)s; %(other)s."),
    "shared_names": _("These names stand in both: %(names)s."),
    "answers_contradictory": _("Of “%(one)s” and “%(other)s” one must be false, of the same thing."),
    "answers_contrary": _("“%(one)s” and “%(other)s” cannot both be true of the same thing."),
    "answers_contradictory_place_time": _(
        "Of “%(one)s” and “%(other)s” one must be false, of the same place at the same time."
    ),
    "answers_contrary_place_time": _("“%(one)s” and “%(other)s” cannot both hold of the same place at the same time."),
    "answers_compatible": _("“%(one)s” and “%(other)s” can both be true."),
    "answers_differ": _("One answers “%(one)s”, the other “%(other)s”."),
    "same_answer": _("Both say “%(answer)s”, in this word or another one for it."),
    "figures_apart": _("%(one)s against %(other)s (%(measure)s)."),
    "figures_meet": _("The numbers overlap: %(one)s; %(other)s (%(measure)s)."),
    "other_measure": _("They count different things: %(one)s; %(other)s."),
    "other_counted": _("One counts %(one)s, the other %(other)s."),
    "other_unit": _("The units differ: %(one)s; %(other)s."),
    "one_cumulative": _("One counts everything up to the day, the other that day alone."),
    "names_differ": _("One names “%(one)s”; the other names “%(other)s”."),
    "denies": _("“%(answer)s” denies something, and the other claim asserts something."),
    "denies_it": _("One says that it was so, the other that it was not: “%(one)s”, “%(other)s”."),
    "cannot_say": _("“%(answer)s” neither asserts nor denies."),
    "same_party": _("The same party made both claims, and said them: %(one)s; %(other)s."),
    "same_party_undated": _("The same party made both claims."),
    "takes_back": _("“%(answer)s” takes a claim back."),
    "across_sides": _("Nothing recorded puts “%(one)s” and “%(other)s” on one side."),
    "alike": _("The two statements say nearly the same in nearly the same words."),
    "same_words": _("These words stand in both, in some form: %(words)s."),
    "statement": _("“%(said)s”"),
}
# More can be said where both answer one question: then what the one says is about what the other says.
OF_ONE_QUESTION = {
    "answers_contradictory": _("Of “%(one)s” and “%(other)s” one must be false."),
    "answers_contrary": _("“%(one)s” and “%(other)s” cannot both be true."),
    "denies": _("“%(answer)s” denies what the other asserts."),
}
# Values that are put into words: dates, measures, lists and numbers with what stands about them.
DATES = {"time"}
TIMED = {"time_within", "other_time", "same_party"}
LISTS = {"names", "words"}


def in_words(reasons):
    """Return the sentences (list of str, in the language of the reader) that ``reasons``, as stored, stand for.

    A reason that this version does not know is told by its code, so that none is passed over in silence.
    """
    asked = any(code == "same_question" for code, _values in reasons)
    return [sentence(code, values, of_one_question=asked) for code, values in reasons]


def sentence(code, values, *, of_one_question=False):
    """Return one reason, a ``code`` (str) with its ``values`` (dict), in words."""
    if code not in SENTENCES:
        return gettext("Reason “%(code)s”.") % {"code": code}
    told = {name: shown(code, name, value) for name, value in values.items()}
    try:
        return capfirst(str((OF_ONE_QUESTION if of_one_question else SENTENCES).get(code, SENTENCES[code])) % told)
    except KeyError as missing:
        return gettext("Reason “%(code)s”, without its “%(name)s”.") % {"code": code, "name": missing.args[0]}


def shown(code, name, value):
    """Return a value of a reason in words (str)."""
    if name in LISTS:
        return ", ".join(value)
    if name in DATES or (code in TIMED and name in ("one", "other")):
        return humanise(value)
    if name == "measure":
        return measured(value)
    if isinstance(value, dict):
        return figure(value)
    return value


def measured(value):
    """Return a measure, or what was counted, in words (str)."""
    return str(Measure(value).label) if value in Measure.values else value


def figure(value):
    """Return a number as stored in a reason, {"low", "high", "qualifier", "unit"}, in words (str)."""
    low, high, unit = value.get("low"), value.get("high"), value.get("unit", "")
    if low is None and high is None:
        words = pgettext("a number that is not known", "unknown")
    elif low == high:
        words = number(low)
    elif high is None:
        template = gettext("more than %(number)s") if value.get("open") else gettext("%(number)s or more")
        words = template % {"number": number(low)}
    elif low is None:
        words = gettext("%(number)s at most") % {"number": number(high)}
    else:
        words = gettext("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}
    return f"{words} {unit}".strip()


def number(value):
    """Return a number (str or int) by the reader's locale (str)."""
    text = str(value)
    whole, _dot, part = text.partition(".")
    part = part.rstrip("0")
    return number_format(f"{whole}.{part}" if part else int(whole), use_l10n=True, force_grouping=True)
