from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk.pages import InTables
from claims.admin.merging.mergeable import Mergeable
from claims.admin.rows import PlaceNameRows
from claims.models import Place
from editorial.admin.curated import CuratedAdmin
from editorial.status import Status


@admin.register(Place)
class PlaceAdmin(InTables, Mergeable, CuratedAdmin):
    list_display = ["name", "kind", "parent", "latitude", "longitude", "precision", "written"]
    list_filter = ["kind"]
    list_select_related = ["parent", "updated_by"]
    search_fields = ["name", "slug", "names__name"]
    search_help_text = _("Any of its names or spellings")
    autocomplete_fields = ["parent"]
    public_change_permission = "claims.publish_claim"
    inlines = [PlaceNameRows]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", ("kind", "parent"), "slug", "version"],
                "description": _(
                    "One place, however it is spelled: spellings and misprints that sources print go below, so that all"
                    " of them are found."
                ),
            },
        ),
        (
            _("Where it lies"),
            {
                "fields": [("latitude", "longitude", "precision"), ("geonames_id", "wikidata_id")],
                "description": _("As precisely as is known, and no more: the precision says how far off it may be."),
            },
        ),
    ]

    def is_with_editors(self, obj):
        return super().is_with_editors(obj) or obj.events.exclude(status=Status.DRAFT).exists()
