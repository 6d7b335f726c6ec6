"""One published document, and the outlets that it says its report comes from."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.constraints import filled, one_of, web_address
from editorial.fields import EarliestField, EDTFField, LatestField, edtf_constraints
from editorial.gate import published_q, use_of
from editorial.models import Publishable, PublishableQuerySet, Slugged, SluggedQuerySet
from editorial.models.history import History
from editorial.validators import validate_language, validate_sha256

# BCP 47 (RFC 5646) for a language that nobody has looked at yet; nothing is guessed.
UNDETERMINED = "und"


class SourceKind(models.TextChoices):
    ARTICLE = "article", _("article")
    AGENCY_REPORT = "agency_report", _("agency report")
    STATEMENT = "statement", _("official statement")
    POST = "post", _("post")
    VIDEO = "video", _("video")
    TRANSCRIPT = "transcript", _("transcript")


class SourceQuerySet(SluggedQuerySet, PublishableQuerySet):
    """Sources; a published one shows its quotations, never its full text."""


class Source(Publishable, Slugged):
    """One article, statement, post or video in which claims are reported."""

    title = models.CharField(
        _("title"), max_length=300, help_text=_("As printed. Where nothing is printed, describe it.")
    )
    outlet = models.ForeignKey(
        "sources.Outlet",
        verbose_name=_("outlet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sources",
        help_text=_("Who published it. Leave it empty when that is not known; never guess."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.ARTICLE)
    url = models.URLField(
        _("canonical address"), max_length=500, blank=True, help_text=_("Without tracking parameters.")
    )
    language = models.CharField(_("language"), max_length=12, validators=[validate_language], default=UNDETERMINED)
    byline = models.CharField(_("byline"), max_length=200, blank=True, help_text=_("The author as printed."))
    published = EDTFField(_("date of publication"))
    published_earliest = EarliestField("published")
    published_latest = LatestField("published")
    translated_from = models.CharField(
        _("translated from"),
        max_length=12,
        blank=True,
        validators=[validate_language],
        help_text=_("The language of the original, if the text is a translation and the original is known."),
    )
    text_sha256 = models.CharField(
        _("SHA-256 of the text"),
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text=_("Of the text that the positions of the quotations refer to, known even where no text is held."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta(Publishable.Meta):
        # Named, because the two databases disagree on where an unknown date goes.
        ordering = [F("published_earliest").desc(nulls_last=True), "title", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            *Publishable.Meta.constraints,
            *edtf_constraints("published"),
            filled("title", _("A source has a title; where none is printed, describe the document.")),
            web_address("url", _("The address begins with https:// or http://.")),
            one_of("kind", SourceKind, _("Choose one of the kinds of source.")),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="source_url_once",
                violation_error_message=_("A source with this address is there already."),
            ),
            models.UniqueConstraint(
                fields=["text_sha256"],
                condition=~Q(text_sha256=""),
                name="source_text_once",
                violation_error_message=_("A source with exactly this text is there already."),
            ),
        ]

    def __str__(self):
        return self.title

    def slug_text(self):
        return self.title

    def get_absolute_url(self):
        return reverse("source_detail", args=[self.slug])

    def publication_problems(self):
        if self.language == UNDETERMINED:
            return [_("Its language is not known yet. Say in which language it is written.")]
        return []


class SourceCreditQuerySet(models.QuerySet):
    def published(self):
        """Return the credits that published sources print."""
        return self.filter(published_q("source__"))

    def get_by_natural_key(self, source, outlet):
        return self.get(source__slug=source, outlet__slug=outlet)


class SourceCredit(models.Model):
    """An outlet that a source names as where its report comes from: "With Reuters, AP"."""

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="credits")
    outlet = models.ForeignKey(
        "sources.Outlet", verbose_name=_("outlet"), on_delete=models.PROTECT, related_name="credits"
    )
    wording = models.CharField(
        _("wording"), max_length=200, blank=True, help_text=_("The credit as printed, such as “With Reuters, AP”.")
    )
    history = HistoricalRecords(history_manager=History)

    objects = SourceCreditQuerySet.as_manager()

    class Meta:
        ordering = ["source", "outlet__name", "pk"]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "outlet"],
                name="source_credits_outlet_once",
                violation_error_message=_("This source credits this outlet already."),
            )
        ]

    def __str__(self):
        return self.wording or str(self.outlet)

    def natural_key(self):
        return (self.source.slug, self.outlet.slug)

    natural_key.dependencies = ["sources.source", "sources.outlet"]


@use_of("sources.Outlet")
def outlets_that_publish(prefix):
    return Q(Exists(Source.objects.published().filter(outlet=OuterRef(f"{prefix}pk"))))


@use_of("sources.Outlet")
def outlets_that_are_credited(prefix):
    return Q(Exists(SourceCredit.objects.published().filter(outlet=OuterRef(f"{prefix}pk"))))
