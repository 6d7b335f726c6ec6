from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.merging import showing
from claims.admin.merging.pages import undo_page
from claims.merging.planning import MODELS
from claims.merging.rows import read_row
from claims.models import Merge, MergedAddress
from editorial.admin.differences import changes, history_rows
from editorial.admin.rows import ShownRows

PER_PAGE = 50


class MergedAddressRows(ShownRows):
    model = MergedAddress
    fields = ["kind", "slug"]
    show_change_link = False
    verbose_name_plural = _("addresses that lead to what stays")


@admin.register(Merge)
class MergeAdmin(admin.ModelAdmin):
    """Which records were found to be one. Read only: a merge is made on the page of a record, and undone here."""

    show_full_result_count = False
    change_form_template = "admin/merging/change_form.html"
    list_display = ["kind", "went", "into", "made_at", "made_by", "undone_at"]
    list_display_links = ["went"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["made_by", "undone_by"]
    search_fields = ["gone_name", "kept_name", "gone_slug"]
    search_help_text = _("Name of one of the two, or the address of the one that went")
    inlines = [MergedAddressRows]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    "gone_name",
                    "gone_slug",
                    "stays",
                    ("made_at", "made_by"),
                    "what",
                    "note",
                    ("undone_at", "undone_by"),
                ],
                "description": _(
                    "Two records that were found to be one. Addresses that readers had lead to the one that stays; what"
                    " was decided of suggested pairs, and the history of the one that went, are kept."
                ),
            },
        )
    ]
    readonly_fields = ["stays", "what"]

    def get_queryset(self, request):
        # What was done can be as long as a list of thousands of claims; a list of merges needs none of it.
        found = super().get_queryset(request)
        return found.defer("record") if request.resolver_match and not request.resolver_match.kwargs else found

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<path:object_id>/undo/", view, name="claims_merge_undo"), *super().get_urls()]

    def undo_view(self, request, object_id):
        """See what undoing this merge would do (GET), or undo it (POST)."""
        return undo_page(self, request, object_id)

    def history_view(self, request, object_id, extra_context=None):
        """The history of the record that went, which nothing else shows any more."""
        merge = self.get_object(request, unquote(object_id))
        if merge is None or merge.undone or not self.has_view_permission(request, merge):
            return super().history_view(request, object_id, extra_context)
        gone = read_row(MODELS[merge.kind], merge.record["gone"])
        page = Paginator(changes(history_rows(gone)), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History"),
            "subtitle": merge.gone_name,
            "opts": self.opts,
            "original": merge,
            "page": page,
            "model": MODELS[merge.kind],
        }
        return TemplateResponse(request, "admin/merging/history.html", context)

    @admin.display(description=_("went into another"), ordering="gone_name")
    def went(self, obj):
        return Truncator(obj.gone_name).chars(80)

    @admin.display(description=_("stays"), ordering="kept_name")
    def into(self, obj):
        return Truncator(obj.kept_name).chars(80)

    @admin.display(description=_("stays"))
    def stays(self, obj):
        return format_html(
            '<a href="{}">{}</a>', reverse(f"admin:claims_{obj.kind}_change", args=[obj.kept]), obj.kept_name
        )

    @admin.display(description=_("what was moved, changed or left out"))
    def what(self, obj):
        items = format_html_join("", "<li>{}</li>", ([line] for line in showing.done(obj)))
        return format_html('<ul class="plain">{}</ul>', items) if items else "–"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_undo"] = obj is not None and not obj.undone and request.user.has_perm("claims.add_merge")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_add_permission(self, request):
        # It is made from the page of a record.
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
