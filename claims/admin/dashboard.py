"""What waits at the desk of the claims: for the index of the editors' site."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.admin.desk.left import left_to_read
from claims.admin.edited import LOST
from claims.models import Claim, ClaimPair, PairSuggestion, PairVerdict
from editorial.actions.waiting import counted
from editorial.admin.dashboard import Task
from editorial.status import Status
from sources.models import Passage, Source


@admin.site.way
def desks(request):
    """Tell where sources are read, claims linked and articles brought in, as far as the account may."""
    may, found = request.user.has_perm, []
    if may("sources.view_source") and may("claims.add_claim"):
        found.append((_("Read"), reverse("admin:sources_source_changelist") + "?left=some&o=-2"))
    if may("claims.change_pairsuggestion") and may("claims.add_claimpair"):
        found.append((_("Link"), reverse("admin:claims_pairsuggestion_desk")))
    if may("sources.add_source"):
        found.append((_("Import"), reverse("admin:sources_importbatch_add")))
    return found


@admin.site.task
def desk_work(request):
    """Tell of what is to be read, decided and mended, as far as whoever asks may look at it."""
    may, told = request.user.has_perm, []
    if may("sources.view_source") and may("claims.add_claim"):
        told.append(
            Task(
                counted(left_to_read(Source.objects.all())),
                _("Sources to read"),
                _("With open suggestions, or opened by nobody"),
                reverse("admin:sources_source_changelist") + "?left=some&o=-2",
            )
        )
    if may("claims.view_pairsuggestion"):
        told.append(
            Task(
                counted(PairSuggestion.objects.filter(verdict=PairVerdict.OPEN)),
                _("Suggested pairs"),
                _("Two claims that may conflict; link or reject them"),
                reverse(f"admin:claims_pairsuggestion_{'desk' if may('claims.add_claimpair') else 'changelist'}"),
            )
        )
    if may("sources.view_passage") and may("claims.view_claim"):
        told.append(
            Task(
                counted(Passage.objects.filter(snapshot__isnull=False, state__in=LOST)),
                _("Anchors lost"),
                _("Quoted words that a newer text of their source has no longer, or several times"),
                reverse("admin:sources_passage_edited") + "?only=lost",
            )
        )
    if may("claims.view_claim"):
        told.append(
            Task(
                counted(Claim.objects.filter(question=None).exclude(status=Status.RETRACTED)),
                _("Claims without a question"),
                _("Recorded, and not yet set beside the answers of others"),
                reverse("admin:claims_claim_changelist") + "?missing=question",
            )
        )
    if may("claims.view_claimpair"):
        told.append(
            Task(
                counted(ClaimPair.objects.on_retracted()),
                _("Pairs whose claim was retracted"),
                _("They no longer stand before readers; retract them too, or set other claims against each other"),
                reverse("admin:claims_claimpair_changelist") + "?claims=retracted",
            )
        )
    return told
