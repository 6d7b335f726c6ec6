from django.contrib import admin
from django.db.models import F
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.models import ClaimSuggestion


@admin.register(ClaimSuggestion)
class ClaimSuggestionAdmin(admin.ModelAdmin):
    """Read only: a suggestion is decided on where its text is read, at the desk of its source."""

    show_full_result_count = False
    list_display = ["words", "party", "speaker", "attribution", "implies", "state", "source"]
    list_filter = ["state", "attribution", "implies"]
    list_select_related = ["party", "snapshot__source", "decided_by"]
    search_fields = ["speaker", "party__name", "snapshot__source__title"]
    search_help_text = _("Speaker, party, or title of the source")
    ordering = ["-snapshot", "start"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source",
                    "whole_words",
                    "party",
                    "speaker",
                    ("attribution", "implies"),
                    "why",
                    "state",
                    ("decided_by", "decided_at"),
                ],
                "description": _("A sentence that the rules marked, and why. Readers never see it."),
            },
        )
    ]
    readonly_fields = ["source", "whole_words", "why"]

    def get_queryset(self, request):
        # Only the words marked, and not the whole text of each.
        words = Substr("snapshot__text", F("start") + 1, F("end") - F("start"))
        return super().get_queryset(request).defer("snapshot__text").annotate(marked=words)

    @admin.display(description=_("words"))
    def words(self, obj):
        return Truncator(" ".join(obj.marked.split())).chars(120)

    @admin.display(description=_("words"))
    def whole_words(self, obj):
        return format_html('<div class="held-text" lang="{}">{}</div>', obj.snapshot.source.language, obj.marked)

    @admin.display(description=_("source"), ordering="snapshot__source__title")
    def source(self, obj):
        address = reverse("admin:sources_source_desk", args=[obj.snapshot.source_id])
        return format_html('<a href="{}">{}</a>', address, obj.snapshot.source)

    @admin.display(description=_("why it was marked"))
    def why(self, obj):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ([reason] for reason in obj.reasons)))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
