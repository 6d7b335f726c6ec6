"""One point at issue about an event. Claims answer it; it takes no side itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled, one_of
from editorial.gate import published_q
from editorial.models import Need, Publishable, PublishableQuerySet, Slugged, SluggedQuerySet


class QuestionKind(models.TextChoices):
    WHAT = "what", _("what happened")
    WHO = "who", _("who did it")
    HOLDS = "holds", _("who holds it")
    HOW_MANY = "how_many", _("how many")
    WHEN = "when", _("when")
    WHERE = "where", _("where")
    WHY = "why", _("why")
    LEGITIMATE = "legitimate", _("is it legitimate")


def question_public_q(prefix=""):
    """Return the condition "this question is public": published, and so is its event. ``prefix``: a lookup path."""
    return published_q(prefix) & published_q(f"{prefix}event__")


class QuestionQuerySet(SluggedQuerySet, PublishableQuerySet):
    def published(self):
        """Return the published questions of published events."""
        return self.filter(question_public_q())


class Question(Publishable, Slugged):
    """Such as "Who held Tyotkino on 12 March 2024?"."""

    event = models.ForeignKey(
        "claims.Event", verbose_name=_("event"), on_delete=models.PROTECT, related_name="questions"
    )
    text = models.CharField(
        _("question"), max_length=200, help_text=_("Open, so that every party's answer fits: not “Did they flee?”.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Its order on the event's page."))

    objects = QuestionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["event", "position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            *Publishable.Meta.constraints,
            filled("text", _("Write the question.")),
            one_of("kind", QuestionKind, _("Choose one of the kinds of question.")),
        ]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.refuse_moved_event()
        return super().save(*args, **kwargs)

    def slug_text(self):
        return self.text

    def get_absolute_url(self):
        return reverse("question_detail", args=[self.slug])

    def clean(self):
        super().clean()
        self.refuse_moved_event()

    def refuse_moved_event(self):
        """Raise `ValidationError` if the question would leave the event that its claims are about."""
        if self._state.adding:
            return
        if Question.objects.filter(pk=self.pk, claims__isnull=False).exclude(event=self.event_id).exists():
            raise ValidationError(
                {"event": _("Claims about its present event answer this question; move those first.")}
            )

    def publication_problems(self):
        if not self.event.is_public:
            return [_("Its event, “%(event)s”, is not published. Publish that first.") % {"event": self.event}]
        return []

    def publication_needs(self):
        return [] if self.event.is_public else [Need(self.event)]
