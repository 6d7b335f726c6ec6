from django.contrib import admin
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from claims.admin.desk import choices, pages
from claims.admin.desk.left import ToRead, with_progress
from sources.admin.source import SourceAdmin
from sources.models import Source


@admin.register(Source)
class ReadSourceAdmin(SourceAdmin):
    """Registered here and not with the outlets: what a source claims is read out of it at its desk."""

    list_display = ["title", "left", *SourceAdmin.list_display[1:]]
    list_filter = [ToRead, *SourceAdmin.list_filter]

    def get_queryset(self, request):
        found = super().get_queryset(request)
        # Only the list tells it; elsewhere sources are chosen by name.
        listed = getattr(request.resolver_match, "url_name", "") == "sources_source_changelist"
        return with_progress(found) if listed else found

    @admin.display(description=_("left to read"), ordering="left_here")
    def left(self, obj):
        if obj.suggested_here:
            words = gettext("%(left)d of %(all)d") % {"left": obj.left_here, "all": obj.suggested_here}
        else:
            words = pgettext("what a link does", "open")
        name = gettext("Reading desk of “%(source)s”: %(left)s") % {"source": obj.title, "left": words}
        return format_html('<a class="nowrap" href="{}" aria-label="{}">{}</a>', pages.address(obj), name, words)

    def get_urls(self):
        site, here, name = self.admin_site, "<path:object_id>/desk/", "sources_source_desk"
        return [
            path(here, site.admin_view(self.desk_view), name=name),
            path(f"{here}choices/", site.admin_view(require_GET(self.choices_view)), name=f"{name}_choices"),
            path(f"{here}alike/", site.admin_view(require_GET(self.alike_view)), name=f"{name}_alike"),
            path(f"{here}keep/", site.admin_view(require_POST(self.keep_view)), name=f"{name}_keep"),
            path(
                f"{here}<int:suggestion>/dismiss/",
                site.admin_view(require_POST(self.dismiss_view)),
                name=f"{name}_dismiss",
            ),
            path(
                f"{here}<int:suggestion>/reopen/",
                site.admin_view(require_POST(self.reopen_view)),
                name=f"{name}_reopen",
            ),
            *super().get_urls(),
        ]

    def desk_view(self, request, object_id):
        """Read this source and record its claims."""
        return pages.desk_page(self, request, object_id)

    def choices_view(self, request, object_id):
        """Offer records while somebody types their name."""
        return choices.choices_page(self, request, pages.source_for(self, request, object_id))

    def alike_view(self, request, object_id):
        """Offer claims in nearly the same words while a statement is typed."""
        return choices.alike_page(self, request, pages.source_for(self, request, object_id))

    def keep_view(self, request, object_id):
        """Keep what is typed."""
        return pages.keep_page(self, request, object_id)

    def dismiss_view(self, request, object_id, suggestion):
        """Say that a suggestion carries no claim, and go on to the next."""
        return pages.dismiss_page(self, request, object_id, suggestion)

    def reopen_view(self, request, object_id, suggestion):
        """Take a dismissal back."""
        return pages.reopen_page(self, request, object_id, suggestion)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change and request.user.has_perms(pages.NEEDED):
            context["desk"] = pages.address(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
