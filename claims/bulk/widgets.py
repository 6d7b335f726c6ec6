"""How the cells of a table become values and back: what a person typed, and errors that say what to type instead."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext
from import_export.widgets import Widget

from claims.models import Appearance

LINE_ENDS = re.compile(r"\s*[\r\n\t]\s*")
# A claim and a source by their addresses, and where in its text the words start.
REPORT = re.compile(r"(?P<claim>[^/@\s]+)/(?P<source>[^/@\s]+)(?:@(?P<start>\d{1,10}))?")


class Words(Widget):
    """Text. A cell of several lines stays one, except where the field is of one line."""

    def __init__(self, one_line=True):
        super().__init__()
        self.one_line = one_line

    def clean(self, value, row=None, **kwargs):
        value = value.strip()
        return LINE_ENDS.sub(" ", value) if self.one_line else value.replace("\r\n", "\n")

    def render(self, value, obj=None, **kwargs):
        # The ends of lines as a workbook keeps them.
        return (value or "").replace("\r\n", "\n")


class Verbatim(Widget):
    """Text in which every letter counts, those at its ends too."""

    def clean(self, value, row=None, **kwargs):
        return value

    def render(self, value, obj=None, **kwargs):
        return value or ""


class Flag(Widget):
    """Yes, said by ``word``, or no, said by nothing."""

    def __init__(self, word):
        super().__init__()
        self.word = word

    def clean(self, value, row=None, **kwargs):
        if value.casefold() not in ("", self.word):
            words = {"text": value, "word": self.word}
            raise ValueError(gettext("“%(text)s” is neither “%(word)s” nor nothing.") % words)
        return bool(value)

    def render(self, value, obj=None, **kwargs):
        return self.word if value else ""


class Number(Widget):
    """A number of the type ``kind`` (int or Decimal), or nothing."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            number = self.kind(value.replace(",", ".") if self.kind is Decimal else value)
        except (ValueError, InvalidOperation):
            number = None
        if number is None or (self.kind is Decimal and not number.is_finite()):
            raise ValueError(gettext("“%(text)s” is not a number.") % {"text": value})
        return number

    def render(self, value, obj=None, **kwargs):
        if value is None:
            return ""
        # Without zeros that say nothing, whether it was typed or comes from the database.
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


class Choice(Widget):
    """One of the ``choices`` (a `TextChoices`), by its value or by its name in the language of whoever asks."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        for choice in self.choices:
            if value.casefold() in (choice.value, str(choice.label).casefold()):
                return choice.value
        raise ValueError(
            gettext("“%(text)s” is none of: %(choices)s.") % {"text": value, "choices": ", ".join(self.choices.values)}
        )

    def render(self, value, obj=None, **kwargs):
        return value


class Record(Widget):
    """Another record, by its address, or by what it is called (fields ``names``) where only one is called so.

    ``records``: the queryset of those it can be, fetched with what their names need.
    """

    def __init__(self, records, *names):
        super().__init__()
        self.records, self.names = records, names
        self.known = {}

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        if value not in self.known:
            self.known[value] = self._find(value)
        return self.known[value]

    def _find(self, value):
        words = {"kind": self.records.model._meta.verbose_name, "text": value}
        found = list(self.records.filter(slug=value))
        for name in () if found else self.names:
            found += [each for each in self.records.filter(**{name: value}) if each not in found]
        if not found:
            raise ValueError(gettext("There is no %(kind)s with the address or name “%(text)s”.") % words)
        if len(found) > 1:
            words["slugs"] = ", ".join(each.slug for each in found[:5])
            raise ValueError(
                gettext("Several records are called “%(text)s”. Write the address of one: %(slugs)s.") % words
            )
        return found[0]

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value.slug


class Report(Widget):
    """A report of a claim in a source, by the addresses of both and, where there are several, where its words start."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        named = REPORT.fullmatch(value)
        if named is None:
            raise ValueError(
                gettext("“%(text)s” names no report. Write the addresses of its claim and its source: claim/source.")
                % {"text": value}
            )
        start = {} if named["start"] is None else {"passage__start": int(named["start"])}
        found = Appearance.objects.filter(claim__slug=named["claim"], source__slug=named["source"], **start)
        found = list(found.select_related("passage")[:6])
        if not found:
            raise ValueError(
                gettext("There is no report “%(text)s”: claim/source, by their addresses.") % {"text": value}
            )
        if len(found) > 1:
            starts = ", ".join(f"@{each.passage.start}" for each in found)
            words = {"text": value, "starts": starts}
            raise ValueError(gettext("There are several reports “%(text)s”. Add where one starts: %(starts)s.") % words)
        return found[0]

    def render(self, value, obj=None, **kwargs):
        if value is None:
            return ""
        start = "" if value.passage.start is None else f"@{value.passage.start}"
        return f"{value.claim.slug}/{value.source.slug}{start}"
