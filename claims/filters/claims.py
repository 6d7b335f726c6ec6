"""The filters of lists of claims."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy

from claims.filters.base import Order, PublicFilterSet
from claims.filters.fields import PublicChoice
from claims.models import Appearance, ClaimKind
from claims.reading.cursors import Key, moment, number


class ClaimFilter(PublicFilterSet):
    """Filters claims."""

    kind = PublicChoice(gettext_lazy("Kind of claim"), kinds=ClaimKind.choices)
    orders = {
        "newest": Order(gettext_lazy("newest first"), (Key("published_at", moment, descending=True), Key("slug"))),
        "party": Order(
            gettext_lazy("by party"),
            (Key("party__name"), Key("party__slug"), Key("question__position", number, nullable=True), Key("slug")),
        ),
        "said": Order(
            gettext_lazy("earliest said first"), (Key("first_day", date.fromisoformat, nullable=True), Key("slug"))
        ),
        "-said": Order(
            gettext_lazy("latest said first"),
            (Key("last_day", date.fromisoformat, descending=True, nullable=True), Key("slug")),
        ),
    }

    def holding(self, queryset, condition):
        return queryset.filter(condition)

    def with_days(self, queryset):
        if self.order not in ("said", "-said"):
            return queryset
        days = Appearance.objects.published().filter(claim=OuterRef("pk"), said_earliest__isnull=False)
        return queryset.annotate(
            first_day=Subquery(days.order_by("said_earliest").values("said_earliest")[:1]),
            last_day=Subquery(days.order_by("-said_earliest").values("said_earliest")[:1]),
        )


class ClaimPictureFilter(ClaimFilter):
    """Filters claims for a picture of all of them at once, which has neither an order nor pages."""

    sort = None
    size = None
    turning = ()

    @classmethod
    def usual(cls):
        return {}
