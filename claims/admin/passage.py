from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from claims.actions import sign_for_passage
from claims.admin.edited import edited_page
from claims.admin.in_the_open import CorrectedInTheOpen, NotedForm
from claims.admin.linking import two_sides
from claims.models import Claim
from editorial.admin.revising import Revising
from editorial.status import Status
from sources.admin.forms import PassageForm
from sources.admin.passage import PassageAdmin
from sources.models import Passage

# So many claims are shown beside a revision of the passage that they stand on.
MOST_SIDES = 4


class ClaimedPassageForm(NotedForm, PassageForm):
    material = frozenset({"exact", "source"})


@admin.register(Passage)
class ClaimedPassageAdmin(CorrectedInTheOpen, Revising, PassageAdmin):
    """Registered here and not with the sources: a passage on which a published claim stands is changed by revision, and
    its claims are corrected with it."""

    form = ClaimedPassageForm
    readonly_fields = [*PassageAdmin.readonly_fields, "carries"]
    fieldsets = [
        (None, PassageAdmin.fieldsets[0][1] | {"fields": ["source", "exact", "start", "state", "carries"]}),
        *PassageAdmin.fieldsets[1:],
    ]
    change_list_template = "admin/passage_change_list.html"

    @admin.display(description=_("claims that stand on it"))
    def carries(self, obj):
        claims = Claim.objects.filter(appearances__passage=obj).select_related("party") if obj.pk else []
        rows = [
            (reverse("admin:claims_claim_change", args=[claim.pk]), claim, claim.get_status_display())
            for claim in claims
        ]
        items = format_html_join("", '<li><a href="{}">{}</a> <span class="quiet">{}</span></li>', rows)
        return format_html('<ul class="plain">{}</ul>', items) if rows else "–"

    def get_urls(self):
        view = self.admin_site.admin_view(self.edited_view)
        return [path("edited/", view, name="sources_passage_edited"), *super().get_urls()]

    def edited_view(self, request):
        """List the claims whose words were edited at their source."""
        return edited_page(self, request)

    def is_revised(self, record):
        return record is not None and bool(self.corrected_records(record))

    def is_with_editors(self, obj):
        if self.is_revised(obj):
            return not self.may_revise(obj)
        return obj.appearances.exclude(claim__status=Status.DRAFT).exists()

    def may(self, request, verb):
        """Return whether the account may do ``verb`` ("change", "publish", ...) with passages, or what it asks of their
        sources."""
        model = "passage" if verb == "change" else "source"
        return request.user.has_perm(f"sources.{verb}_{model}")

    def review_sides(self, record):
        return two_sides(*self.corrected_records(record)[:MOST_SIDES])

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and form.material & set(form.changed_data):
            sign_for_passage(obj, by=self.writer(request))

    def corrected_records(self, record):
        """Return the published claims (list) that stand on ``record``; asks the database once for each object."""
        if not hasattr(record, "_corrected"):
            found = Claim.objects.filter(appearances__passage=record, status=Status.PUBLISHED)
            record._corrected = list(found.order_by("pk").distinct()) if record.pk is not None else []
        return record._corrected
