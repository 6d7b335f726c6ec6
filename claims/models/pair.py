"""Two claims set against each other, of a stated kind, with the editor's reason."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim, claim_public_q
from editorial.constraints import filled, one_of
from editorial.gate import published_q
from editorial.models import Need, Publishable, PublishableQuerySet, Slugged, SluggedQuerySet
from editorial.status import Status


class PairKind(models.TextChoices):
    """How two claims stand to each other. The distinction between contradictory and contrary is that of the
    traditional square of opposition (Aristotle, De interpretatione 7)."""

    CONTRADICTORY = "contradictory", _("contradictory")
    CONTRARY = "contrary", _("contrary")
    FIGURES = "figures", _("figures")
    ATTRIBUTION = "attribution", _("attribution")
    DENIAL = "denial", _("denial")
    APPARENT = "apparent", _("apparent")
    CORROBORATES = "corroborates", _("corroborates")
    RETRACTS = "retracts", _("retracts")
    REVISES = "revises", _("revises")

    @classmethod
    def conflicting(cls):
        """Return the kinds that set claims against each other (list)."""
        return [kind for kind in cls if kind not in (cls.CORROBORATES, cls.RETRACTS, cls.REVISES)]

    @classmethod
    def of_one_party(cls):
        """Return the kinds in which a party speaks of its own earlier claim (list)."""
        return [cls.RETRACTS, cls.REVISES]

    @property
    def conflicts(self):
        return self in self.conflicting()

    @property
    def explanation(self):
        """What the kind means, in a sentence for readers."""
        return EXPLANATIONS[self]


EXPLANATIONS = {
    PairKind.CONTRADICTORY: _("One of the two must be false, and one must be true."),
    PairKind.CONTRARY: _("Both cannot be true, but both can be false."),
    PairKind.FIGURES: _("Both give a number of the same thing, and the numbers do not overlap."),
    PairKind.ATTRIBUTION: _("Both speak of the same act, and name different parties as having done it."),
    PairKind.DENIAL: _("The second denies what the first says, and offers no other account."),
    PairKind.APPARENT: _("They seem to conflict, but speak of different times, places, definitions or units."),
    PairKind.CORROBORATES: _("Another party says the same."),
    PairKind.RETRACTS: _("The same party takes its earlier claim back."),
    PairKind.REVISES: _("The same party changes its earlier figure or account."),
}


def pair_public_q(prefix=""):
    """Return the condition "this pair is public": published, and both its claims are public."""
    return published_q(prefix) & claim_public_q(f"{prefix}claim__") & claim_public_q(f"{prefix}counterclaim__")


class ClaimPairQuerySet(SluggedQuerySet, PublishableQuerySet):
    def published(self):
        """Return the pairs that are public (see `pair_public_q`)."""
        return self.filter(pair_public_q())

    def between(self, one, other):
        """Return the pairs of the two claims (each a `Claim` or its key), in either order."""
        return self.filter(Q(claim=one, counterclaim=other) | Q(claim=other, counterclaim=one))

    def involving(self, party):
        """Return the pairs with a claim of ``party`` (a `Party`) on either side."""
        return self.filter(Q(claim__party=party) | Q(counterclaim__party=party))

    def of_claim(self, claim):
        """Return the pairs in which ``claim`` (a `Claim`) stands on either side."""
        return self.filter(Q(claim=claim) | Q(counterclaim=claim))

    def on_retracted(self):
        """Return the pairs of which a claim was retracted, and which were not retracted themselves."""
        gone = Q(claim__status=Status.RETRACTED) | Q(counterclaim__status=Status.RETRACTED)
        return self.filter(gone).exclude(status=Status.RETRACTED)

    def with_sides(self):
        """Fetch both claims with party, event and question, in the same query."""
        fields = ("party", "event", "event__place", "question")
        return self.select_related(*(f"{side}__{field}" for side in ("claim", "counterclaim") for field in fields))

    def with_appearances(self):
        """Fetch both sides' public appearances as ``public_appearances`` of each claim: two more queries each side."""
        claims = Claim.objects.select_related("party", "event", "event__place", "question").with_appearances()
        return self.prefetch_related(Prefetch("claim", queryset=claims), Prefetch("counterclaim", queryset=claims))


class ClaimPair(Publishable, Slugged):
    """A claim and the counterclaim that answers it or came later."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="pairs_as_claim")
    counterclaim = models.ForeignKey(
        Claim,
        verbose_name=_("counterclaim"),
        on_delete=models.PROTECT,
        related_name="pairs_as_counterclaim",
        help_text=_("The one that answers the other, or came later."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=PairKind,
        help_text=_("Contradictory: one must be false. Contrary: both cannot be true, both can be false."),
    )
    rationale = models.TextField(
        _("reason"), help_text=_("Why they conflict, or how they agree, in words that both parties could follow.")
    )
    scope_note = models.TextField(
        _("scope"),
        blank=True,
        help_text=_("What differs: time, place, definition, unit. Required where the conflict is only apparent."),
    )
    would_settle = models.TextField(
        _("what would settle it"),
        blank=True,
        help_text=_(
            "Which evidence would decide between the two, whoever it favours: a dated picture, a list of names."
        ),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Its order among the pairs of the event; the lowest leads.")
    )

    objects = ClaimPairQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["position", "slug"]
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        indexes = [
            # The usual order of the list, so that any page of it is found without looking at the others.
            models.Index(
                F("published_at").desc(), "position", "slug", name="pairs_newest_first", condition=published_q()
            )
        ]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", PairKind, _("Choose one of the kinds of pair.")),
            filled("rationale", _("Say why these two are set against each other.")),
            models.CheckConstraint(
                condition=~Q(claim=F("counterclaim")),
                name="pair_of_two",
                violation_error_message=_("A claim is not set against itself."),
            ),
            models.UniqueConstraint(
                Least("claim", "counterclaim"),
                Greatest("claim", "counterclaim"),
                name="pair_once_in_either_order",
                violation_error_message=_("These two claims are a pair already, in this order or the other."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=PairKind.APPARENT) | ~Q(scope_note=""),
                name="pair_apparent_says_scope",
                violation_error_message=_("Where the conflict is only apparent, say what differs."),
            ),
        ]

    def __str__(self):
        against = _("against") if self.kind in PairKind.conflicting() else self.get_kind_display()
        one, other = self.claim, self.counterclaim
        return f"{one.party}, {one.answer} · {against} · {other.party}, {other.answer}"

    def save(self, *args, **kwargs):
        self.refuse_wrong_parties()
        return super().save(*args, **kwargs)

    def slug_text(self):
        return f"{self.claim.answer} against {self.counterclaim.answer}"

    def get_absolute_url(self):
        return reverse("pair_detail", args=[self.slug])

    @property
    def kind_explanation(self):
        """What its kind means, in a sentence for readers."""
        return PairKind(self.kind).explanation

    @property
    def conflicts(self):
        return PairKind(self.kind).conflicts

    def clean(self):
        super().clean()
        self.refuse_wrong_parties()

    def refuse_wrong_parties(self):
        """Raise `ValidationError` if the kind does not go with whose the two claims are."""
        if self.claim_id is None or self.counterclaim_id is None:
            return
        same = self.claim.party_id == self.counterclaim.party_id
        if self.kind in PairKind.of_one_party() and not same:
            message = _("“%(kind)s” is a party taking back or changing its own claim; these are two parties.")
        elif self.kind == PairKind.CORROBORATES and same:
            message = _("“%(kind)s” needs another party; this one says it twice. Add an appearance instead.")
        else:
            return
        raise ValidationError({"kind": message % {"kind": self.get_kind_display()}})

    def publication_problems(self):
        return [
            _("The claim “%(claim)s” is not published. Publish that first.") % {"claim": claim}
            for claim in (self.claim, self.counterclaim)
            if not claim.is_public
        ]

    def publication_needs(self):
        """Return both claims, each after what it needs itself, as far as readers do not see them."""
        claims = Claim.objects.select_related("party", "event__place", "question__event")
        claims = claims.prefetch_related("appearances__source").in_bulk([self.claim_id, self.counterclaim_id])
        needs = {}
        for claim in (claims[self.claim_id], claims[self.counterclaim_id]):
            own = [] if claim.status == Status.PUBLISHED else [Need(claim)]
            for need in [*claim.publication_needs(), *own]:
                known = needs.get(need.record)
                if known is None or (need.required and not known.required):
                    needs[need.record] = need
        return list(needs.values())
