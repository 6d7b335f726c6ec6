"""Sentences in which somebody seems to claim something: proposed by rules, decided by an editor, and remembered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models.appearance import Attribution
from claims.models.lexicon import Implication
from editorial.constraints import one_of


class SuggestionState(models.TextChoices):
    OPEN = "open", _("open")
    USED = "used", _("made into a claim")
    DISMISSED = "dismissed", _("dismissed")


class ClaimSuggestion(models.Model):
    """A span of a text that may carry a claim: who speaks, how, and why it was marked. Never shown to readers."""

    snapshot = models.ForeignKey(
        "sources.Snapshot", verbose_name=_("snapshot"), on_delete=models.PROTECT, related_name="suggestions"
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    party = models.ForeignKey(
        "claims.Party", verbose_name=_("party"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    speaker = models.CharField(_("speaker"), max_length=200, blank=True, help_text=_("As printed, with the office."))
    attribution = models.CharField(_("attribution"), max_length=20, choices=Attribution)
    implies = models.CharField(_("implies"), max_length=14, choices=Implication, default=Implication.NEUTRAL)
    # Plain sentences for the editor: why it was marked.
    reasons = models.JSONField(_("reasons"), default=list)
    state = models.CharField(
        pgettext_lazy("how far it is", "state"), max_length=10, choices=SuggestionState, default=SuggestionState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["snapshot", "start", "pk"]
        verbose_name = _("suggested claim")
        verbose_name_plural = _("suggested claims")
        indexes = [models.Index(fields=["state", "snapshot"], name="suggestions_to_handle")]
        constraints = [
            one_of("attribution", Attribution, _("Choose one of the ways of attribution.")),
            one_of("implies", Implication, _("Choose what it implies.")),
            one_of("state", SuggestionState, _("A suggestion is open, made into a claim or dismissed.")),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="suggestion_has_length",
                violation_error_message=_("The end of a suggestion comes after its start."),
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.OPEN) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="suggestion_decided_by_somebody",
                violation_error_message=_("A decision names who made it, and when."),
            ),
            models.UniqueConstraint(
                fields=["snapshot", "start", "end"],
                name="suggestion_once",
                violation_error_message=_("These words are suggested already."),
            ),
        ]

    def __str__(self):
        return f"{self.snapshot_id} {self.start}–{self.end}"
