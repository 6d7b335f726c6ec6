"""Filters of the editors' lists: what is missing before a record can go on."""

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from editorial.status import Status


class Missing(SimpleListFilter):
    """Claims without what they need."""

    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [
            ("appearance", _("an appearance")),
            ("question", _("a question")),
            ("pair", _("a claim it is set against")),
        ]

    def queryset(self, request, queryset):
        if self.value() is not None:
            # What was withdrawn needs nothing more.
            queryset = queryset.exclude(status=Status.RETRACTED)
        if self.value() == "appearance":
            return queryset.filter(appearances=None)
        if self.value() == "question":
            return queryset.filter(question=None)
        if self.value() == "pair":
            return queryset.filter(pairs_as_claim=None, pairs_as_counterclaim=None)
        return queryset


class Claims(SimpleListFilter):
    """Pairs by what became of the claims in them."""

    title = _("its claims")
    parameter_name = "claims"

    def lookups(self, request, model_admin):
        return [("retracted", _("one was retracted"))]

    def queryset(self, request, queryset):
        return queryset.on_retracted() if self.value() == "retracted" else queryset
