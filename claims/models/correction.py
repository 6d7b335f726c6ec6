"""What was corrected after publication, in the open: before, after, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import claim_public_q
from claims.models.pair import pair_public_q
from editorial.constraints import filled, one_of


class CorrectionKind(models.TextChoices):
    STATEMENT = "statement", _("statement")
    QUOTATION = "quotation", _("quotation")
    ATTRIBUTION = "attribution", _("attribution")
    FIGURE = "figure", _("figure")
    PAIR = "pair", _("pair")


class CorrectionQuerySet(models.QuerySet):
    def published(self):
        """Return the corrections of what is public."""
        return self.filter(
            Q(claim__isnull=False) & claim_public_q("claim__") | Q(pair__isnull=False) & pair_public_q("pair__")
        )


class Correction(models.Model):
    """A material change of a published claim or pair. Never changed itself: a wrong correction gets another."""

    claim = models.ForeignKey(
        "claims.Claim",
        verbose_name=_("claim"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    pair = models.ForeignKey(
        "claims.ClaimPair",
        verbose_name=_("pair"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    kind = models.CharField(_("what was corrected"), max_length=12, choices=CorrectionKind)
    note = models.TextField(_("public note"), help_text=_("What was wrong and what is right now; readers see it."))
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, pair__isnull=False) | Q(claim__isnull=False, pair=None),
                name="correction_of_one_thing",
                violation_error_message=_("A correction is of one claim or of one pair."),
            ),
            one_of("kind", CorrectionKind, _("Choose what was corrected.")),
            filled("note", _("Tell readers what was corrected.")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.note}"
