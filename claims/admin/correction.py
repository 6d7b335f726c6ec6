from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.models import Correction


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """Read only: corrections are written with the change that they tell of, and never changed."""

    show_full_result_count = False
    list_display = ["made_at", "kind", "note", "corrected", "made_by"]
    list_display_links = ["note"]
    list_filter = ["kind"]
    list_select_related = [
        "claim__party",
        "pair__claim__party",
        "pair__counterclaim__party",
        "made_by",
    ]
    search_fields = ["note", "claim__statement", "pair__rationale"]
    search_help_text = _("Note, statement of the claim, or reason of the pair")
    fields = ["claim", "pair", "kind", "note", "before", "after", "made_at", "made_by"]

    @admin.display(description=_("of"))
    def corrected(self, obj):
        return obj.claim or obj.pair

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
