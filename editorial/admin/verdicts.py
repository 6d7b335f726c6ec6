"""Lists of what the software suggests and people decide: narrowed by verdict, which is told with its sign."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

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


class Decided:
    """Mix in before a `ModelAdmin` of records with a ``verdict``: the column ``standing``."""

    @admin.display(description=_("verdict"), ordering="verdict")
    def standing(self, obj):
        return format_html(
            '<span class="standing"><span aria-hidden="true">{}</span> {}</span>',
            GLYPHS[obj.verdict],
            obj.get_verdict_display(),
        )
