"""One party's statement of fact, in our neutral wording, answering a question."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.appearance import Appearance
from claims.models.chain import DEPTH
from claims.models.party import Membership
from editorial.constraints import filled, one_of
from editorial.fields import EarliestField, EDTFField, LatestField, edtf_constraints
from editorial.gate import published_q, use_of
from editorial.models import Need, Publishable, PublishableQuerySet, Slugged, SluggedQuerySet
from editorial.status import Status


class ClaimKind(models.TextChoices):
    FACTUAL = "factual", _("factual")
    ATTRIBUTION = "attribution", _("attribution")
    INTENTION = "intention", _("intention")
    FORECAST = "forecast", _("forecast")
    JUDGEMENT = "judgement", _("judgement")


def claim_public_q(prefix=""):
    """Return the condition "this claim is public", asked across the lookup path ``prefix`` (str).

    It and its event are published, and at least one published source carries it: a claim is never shown without words.
    """
    carried = Appearance.objects.filter(published_q("source__"), claim=OuterRef(f"{prefix}pk"))
    return published_q(prefix) & published_q(f"{prefix}event__") & Q(Exists(carried))


class ClaimQuerySet(SluggedQuerySet, PublishableQuerySet):
    def published(self):
        """Return the claims that are public (see `claim_public_q`)."""
        return self.filter(claim_public_q())

    def with_appearances(self):
        """Fetch each claim's public appearances, oldest first, as the list ``public_appearances``: one more query."""
        public = Appearance.objects.published().with_source().by_date()
        return self.prefetch_related(Prefetch("appearances", queryset=public, to_attr="public_appearances"))


class Claim(Publishable, Slugged):
    """What one party says is so."""

    party = models.ForeignKey("claims.Party", verbose_name=_("party"), on_delete=models.PROTECT, related_name="claims")
    event = models.ForeignKey("claims.Event", verbose_name=_("event"), on_delete=models.PROTECT, related_name="claims")
    question = models.ForeignKey(
        "claims.Question",
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
        help_text=_("The point at issue that it answers; empty while unfiled."),
    )
    statement = models.CharField(
        _("statement"),
        max_length=400,
        help_text=_("One neutral sentence of ours that says what the party says. The same verbs for every party."),
    )
    answer = models.CharField(
        _("answer"), max_length=80, help_text=_("The answer to the question in a few words: “repelled”, “captured”.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ClaimKind, default=ClaimKind.FACTUAL)
    about = EDTFField(_("the time it speaks of"))
    about_earliest = EarliestField("about")
    about_latest = LatestField("about")

    objects = ClaimQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["party__name", "statement", "pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [
            # The usual order of the list, so that any page of it is found without looking at the others.
            models.Index(F("published_at").desc(), "slug", name="claims_newest_first", condition=published_q())
        ]
        constraints = [
            *Publishable.Meta.constraints,
            *edtf_constraints("about"),
            filled("statement", _("Write the statement.")),
            filled("answer", _("Write the answer in a few words.")),
            one_of("kind", ClaimKind, _("Choose one of the kinds of claim.")),
        ]

    def __str__(self):
        return f"{self.party}: {self.statement}"

    def save(self, *args, **kwargs):
        self.refuse_foreign_question()
        return super().save(*args, **kwargs)

    def slug_text(self):
        return f"{self.party} {self.statement}"

    def get_absolute_url(self):
        return reverse("claim_detail", args=[self.slug])

    def clean(self):
        super().clean()
        self.refuse_foreign_question()

    def refuse_foreign_question(self):
        """Raise `ValidationError` if the question is one about another event."""
        if self.question_id and self.event_id and self.question.event_id != self.event_id:
            raise ValidationError(
                {"question": _("This question is about “%(event)s”.") % {"event": self.question.event}}
            )

    def publication_problems(self):
        problems = []
        if not self.event.is_public:
            problems.append(_("Its event, “%(event)s”, is not published. Publish that first.") % {"event": self.event})
        first = self.appearances.select_related("source").first()
        if first is None:
            problems.append(_("It has no appearance. Add the source and the words that carry it."))
        elif not self.appearances.filter(published_q("source__")).exists():
            problems.append(
                _("No source that carries it is published. Publish “%(source)s” first.") % {"source": first.source}
            )
        return problems

    def publication_needs(self):
        """Return its event, its question and the sources that carry it, as far as readers do not see them."""
        needs = [] if self.event.is_public else [Need(self.event)]
        if self.question is not None and self.question.status != Status.PUBLISHED:
            needs.append(Need(self.question, required=False))
        # In the order in which they were recorded; of a pair they are fetched already.
        prefetch_related_objects([self], "appearances__source")
        sources = list(dict.fromkeys(report.source for report in self.appearances.all()))
        shown = any(source.status == Status.PUBLISHED for source in sources)
        for source in sources:
            if source.status != Status.PUBLISHED:
                # One is enough for readers to see where it stands.
                needs.append(Need(source, required=not shown))
                shown = True
        return needs


@use_of("claims.Party")
def parties_of_public_claims(prefix):
    """The parties that made a public claim, and the groups they belong to, however far out."""
    claims = Claim.objects.published()
    used = Q(Exists(claims.filter(party=OuterRef(f"{prefix}pk"))))
    for depth in range(1, DEPTH + 1):
        used |= Q(Exists(claims.filter(party__in=members(f"{prefix}pk", depth))))
    return used


def members(group, depth):
    """Return the keys of the parties ``depth`` steps inside the party that the outer query calls ``group`` (str).

    Step by step from table to table of memberships: with the parties joined in between, PostgreSQL needs forty times
    as long to plan a query as to run it.
    """
    outer = OuterRef(group)
    for _step in range(depth):
        outer = OuterRef(outer)
    inside = Membership.objects.filter(group=outer)
    for _step in range(depth - 1):
        inside = Membership.objects.filter(group__in=inside.values("party"))
    return inside.values("party")
