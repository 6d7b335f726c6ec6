"""Near-copies: the queue of what the comparison suggests, and what editors decided."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin.curated import RecordAdmin
from editorial.admin.verdicts import Decided, VerdictFilter
from editorial.status import Status
from sources.admin.facing import facing_page
from sources.models import Derivation
from sources.nearcopies.deciding import join


@admin.register(Derivation)
class DerivationAdmin(Decided, RecordAdmin):
    """Which source repeats another's text. The comparison suggests, people decide, and what they decided stays.

    Whoever may change sources decides; where both are public, and with them the number of origins that readers see,
    whoever may publish sources.
    """

    public_change_permission = "sources.publish_source"
    list_display = ["texts", "kind", "alike", "standing", "decided"]
    list_display_links = None
    list_filter = [VerdictFilter, "kind", "found_by"]
    list_select_related = ["source__outlet", "origin__outlet", "decided_by"]
    search_fields = ["source__title", "origin__title", "source__outlet__name", "origin__outlet__name"]
    search_help_text = _("Title or outlet of either source")
    ordering = ["-likeness", "pk"]
    autocomplete_fields = ["source", "origin"]
    actions = None
    fieldsets = [
        (
            None,
            {
                "fields": ["source", "origin", "kind", "reason"],
                "description": _(
                    "That a source repeats another's text counts their reports as one origin. What you write here is "
                    "confirmed by you; what the comparison of the texts suggests waits in the list."
                ),
            },
        )
    ]

    # Who may ------------------------------------------------------------------------------------------------------

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("sources.view_source")

    def has_add_permission(self, request):
        return request.user.has_perm("sources.publish_source")

    def has_change_permission(self, request, obj=None):
        public = obj is not None and self.is_with_editors(obj)
        return request.user.has_perm("sources.publish_source" if public else "sources.change_source")

    def has_delete_permission(self, request, obj=None):
        # What was rejected is remembered, or it would be suggested again.
        return False

    def is_with_editors(self, obj):
        return {obj.source.status, obj.origin.status} == {Status.PUBLISHED}

    # Pages --------------------------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.facing_view)
        return [path("<path:object_id>/facing/", view, name="sources_derivation_facing"), *super().get_urls()]

    def facing_view(self, request, object_id):
        """The two texts side by side, and the decision."""
        return facing_page(self, request, object_id)

    def get_readonly_fields(self, request, obj=None):
        return ["source", "origin"] if obj is not None else []

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            join(obj, by=request.user)

    # Columns ------------------------------------------------------------------------------------------------------

    @admin.display(description=_("copy and origin"))
    def texts(self, obj):
        return format_html(
            '<a href="{}">{}</a> <span class="quiet">{}</span><br>← {} <span class="quiet">{}</span>',
            reverse("admin:sources_derivation_facing", args=[obj.pk]),
            obj.source,
            obj.source.outlet or "",
            obj.origin,
            obj.origin.outlet or "",
        )

    @admin.display(description=_("alike"), ordering="likeness")
    def alike(self, obj):
        return "–" if obj.likeness is None else f"{obj.likeness:.0%}"

    @admin.display(description=_("decided"), ordering="decided_at")
    def decided(self, obj):
        if obj.decided_at is None:
            return "–"
        return format_html(
            '<span class="nowrap">{}</span> <span class="quiet">{}</span>',
            obj.decided_at.strftime("%Y-%m-%d %H:%M"),
            obj.decided_by,
        )
