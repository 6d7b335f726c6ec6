"""The fields of the form that a list is filtered by."""

import django_filters
from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from claims.reading.naming import in_order
from claims.reading.paging import CAP

# The most names that a choice offers: a reader scrolls no further, and a page stays light.
MOST = 200


class DayInput(forms.DateInput):
    """The browser's own way of choosing a day; the address holds it as 2024-03-12 in every language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class PublicChoice(django_filters.ChoiceFilter):
    """A choice among what the rows of the list have: records by their slug, or values of an enumeration ``kinds``."""

    def __init__(self, label, kinds=None, **kwargs):
        super().__init__(
            label=label,
            choices=(),
            empty_label=kwargs.pop("empty_label", gettext_lazy("any")),
            error_messages={"invalid_choice": gettext_lazy("nothing here has this value; choose one from the list")},
            **kwargs,
        )
        self.kinds = kinds
        self.labels = {}

    def accepts(self, value):
        """Return whether ``value`` (str) can be asked for: of an enumeration one of its values, else any text."""
        return self.kinds is None or value in dict(self.kinds)

    def offer(self, found, chosen, more):
        """Take ``found``, a list of (value, label, number of rows), as the choices.

        ``chosen`` (str) is the value in use, which is offered even when it leaves nothing; with ``more`` (bool) the
        numbers are of the first rows alone, and there may be others.
        """
        if self.kinds is None:
            if len(found) > MOST:
                found = sorted(found, key=lambda choice: (choice[0] != chosen, -choice[2], choice[0]))[:MOST]
                self.extra["help_text"] = gettext_lazy(
                    "Only the most frequent stand here; the page of any other leads here."
                )
            found = sorted(found, key=lambda choice: (in_order(choice[1]), choice[0]))
        else:
            numbers = {value: number for value, _label, number in found}
            found = [(value, label, numbers.get(value, 0)) for value, label in self.kinds]
            found = [choice for choice in found if choice[2] or choice[0] == chosen or more]
        self.labels = {value: label for value, label, _number in found}
        self.extra["choices"] = [(value, with_number(label, number, more)) for value, label, number in found]


def with_number(label, number, more):
    """Return ``label`` (str) with the ``number`` (int) of rows it would leave, or with ``more`` at least leaves."""
    counted = number_format(min(number, CAP), use_l10n=True, force_grouping=True)
    return f"{label} ({counted}+)" if more or number > CAP else f"{label} ({counted})"


def day_filter(label):
    return django_filters.DateFilter(
        label=label,
        method="unchanged",
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("write the day like this: 2024-03-12")},
    )


class FilterForm(forms.Form):
    """The form of a list: whose and about what first, then where and when it was said, then the order."""

    field_order = (
        "party",
        "across",
        "event",
        "place",
        "kind",
        "question",
        "figures",
        "outlet",
        "source",
        "said_from",
        "said_to",
        "sort",
        "size",
    )
