"""What an import found in an article about the article: as printed, with where; or guessed, and marked so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled, one_of


class FindingField(models.TextChoices):
    """What it is about: fields of a source, by their names there."""

    TITLE = "title", _("title")
    PUBLISHED = "published", _("date of publication")
    URL = "url", _("canonical address")
    OUTLET = "outlet", _("outlet")
    CREDIT = "credit", _("credit")
    BYLINE = "byline", _("byline")
    LANGUAGE = "language", _("language")
    TRANSLATED_FROM = "translated_from", _("translated from")
    ENCODING = "encoding", _("encoding")
    FURNITURE = "furniture", _("page furniture")


class Certainty(models.TextChoices):
    FOUND = "found", _("found: it stands in the document")
    GUESSED = "guessed", _("guessed: inferred, and for an editor to decide")


class FindingState(models.TextChoices):
    OPEN = "open", _("open")
    TAKEN = "taken", _("taken over")
    DISMISSED = "dismissed", _("dismissed")


class Finding(models.Model):
    """One thing that an import read in, or of, a captured text. Never shown to readers."""

    snapshot = models.ForeignKey(
        "sources.Snapshot", verbose_name=_("snapshot"), on_delete=models.PROTECT, related_name="findings"
    )
    field = models.CharField(_("what it says"), max_length=20, choices=FindingField)
    value = models.CharField(_("value"), max_length=500)
    certainty = models.CharField(_("certainty"), max_length=8, choices=Certainty)
    where = models.CharField(
        _("where"), max_length=200, help_text=_("In words: where it stands, or what it is inferred from.")
    )
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    state = models.CharField(_("decision"), max_length=10, choices=FindingState, default=FindingState.OPEN)
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
        ordering = ["snapshot", "field", F("start").asc(nulls_first=True), "pk"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            one_of("field", FindingField, _("A finding is about one of the fields listed.")),
            one_of("certainty", Certainty, _("A finding is found or guessed.")),
            one_of("state", FindingState, _("A finding is open, taken over or dismissed.")),
            filled("value", _("A finding has a value.")),
            filled("where", _("A finding says where.")),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="finding_span",
                violation_error_message=_("A place in the text has a start and, after it, an end."),
            ),
            # Without a place it is once, too: two rows with no place would otherwise not count as the same.
            models.UniqueConstraint(
                "snapshot",
                "field",
                "value",
                Coalesce("start", -1),
                Coalesce("end", -1),
                name="finding_once",
                violation_error_message=_("This was found there already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_field_display()}: {self.value}"
