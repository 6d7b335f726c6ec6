from django.utils.translation import gettext_lazy as _

from editorial.admin.filters import ValuesFilter
from editorial.admin.publishable import PublishableAdmin
from sources.admin.findings import findings_of
from sources.admin.inlines import CreditRows, PassageRows


class SourceAdmin(PublishableAdmin):
    """Registered in the app of the claims, because a source is read there for what it claims."""

    change_form_template = "admin/source_change_form.html"
    change_list_template = "admin/source_change_list.html"
    list_display = ["title", "outlet", "published", "kind", "language", "standing", "written"]
    list_filter = ["status", "kind", ("language", ValuesFilter)]
    list_select_related = ["outlet", "updated_by"]
    search_fields = ["title", "slug", "outlet__name", "url", "text_sha256"]
    search_help_text = _("Title, outlet, address or SHA-256 of the text")
    autocomplete_fields = ["outlet"]
    inlines = [CreditRows, PassageRows]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", ("outlet", "kind"), "url", ("published", "language"), "byline", "version"],
                "description": _(
                    "One published document. What is not known stays empty: an outlet or a date is never guessed."
                ),
            },
        ),
        (
            _("More"),
            {"fields": ["translated_from", "text_sha256", "slug"], "classes": ["collapse"]},
        ),
    ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change:
            context["findings"] = findings_of(obj)
            context["may_decide"] = self.may_write(request, obj)
            # Newest first, without the words of each.
            context["texts"] = list(obj.snapshots.defer("text").order_by("-captured_at", "-pk"))
        return super().render_change_form(request, context, add, change, form_url, obj)
