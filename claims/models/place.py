"""Where events happen, how precisely that is known, and under which spellings it is printed."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.chain import DEPTH, refuse_chain
from claims.models.naming import NameKind, one_name
from editorial.constraints import filled, not_itself, one_of
from editorial.gate import used_q
from editorial.models import Curated, CuratedQuerySet, Slugged, SluggedQuerySet
from editorial.models.history import History
from editorial.validators import validate_language, validate_wikidata


class PlaceKind(models.TextChoices):
    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DISTRICT = "district", _("district")
    SETTLEMENT = "settlement", _("settlement")
    FACILITY = "facility", _("facility")
    AREA = "area", _("area")
    OTHER = "other", _("other")


class PlaceQuerySet(SluggedQuerySet, CuratedQuerySet):
    def published(self):
        """Return the places of public events, and the wider places these lie in."""
        return self.filter(used_q("claims.Place"))

    def within(self, place):
        """Return ``place`` (a `Place`) and every place inside it."""
        inside = Q(pk=place.pk)
        for depth in range(1, DEPTH + 1):
            inside |= Q(**{"__".join(["parent"] * depth): place})
        return self.filter(inside)


class Place(Slugged, Curated):
    """A village, a region, a refinery: as wide as what is known of it."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("lies in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, north positive (WGS 84)."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, east positive (WGS 84)."),
    )
    precision = models.PositiveIntegerField(
        _("precision"),
        null=True,
        blank=True,
        help_text=_("In metres: the place lies within this distance of the coordinates."),
    )
    geonames_id = models.PositiveBigIntegerField(_("GeoNames"), null=True, blank=True)
    wikidata_id = models.CharField(_("Wikidata"), max_length=20, blank=True, validators=[validate_wikidata])

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            filled("name", _("A place has a name.")),
            one_of("kind", PlaceKind, _("Choose one of the kinds of place.")),
            not_itself("parent", _("A place does not lie in itself.")),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None, precision=None)
                | Q(latitude__isnull=False, longitude__isnull=False, precision__isnull=False),
                name="place_coordinates_whole",
                violation_error_message=_("Give latitude, longitude and precision together, or none of them."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None) | Q(latitude__gte=-90, latitude__lte=90),
                name="place_latitude_range",
                violation_error_message=_("A latitude lies between -90 and 90 degrees."),
            ),
            models.CheckConstraint(
                condition=Q(longitude=None) | Q(longitude__gte=-180, longitude__lte=180),
                name="place_longitude_range",
                violation_error_message=_("A longitude lies between -180 and 180 degrees."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.refuse_cycle()
        return super().save(*args, **kwargs)

    def slug_text(self):
        return self.name

    def is_public_address(self):
        """Return whether an event here, or in a place inside, was ever public: readers may have met the address."""
        inside = Place.objects.within(self)
        return inside.filter(events__published_at__isnull=False).exists()

    def get_absolute_url(self):
        return f"{reverse('pair_list')}?place={self.slug}"

    def clean(self):
        super().clean()
        self.refuse_cycle()

    def refuse_cycle(self):
        """Raise `ValidationError` if this place would lie, by way of others, in itself, or too deep."""
        if self.parent_id is None:
            return
        places = Place.objects.exclude(parent=None)
        refuse_chain(
            self.pk,
            self.parent_id,
            up=lambda keys: places.filter(pk__in=keys).values_list("parent", flat=True),
            down=lambda keys: places.filter(parent__in=keys).values_list("pk", flat=True),
            cycle=ValidationError({"parent": _("This place would lie in itself, by way of the places it lies in.")}),
            too_deep=ValidationError(
                {"parent": _("Places lie at most %(depth)d deep in each other.") % {"depth": DEPTH}}
            ),
        )


class PlaceNameQuerySet(models.QuerySet):
    def published(self):
        """Return the names of public places."""
        return self.filter(used_q("claims.Place", "place__"))

    def get_by_natural_key(self, place, name, language):
        return self.get(place__slug=place, name=name, language=language)


class PlaceName(models.Model):
    """Another name or spelling under which a place is printed."""

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=12, blank=True, validators=[validate_language])
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.VARIANT)
    history = HistoricalRecords(history_manager=History)

    objects = PlaceNameQuerySet.as_manager()

    class Meta:
        ordering = ["place", "name", "language", "pk"]
        verbose_name = _("other name of a place")
        verbose_name_plural = _("other names of places")
        constraints = [
            filled("name", _("Write the name.")),
            one_of("kind", NameKind, _("Choose one of the kinds of name.")),
            models.UniqueConstraint(
                fields=["place", "name", "language"],
                name="place_names_once",
                violation_error_message=_("This place has this name in this language already."),
            ),
            one_name("place", _("This place has a name in this language; call this one a variant or a short name.")),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.place.slug, self.name, self.language)

    natural_key.dependencies = ["claims.place"]
