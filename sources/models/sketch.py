"""What near-copies are found by: the smallest hashes of a text's shingles, in a table with an index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SketchValue(models.Model):
    """One value of the bottom-k sketch of a snapshot (Broder 1997). Derived from the text; made again at any time."""

    snapshot = models.ForeignKey(
        "sources.Snapshot", verbose_name=_("snapshot"), on_delete=models.CASCADE, related_name="sketch", db_index=False
    )
    value = models.BigIntegerField(_("value"))

    class Meta:
        verbose_name = _("value of a sketch")
        verbose_name_plural = _("values of sketches")
        constraints = [
            models.UniqueConstraint(
                fields=["value", "snapshot"],
                name="sketch_value_once",
                violation_error_message=_("This value of this text is noted already."),
            )
        ]
        indexes = [models.Index(fields=["snapshot"], name="sketch_of_snapshot")]

    def __str__(self):
        return str(self.value)
