"""Two records that turned out to be one: what was done, so that it can be undone, and where old addresses lead."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled, one_of
from editorial.models.slugged import keeps_addresses


class MergeKind(models.TextChoices):
    """What can be merged. The values are the names of the models."""

    PARTY = "party", _("parties")
    PLACE = "place", _("places")
    EVENT = "event", _("events")
    QUESTION = "question", _("questions")
    CLAIM = "claim", _("claims")


class AddressKind(models.TextChoices):
    """Whose address leads elsewhere since a merge. A pair's does when its claims became claims of another pair."""

    PARTY = "party", _("party")
    PLACE = "place", _("place")
    EVENT = "event", _("event")
    QUESTION = "question", _("question")
    CLAIM = "claim", _("claim")
    PAIR = "claimpair", _("pair")


class MergeQuerySet(models.QuerySet):
    def published(self):
        """Return nothing: what editors put together is told to no reader."""
        return self.none()

    def in_force(self):
        """Return the merges that were not undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """One record was taken into another of its kind. It stays when it is undone, so that both are known."""

    kind = models.CharField(_("kind"), max_length=10, choices=MergeKind)
    # Keys, and not relations: one of the two is not there any more.
    kept = models.BigIntegerField(_("key of the record that stays"))
    kept_name = models.CharField(_("stays"), max_length=640)
    gone = models.BigIntegerField(_("key of the record that went"))
    gone_name = models.CharField(_("went into it"), max_length=640)
    gone_slug = models.CharField(_("address of the record that went"), max_length=100)
    # All that was changed, with what stood there before: see `claims.merging.record`.
    record = models.JSONField(_("what was done"), default=dict)
    note = models.TextField(_("public note"), blank=True, help_text=_("What readers were told."))
    made_at = models.DateTimeField(_("merged at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("merged by"), on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        # Whoever may make one may undo it; nothing of it is changed or deleted.
        default_permissions = ("view", "add")
        indexes = [models.Index(fields=["kind", "kept"], name="merges_by_kept")]
        constraints = [
            one_of("kind", MergeKind, _("Choose what is merged.")),
            filled("gone_slug", _("Say which address the record had.")),
            models.CheckConstraint(
                condition=~Q(kept=F("gone")),
                name="merge_of_two",
                violation_error_message=_("A record is not merged into itself."),
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
                violation_error_message=_("Whoever undoes a merge is named, with the time."),
            ),
            models.UniqueConstraint(
                fields=["kind", "gone"],
                condition=Q(undone_at=None),
                name="merge_once",
                violation_error_message=_("This record went into another one already."),
            ),
        ]

    def __str__(self):
        return _("“%(gone)s” into “%(kept)s”") % {"gone": self.gone_name, "kept": self.kept_name}

    @property
    def undone(self):
        return self.undone_at is not None


class MergedAddressQuerySet(models.QuerySet):
    def published(self):
        """Return the addresses that readers may have met, which is all: no other is noted. Whether readers may see what
        one leads to, that record's own gate says."""
        return self.all()


class MergedAddress(models.Model):
    """An address that readers had of a record that is merged now, and the record they are led to. While it is noted,
    no other record of the kind gets it."""

    merge = models.ForeignKey(Merge, verbose_name=_("merge"), on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(_("kind"), max_length=10, choices=AddressKind)
    slug = models.CharField(_("address"), max_length=100)
    leads_to_kind = models.CharField(_("leads to a"), max_length=10, choices=AddressKind)
    leads_to = models.BigIntegerField(_("key of what it leads to"))

    objects = MergedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name = _("address of a merged record")
        verbose_name_plural = _("addresses of merged records")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["leads_to_kind", "leads_to"], name="merged_addresses_by_target")]
        constraints = [
            one_of("kind", AddressKind, _("Choose whose address it is.")),
            one_of("leads_to_kind", AddressKind, _("Choose what it leads to.")),
            filled("slug", _("Write the address.")),
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="merged_address_once",
                violation_error_message=_("This address leads somewhere already."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}"


@keeps_addresses
def addresses_of_merged(model, slugs):
    kind = model._meta.model_name
    if kind not in AddressKind.values:
        return set()
    return set(MergedAddress.objects.filter(kind=kind, slug__in=slugs).values_list("slug", flat=True))
