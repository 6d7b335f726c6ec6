"""The lexicon of answers: what the short answers of claims say, and which two of them cannot both hold. Data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.constraints import filled, not_itself, one_of
from editorial.models.history import History
from editorial.validators import validate_language


class Polarity(models.TextChoices):
    """Whether an answer asserts something, denies it, or says that it is not known."""

    ASSERTS = "asserts", _("asserts")
    DENIES = "denies", _("denies")
    UNKNOWN = "unknown", _("cannot say")


class Relation(models.TextChoices):
    """How two answers stand to each other when they speak of the same thing; see `PairKind` for the first two."""

    CONTRADICTORY = "contradictory", _("contradictory: one must be false")
    CONTRARY = "contrary", _("contrary: both cannot be true")
    COMPATIBLE = "compatible", _("compatible: both can be true")


class AnswerTermQuerySet(models.QuerySet):
    def published(self):
        """Return nothing: no reader sees the lexicon."""
        return self.none()

    def get_by_natural_key(self, term, language):
        return self.get(term=term, language=language)


class AnswerTerm(models.Model):
    """A word or phrase by which something is answered, in all its forms: “captured”, “repelled”, “denies”."""

    term = models.CharField(_("term"), max_length=80, help_text=_("As an answer has it: “captured”, “shot down”."))
    language = models.CharField(_("language"), max_length=12, validators=[validate_language])
    forms = models.TextField(
        _("forms"),
        blank=True,
        help_text=_(
            "Its other forms, separated by commas: “capture, seized, took”. “destroy*” stands for all endings."
        ),
    )
    polarity = models.CharField(
        _("what it does"),
        max_length=8,
        choices=Polarity,
        default=Polarity.ASSERTS,
        help_text=_("“Cannot confirm” neither asserts nor denies."),
    )
    same_as = models.ForeignKey(
        "self",
        verbose_name=_("says the same as"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="translations",
        help_text=_("The term of another language whose relations hold of this one as well."),
    )
    exclusive = models.BooleanField(
        _("of one only"),
        default=False,
        help_text=_("Two parties that say this of themselves cannot both be right: “holds”, “won”."),
    )
    active = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords(history_manager=History)

    objects = AnswerTermQuerySet.as_manager()

    class Meta:
        ordering = ["term", "language"]
        verbose_name = _("term of the answers")
        verbose_name_plural = _("lexicon of answers")
        constraints = [
            filled("term", _("Write the term.")),
            one_of("polarity", Polarity, _("Say whether it asserts, denies, or cannot say.")),
            not_itself("same_as", _("A term is not a translation of itself.")),
            models.UniqueConstraint(
                fields=["term", "language"],
                name="answer_term_once",
                violation_error_message=_("This term of this language is there already."),
            ),
        ]

    def __str__(self):
        return self.term

    def natural_key(self):
        return (self.term, self.language)

    def clean(self):
        super().clean()
        if self.same_as_id is not None and self.same_as.same_as_id is not None:
            raise ValidationError(
                {
                    "same_as": _("“%(term)s” is a translation itself; choose the term it translates.")
                    % {"term": self.same_as}
                }
            )


class AnswerRelationQuerySet(models.QuerySet):
    def published(self):
        """Return nothing: no reader sees the lexicon."""
        return self.none()

    def get_by_natural_key(self, one, one_language, other, other_language):
        return self.get(one__term=one, one__language=one_language, other__term=other, other__language=other_language)


class AnswerRelation(models.Model):
    """What follows when one claim answers with one term and another claim with the other."""

    one = models.ForeignKey(AnswerTerm, verbose_name=_("term"), on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        AnswerTerm, verbose_name=_("other term"), on_delete=models.CASCADE, related_name="relations_from"
    )
    relation = models.CharField(_("relation"), max_length=14, choices=Relation)
    same_place = models.BooleanField(
        _("of the same place"), default=True, help_text=_("It holds only where both speak of one place.")
    )
    same_time = models.BooleanField(
        _("of the same time"), default=True, help_text=_("It holds only where the times they speak of overlap.")
    )
    active = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords(history_manager=History)

    objects = AnswerRelationQuerySet.as_manager()

    class Meta:
        ordering = ["one", "other"]
        verbose_name = _("relation of two answers")
        verbose_name_plural = _("relations of answers")
        constraints = [
            one_of("relation", Relation, _("Choose one of the relations.")),
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="answer_relation_of_two",
                violation_error_message=_("A term is not set against itself."),
            ),
            models.UniqueConstraint(
                Least("one", "other"),
                Greatest("one", "other"),
                name="answer_relation_once",
                violation_error_message=_("The relation of these two terms is there already."),
            ),
        ]

    def __str__(self):
        return f"{self.one} – {self.other}: {self.get_relation_display()}"

    def natural_key(self):
        return (*self.one.natural_key(), *self.other.natural_key())

    natural_key.dependencies = ["claims.answerterm"]
