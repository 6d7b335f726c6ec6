"""An import in the admin: what was handed over, what would go in, what went in. The files go when it is done."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import filled, one_of
from editorial.validators import validate_sha256


class BatchState(models.TextChoices):
    PREVIEWED = "previewed", _("shown, and nothing written")
    RUNNING = "running", _("being imported")
    DONE = "done", _("imported")
    DROPPED = "dropped", _("dropped")


class ImportBatch(models.Model):
    """Some files, handed over together."""

    created_at = models.DateTimeField(_("handed over at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("handed over by"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        pgettext_lazy("how far it is", "state"), max_length=10, choices=BatchState, default=BatchState.PREVIEWED
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    # Column names of tables, as chosen: {"text": "body", ...}.
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    # One row for each item, as the report shows it: known or new, what was found and where, or why it was refused.
    report = models.JSONField(pgettext_lazy("of an import", "report"), default=list, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            one_of("state", BatchState, _("An import is shown, running, done or dropped.")),
            models.CheckConstraint(
                condition=~Q(state=BatchState.DONE) | Q(finished_at__isnull=False),
                name="batch_done_at_some_time",
                violation_error_message=_("An import that is done was done at some time."),
            ),
        ]

    def __str__(self):
        return f"{self.created_at:%Y-%m-%d %H:%M}, {self.created_by}"


class ImportFile(models.Model):
    """One of the files, as it came. Deleted once its articles are in, or the import is dropped."""

    batch = models.ForeignKey(ImportBatch, verbose_name=_("import"), on_delete=models.CASCADE, related_name="files")
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=255)
    data = models.BinaryField(_("contents"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, validators=[validate_sha256])

    class Meta:
        ordering = ["batch", "position"]
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            filled("name", _("A file has a name.")),
            models.UniqueConstraint(
                fields=["batch", "position"],
                name="import_file_place_once",
                violation_error_message=_("Two files of an import have the same place."),
            ),
        ]

    def __str__(self):
        return self.name
