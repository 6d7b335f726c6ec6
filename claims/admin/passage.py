from django.contrib import admin
from django.urls import path

from claims.actions import sign_for_passage
from claims.admin.edited import edited_page
from claims.admin.in_the_open import CorrectedInTheOpen, NotedForm
from claims.models import Claim
from editorial.status import Status
from sources.admin.forms import PassageForm
from sources.admin.passage import PassageAdmin
from sources.models import Passage


class ClaimedPassageForm(NotedForm, PassageForm):
    material = frozenset({"exact", "source"})


@admin.register(Passage)
class ClaimedPassageAdmin(CorrectedInTheOpen, PassageAdmin):
    """Registered here and not with the sources: the claims that stand on a passage are corrected with it."""

    form = ClaimedPassageForm
    change_list_template = "admin/passage_change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.edited_view)
        return [path("edited/", view, name="sources_passage_edited"), *super().get_urls()]

    def edited_view(self, request):
        """List the claims whose words were edited at their source."""
        return edited_page(self, request)

    def is_with_editors(self, obj):
        return super().is_with_editors(obj) or obj.appearances.exclude(claim__status=Status.DRAFT).exists()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and form.material & set(form.changed_data):
            sign_for_passage(obj, by=request.user)

    def corrected_records(self, record):
        return list(Claim.objects.filter(appearances__passage=record, status=Status.PUBLISHED).distinct())
