"""How the cells of a table become values and back: what a person typed, and errors that say what to type instead."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext
from import_export.widgets import Widget


class Words(Widget):
    """Text. A cell of several lines stays one, except where the field is of one line."""

    def __init__(self, one_line=True):
        super().__init__()
        self.one_line = one_line

    def clean(self, value, row=None, **kwargs):
        return " ".join(value.split()) if self.one_line else value.strip()

    def render(self, value, obj=None, **kwargs):
        return value or ""


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
        return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


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
