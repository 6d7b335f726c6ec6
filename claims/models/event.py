"""Something said to have happened at a place and a time."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models.chain import DEPTH, refuse_chain
from editorial.constraints import filled, not_itself, one_of
from editorial.fields import EarliestField, EDTFField, LatestField, edtf_constraints
from editorial.gate import use_of
from editorial.models import Publishable, PublishableQuerySet, Slugged, SluggedQuerySet


class EventKind(models.TextChoices):
    GROUND_ATTACK = "ground_attack", _("ground attack")
    AIR_ATTACK = "air_attack", _("air attack")
    CAMPAIGN = "campaign", _("campaign")
    VOTE = "vote", _("vote")
    STATEMENT = "statement", pgettext_lazy("kind of event", "statement")
    TRIAL = "trial", _("trial")
    OTHER = "other", _("other")


class EventQuerySet(SluggedQuerySet, PublishableQuerySet):
    """Events."""


class Event(Publishable, Slugged):
    """What the claims are about; its title and summary take nobody's side."""

    title = models.CharField(
        _("title"), max_length=200, help_text=_("Neutral and ours: what is said to have happened, where and when.")
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("A few sentences of ours that no party would have to deny.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    place = models.ForeignKey(
        "claims.Place", verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    occurred = EDTFField(_("occurred"))
    occurred_earliest = EarliestField("occurred")
    occurred_latest = LatestField("occurred")
    part_of = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    objects = EventQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = [F("occurred_earliest").desc(nulls_last=True), "title", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Publishable.Meta.constraints,
            *edtf_constraints("occurred"),
            filled("title", _("An event has a title.")),
            one_of("kind", EventKind, _("Choose one of the kinds of event.")),
            not_itself("part_of", _("An event is not part of itself.")),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.refuse_cycle()
        return super().save(*args, **kwargs)

    def slug_text(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event_detail", args=[self.slug])

    def clean(self):
        super().clean()
        self.refuse_cycle()

    def refuse_cycle(self):
        """Raise `ValidationError` if this event would be, by way of others, a part of itself, or too deep in others."""
        if self.part_of_id is None:
            return
        parts = Event.objects.exclude(part_of=None)
        refuse_chain(
            self.pk,
            self.part_of_id,
            up=lambda keys: parts.filter(pk__in=keys).values_list("part_of", flat=True),
            down=lambda keys: parts.filter(part_of__in=keys).values_list("pk", flat=True),
            cycle=ValidationError({"part_of": _("This event would be a part of itself, by way of others.")}),
            too_deep=ValidationError(
                {"part_of": _("Events lie at most %(depth)d deep in each other.") % {"depth": DEPTH}}
            ),
        )


@use_of("claims.Place")
def places_of_public_events(prefix):
    """The places of public events, and the wider places around these."""
    events = Event.objects.published()
    used = Q(Exists(events.filter(place=OuterRef(f"{prefix}pk"))))
    for depth in range(1, DEPTH + 1):
        around = "__".join(["place"] + ["parent"] * depth)
        used |= Q(Exists(events.filter(**{around: OuterRef(f"{prefix}pk")})))
    return used
