"""The words by which claims are found in a text: verbs of saying, offices and bodies that speak, losses. Data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.constraints import filled, one_of
from editorial.models.history import History
from editorial.validators import validate_language


class LexiconKind(models.TextChoices):
    VERB = "verb", _("verb of saying")
    OFFICE = "office", _("office that speaks for somebody")
    BODY = "body", _("body that speaks for itself")
    LOSS = "loss", _("word for losses")


class Implication(models.TextChoices):
    """What a verb of saying implies of what is said; how the report puts it, not whether it is so."""

    NEUTRAL = "neutral", _("says")
    DENIAL = "denial", _("denies")
    ADMISSION = "admission", _("concedes")
    CONFIRMATION = "confirmation", _("confirms")
    ACCUSATION = "accusation", _("accuses")
    DOUBT = "doubt", _("doubts")


class LexiconEntryQuerySet(models.QuerySet):
    def published(self):
        """Return nothing: no reader sees the lexicon."""
        return self.none()

    def get_by_natural_key(self, kind, language, word):
        return self.get(kind=kind, language=language, word=word)


class LexiconEntry(models.Model):
    """One word, in all its forms, and what it tells when it stands in a sentence."""

    kind = models.CharField(_("kind"), max_length=8, choices=LexiconKind)
    language = models.CharField(_("language"), max_length=12, validators=[validate_language])
    word = models.CharField(_("word"), max_length=80, help_text=_("As a dictionary has it: “claim”, “spokesman”."))
    forms = models.TextField(
        _("forms"),
        blank=True,
        help_text=_("Its other forms, separated by commas: “claims, claimed, claiming”."),
    )
    implies = models.CharField(_("implies"), max_length=14, choices=Implication, default=Implication.NEUTRAL)
    active = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords(history_manager=History)

    objects = LexiconEntryQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "language", "word"]
        verbose_name = _("entry of the lexicon")
        verbose_name_plural = _("lexicon")
        constraints = [
            one_of("kind", LexiconKind, _("Choose one of the kinds of entry.")),
            one_of("implies", Implication, _("Choose what it implies.")),
            filled("word", _("Write the word.")),
            models.UniqueConstraint(
                fields=["kind", "language", "word"],
                name="lexicon_word_once",
                violation_error_message=_("This word of this language is there already."),
            ),
        ]

    def __str__(self):
        return self.word

    def natural_key(self):
        return (self.kind, self.language, self.word)
