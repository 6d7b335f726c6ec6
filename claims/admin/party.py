from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk.pages import InTables
from claims.admin.merging.mergeable import Mergeable
from claims.admin.rows import MembershipRows, PartyNameRows
from claims.models import Party
from editorial.admin.curated import CuratedAdmin
from editorial.status import Status


@admin.register(Party)
class PartyAdmin(InTables, Mergeable, CuratedAdmin):
    list_display = ["name", "kind", "country", "written"]
    list_filter = ["kind"]
    list_select_related = ["updated_by"]
    search_fields = ["name", "slug", "names__name"]
    search_help_text = _("Any of its names")
    public_change_permission = "claims.publish_claim"
    inlines = [PartyNameRows, MembershipRows]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "kind", ("country", "wikidata_id"), "description", "slug", "version"],
                "description": _(
                    "Whoever makes claims. The same form for every party: as it calls itself, and described in words"
                    " that it could accept."
                ),
            },
        ),
    ]

    def is_with_editors(self, obj):
        return super().is_with_editors(obj) or obj.claims.exclude(status=Status.DRAFT).exists()
