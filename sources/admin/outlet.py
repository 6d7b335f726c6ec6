from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.admin.curated import CuratedAdmin
from editorial.admin.filters import ValuesFilter
from editorial.status import Status
from sources.models import Outlet


@admin.register(Outlet)
class OutletAdmin(CuratedAdmin):
    list_display = ["name", "kind", "country", "language", "domain", "written"]
    list_filter = ["kind", ("language", ValuesFilter)]
    list_select_related = ["updated_by"]
    search_fields = ["name", "slug", "domain"]
    search_help_text = _("Name, address or domain")
    public_change_permission = "sources.publish_source"
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "kind", ("country", "language"), ("domain", "wikidata_id"), "slug", "version"],
                "description": _(
                    "Whoever publishes sources. A ministry's own channel is an outlet of the kind “official channel”;"
                    " the ministry itself is a party."
                ),
            },
        ),
    ]

    def is_with_editors(self, obj):
        return super().is_with_editors(obj) or obj.sources.exclude(status=Status.DRAFT).exists()
