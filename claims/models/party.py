"""Whoever makes claims, what else they are called, and whom they belong to or speak for."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.chain import DEPTH, refuse_chain
from claims.models.naming import NameKind, one_name
from editorial.constraints import filled, one_of
from editorial.fields import EarliestField, EDTFField, LatestField, edtf_constraints
from editorial.gate import used_q
from editorial.models import Curated, CuratedQuerySet, Slugged, SluggedQuerySet
from editorial.models.history import History
from editorial.validators import validate_country, validate_language, validate_wikidata


class PartyKind(models.TextChoices):
    STATE = "state", _("state")
    MINISTRY = "ministry", _("ministry")
    ARMED_FORCE = "armed_force", _("armed force")
    ARMED_GROUP = "armed_group", _("armed group")
    OFFICIAL = "official", _("official")
    COMPANY = "company", _("company")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental body")
    MEDIA = "media", _("media")
    MONITOR = "monitor", _("monitor")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    OTHER = "other", _("other")


class PartyQuerySet(SluggedQuerySet, CuratedQuerySet):
    def published(self):
        """Return the parties that made a public claim, and the groups these belong to."""
        return self.filter(used_q("claims.Party"))


class Party(Slugged, Curated):
    """A ministry, an army, a militia, a government, an official, a company: the same form for each."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As it calls itself, in English."))
    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("Two letters as in ISO 3166-1; empty if it belongs to none."),
    )
    wikidata_id = models.CharField(_("Wikidata"), max_length=20, blank=True, validators=[validate_wikidata])
    description = models.TextField(
        _("description"), blank=True, help_text=_("One sentence that the party itself could accept.")
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            filled("name", _("A party has a name.")),
            one_of("kind", PartyKind, _("Choose one of the kinds of party.")),
        ]

    def __str__(self):
        return self.name

    def slug_text(self):
        return self.name

    def is_public_address(self):
        """Return whether a claim of the party, or of a member, was ever public: readers may have met the address."""
        inside = Q(pk=self.pk)
        for depth in range(1, DEPTH + 1):
            inside |= Q(**{"__".join(["memberships__group"] * depth): self})
        return Party.objects.filter(inside, claims__published_at__isnull=False).exists()

    def get_absolute_url(self):
        return reverse("party_detail", args=[self.slug])


class PartyNameQuerySet(models.QuerySet):
    def published(self):
        """Return the names of public parties."""
        return self.filter(used_q("claims.Party", "party__"))

    def get_by_natural_key(self, party, name, language):
        return self.get(party__slug=party, name=name, language=language)


class PartyName(models.Model):
    """Another name of a party."""

    party = models.ForeignKey(Party, verbose_name=_("party"), on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=12, blank=True, validators=[validate_language])
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.VARIANT)
    history = HistoricalRecords(history_manager=History)

    objects = PartyNameQuerySet.as_manager()

    class Meta:
        ordering = ["party", "name", "language", "pk"]
        verbose_name = _("other name of a party")
        verbose_name_plural = _("other names of parties")
        constraints = [
            filled("name", _("Write the name.")),
            one_of("kind", NameKind, _("Choose one of the kinds of name.")),
            models.UniqueConstraint(
                fields=["party", "name", "language"],
                name="party_names_once",
                violation_error_message=_("This party has this name in this language already."),
            ),
            one_name("party", _("This party has a name in this language; call this one a variant or a short name.")),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.party.slug, self.name, self.language)

    natural_key.dependencies = ["claims.party"]


class MembershipQuerySet(models.QuerySet):
    def published(self):
        """Return the memberships whose party is public; the group then is too."""
        return self.filter(used_q("claims.Party", "party__"))

    def get_by_natural_key(self, party, group, since):
        return self.get(party__slug=party, group__slug=group, since=since)

    def bulk_create(self, objs, *args, **kwargs):
        # Two rows of one batch can close a circle between them, so each is stored before the next is looked at.
        if kwargs or args:
            raise TypeError("Memberships are stored one by one, so bulk_create takes no options here.")
        with transaction.atomic():
            for membership in objs:
                membership.save(force_insert=True)
        return objs


class Membership(models.Model):
    """A party is part of a group, or speaks for it, during some time. The outermost group is the party's side."""

    party = models.ForeignKey(Party, verbose_name=_("party"), on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(
        Party,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        related_name="members",
        help_text=_("What it is part of or speaks for."),
    )
    since = EDTFField(_("since"))
    since_earliest = EarliestField("since")
    since_latest = LatestField("since")
    until = EDTFField(_("until"))
    until_earliest = EarliestField("until")
    until_latest = LatestField("until")
    history = HistoricalRecords(history_manager=History)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["party", "group", "since_earliest", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            *edtf_constraints("since", "until"),
            models.CheckConstraint(
                condition=~Q(party=F("group")),
                name="membership_of_another",
                violation_error_message=_("A party is not a member of itself."),
            ),
            models.CheckConstraint(
                condition=Q(since_earliest=None) | Q(until_latest=None) | Q(since_earliest__lte=F("until_latest")),
                name="membership_in_order",
                violation_error_message=_("A membership does not end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["party", "group", "since"],
                name="membership_once",
                violation_error_message=_("This membership is there already."),
            ),
        ]

    def __str__(self):
        return _("%(party)s, part of %(group)s") % {"party": self.party, "group": self.group}

    def save(self, *args, **kwargs):
        self.refuse_cycle()
        return super().save(*args, **kwargs)

    def natural_key(self):
        return (self.party.slug, self.group.slug, self.since)

    natural_key.dependencies = ["claims.party"]

    def clean(self):
        super().clean()
        self.refuse_cycle()

    def refuse_cycle(self):
        """Raise `ValidationError` if the party would be, by way of others, a member of itself, or too deep."""
        if self.party_id is None or self.group_id is None:
            return
        others = Membership.objects.exclude(pk=self.pk)
        refuse_chain(
            self.party_id,
            self.group_id,
            up=lambda keys: others.filter(party__in=keys).values_list("group", flat=True),
            down=lambda keys: others.filter(group__in=keys).values_list("party", flat=True),
            cycle=ValidationError({"group": _("The party would be a member of itself, by way of other groups.")}),
            too_deep=ValidationError(
                {"group": _("Groups lie at most %(depth)d deep in each other.") % {"depth": DEPTH}}
            ),
        )
