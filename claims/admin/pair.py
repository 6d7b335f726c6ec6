from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk.pages import InTables
from claims.admin.filters import Claims
from claims.admin.in_the_open import CorrectedInTheOpen, NotedForm
from claims.admin.linking import two_sides
from claims.models import ClaimPair
from editorial.admin.curated import CuratedForm
from editorial.admin.publishable import PublishableAdmin
from editorial.status import Status


class ClaimPairForm(NotedForm, CuratedForm):
    material = frozenset({"claim", "counterclaim", "kind", "rationale", "scope_note"})

    class Meta:
        # The admin chooses the fields.
        model = ClaimPair
        fields = ()
        widgets = {
            "rationale": forms.Textarea(attrs={"rows": 3}),
            "scope_note": forms.Textarea(attrs={"rows": 2}),
            "would_settle": forms.Textarea(attrs={"rows": 2}),
        }


@admin.register(ClaimPair)
class ClaimPairAdmin(InTables, CorrectedInTheOpen, PublishableAdmin):
    form = ClaimPairForm
    list_display = ["__str__", "kind", "position", "standing", "written"]
    list_filter = ["status", "kind", Claims]
    list_select_related = ["claim__party", "counterclaim__party", "updated_by"]
    search_fields = [
        "slug",
        "rationale",
        "claim__statement",
        "claim__party__name",
        "counterclaim__statement",
        "counterclaim__party__name",
    ]
    search_help_text = _("Statements, parties or reason")
    autocomplete_fields = ["claim", "counterclaim"]
    change_form_template = "admin/pair_change_form.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("claim", "counterclaim"),
                    "kind",
                    "rationale",
                    "scope_note",
                    "would_settle",
                    ("position", "slug"),
                    "version",
                ],
                "description": _(
                    "Two claims set against each other. The reason says why in words that both parties could follow; it"
                    " does not say who is right."
                ),
            },
        ),
    ]

    def corrected_records(self, record):
        return [record] if record.status == Status.PUBLISHED else []

    def review_sides(self, record):
        return two_sides(record.claim, record.counterclaim)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk is not None:
            context["sides"] = two_sides(obj.claim, obj.counterclaim)
        return super().render_change_form(request, context, add, change, form_url, obj)
