"""Two claims that may conflict, agree or be one: proposed by rules with their reasons, decided by an editor, kept."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.pair import PairKind
from editorial.constraints import one_of

# How long an editor who looks at a suggestion has it alone, unless they say so again.
HELD_FOR = timedelta(minutes=10)


class ProposedKind(models.TextChoices):
    """What two claims may be to each other: one of the kinds of pair, or one claim that was recorded twice."""

    CONTRADICTORY = PairKind.CONTRADICTORY.value, PairKind.CONTRADICTORY.label
    CONTRARY = PairKind.CONTRARY.value, PairKind.CONTRARY.label
    FIGURES = PairKind.FIGURES.value, PairKind.FIGURES.label
    ATTRIBUTION = PairKind.ATTRIBUTION.value, PairKind.ATTRIBUTION.label
    DENIAL = PairKind.DENIAL.value, PairKind.DENIAL.label
    APPARENT = PairKind.APPARENT.value, PairKind.APPARENT.label
    CORROBORATES = PairKind.CORROBORATES.value, PairKind.CORROBORATES.label
    RETRACTS = PairKind.RETRACTS.value, PairKind.RETRACTS.label
    REVISES = PairKind.REVISES.value, PairKind.REVISES.label
    SAME = "same", _("the same claim, reported again")


class PairVerdict(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    UNSURE = "unsure", _("unsure")


class PairSuggestionQuerySet(models.QuerySet):
    def published(self):
        """Return nothing: no reader sees what is only suggested."""
        return self.none()

    def open(self):
        """Return the suggestions that nobody has decided on."""
        return self.filter(verdict=PairVerdict.OPEN)

    def best_first(self):
        """Order by score, the highest first."""
        return self.order_by("-score", "pk")

    def of_claim(self, claim):
        """Return the suggestions with ``claim`` (a `Claim` or its key) on either side."""
        return self.filter(Q(one=claim) | Q(other=claim))

    def between(self, first, second):
        """Return the suggestion of two claims (each a `Claim` or its key), whichever comes first, as a queryset of at
        most one."""
        lower, higher = sorted(getattr(each, "pk", each) for each in (first, second))
        return self.filter(one=lower, other=higher)


class PairSuggestion(models.Model):
    """Two claims, what they may be to each other, and why. A rejected one stays, so that it never comes back.

    The claim with the lower key is stored as ``one``, so that two claims meet in one row whichever was looked at first;
    which of them answers the other is told by ``one_answers``.
    """

    one = models.ForeignKey(
        "claims.Claim", verbose_name=_("claim"), on_delete=models.CASCADE, related_name="suggested_as_one"
    )
    other = models.ForeignKey(
        "claims.Claim", verbose_name=_("other claim"), on_delete=models.CASCADE, related_name="suggested_as_other"
    )
    one_answers = models.BooleanField(
        _("the first answers the second"), default=False, help_text=_("Or came later: then it is the counterclaim.")
    )
    score = models.FloatField(_("score"), help_text=_("From 0 to 1: how much speaks for it."))
    kind = models.CharField(_("kind"), max_length=16, choices=ProposedKind)
    # What differs, and why it is suggested: [[code, {name: value}], ...], which claims.pairing.reasons puts into the
    # words of whoever reads it.
    scope = models.JSONField(_("what differs"), default=list, blank=True)
    reasons = models.JSONField(_("reasons"), default=list)
    verdict = models.CharField(_("verdict"), max_length=10, choices=PairVerdict, default=PairVerdict.OPEN)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Why it was decided so; for editors."))
    suggested_at = models.DateTimeField(_("suggested at"), default=timezone.now)
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
    # The pair that was made of it.
    pair = models.ForeignKey(
        "claims.ClaimPair",
        verbose_name=_("pair"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked at by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )
    held_until = models.DateTimeField(_("looked at until"), null=True, blank=True, editable=False)

    objects = PairSuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("suggested pair")
        verbose_name_plural = _("suggested pairs")
        indexes = [
            models.Index(fields=["verdict", "-score", "id"], name="pair_suggestions_best_first"),
        ]
        constraints = [
            one_of("kind", ProposedKind, _("Choose one of the kinds of pair, or the same claim.")),
            one_of("verdict", PairVerdict, _("Choose one of the verdicts.")),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1),
                name="pair_suggestion_score_is_a_share",
                violation_error_message=_("The score is a number from 0 to 1."),
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="pair_suggestion_lower_first",
                violation_error_message=_("Of two claims the one recorded first is named first; none meets itself."),
            ),
            models.CheckConstraint(
                condition=Q(verdict=PairVerdict.OPEN) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="pair_suggestion_decided_by_somebody",
                violation_error_message=_("A decision names who made it, and when."),
            ),
            models.CheckConstraint(
                condition=Q(held_by=None, held_until=None) | Q(held_by__isnull=False, held_until__isnull=False),
                name="pair_suggestion_held_by_somebody",
                violation_error_message=_("Who looks at a suggestion is named with the time until when."),
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                name="pair_suggestion_once",
                violation_error_message=_("These two claims are suggested, or were decided on, already."),
            ),
        ]

    def __str__(self):
        return f"{self.claim.answer} · {self.counterclaim.answer}"

    @property
    def claim(self):
        """The `Claim` that is proposed to be answered."""
        return self.other if self.one_answers else self.one

    @property
    def counterclaim(self):
        """The `Claim` that is proposed to answer it, or that came later."""
        return self.one if self.one_answers else self.other

    def other_than(self, claim):
        """Return the `Claim` of the two that is not ``claim`` (a `Claim` of it)."""
        return self.other if claim.pk == self.one_id else self.one

    def is_held(self, user, moment=None):
        """Return whether somebody else than ``user`` (a `User`) looks at it at ``moment`` (now, unless given)."""
        if self.held_by_id is None or self.held_by_id == user.pk:
            return False
        return self.held_until > (moment or timezone.now())
