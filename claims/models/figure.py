"""A number in a claim: an interval, because most numbers in reports are "at least" or "about"."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.claim import claim_public_q
from editorial.constraints import filled, one_of
from editorial.models.history import History


class Measure(models.TextChoices):
    KILLED = "killed", _("killed")
    WOUNDED = "wounded", _("wounded")
    CASUALTIES = "casualties", _("casualties, killed or wounded")
    CAPTURED = "captured", _("captured")
    PERSONS = "persons", _("persons")
    VEHICLES = "vehicles", _("vehicles")
    ATTACKS = "attacks", _("attacks")
    PLACES = "places", _("places")
    DURATION = "duration", _("duration")
    DISTANCE = "distance", _("distance")
    QUANTITY = "quantity", _("quantity")
    OTHER = "other", _("other")


class Qualifier(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    AT_MOST = "at_most", _("at most")
    ABOUT = "about", _("about")
    NONE = "none", _("none")


class FigureQuerySet(models.QuerySet):
    def published(self):
        """Return the figures of public claims."""
        return self.filter(claim_public_q("claim__"))

    def get_by_natural_key(self, claim, measure, counted):
        return self.get(claim__slug=claim, measure=measure, counted=counted)


class Figure(models.Model):
    """How many, of what, and how surely."""

    claim = models.ForeignKey("claims.Claim", verbose_name=_("claim"), on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    counted = models.CharField(
        _("what was counted"), max_length=200, help_text=_("Such as “militia fighters” or “regions attacked”.")
    )
    low = models.DecimalField(_("low"), max_digits=16, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("high"), max_digits=16, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("Such as “t a year”; empty for a count."))
    qualifier = models.CharField(_("qualifier"), max_length=12, choices=Qualifier, default=Qualifier.EXACTLY)
    cumulative = models.BooleanField(
        _("cumulative"), default=False, help_text=_("It counts everything up to the day, not that day alone.")
    )
    history = HistoricalRecords(history_manager=History)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            filled("counted", _("Say what was counted.")),
            one_of("measure", Measure, _("Choose one of the measures.")),
            one_of("qualifier", Qualifier, _("Choose one of the qualifiers.")),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
                name="figure_in_order",
                violation_error_message=_("The low number is not above the high number."),
            ),
            # Each end is asked for by itself: a comparison with nothing is no refusal for a database.
            models.CheckConstraint(
                condition=Q(qualifier=Qualifier.EXACTLY, low__isnull=False, high__isnull=False, high=F("low"))
                | Q(qualifier__in=[Qualifier.AT_LEAST, Qualifier.MORE_THAN], low__isnull=False, high=None)
                | Q(qualifier=Qualifier.AT_MOST, low=None, high__isnull=False)
                | Q(qualifier=Qualifier.ABOUT, low__isnull=False, high__isnull=False)
                | Q(qualifier=Qualifier.NONE, low__isnull=False, high__isnull=False, low=0, high=0),
                name="figure_bounds_fit_qualifier",
                violation_error_message=_(
                    "Exactly: low and high alike. At least, more than: low only. At most: high only. About: both."
                    " None: 0."
                ),
            ),
            models.UniqueConstraint(
                fields=["claim", "measure", "counted"],
                name="figure_once",
                violation_error_message=_("This claim has a figure of this already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_qualifier_display()} {self.amount} {self.unit or self.counted}".replace("  ", " ")

    @property
    def amount(self):
        """The number or the two numbers, without zeros that say nothing (str)."""
        ends = [f"{number.normalize():f}" for number in (self.low, self.high) if number is not None]
        return "–".join(dict.fromkeys(ends))

    def natural_key(self):
        return (self.claim.slug, self.measure, self.counted)

    natural_key.dependencies = ["claims.claim"]
