from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.models import LexiconEntry
from editorial.admin.curated import RecordAdmin


@admin.register(LexiconEntry)
class LexiconEntryAdmin(RecordAdmin):
    list_display = ["word", "kind", "language", "implies", "active", "other_forms"]
    list_filter = ["kind", "language", "implies", "active"]
    search_fields = ["word", "forms"]
    search_help_text = _("A word, in any of its forms")
    fieldsets = [
        (
            None,
            {
                "fields": [("kind", "language"), "word", "forms", "implies", "active"],
                "description": _(
                    "By these words the reading desk finds the sentences in which somebody claims something. Every form"
                    " is written out; nothing is guessed from the dictionary form. What is changed here counts for"
                    " texts opened from now on, and for all of them after manage.py suggest_claims."
                ),
            },
        ),
    ]

    @admin.display(description=_("forms"))
    def other_forms(self, obj):
        return obj.forms if len(obj.forms) <= 80 else f"{obj.forms[:79]}…"
