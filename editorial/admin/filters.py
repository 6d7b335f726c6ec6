"""Filters of the editors' lists."""

from django.contrib.admin import AllValuesFieldListFilter, SimpleListFilter
from django.utils.translation import gettext_lazy as _


class ValuesFilter(AllValuesFieldListFilter):
    """The values that a text field has, the empty one by a name."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | ({} if str(choice["display"]).strip() else {"display": _("not known")})


# How a verdict looks in lists, beside its word.
GLYPHS = {"open": "○", "accepted": "●", "rejected": "⊘", "unsure": "◐"}


class VerdictFilter(SimpleListFilter):
    """By the field ``verdict`` of what the software suggests; without one chosen, what is still to be decided."""

    title = _("verdict")
    parameter_name = "verdict"

    def lookups(self, request, model_admin):
        return [*model_admin.opts.get_field("verdict").choices, ("all", _("all"))]

    def choices(self, changelist):
        chosen = self.value() or "open"
        for value, label in self.lookup_choices:
            yield {
                "selected": value == chosen,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        chosen = self.value() or "open"
        return queryset if chosen == "all" else queryset.filter(verdict=chosen)
