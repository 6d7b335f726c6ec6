"""A table that somebody handed over and has not yet confirmed."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled


class TableUpload(models.Model):
    """The file as handed over, between the preview and the confirmation; one for each person and kind of record."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("handed over by"), on_delete=models.CASCADE, related_name="+"
    )
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of record"), on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200)
    data = models.BinaryField(_("content"))
    made_at = models.DateTimeField(_("handed over at"), auto_now=True)

    class Meta:
        verbose_name = _("table handed over")
        verbose_name_plural = _("tables handed over")
        default_permissions = ()
        constraints = [
            filled("name", _("The file has no name.")),
            models.UniqueConstraint(
                fields=["made_by", "content_type"],
                name="table_upload_once",
                violation_error_message=_("One table at a time for each person and kind of record."),
            ),
        ]

    def __str__(self):
        return self.name
