"""One report of a claim in one source: the words, how they were attributed, who spoke, and on whose word it relies."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.constraints import not_itself, one_of
from editorial.fields import EarliestField, EDTFField, LatestField, edtf_constraints
from editorial.gate import published_q, use_of
from editorial.models.history import History
from editorial.validators import validate_language


class Attribution(models.TextChoices):
    DIRECT_QUOTATION = "direct_quotation", _("direct quotation")
    WRITTEN_STATEMENT = "written_statement", _("written statement")
    NAMED_OFFICIAL = "named_official", _("named official")
    UNNAMED_OFFICIAL = "unnamed_official", _("unnamed official")
    PARAPHRASE = "paraphrase", _("paraphrase")
    OWN_VOICE = "own_voice", _("outlet’s own voice")
    IMAGE = "image", _("image or video")


def appearance_public_q(prefix=""):
    """Return the condition "this appearance is public": its claim, the claim's event and its source are published."""
    return published_q(f"{prefix}claim__") & published_q(f"{prefix}claim__event__") & published_q(f"{prefix}source__")


class AppearanceQuerySet(models.QuerySet):
    def published(self):
        """Return the appearances of public claims in published sources."""
        return self.filter(appearance_public_q())

    def with_source(self):
        """Fetch with each appearance what a page shows of it, in one query."""
        return self.select_related(
            "passage", "source", "source__outlet", "relies_on_outlet", "relies_on", "relies_on__source"
        )

    def by_date(self):
        """Order by when it was said, then by when it was published; unknown dates last."""
        return self.order_by(
            F("said_earliest").asc(nulls_last=True),
            F("source__published_earliest").asc(nulls_last=True),
            "source__title",
            "passage__start",
            "pk",
        )

    def get_by_natural_key(self, claim, source, start, end, exact):
        return self.get(
            claim__slug=claim,
            passage__source__slug=source,
            passage__start=start,
            passage__end=end,
            passage__exact=exact,
        )


class Appearance(models.Model):
    """Where a claim stands, in which words."""

    claim = models.ForeignKey(
        "claims.Claim", verbose_name=_("claim"), on_delete=models.CASCADE, related_name="appearances"
    )
    source = models.ForeignKey(
        "sources.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="appearances"
    )
    passage = models.ForeignKey(
        "sources.Passage", verbose_name=_("passage"), on_delete=models.PROTECT, related_name="appearances"
    )
    attribution = models.CharField(
        _("attribution"),
        max_length=20,
        choices=Attribution,
        help_text=_("How the report ties the words to the party. “Outlet’s own voice”: it names nobody who said it."),
    )
    speaker = models.CharField(
        _("speaker"), max_length=200, blank=True, help_text=_("Who spoke for the party, as printed, with the office.")
    )
    said = EDTFField(_("said"))
    said_earliest = EarliestField("said")
    said_latest = LatestField("said")
    relies_on = models.ForeignKey(
        "self",
        verbose_name=_("relies on the report"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relied_on_by",
        help_text=_("The other report that this one repeats, if that is recorded here."),
    )
    relies_on_outlet = models.ForeignKey(
        "sources.Outlet",
        verbose_name=_("relies on the outlet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relied_on_by",
        help_text=_("Whom the report names as where it has this from: “according to AFP”."),
    )
    language = models.CharField(
        _("language of the original words"), max_length=12, blank=True, validators=[validate_language]
    )
    original = models.TextField(
        _("original words"), blank=True, help_text=_("If the passage is a translation and the original is known.")
    )
    history = HistoricalRecords(history_manager=History)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "pk"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            *edtf_constraints("said"),
            one_of("attribution", Attribution, _("Choose one of the ways of attribution.")),
            not_itself("relies_on", _("A report does not rely on itself.")),
            models.CheckConstraint(
                condition=Q(relies_on=None) | Q(relies_on_outlet=None),
                name="appearance_relies_on_one",
                violation_error_message=_("Name either the report or the outlet it relies on, not both."),
            ),
            models.CheckConstraint(
                condition=Q(original="") | ~Q(language=""),
                name="appearance_original_has_language",
                violation_error_message=_("Say in which language the original words are."),
            ),
            models.UniqueConstraint(
                fields=["claim", "passage"],
                name="appearance_once",
                violation_error_message=_("This claim has this passage already."),
            ),
        ]

    def __str__(self):
        return _("%(passage)s in %(source)s") % {"passage": self.passage, "source": self.source}

    def save(self, *args, **kwargs):
        self.refuse_foreign_passage()
        return super().save(*args, **kwargs)

    def natural_key(self):
        return (self.claim.slug, *self.passage.natural_key())

    natural_key.dependencies = ["claims.claim", "sources.passage", "sources.source", "sources.outlet"]

    def clean(self):
        super().clean()
        self.refuse_foreign_passage()

    def refuse_foreign_passage(self):
        """Raise `ValidationError` if the passage stands in another source."""
        if self.passage_id and self.source_id and self.passage.source_id != self.source_id:
            raise ValidationError(
                {"passage": _("These words stand in “%(source)s”.") % {"source": self.passage.source}}
            )


@use_of("sources.Passage")
def passages_of_public_appearances(prefix):
    return Q(Exists(Appearance.objects.published().filter(passage=OuterRef(f"{prefix}pk"))))


@use_of("sources.Outlet")
def outlets_relied_on(prefix):
    return Q(Exists(Appearance.objects.published().filter(relies_on_outlet=OuterRef(f"{prefix}pk"))))
