"""Whoever publishes sources."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled, one_of
from editorial.gate import used_q
from editorial.models import Curated, CuratedQuerySet, Slugged, SluggedQuerySet
from editorial.validators import validate_country, validate_language, validate_wikidata


class OutletKind(models.TextChoices):
    AGENCY = "agency", _("news agency")
    NEWSPAPER = "newspaper", _("newspaper")
    BROADCASTER = "broadcaster", _("broadcaster")
    NEWSLETTER = "newsletter", _("newsletter")
    OFFICIAL_CHANNEL = "official_channel", _("official channel")
    SOCIAL_CHANNEL = "social_channel", _("social channel")
    MONITOR = "monitor", _("monitor")
    OTHER = "other", _("other")


class OutletQuerySet(SluggedQuerySet, CuratedQuerySet):
    def published(self):
        """Return the outlets that a public record uses: as publisher, in a credit, or as the one relied on."""
        return self.filter(used_q("sources.Outlet"))


class Outlet(Slugged, Curated):
    """A newspaper, agency, broadcaster, newsletter, channel or monitor."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OutletKind)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("Where it is based: two letters as in ISO 3166-1."),
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        validators=[validate_language],
        help_text=_("The language it mostly publishes in: en, uk, ru ..."),
    )
    domain = models.CharField(
        _("domain"), max_length=100, blank=True, help_text=_("Such as example.org, without https.")
    )
    wikidata_id = models.CharField(_("Wikidata"), max_length=20, blank=True, validators=[validate_wikidata])

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        constraints = [
            filled("name", _("An outlet has a name.")),
            one_of("kind", OutletKind, _("Choose one of the kinds of outlet.")),
        ]

    def __str__(self):
        return self.name

    def slug_text(self):
        return self.name

    def is_public_address(self):
        """Return whether a record that uses it was ever public, so that readers may have met its address."""
        used = Q(sources__published_at__isnull=False) | Q(credits__source__published_at__isnull=False)
        return Outlet.objects.filter(used, pk=self.pk).exists() or self.is_public

    def get_absolute_url(self):
        return reverse("outlet_detail", args=[self.slug])
