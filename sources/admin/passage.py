"""Passages. Registered in the app of the claims, because changing a passage can correct a published claim."""

from django.utils.translation import gettext_lazy as _

from editorial.admin.curated import RecordAdmin
from sources.admin.forms import PassageForm


class PassageAdmin(RecordAdmin):
    form = PassageForm
    list_display = ["__str__", "source", "start", "state"]
    list_filter = ["state"]
    list_select_related = ["source"]
    search_fields = ["exact", "source__title"]
    search_help_text = _("The words, or the title of the source")
    autocomplete_fields = ["source", "snapshot"]
    readonly_fields = ["state"]
    public_change_permission = "sources.publish_source"
    fieldsets = [
        (
            None,
            {
                "fields": ["source", "exact", "start", "state"],
                "description": _(
                    "Give the source and the words. Where the text is held, the position and the words around are found"
                    " by themselves; the start is needed only when the words stand there more than once."
                ),
            },
        ),
        (
            _("Where no text is held, or an older one is meant"),
            {"fields": ["snapshot", "prefix", "suffix"], "classes": ["collapse"]},
        ),
    ]

    def choice_label(self, passage):
        return f"{passage} · {passage.source}"
