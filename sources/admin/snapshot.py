from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.choices import is_key
from sources.admin.texts import difference
from sources.models import Passage, PassageState, Snapshot

NOT_AS_NOTED = [PassageState.LOST, PassageState.AMBIGUOUS, PassageState.MOVED]


@admin.register(Snapshot)
class SnapshotAdmin(admin.ModelAdmin):
    """Read only: a captured text never changes. Texts come in by importing them."""

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

    def get_urls(self):
        view = self.admin_site.admin_view(self.difference_view)
        return [
            path("<str:object_id>/difference/", view, name="sources_snapshot_difference"),
            *super().get_urls(),
        ]

    def difference_view(self, request, object_id):
        """Show what changed from the text captured before this one."""
        return difference_page(self, request, object_id)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def difference_page(model_admin, request, object_id):
    """Answer with a text beside the one of its source that was captured before it. ``model_admin``: the snapshots'.

    Raises `Http404`, `PermissionDenied`.
    """
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    texts = Snapshot.objects.select_related("source")
    after = texts.filter(pk=object_id).first() if is_key(object_id) else None
    before = after and earlier_text(after)
    if before is None:
        raise Http404(gettext("There is no such text, or none before it."))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("What its outlet changed"),
        "subtitle": str(after.source),
        "opts": model_admin.opts,
        "source": after.source,
        "before": before,
        "after": after,
        "stretches": difference(before.text, after.text),
        "passages": Passage.objects.filter(source=after.source, snapshot__isnull=False, state__in=NOT_AS_NOTED),
    }
    return TemplateResponse(request, "admin/text_difference.html", context)


def earlier_text(snapshot):
    """Return the `Snapshot` of the same source captured last before ``snapshot``, or None."""
    others = Snapshot.objects.filter(source=snapshot.source_id, captured_at__lte=snapshot.captured_at)
    return others.exclude(pk=snapshot.pk).order_by("captured_at", "pk").last()
