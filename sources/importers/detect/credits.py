"""Whose reports an article says it relies on, and who published it."""

import re

from django.utils.translation import gettext as _

from sources.importers.base import WHERE_LENGTH, Hint
from sources.importers.detect.lines import head_and_foot
from sources.importers.detect.outlets import BY_PRINTED, full_name

_KNOWN = "|".join(sorted(map(re.escape, BY_PRINTED), key=len, reverse=True))
# A name that looks like an outlet's: capitalised words, the last of which says so.
_SHAPED = (
    r"(?:[A-ZА-ЯІЇЄҐ][\w'’-]*\s+){1,4}(?:News(?:paper)?|Times|Post|Press|Agency|Journal|Herald|Tribune|Gazette|Courier"
    r"|Observer|Broadcaster|Television|TV|Radio|Telegraph|Chronicle|Daily)"
)
NAME = rf"(?P<known>(?<!\w)(?:{_KNOWN})(?!\w))|(?P<shaped>(?<!\w){_SHAPED}(?!\w))"
# Looked at first, because it is quick to see that there is none: the letter that a name begins with.
CAPITAL = r"(?<!\w)(?=[A-ZА-ЯІЇЄҐ]|dpa\b)"
OUTLET_NAME = re.compile(NAME)

_SAID = (
    r"(?:first\s+|earlier\s+|also\s+)?(?:reported|reports|added|adds|wrote|writes|noted|said|says|quoted|cited|learned"
    r"|повідомило|повідомила|повідомив|повідомляє|повідомляють|пише|пишуть|передає|сообщило|сообщила|сообщил|сообщает"
    r"|пишет|передает|передаёт)\b"
)
AFTER = re.compile(rf"{CAPITAL}(?:{NAME})(?:\s+(?:news agency|newspaper|TV channel))?,?\s+{_SAID}")
BEFORE = re.compile(
    rf"(?<!\w)(?:[Aa]ccording to|[Cc]iting|[Rr]eported by|[Qq]uoted by|[Ww]rites|[Rr]eports|[Тт]old|told"
    rf"|[Пп]ише|[Пп]ишет|[Пп]ередає|[Пп]ередает|[Пп]овідомляє|[Сс]ообщает|[Пп]осиланням на|[Сс]о ссылкой на)"
    rf"\s+(?:the\s+)?(?:(?:news )?agency\s+|агент?ство\s+|агентство\s+)?[“\"«]?{CAPITAL}(?:{NAME})"
)
# The lines with which agencies begin. Each way of writing has its own names of groups.
_DAY = r"(?:[0-9]{1,2}\s+[^\W\d]{3,12}|[^\W\d]{3,12}\s+[0-9]{1,2})"
DATELINES = (
    # KYIV, March 13 (Reuters) -
    re.compile(rf"[^\n()/]{{0,60}}\((?:{NAME})\)\s*[-–—]"),
    # MOSCOW, March 13. /TASS/.
    re.compile(rf"[^\n()/]{{0,60}}/(?:{NAME})/"),
    # КИЇВ. 13 березня. УНІАН.
    re.compile(rf"[^\W\d_][^\n.,]{{2,40}}[.,]\s*{_DAY}\s*[.–—-]\s*{CAPITAL}(?:{NAME})\s*[.–—-]"),
)
CREDIT_LINE = re.compile(
    r"(?:\(?\s*)(?:(?P<with>with (?:reports?|reporting|information|files|inputs?|material) (?:from|by|of)|with)"
    r"|includes? .{1,30} from|sources?:|source|via|based on (?:reports? )?(?:from|by)|reporting by"
    r"|джерел[оа]:|источники?:|за матеріалами"
    r"|по материалам|за повідомленням|за інформацією)\s+(?P<names>.{2,140})",
    re.IGNORECASE,
)
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\band\b|&|/|\bі\b|\bта\b|\bи\b)\s*(?:and\s+)?")
# Whether a text holds any of what the two look for is seen ten times as quickly as where. Without first letters, which
# may be large or small.
CITING = ("ccording to", "iting", "eported by", "uoted by", "rites", "eports", "old", "ише", "ередає", "ередает")
CITING += ("овідомляє", "ообщает", "осиланням на", "о ссылкой на")
PICTURED = ("©", "(c)", "hoto", "mage", "ото")
PICTURE = re.compile(
    rf"(?:©|\(c\)|[Pp]hoto(?:graph)?s?\s*(?:by|:)|[Ii]mages?\s*:|[Фф]ото\s*:)[^\n]{{0,40}}?{CAPITAL}(?:{NAME})"
)
OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\s*)(?P<owner>[^\n.|©]{2,80})", re.IGNORECASE
)
HEAD, FOOT, LONGEST_CREDIT, MOST_WORDS = 3, 6, 160, 5
# What stands in a credit and is no outlet.
GENERAL = re.compile(
    r"(?:local|other|social|foreign|state|national)?\s*(?:media|agencies|news agencies|own sources|sources)",
    re.IGNORECASE,
)


def find(text, found_lines):
    """Return `Hint`s about the outlets that ``text`` (str, with its `lines`) names as where its report comes from.

    The value is the full name of an outlet that is known, or else the name as printed. Certain is a name in a
    line of credits, in an agency's line of place and date, or before or after a word for reporting. A guess is
    what only looks like an outlet's name, and who supplied a picture: that says nothing about the report.
    """
    hints = []
    for number, line in enumerate(found_lines[:HEAD]):
        match = next(filter(None, (form.match(line.text) for form in DATELINES)), None)
        if match and (number == 0 or len(line.text) > match.end()):
            _add(hints, line, match, _("in the line of place and date"))
    for line in head_and_foot(found_lines, HEAD, FOOT):
        _credit_line(hints, line)
        owner = OWNER.search(line.text) if len(line.text) <= LONGEST_CREDIT else None
        if owner:
            words = owner["owner"].strip(" ,-–—")
            start = line.start + owner.start("owner")
            hints.append(Hint("outlet", words, False, _("after the sign of copyright"), start, start + len(words)))
    for match in AFTER.finditer(text):
        _add(hints, None, match, _("before a word for reporting"))
    for match in BEFORE.finditer(text) if any(words in text for words in CITING) else ():
        _add(hints, None, match, _("after a word for reporting"))
    for match in PICTURE.finditer(text) if any(words in text for words in PICTURED) else ():
        _add(hints, None, match, _("in the credit of a picture, which says nothing about the report"), certain=False)
    return hints


def _add(hints, line, match, where, certain=True):
    group = next(name for name, value in match.groupdict().items() if value and name in ("known", "shaped"))
    offset = line.start if line else 0
    words = " ".join(match[group].split())
    name = full_name(words)
    start, end = offset + match.start(group), offset + match.end(group)
    if not any(hint.start == start for hint in hints):
        value = name or words.removeprefix("The ")
        hints.append(Hint("credit", value, certain and group == "known", where, start, end))


def _credit_line(hints, line):
    match = CREDIT_LINE.fullmatch(line.text.rstrip(".)")) if len(line.text) <= LONGEST_CREDIT else None
    if match is None:
        return
    where = _("in the line “%(words)s”") % {"words": line.text[: WHERE_LENGTH - 40]}
    names, place = [], match.start("names")
    for printed in BETWEEN_NAMES.split(match["names"]):
        bare = printed.strip(' .“”"«»')
        if bare:
            start = line.text.index(bare, place)
            place = start + len(bare)
            names.append((bare, full_name(bare), line.start + start, line.start + place))
    # "With the bridge closed, they walked" begins like a credit, and names nobody.
    if match["with"] and not any(known for _bare, known, _start, _end in names):
        return
    for bare, known, start, end in names:
        if len(bare.split()) > MOST_WORDS or any(hint.start == start for hint in hints):
            continue
        certain = known is not None or (OUTLET_NAME.fullmatch(bare) is not None and not GENERAL.fullmatch(bare))
        hints.append(Hint("credit", known or bare, certain, where, start, end))
