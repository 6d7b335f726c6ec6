"""That one source repeats the text of another: suggested by comparison, decided by an editor, and remembered."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.constraints import one_of
from editorial.gate import published_q
from editorial.models.history import History


class DerivationKind(models.TextChoices):
    SAME = "same", _("the same text")
    ABRIDGED = "abridged", _("abridged")
    TRANSLATED = "translated", _("translated")
    REWRITTEN = "rewritten", _("rewritten")
    CITES = "cites", _("cites")


class FoundBy(models.TextChoices):
    COMPARISON = "comparison", _("comparison of the texts")
    EDITOR = "editor", _("an editor")


class Verdict(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("confirmed")
    REJECTED = "rejected", _("rejected")
    UNSURE = "unsure", _("unsure")


def confirmed_along(path):
    """Return the relation at the lookup ``path`` (str), from a record to derivations, of those that editors confirmed.

    It joins nobody's status: whoever shows what it leads to asks whether readers may see that.
    """
    return FilteredRelation(path, condition=Q(**{f"{path}__verdict": Verdict.ACCEPTED}))


class DerivationQuerySet(models.QuerySet):
    def accepted(self):
        """Return the derivations that an editor confirmed: those alone group reports into one origin."""
        return self.filter(verdict=Verdict.ACCEPTED)

    def published(self):
        """Return the confirmed derivations between published sources."""
        return self.accepted().filter(
            pk__in=self.model.objects.filter(published_q("source__") & published_q("origin__")).values("pk")
        )

    def between(self, one, other):
        """Return the derivation that joins two sources, in either direction, as a queryset of at most one."""
        return self.filter(Q(source=one, origin=other) | Q(source=other, origin=one))


class Derivation(models.Model):
    """One source's text comes from another's. A rejected one stays, so that it is never suggested again."""

    source = models.ForeignKey(
        "sources.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="derivations"
    )
    origin = models.ForeignKey(
        "sources.Source",
        verbose_name=_("origin"),
        on_delete=models.PROTECT,
        related_name="derived",
        help_text=_("The source whose text the other repeats."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=DerivationKind)
    found_by = models.CharField(_("found by"), max_length=10, choices=FoundBy, default=FoundBy.EDITOR)
    likeness = models.FloatField(
        _("likeness"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("The share of the shorter text that stands in the longer one, from 0 to 1."),
    )
    # The passages in both, for the editor to see: [[start, end, start in origin, end in origin], ...], in code points
    # of the two texts below, which never change.
    shared = models.JSONField(_("shared passages"), default=list, blank=True, editable=False)
    snapshot = models.ForeignKey(
        "sources.Snapshot",
        verbose_name=_("text compared"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    origin_snapshot = models.ForeignKey(
        "sources.Snapshot",
        verbose_name=_("text of the origin compared"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, default=Verdict.OPEN)
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it was decided so; for editors.")
    )
    suggested_at = models.DateTimeField(_("suggested at"), default=timezone.now)
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
    history = HistoricalRecords(history_manager=History)

    objects = DerivationQuerySet.as_manager()

    class Meta:
        ordering = ["-suggested_at", "-pk"]
        verbose_name = _("derivation")
        verbose_name_plural = _("derivations")
        constraints = [
            one_of("kind", DerivationKind, _("Choose one of the kinds of derivation.")),
            one_of("found_by", FoundBy, _("Say how it was found.")),
            one_of("verdict", Verdict, _("Choose one of the verdicts.")),
            models.CheckConstraint(
                condition=~Q(source=F("origin")),
                name="derivation_of_another",
                violation_error_message=_("A source does not come from itself."),
            ),
            models.CheckConstraint(
                condition=Q(likeness=None) | Q(likeness__gte=0, likeness__lte=1),
                name="derivation_likeness_is_a_share",
                violation_error_message=_("The likeness is a share, from 0 to 1."),
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.OPEN) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="derivation_decided_by_somebody",
                violation_error_message=_("A decision names who made it, and when."),
            ),
            models.UniqueConstraint(
                Least("source", "origin"),
                Greatest("source", "origin"),
                name="derivation_once",
                violation_error_message=_("These two sources are joined, or were decided not to be, already."),
            ),
        ]

    def __str__(self):
        return _("%(source)s, from %(origin)s") % {"source": self.source, "origin": self.origin}

    def clean(self):
        super().clean()
        if self.source_id is not None and self.source_id == self.origin_id:
            raise ValidationError({"origin": _("A source does not come from itself.")})
