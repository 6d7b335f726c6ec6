"""The filters of lists of pairs."""

from datetime import date
from functools import cached_property

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy

from claims.filters.base import Order, PublicFilterSet
from claims.filters.counts import across
from claims.filters.fields import PublicChoice
from claims.models import Appearance, Claim, PairKind
from claims.reading.cursors import Key, moment, number
from claims.reading.sides import parties_of_sides

LAST = (Key("position", number), Key("slug"))


class PairFilter(PublicFilterSet):
    """Filters pairs; one that names a party, an event, a source and so on looks at both sides."""

    kind = PublicChoice(gettext_lazy("Kind of pair"), kinds=PairKind.choices)
    across = PublicChoice(
        gettext_lazy("Sides"), kinds=[("yes", gettext_lazy("parties of different sides"))], method="by_sides"
    )
    paths = ("claim__", "counterclaim__")
    orders = {
        "newest": Order(gettext_lazy("newest first"), (Key("published_at", moment, descending=True), *LAST)),
        "event": Order(
            gettext_lazy("latest event first"),
            (Key("claim__event__occurred_earliest", date.fromisoformat, descending=True, nullable=True), *LAST),
        ),
        "said": Order(
            gettext_lazy("earliest said first"), (Key("first_said", date.fromisoformat, nullable=True), *LAST)
        ),
        "-said": Order(
            gettext_lazy("latest said first"),
            (Key("last_said", date.fromisoformat, descending=True, nullable=True), *LAST),
        ),
    }

    @cached_property
    def sides(self):
        return parties_of_sides()

    def holding(self, queryset, condition):
        claims = Claim.objects.published().filter(condition)
        return queryset.filter(Q(claim__in=claims) | Q(counterclaim__in=claims))

    def by_sides(self, queryset, name, value):
        same = Q(claim__party=F("counterclaim__party"))
        for parties in self.sides:
            same |= Q(claim__party__in=parties, counterclaim__party__in=parties)
        return queryset.exclude(same)

    def found(self, name):
        if name != "across":
            return super().found(name)
        number = across(self.counts)
        return [("yes", "", number)] if number else []

    def with_days(self, queryset):
        if self.order not in ("said", "-said"):
            return queryset
        either = Q(claim=OuterRef("claim")) | Q(claim=OuterRef("counterclaim"))
        days = Appearance.objects.published().filter(either, said_earliest__isnull=False)
        return queryset.annotate(
            first_said=Subquery(days.order_by("said_earliest").values("said_earliest")[:1]),
            last_said=Subquery(days.order_by("-said_earliest").values("said_earliest")[:1]),
        )
