"""What stands on a page and is not the article: players, offers, buttons. It stays in the text and is marked."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.importers.base import VALUE_LENGTH, Hint

# Each names a kind, for people, and the whole line it is.
LINES = (
    (
        gettext_lazy("a player of sound or video"),
        r"listen to (?:today.s edition|this (?:article|story|episode)|the (?:article|podcast))\b.{0,30}"
        r"|(?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/?\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?|to watch on video|watch (?:on|the) video"
        r"|audio player|play (?:audio|video)|слухати (?:статтю|подкаст)|слушать (?:статью|подкаст)"
        r"|дивитися відео|смотреть видео|your browser does not support .{1,60}",
    ),
    (
        gettext_lazy("an advertisement's label"),
        r"advertis(?:e?ment|ing)|sponsored(?: content)?|реклама|на правах реклам[иы]",
    ),
    (
        gettext_lazy("a button"),
        r"copy (?:the )?link|link copied!?|share(?: (?:this|on|via) .{1,40})?|print(?: this .{1,20})?"
        r"|save(?: for later)?|(?:leave|post|view|add) (?:a )?comments?(?: \(\d+\))?|\d* ?comments?"
        r"|read more|show more|load more|see more"
        r"|back to top|скопіювати посилання|копировать ссылку|скопировать ссылку|поділитися|поширити|поделиться"
        r"|роздрукувати|распечатать|коментарі|комментарии|читати далі|читать далее",
    ),
    (
        gettext_lazy("a link to other articles"),
        r"(?:read (?:also|next|more)|also read|see also|related(?: (?:articles?|stories|news|content))?|recommended"
        r"|more (?:on this|stories|news)|читайте (?:також|также)|дивіться також|смотрите также)\s*(?::.{0,150})?",
    ),
    (
        gettext_lazy("an offer to subscribe"),
        r"(?:subscribe|sign up|join)\b.{0,160}"
        r"\b(?:inbox|newsletter|subscription|subscribe|channel|telegram|free|today)\b.{0,200}"
        r"|subscribe(?: now| today)?!?"
        r"|(?:and )?you get a free .{1,80}"
        r"|(?:підпи(?:суйтесь|суйтеся|шіться)|подпи(?:сывайтесь|шитесь))\b.{0,160}|already a subscriber\?.{0,60}",
    ),
    (
        gettext_lazy("a notice of the page"),
        r"we use cookies.{0,200}|accept (?:all )?cookies|all rights reserved\.?.{0,80}"
        r"|усі права захищен[оі]\.?.{0,80}|все права защищены\.?.{0,80}|loading(?:\.\.\.|…)?|skip to (?:main )?content",
    ),
)
WHOLE_LINES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in LINES)
# An offer written as prose: it asks to join or pay, and names a price.
OFFER = re.compile(
    r"\b(?:subscri(?:be|ption)|membership|donat(?:e|ion)|join us|підтримайте|поддержите)\b", re.IGNORECASE
)
PRICE = re.compile(r"[$€£₴₽]\s?\d|\d\s?[$€£₴₽]|free trial|per month|a month|per year|a year", re.IGNORECASE)
# What `OFFER` begins with: whether a line holds any of it is seen ten times as quickly.
ASKING = ("subscr", "membersh", "donat", "join us", "підтримайте", "поддержите")
LONGEST_OFFER = 600
BARE_NUMBER = re.compile(r"\d{1,4}")


def find(text, found_lines):
    """Return `Hint`s for the `lines` of ``text`` (str) that belong to the page, one for each line, with its place.

    A line that is nothing else is certain; an offer written as prose is a guess, and so is a bare number after
    a player (its volume or speed).
    """
    hints, after_player = [], False
    player = LINES[0][0]
    for line in found_lines:
        kind, certain = _kind(line.text), True
        if kind is None:
            certain = False
            if after_player and BARE_NUMBER.fullmatch(line.text):
                kind = player
            elif is_offer(line.text):
                kind = LINES[4][0]
        after_player = kind is player
        if kind:
            where = _("it reads like %(kind)s") % {"kind": kind}
            hints.append(Hint("furniture", line.text[:VALUE_LENGTH], certain, where, line.start, line.end))
    return hints


def is_offer(line):
    """Return whether ``line`` (str) asks to join or pay, in prose, and names a price."""
    if len(line) > LONGEST_OFFER:
        return False
    plain = line.casefold()
    return bool(any(word in plain for word in ASKING) and OFFER.search(line) and PRICE.search(line))


def _kind(line):
    if len(line) > LONGEST_OFFER:
        return None
    return next((name for name, pattern in WHOLE_LINES if pattern.fullmatch(line)), None)
