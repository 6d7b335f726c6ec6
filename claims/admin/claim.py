from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk.pages import InTables
from claims.admin.filters import Missing
from claims.admin.in_the_open import CorrectedInTheOpen, NotedForm
from claims.admin.linking import against_page, two_sides
from claims.admin.merging.mergeable import Mergeable
from claims.admin.origins import origins_of_claim
from claims.admin.pairing.links import Linked, Suggested
from claims.admin.rows import AppearanceRows, FigureRows
from claims.models import Claim, ClaimPair
from claims.pairing import suggest
from editorial.admin.curated import CuratedForm
from editorial.admin.publishable import PublishableAdmin
from editorial.status import Status


class ClaimForm(NotedForm, CuratedForm):
    material = frozenset({"party", "event", "question", "statement", "answer", "kind", "about"})

    class Meta:
        # The admin chooses the fields.
        model = Claim
        fields = ()
        widgets = {"statement": forms.Textarea(attrs={"rows": 2})}

    def clean_statement(self):
        # One sentence, however it was broken into lines where it was copied from.
        return " ".join(self.cleaned_data["statement"].split())


@admin.register(Claim)
class ClaimAdmin(Linked, InTables, Mergeable, CorrectedInTheOpen, PublishableAdmin):
    form = ClaimForm
    list_display = ["statement", "answer", "party", "event", "standing", "suggested", "written"]
    list_filter = ["status", "kind", Missing, Suggested]
    list_select_related = ["party", "question", "event", "updated_by"]
    search_fields = ["statement", "answer", "slug", "party__name", "party__names__name", "event__title"]
    search_help_text = _("Statement, answer, party by any of its names, or event")
    autocomplete_fields = ["party", "event", "question"]
    readonly_fields = ["set_against", "origins"]
    inlines = [FigureRows, AppearanceRows]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "party",
                    ("event", "question"),
                    "statement",
                    ("answer", "kind"),
                    ("about", "slug"),
                    "set_against",
                    "origins",
                    "version",
                ],
                "description": _(
                    "What one party says is so. Write what it says, never whether it is true: that is for the pairs to"
                    " show. Every published claim needs an appearance: the words, in a published source."
                ),
            },
        ),
    ]

    def choice_label(self, claim):
        return f"{claim} · {claim.get_status_display()}"

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        # With its figures and reports, which the rules read as well.
        suggest(form.instance)

    def corrected_records(self, record):
        return [record] if record.status == Status.PUBLISHED else []

    def review_sides(self, record):
        return two_sides(record)

    def get_urls(self):
        view = self.admin_site.admin_view(self.against_view)
        return [path("<path:object_id>/against/", view, name="claims_claim_against"), *super().get_urls()]

    def against_view(self, request, object_id):
        """Set this claim against another one."""
        return against_page(self, request, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_link"] = obj is not None and request.user.has_perm("claims.add_claimpair")
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("set against"))
    def set_against(self, obj):
        if obj.pk is None:
            return "–"
        pairs = ClaimPair.objects.of_claim(obj).select_related("claim__party", "counterclaim__party")
        rows = []
        for pair in pairs:
            other = pair.counterclaim if pair.claim_id == obj.pk else pair.claim
            address = reverse("admin:claims_claimpair_change", args=[pair.pk])
            rows.append((address, pair.get_kind_display(), other.party, other.answer, pair.get_status_display()))
        if not rows:
            return "–"
        items = format_html_join("", '<li><a href="{}">{}: {}, {}</a> <span class="quiet">{}</span></li>', rows)
        return format_html('<ul class="plain">{}</ul>', items)

    @admin.display(description=_("where it comes from"))
    def origins(self, obj):
        if obj.pk is None:
            return "–"
        found = origins_of_claim(obj)
        return render_to_string("admin/_claim_origins.html", {"origins": found}) if found.groups else "–"
