from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance


@admin.register(Appearance)
class AppearanceAdmin(admin.ModelAdmin):
    """To be found and chosen as what another report relies on. It is written on the page of its claim."""

    show_full_result_count = False
    list_display = ["passage", "source", "claim", "attribution", "said"]
    list_filter = ["attribution"]
    list_select_related = ["passage", "source", "claim__party"]
    search_fields = ["passage__exact", "source__title", "claim__statement"]
    search_help_text = _("The words, the title of the source, or the claim")
    fields = [
        "claim",
        "source",
        "passage",
        "attribution",
        "speaker",
        "said",
        "relies_on",
        "relies_on_outlet",
        "language",
        "original",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("passage", "source", "claim__party")

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        # It goes when its claim goes, and that is only while nobody has seen it.
        return super().has_delete_permission(request, obj) and obj is not None and not obj.claim.was_public

    def get_actions(self, request):
        return {}
