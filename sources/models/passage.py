"""A span of a source's text: the exact words, what stands around them, and where.

The three ways of pointing at the words (quotation, context, position) are those of the W3C Web Annotation Data Model's
text quote and text position selectors.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from editorial.constraints import at_most, filled, one_of, spans
from editorial.gate import used_q
from editorial.models.history import History
from sources.text import CONTEXT_WIDTH


class PassageState(models.TextChoices):
    """What the last comparison with the held text said."""

    UNVERIFIED = "unverified", _("unverified: no text is held")
    EXACT = "exact", _("exact: the words stand where the record says")
    MOVED = "moved", _("moved: the words stand elsewhere in the text")
    AMBIGUOUS = "ambiguous", _("ambiguous: the words stand in several places")
    LOST = "lost", _("lost: the words are not in the text")


class PassageQuerySet(models.QuerySet):
    def published(self):
        """Return the passages on which a public appearance stands."""
        return self.filter(used_q("sources.Passage"))

    def get_by_natural_key(self, source, start, end, exact):
        return self.get(source__slug=source, start=start, end=end, exact=exact)

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for passage in objs:
            passage.refuse_mismatch()
        return super().bulk_create(objs, *args, **kwargs)


class Passage(models.Model):
    """Words in a source that carry a claim."""

    # Whoever publishes its source publishes a change of it.
    reviewed_with = "source"

    source = models.ForeignKey(
        "sources.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="passages"
    )
    snapshot = models.ForeignKey(
        "sources.Snapshot",
        verbose_name=_("snapshot"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="passages",
        help_text=_("The captured text that the position refers to; empty while no text is held."),
    )
    exact = models.TextField(
        _("exact words"), help_text=_("The shortest span that carries the claim, misprints included.")
    )
    prefix = models.CharField(_("words before"), max_length=CONTEXT_WIDTH, blank=True)
    suffix = models.CharField(_("words after"), max_length=CONTEXT_WIDTH, blank=True)
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("In Unicode code points from the beginning of the text.")
    )
    end = models.PositiveIntegerField(
        _("end"), null=True, blank=True, help_text=_("The position after the last code point.")
    )
    state = models.CharField(
        pgettext_lazy("of a passage", "state"),
        max_length=12,
        choices=PassageState,
        default=PassageState.UNVERIFIED,
        editable=False,
    )
    history = HistoricalRecords(history_manager=History)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["source", "start", "pk"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            filled("exact", _("A passage has words.")),
            at_most("prefix", CONTEXT_WIDTH, _("At most 64 characters before the words.")),
            at_most("suffix", CONTEXT_WIDTH, _("At most 64 characters after the words.")),
            one_of("state", PassageState, _("The state of a passage is one of those listed.")),
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")) & Q(spans("start", "end", "exact")),
                name="passage_span_fits_words",
                violation_error_message=_(
                    "The end minus the start must be the number of characters in the exact words; or leave both empty."
                ),
            ),
            models.CheckConstraint(
                condition=Q(snapshot=None) | Q(start__isnull=False),
                name="passage_snapshot_needs_position",
                violation_error_message=_("With a snapshot, say where in it the words stand."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PassageState.EXACT) | Q(snapshot__isnull=False),
                name="passage_exact_needs_snapshot",
                violation_error_message=_("Only against a held text can a passage be exact."),
            ),
            models.UniqueConstraint(
                fields=["source", "start", "end"],
                condition=Q(snapshot=None),
                name="passage_once_in_source",
                violation_error_message=_("This passage of this source is there already: use that one."),
            ),
            models.UniqueConstraint(
                fields=["snapshot", "start", "end"],
                name="passage_once_in_snapshot",
                violation_error_message=_("This passage of this text is there already: use that one."),
            ),
        ]

    def __str__(self):
        return f"“{self.exact}”"

    def save(self, *args, **kwargs):
        self.refuse_mismatch()
        if self.snapshot_id is not None and (self.state == PassageState.UNVERIFIED or self.was_put_right()):
            # It was just compared.
            self.state = PassageState.EXACT
        return super().save(*args, **kwargs)

    def was_put_right(self):
        """Return whether a passage that some text did not have where it should be was since given another place."""
        if self.state == PassageState.EXACT:
            return False
        place = {"snapshot": self.snapshot_id, "start": self.start, "end": self.end}
        return not type(self).objects.filter(pk=self.pk, **place).exists()

    def natural_key(self):
        return (self.source.slug, self.start, self.end, self.exact)

    natural_key.dependencies = ["sources.source"]

    def clean(self):
        super().clean()
        self.refuse_moved_source()
        self.refuse_mismatch()

    def refuse_moved_source(self):
        """Raise `ValidationError` if the passage would leave its source: appearances may stand on it there."""
        if not self._state.adding and not Passage.objects.filter(pk=self.pk, source=self.source_id).exists():
            raise ValidationError(
                {"source": _("A passage stays in its source. Mark the words in the other source as a new passage.")}
            )

    def refuse_mismatch(self):
        """Raise `ValidationError` unless the words and their context stand in the snapshot exactly where this says."""
        if self.snapshot is None:
            return
        if self.snapshot.source_id != self.source_id:
            raise ValidationError({"snapshot": _("This is a snapshot of another source.")})
        if self.start is None or self.end is None:
            raise ValidationError({"start": _("With a snapshot, say where in it the words stand.")})
        text = self.snapshot.text
        found = text[self.start : self.end]
        if found != self.exact:
            raise ValidationError(
                {
                    "exact": _("At %(start)d to %(end)d the text says “%(found)s”, not “%(exact)s”.")
                    % {"start": self.start, "end": self.end, "found": found[:200], "exact": self.exact[:200]}
                }
            )
        if not text[: self.start].endswith(self.prefix):
            raise ValidationError({"prefix": _("These are not the words before the passage in the held text.")})
        if not text[self.end :].startswith(self.suffix):
            raise ValidationError({"suffix": _("These are not the words after the passage in the held text.")})
