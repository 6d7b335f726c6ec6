"""The filters of public lists. Every choice that names a record comes from published records that the list can show, so
a filter never tells of anything else; and nothing in an address is ignored without a word."""

import django_filters
from django import forms
from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import (
    Appearance,
    Claim,
    ClaimKind,
    ClaimPair,
    Figure,
    PairKind,
    Place,
    Question,
    QuestionKind,
    question_public_q,
)
from claims.models.chain import DEPTH
from claims.reading.paging import repeated
from claims.reading.reports import Link

# What a list understands besides its filters.
PAGE = "page"


class DayInput(forms.DateInput):
    """The browser's own way of choosing a day; the address holds it as 2024-03-12 in every language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class PublicChoice(django_filters.ChoiceFilter):
    """A choice among what published records have: records by their slug, or values of an enumeration ``kinds``."""

    def __init__(self, label, kinds=None, **kwargs):
        super().__init__(
            label=label,
            choices=(),
            empty_label=gettext_lazy("any"),
            error_messages={"invalid_choice": gettext_lazy("nothing here has this value; choose one from the list")},
            **kwargs,
        )
        self.kinds = kinds

    def offer(self, values):
        """Take ``values``, a list of (value, label) in any order, as the choices."""
        if self.kinds is None:
            self.extra["choices"] = sorted(values, key=lambda choice: (choice[1].casefold(), choice[0]))
        else:
            present = {value for value, _label in values}
            self.extra["choices"] = [choice for choice in self.kinds.choices if choice[0] in present]


def day_filter(label):
    return django_filters.DateFilter(
        label=label,
        method="unchanged",
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("write the day like this: 2024-03-12")},
    )


class PublicFilterSet(django_filters.FilterSet):
    """Filters by claims, over a published queryset: ``qs`` of a set without `problems` holds what was asked for."""

    party = PublicChoice(gettext_lazy("Party"), method="by_party")
    event = PublicChoice(gettext_lazy("Event"), method="by_event")
    place = PublicChoice(gettext_lazy("Place"), method="by_place")
    kind = PublicChoice(gettext_lazy("Kind"))
    question = PublicChoice(gettext_lazy("Kind of question"), kinds=QuestionKind, method="by_question")
    outlet = PublicChoice(gettext_lazy("Outlet: publishes, is credited or relied on"), method="by_outlet")
    source = PublicChoice(gettext_lazy("Source"), method="by_source")
    said_from = day_filter(gettext_lazy("Said on or after"))
    said_to = day_filter(gettext_lazy("Said on or before"))
    figures = django_filters.ChoiceFilter(
        label=gettext_lazy("Figures"),
        choices=[("yes", gettext_lazy("with a figure"))],
        empty_label=gettext_lazy("with or without"),
        error_messages={"invalid_choice": gettext_lazy("write “yes”, or leave it out")},
        method="by_figures",
    )
    sort = django_filters.ChoiceFilter(
        label=gettext_lazy("Order"),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("there is no such order; choose one from the list")},
        method="unchanged",
    )

    # From the value of `sort` to its label; the first is the usual one.
    orders = {}

    def __init__(self, query, queryset):
        # A NUL can stand neither in a page nor in a database; as this sign it is an ordinary wrong value.
        query = query.copy()
        for name in list(query):
            query.setlist(name, [value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in query.getlist(name)])
        super().__init__(query, queryset=queryset)
        self.filters["sort"].extra["choices"] = list(self.orders.items())
        offered = {}
        for name, value, label in self.public_values():
            offered.setdefault(name, []).append((value, label))
        for name, choice in self.filters.items():
            if isinstance(choice, PublicChoice):
                choice.offer(offered.get(name, []))

    # What can be chosen

    def claims(self):
        """Return the claims (a queryset, public ones alone) that the rows of this list hold."""
        raise NotImplementedError

    def kinds_present(self):
        """Return a queryset of the rows whose ``kind`` can be chosen."""
        raise NotImplementedError

    def public_values(self):
        """Return (name of the filter, value, label) of every record and kind that can be chosen. One query."""
        claims = self.claims()
        reports = Appearance.objects.published().filter(claim__in=claims)
        # By way of public claims and reports, because whatever these name is public with them.
        places = ["__".join(["event__place"] + ["parent"] * depth) for depth in range(DEPTH + 1)]
        outlets = ["source__outlet", "source__credits__outlet", "relies_on_outlet"]
        first, *others = [
            named("party", claims, "party", "name"),
            named("event", claims, "event", "title"),
            *(named("place", claims, path, "name") for path in places),
            named("source", reports, "source", "title"),
            *(named("outlet", reports, path, "name") for path in outlets),
            kinds("question", claims.filter(question_public_q("question__")), "question__kind"),
            kinds("kind", self.kinds_present(), "kind"),
        ]
        return first.union(*others)

    # What was asked for

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

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        days = {}
        # A date of some width counts when any day of it lies in between.
        if asked.get("said_from"):
            days["said_latest__gte"] = asked["said_from"]
        if asked.get("said_to"):
            days["said_earliest__lte"] = asked["said_to"]
        if days:
            queryset = self.holding(queryset, reported(**days))
        return self.ordered(queryset, asked.get("sort") or next(iter(self.orders)))

    def ordered(self, queryset, order):
        """Return ``queryset`` in ``order`` (a key of ``orders``), with no two rows alike in it."""
        raise NotImplementedError

    # What pages say about it

    def problems(self):
        """Return what makes it impossible to answer (list of str), naming the part of the address each is about."""
        form = self.form
        found = [repeated(self.data, [*form.fields, PAGE])]
        for name, errors in form.errors.items():
            found += [f"{form.fields[name].label}: {error}" for error in errors]
        if not form.errors:
            first, last = form.cleaned_data["said_from"], form.cleaned_data["said_to"]
            found.append(
                _("The first day lies after the last: exchange the two.") if first and last and first > last else ""
            )
        return [problem for problem in found if problem]

    def unknown(self):
        """Return the names in the address that mean nothing here (list of str), shortened for display."""
        return [name[:40] for name in self.data if name not in self.form.fields and name != PAGE]

    def chosen(self):
        """Return the filters in use as `Link` objects: what each says, and the address of the list without it."""
        links = []
        for name, value in self.form.cleaned_data.items():
            if name == "sort" or not value:
                continue
            field = self.form.fields[name]
            label = dict(getattr(field, "choices", ())).get(value, self.data.get(name))
            rest = self.data.copy()
            for gone in (name, PAGE):
                rest.pop(gone, None)
            links.append(Link(f"{field.label}: {label}", f"?{rest.urlencode()}"))
        return links


def named(name, rows, path, label):
    """Return (name of a filter, slug, label) of the records that ``rows`` name at ``path`` (str), for a union."""
    rows = rows.order_by().filter(**{f"{path}__isnull": False})
    return rows.values_list(text(name), f"{path}__slug", f"{path}__{label}")


def kinds(name, rows, column):
    """Return (name of a filter, kind, nothing) of the kinds that ``rows`` have in ``column`` (str), for a union."""
    return rows.order_by().values_list(text(name), column, text(""))


def text(words):
    return Value(words, output_field=CharField())


def reported(**conditions):
    """Return the condition "this claim has a public report for which ``conditions`` hold"."""
    return Q(Exists(Appearance.objects.published().filter(claim=OuterRef("pk"), **conditions)))


class PairFilter(PublicFilterSet):
    """Filters pairs; one that names a party, an event, a source and so on looks at both sides."""

    kind = PublicChoice(gettext_lazy("Kind of pair"), kinds=PairKind)
    orders = {
        "newest": gettext_lazy("newest first"),
        "event": gettext_lazy("latest event first"),
        "said": gettext_lazy("earliest said first"),
        "-said": gettext_lazy("latest said first"),
    }

    def claims(self):
        pairs = ClaimPair.objects.published()
        return Claim.objects.published().filter(Q(pairs_as_claim__in=pairs) | Q(pairs_as_counterclaim__in=pairs))

    def kinds_present(self):
        return ClaimPair.objects.published()

    def holding(self, queryset, condition):
        claims = Claim.objects.published().filter(condition)
        return queryset.filter(Q(claim__in=claims) | Q(counterclaim__in=claims))

    def ordered(self, queryset, order):
        if order == "newest":
            return queryset.order_by("-published_at", "position", "slug")
        if order == "event":
            return queryset.order_by(F("claim__event__occurred_earliest").desc(nulls_last=True), "position", "slug")
        either = Q(claim=OuterRef("claim")) | Q(claim=OuterRef("counterclaim"))
        days = Appearance.objects.published().filter(either, said_earliest__isnull=False)
        queryset = queryset.annotate(
            first_said=Subquery(days.order_by("said_earliest").values("said_earliest")[:1]),
            last_said=Subquery(days.order_by("-said_earliest").values("said_earliest")[:1]),
        )
        day = F("last_said").desc(nulls_last=True) if order == "-said" else F("first_said").asc(nulls_last=True)
        return queryset.order_by(day, "position", "slug")


class ClaimFilter(PublicFilterSet):
    """Filters claims."""

    kind = PublicChoice(gettext_lazy("Kind of claim"), kinds=ClaimKind)
    orders = {
        "party": gettext_lazy("by party"),
        "newest": gettext_lazy("newest first"),
        "said": gettext_lazy("earliest said first"),
        "-said": gettext_lazy("latest said first"),
    }

    def claims(self):
        return Claim.objects.published()

    def kinds_present(self):
        return Claim.objects.published()

    def holding(self, queryset, condition):
        return queryset.filter(condition)

    def ordered(self, queryset, order):
        if order == "party":
            return queryset.order_by("party__name", "party", "question__position", "slug")
        if order == "newest":
            return queryset.order_by("-published_at", "slug")
        days = Appearance.objects.published().filter(claim=OuterRef("pk"), said_earliest__isnull=False)
        queryset = queryset.annotate(
            first_day=Subquery(days.order_by("said_earliest").values("said_earliest")[:1]),
            last_day=Subquery(days.order_by("-said_earliest").values("said_earliest")[:1]),
        )
        day = F("last_day").desc(nulls_last=True) if order == "-said" else F("first_day").asc(nulls_last=True)
        return queryset.order_by(day, "slug")
