"""Whether an article says that it is a translation, and from which language."""

import re

from django.utils.translation import gettext as _

from sources.importers.base import Hint

# Names of languages as they stand after "from", with the first letters of their forms in Ukrainian and Russian.
NAMES = {
    "ar": "Arabic|араб",
    "be": "Belarusian|білорус|белорус",
    "de": "German|німец|немец",
    "en": "English|англ",
    "es": "Spanish|іспан|испан",
    "fa": "Persian|Farsi|перс",
    "fr": "French|франц",
    "he": "Hebrew|іврит|иврит",
    "it": "Italian|італ|итал",
    "ka": "Georgian|грузин",
    "kk": "Kazakh|казах",
    "pl": "Polish|поль",
    "pt": "Portuguese|португал",
    "ro": "Romanian|румун|румын",
    "ru": "Russian|рос[іи]|русск",
    "tr": "Turkish|турец",
    "uk": "Ukrainian|укра[їи]н",
    "zh": "Chinese|кита[йє]",
}
_LANGUAGE = "|".join(f"(?P<{tag}>(?:{names})\\w*)" for tag, names in NAMES.items())
FROM = re.compile(
    rf"\b(?:(?:machine[- ])?translat(?:ed|ion)(?:\s+by\s+[^\n.;()]{{1,60}}?)?\s+from(?:\s+the)?(?:\s+original)?"
    rf"|пере(?:клад(?:ено)?|ложив|клала)\s+(?:з|із|зі)|перев(?:од|едено|ёл|ел|ела)\s+с(?:о)?)\s+(?:{_LANGUAGE})",
    re.IGNORECASE,
)
BY = re.compile(
    r"\b(?:(?:machine[- ]|automatically )translated|translated by|translation by|translation:|переклад:|перевод:"
    r"|переклала?\b|перевела?\b|автоматичний переклад|автоматический перевод|машинний переклад|машинный перевод)"
    r"[^\n.;()]{0,60}",
    re.IGNORECASE,
)
# One of these is in all of that, and in few lines: whether it is there is seen ten times as quickly.
STEMS = ("translat", "пере")
# How long a line may be that says nothing else, in code points.
LINE_OF_ITS_OWN = 120


def find(text, found_lines):
    """Return `Hint`s about the language that ``text`` (str, with its `lines`) was translated from, and notes.

    It is certain on a line of its own or in brackets, such as "(Translated from Ukrainian by ...)"; in a
    sentence it may speak of something else, and is a guess. Who translated is for the notes.
    """
    hints, notes = [], []
    for line in found_lines:
        if len(line.text) > LINE_OF_ITS_OWN * 10 or not any(stem in line.text.casefold() for stem in STEMS):
            continue
        match = FROM.search(line.text)
        if match:
            certain = _by_itself(line.text, match)
            where = _("in a line about the translation") if certain else _("in a sentence about a translation")
            hints.append(
                Hint(
                    "translated_from",
                    match.lastgroup,
                    certain,
                    where,
                    line.start + match.start(),
                    line.start + match.end(),
                )
            )
            continue
        match = BY.search(line.text) if len(line.text) <= LINE_OF_ITS_OWN else None
        if match and _by_itself(line.text, match):
            notes.append(
                _("it says that it is translated, and not from which language: “%(words)s”")
                % {"words": match[0].strip()}
            )
    return hints, notes


def _by_itself(line, match):
    if match.start() and line[match.start() - 1] in "([":
        return True
    return len(line) <= LINE_OF_ITS_OWN and not line[: match.start()].strip("*_-–— [(")
