"""What the filters of all public lists have in common. Every choice that names a record comes from the rows that the
list can show, so a filter never tells of anything else; and nothing in an address is ignored without a word."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.filters.counts import Counts, count
from claims.filters.fields import FilterForm, PublicChoice, day_filter
from claims.models import Appearance, Event, Figure, Party, Place, Question, QuestionKind
from claims.models.chain import DEPTH
from claims.reading.cursors import ordering
from claims.reading.paging import NAMES, PAGE_SIZE, SIZE, SIZES, repeated
from claims.reading.reports import Link
from editorial.edtf import humanise
from sources.models import Outlet, Source

# Both ends of the time in which something was said are asked of the same report, so they are one filter.
SAID, SAID_ENDS = "said", ("said_from", "said_to")
# From the filters that name a record to its model and the column that pages show.
RECORDS = {
    "party": (Party, "name"),
    "event": (Event, "title"),
    "place": (Place, "name"),
    "outlet": (Outlet, "name"),
    "source": (Source, "title"),
}


@dataclass(frozen=True)
class Order:
    """One order of a list. ``keys``: a list of `Key`, the last of which no two rows share."""

    label: str
    keys: tuple


class PublicFilterSet(django_filters.FilterSet):
    """Filters by claims, over a published queryset: ``qs`` of a set without `problems` holds what was asked for."""

    party = PublicChoice(gettext_lazy("Party"), method="by_party")
    event = PublicChoice(gettext_lazy("Event"), method="by_event")
    place = PublicChoice(gettext_lazy("Place"), method="by_place")
    kind = PublicChoice(gettext_lazy("Kind"))
    question = PublicChoice(gettext_lazy("Kind of question"), kinds=QuestionKind.choices, method="by_question")
    outlet = PublicChoice(gettext_lazy("Outlet: publishes, is credited or relied on"), method="by_outlet")
    source = PublicChoice(gettext_lazy("Source"), method="by_source")
    said_from = day_filter(gettext_lazy("Said on or after"))
    said_to = day_filter(gettext_lazy("Said on or before"))
    figures = PublicChoice(
        gettext_lazy("Figures"),
        kinds=[("yes", gettext_lazy("with a figure"))],
        empty_label=gettext_lazy("with or without"),
        method="by_figures",
    )
    sort = django_filters.ChoiceFilter(
        label=gettext_lazy("Order"),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("there is no such order; choose one from the list")},
        method="unchanged",
    )
    size = django_filters.ChoiceFilter(
        label=gettext_lazy("Rows on a page"),
        choices=[(str(size), size) for size in SIZES],
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("there is no such page; choose one from the list")},
        method="unchanged",
    )

    class Meta:
        form = FilterForm

    # From the value of `sort` to the `Order`; the first is the usual one.
    orders = {}
    # The names by which an address asks for another page of the list.
    turning = NAMES
    # How a row leads to each of its claims, as a prefix of lookups.
    paths = ("",)

    def __init__(self, query, queryset, also=(), counted=True):
        """``query``: the QueryDict of an address. ``queryset``: the published rows of the list. ``also``: the names
        (str) that the page understands besides. ``counted``: whether a form is shown, with what each choice leaves;
        without it nothing is counted, and only what was asked for is looked up."""
        # A NUL can stand neither in a page nor in a database; as this sign it is an ordinary wrong value.
        query = query.copy()
        for name in list(query):
            query.setlist(name, [value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in query.getlist(name)])
        super().__init__(query, queryset=queryset)
        self.also = also
        self.counted = counted
        if "sort" in self.filters:
            self.filters["sort"].extra["choices"] = [(name, order.label) for name, order in self.orders.items()]
        self.asked = self.values_asked()
        self.offer()

    def values_asked(self):
        """Return what was asked for and can be, by name of the filter (dict): slugs and kinds (str), and days."""
        asked = {}
        for name, choice in self.filters.items():
            value = self.data.get(name)
            if isinstance(choice, PublicChoice) and value and choice.accepts(value):
                asked[name] = value
        days = {}
        for name in SAID_ENDS:
            field = self.filters[name].field
            try:
                days[name] = field.clean(self.data.get(name))
            except ValidationError:
                days[name] = None
        if any(days.values()):
            asked[SAID] = days
        return asked

    # What can be chosen

    @cached_property
    def counts(self):
        """How many rows each choice would leave (`Counts`). One query."""
        choices = [name for name, choice in self.filters.items() if isinstance(choice, PublicChoice) and self.counted]
        records = {name: (*RECORDS[name], value) for name, value in self.asked.items() if name in RECORDS}
        if not choices and not records:
            return Counts()
        return count(self.narrowed, self.paths, frozenset(self.asked), choices, records)

    @property
    def total(self):
        """How many rows there are (int), at most one above the cap."""
        return self.counts.total

    def offer(self):
        """Give every choice what can be chosen. The value in use stays, even when the other filters leave nothing."""
        wrong = {name for name in self.asked if name in RECORDS} - set(self.counts.known)
        if wrong:
            # What nothing has is said to be wrong; the other choices are counted as if it had not been asked for.
            self.asked = {name: value for name, value in self.asked.items() if name not in wrong}
            del self.counts
        for name, choice in self.filters.items():
            if not isinstance(choice, PublicChoice):
                continue
            found, chosen = self.found(name), self.asked.get(name)
            if chosen and name in self.counts.known and chosen not in {value for value, _label, _number in found}:
                found.append((chosen, self.counts.known[name], 0))
            choice.offer(found, chosen, more=name in self.counts.more or not self.counted)

    def found(self, name):
        """Return the choices of the filter ``name`` as a list of (value, label, number of rows)."""
        return self.counts.found[name]

    # What was asked for

    def narrowed(self, names):
        """Return the rows that the filters ``names`` (an iterable, of those in use) leave."""
        queryset = self.queryset.all()
        for name in sorted(names):
            if name == SAID:
                queryset = self.by_days(queryset, **self.asked[SAID])
            else:
                queryset = self.filters[name].filter(queryset, self.asked[name])
        return queryset

    def holding(self, queryset, condition):
        """Return the rows of ``queryset`` that hold a claim for which ``condition`` (a `Q` on claims) is true."""
        raise NotImplementedError

    def unchanged(self, queryset, name, value):
        return queryset

    def by_party(self, queryset, name, value):
        return self.holding(queryset, Q(party__slug=value))

    def by_event(self, queryset, name, value):
        return self.holding(queryset, Q(event__slug=value))

    def by_place(self, queryset, name, value):
        inside = Q()
        for depth in range(DEPTH + 1):
            inside |= Q(**{"__".join(["parent"] * depth + ["slug"]): value})
        return self.holding(queryset, Q(event__place__in=Place.objects.published().filter(inside)))

    def by_question(self, queryset, name, value):
        return self.holding(queryset, Q(question__in=Question.objects.published().filter(kind=value)))

    def by_source(self, queryset, name, value):
        return self.holding(queryset, reported(source__slug=value))

    def by_outlet(self, queryset, name, value):
        return self.holding(
            queryset,
            reported(source__outlet__slug=value)
            | reported(source__credits__outlet__slug=value)
            | reported(relies_on_outlet__slug=value),
        )

    def by_figures(self, queryset, name, value):
        return self.holding(queryset, Q(Exists(Figure.objects.published().filter(claim=OuterRef("pk")))))

    def by_days(self, queryset, said_from, said_to):
        # A date of some width counts when any day of it lies in between.
        days = {}
        if said_from:
            days["said_latest__gte"] = said_from
        if said_to:
            days["said_earliest__lte"] = said_to
        return self.holding(queryset, reported(**days))

    def filter_queryset(self, queryset):
        return self.with_days(self.narrowed(self.asked)).order_by(*ordering(self.keys))

    @property
    def order(self):
        """The name (str) of the order asked for, or of the usual one."""
        asked = self.data.get("sort")
        return asked if asked in self.orders else next(iter(self.orders))

    @property
    def keys(self):
        return self.orders[self.order].keys

    def with_days(self, queryset):
        """Fetch ``queryset`` with what the order asked for needs besides the columns of a row."""
        return queryset

    # What pages say about it

    @cached_property
    def form(self):
        shown = self.data.copy()
        for name, value in self.usual().items():
            shown.setdefault(name, value)
        return self.get_form_class()(shown)

    def problems(self):
        """Return what makes it impossible to answer (list of str), naming the part of the address each is about."""
        form = self.form
        found = [repeated(self.data, [*form.fields, *self.turning])]
        for name, errors in form.errors.items():
            found += [f"{form.fields[name].label}: {error}" for error in errors]
        if not form.errors:
            first, last = form.cleaned_data["said_from"], form.cleaned_data["said_to"]
            found.append(
                _("The first day lies after the last: exchange the two.") if first and last and first > last else ""
            )
        return [problem for problem in found if problem]

    def machine_problems(self, refused):
        """Return `problems` for an answer that cannot show a notice beside what was found: every name in the address
        that means nothing is one, and so is each of ``refused`` (set of str), which pages understand and it does not.
        """
        names = [*self.unknown(), *sorted(refused & set(self.data))]
        return self.problems() + [_("“%(name)s” means nothing here; leave it out.") % {"name": name} for name in names]

    def unknown(self):
        """Return the names in the address that mean nothing here (list of str), shortened for display."""
        return [name[:40] for name in self.data if name not in {*self.form.fields, *self.turning, *self.also}]

    def chosen(self):
        """Return the filters in use as `Link` objects: what each says, and the address of the list without it."""
        links = []
        for name, value in self.form.cleaned_data.items():
            if name in ("sort", SIZE) or not value:
                continue
            choice = self.filters[name]
            label = choice.labels[value] if isinstance(choice, PublicChoice) else humanise(value.isoformat())
            links.append(Link(f"{choice.label}: {label}", self.address({name})))
        return links

    def address(self, without):
        """Return the address of the first page of this list without the names ``without`` (set of str)."""
        rest = self.data.copy()
        for gone in (set(self.data) & (without | set(NAMES) - {SIZE})) | set(self.unknown()):
            rest.pop(gone, None)
        return f"?{rest.urlencode()}"

    @property
    def bare(self):
        """The address of the list without any filter, in the same order and as many rows on a page."""
        return self.address({*self.form.fields} - {"sort", SIZE})

    @property
    def same(self):
        """The filters in use as the end of an address (str, with its question mark), for whatever else takes them."""
        used = self.data.copy()
        for name in list(used):
            if name not in self.form.fields or name in ("sort", SIZE):
                del used[name]
        return f"?{used.urlencode()}" if used else ""

    @classmethod
    def usual(cls):
        """Return what an address need not say: the usual order and size (dict)."""
        return {"sort": next(iter(cls.orders)), SIZE: str(PAGE_SIZE)}

    def usual_query(self):
        """Return `usual` as it would stand in an address (str)."""
        return urlencode(self.usual())


def reported(**conditions):
    """Return the condition "this claim has a public report for which ``conditions`` hold"."""
    return Q(Exists(Appearance.objects.published().filter(claim=OuterRef("pk"), **conditions)))
