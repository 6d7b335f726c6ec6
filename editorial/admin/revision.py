from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.admin.curated import RecordAdmin
from editorial.models import Revision


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    """Read only: a revision is written on the page of its record, and goes its way from there."""

    list_display = ["__str__", "content_type", "state", "spelling", "updated_by", "updated_at", "decided_by"]
    list_filter = ["state", "spelling", "content_type"]
    list_select_related = ["content_type", "created_by", "updated_by", "submitted_by", "decided_by"]
    search_fields = ["note", "updated_by__username"]
    search_help_text = _("Public note, or who wrote it")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
