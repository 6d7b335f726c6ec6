"""What stands below a record of a table: its other names, memberships, figures, and the reports that carry it."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.bulk.entries import read_entries, write_entries
from claims.bulk.widgets import Choice, Flag, Number, Record, Report, Verbatim, Words
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Figure,
    Measure,
    Membership,
    NameKind,
    Party,
    PartyName,
    Place,
    PlaceName,
    Qualifier,
)
from sources.actions.placing import passage_for
from sources.models import Outlet, Passage, Source


class Part:
    """One column of a table, whose cells hold rows of ``model`` that point to the record by ``key``: one on a line,
    with the values ``widgets`` ({name: widget}) in this order. Rows that are alike in ``identity`` are one.

    ``later``: what is set when the rows of all records are stored, because it can point to any of them.
    """

    name = ""
    model = None
    key = ""
    identity = ()
    later = ()
    related = ()
    help_text = ""
    ordered = False

    def widgets(self):
        raise NotImplementedError

    @property
    def label(self):
        return capfirst(self.model._meta.verbose_name_plural)

    @property
    def form(self):
        """How a line is written (str)."""
        return write_entries([list(self.widgets())]).replace("\n", " ")

    def prefetch(self):
        """Return what fetches these rows with many records."""
        return Prefetch(self.name, queryset=self.stored())

    def stored(self):
        return self.model._base_manager.select_related(*self.related).order_by("pk")

    def rows(self, record):
        """Return the rows of ``record`` as stored (list of tuples (values as a cell tells them, row)); an ``ordered``
        part in the order in which they were recorded, any other by what it says, as the databases sort differently."""
        if record.pk is None:
            return []
        known = getattr(record, "_prefetched_objects_cache", {})
        rows = known[self.name] if self.name in known else self.stored().filter(**{self.key: record.pk})
        told = [(self.values(row), row) for row in rows]
        return told if self.ordered else sorted(told, key=lambda each: each[0])

    def cell(self, record):
        """Return the cell (str) of ``record`` as stored."""
        return write_entries(values for values, _row in self.rows(record))

    def values(self, row):
        """Return what a cell tells of ``row`` (list of str), without the empty values at its end."""
        told = [widget.render(self.value(row, name)) for name, widget in self.widgets().items()]
        while told and not told[-1]:
            told.pop()
        return told

    def value(self, row, name):
        return getattr(row, name)

    def read(self, cell):
        """Return the entries (list of lists of str) of a cell. Raises `ValidationError`."""
        names, entries = list(self.widgets()), read_entries(cell)
        for number, values in enumerate(entries, 1):
            if len(values) > len(names):
                text = gettext("Entry %(number)d has %(found)d values, and at most %(most)d are known: %(form)s")
                words = {"number": number, "found": len(values), "most": len(names), "form": self.form}
                raise ValidationError(text % words)
            if values in entries[: number - 1]:
                text = gettext("Entry %(number)d says the same as an entry before it. Leave one out.")
                raise ValidationError(text % {"number": number})
        return entries

    def clean(self, entry, *, names):
        """Return the values (dict) that ``entry`` gives to the fields ``names``. Raises `ValidationError`."""
        found, problems = {}, {}
        for at, (name, widget) in enumerate(self.widgets().items()):
            text = entry[at] if at < len(entry) else ""
            if name not in names:
                continue
            default = self.default(name)
            try:
                found[name] = default if not text and default is not None else widget.clean(text)
            except ValueError as error:
                problems[name] = ValidationError(str(error))
        if problems:
            raise ValidationError(problems)
        return found

    def default(self, name):
        field = self.model._meta.get_field(name)
        return field.get_default() if field.has_default() else None

    def first(self):
        """Return the names (list) of what is set when a row is stored."""
        return [name for name in self.widgets() if name not in self.later]

    def fill(self, row, values, by):
        """Give ``row`` the ``values`` (dict) of an entry."""
        for name, value in values.items():
            setattr(row, name, value)

    def matches(self, row, values):
        return all(getattr(row, name) == values[name] for name in self.identity)


class NamesPart(Part):
    name = "names"
    identity = ("name", "language")
    help_text = _("One on each line. The kind is name, short, variant or misprint; without one it is a variant.")

    def widgets(self):
        return {"name": Words(), "language": Words(), "kind": Choice(NameKind)}


class PartyNamesPart(NamesPart):
    model, key = PartyName, "party"


class PlaceNamesPart(NamesPart):
    model, key = PlaceName, "place"


class MembershipsPart(Part):
    name, model, key = "memberships", Membership, "party"
    identity = ("group", "since")
    related = ("group",)
    help_text = _("What it is part of or speaks for, one on each line; the group by its address or name.")

    def widgets(self):
        return {"group": Record(Party.objects.all(), "name", "names__name"), "since": Words(), "until": Words()}


class FiguresPart(Part):
    name, model, key = "figures", Figure, "claim"
    identity = ("measure", "counted")
    ordered = True
    help_text = _(
        "Every number in the claim, one on each line. The last value is the word “cumulative”, or nothing; without a"
        " qualifier it is exactly."
    )

    def widgets(self):
        return {
            "measure": Choice(Measure),
            "counted": Words(),
            "qualifier": Choice(Qualifier),
            "low": Number(Decimal),
            "high": Number(Decimal),
            "unit": Words(),
            "cumulative": Flag("cumulative"),
        }


class AppearancesPart(Part):
    name, model, key = "appearances", Appearance, "claim"
    identity = ("passage",)
    ordered = True
    later = ("relies_on",)
    related = (
        "source",
        "passage",
        "relies_on__claim",
        "relies_on__source",
        "relies_on__passage",
        "relies_on_outlet",
    )
    help_text = _(
        "Where it is reported, one report on each line: the source by its address, title or URL; the exact words; where"
        " they start, if they stand in the text more than once. What it relies on is an outlet, or another report as"
        " claim/source or claim/source@start."
    )

    def widgets(self):
        return {
            "source": Record(Source.objects.all(), "title", "url"),
            "words": Verbatim(),
            "start": Number(int),
            "attribution": Choice(Attribution),
            "speaker": Words(),
            "said": Words(),
            "relies_on_outlet": Record(Outlet.objects.all(), "name"),
            "relies_on": Report(),
            "language": Words(),
            "original": Verbatim(),
        }

    def value(self, row, name):
        if name in ("words", "start"):
            return row.passage.exact if name == "words" else row.passage.start
        return getattr(row, name)

    def default(self, name):
        return None if name in ("words", "start") else super().default(name)

    def clean(self, entry, *, names):
        values = super().clean(entry, names=names)
        if "words" in values:
            words, start = values.pop("words"), values.pop("start")
            if values["source"] is None or not words:
                raise ValidationError(gettext("Give the source and the exact words."))
            values["passage"] = self.passage(values["source"], words, start)
        return values

    def passage(self, source, words, start):
        """Return the `Passage` of these words, stored or new. Raises `ValidationError`."""
        known = Passage.objects.filter(source=source, exact=words, start=start).order_by("-snapshot", "pk").first()
        try:
            return known or passage_for(source, words, start=start)
        except ValidationError as error:
            raise ValidationError({"start" if error.code == "ambiguous" else "words": error.messages}) from None

    def fill(self, row, values, by):
        passage = values.get("passage")
        if passage is not None and passage.pk is None:
            if not by.has_perm("sources.add_passage"):
                raise ValidationError(gettext("You may not add passages of sources."))
            passage._history_user = by
            passage.full_clean()
            passage.save()
        super().fill(row, values, by)


PARTS = {
    Party: (PartyNamesPart(), MembershipsPart()),
    Place: (PlaceNamesPart(),),
    Claim: (FiguresPart(), AppearancesPart()),
}
