from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sources.models import Snapshot


@admin.register(Snapshot)
class SnapshotAdmin(admin.ModelAdmin):
    """Read only: a captured text never changes. Texts come in by the command import_articles."""

    show_full_result_count = False
    list_display = ["source", "captured_at", "captured_by", "short_hash"]
    list_select_related = ["source", "captured_by"]
    search_fields = ["source__title", "sha256"]
    search_help_text = _("Title of the source, or SHA-256")
    fieldsets = [
        (
            None,
            {
                "fields": ["source", "captured_at", "captured_by", "archive_url", "sha256", "held_text"],
                "description": _("The text as captured, word for word. Positions of passages count in it."),
            },
        )
    ]
    readonly_fields = ["held_text"]

    def get_queryset(self, request):
        # A list of texts would fetch all of them to show none.
        queryset = super().get_queryset(request)
        return queryset if getattr(request.resolver_match, "kwargs", {}).get("object_id") else queryset.defer("text")

    @admin.display(description=_("SHA-256"))
    def short_hash(self, obj):
        return obj.sha256[:12]

    @admin.display(description=_("text"))
    def held_text(self, obj):
        return format_html('<div class="held-text" lang="{}">{}</div>', obj.source.language, obj.text)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
