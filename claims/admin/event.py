from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk.pages import InTables
from claims.admin.merging.mergeable import Mergeable
from claims.models import Event, Question
from editorial.admin.publishable import PublishableAdmin
from editorial.admin.rows import ShownRows


class QuestionRows(ShownRows):
    model = Question
    fields = ["text", "kind", "position", "status"]
    verbose_name_plural = _("questions at issue")


@admin.register(Event)
class EventAdmin(InTables, Mergeable, PublishableAdmin):
    list_display = ["title", "kind", "place", "occurred", "standing", "written"]
    list_filter = ["status", "kind"]
    list_select_related = ["place", "updated_by"]
    search_fields = ["title", "slug", "place__name", "place__names__name"]
    search_help_text = _("Title, or place by any of its names")
    autocomplete_fields = ["place", "part_of"]
    inlines = [QuestionRows]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "summary", ("kind", "occurred"), ("place", "part_of"), "slug", "version"],
                "description": _(
                    "Something said to have happened at a place and a time. What the parties disagree about belongs"
                    " into its questions, not into its title."
                ),
            },
        ),
    ]
