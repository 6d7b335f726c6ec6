from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk.pages import InTables
from claims.admin.merging.mergeable import Mergeable
from claims.models import Question
from editorial.admin.publishable import PublishableAdmin


@admin.register(Question)
class QuestionAdmin(InTables, Mergeable, PublishableAdmin):
    list_display = ["text", "event", "kind", "position", "standing", "written"]
    list_filter = ["status", "kind"]
    list_select_related = ["event", "updated_by"]
    search_fields = ["text", "slug", "event__title"]
    search_help_text = _("Question, or title of its event")
    autocomplete_fields = ["event"]
    fieldsets = [
        (
            None,
            {
                "fields": ["event", "text", ("kind", "position"), "slug", "version"],
                "description": _(
                    "One point at issue, asked so that every party's answer fits it. The claims that answer it stand"
                    " side by side on its page."
                ),
            },
        ),
    ]
