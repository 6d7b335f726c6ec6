from django.contrib import admin

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

    def corrected_records(self, record):
        return list(Claim.objects.filter(appearances__passage=record, status=Status.PUBLISHED).distinct())
