"""The text of a source as captured at one moment. Once stored it never changes: every position counts in it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled, web_address
from editorial.validators import validate_sha256
from sources.text import sha256


class SnapshotImmutable(ValidationError):
    """Somebody tried to change or delete a snapshot."""

    def __init__(self):
        super().__init__(
            _("A snapshot is never changed or deleted. Capture the text anew: that makes another snapshot.")
        )


class SnapshotQuerySet(models.QuerySet):
    """Snapshots can be added and read, nothing else. They are never shown to readers, so there is no `published`."""

    def update(self, **kwargs):
        raise SnapshotImmutable

    def bulk_update(self, objs, fields, batch_size=None):
        raise SnapshotImmutable

    def delete(self):
        raise SnapshotImmutable

    delete.alters_data = True
    delete.queryset_only = True


class Snapshot(models.Model):
    """What a source said, word for word, when it was captured."""

    source = models.ForeignKey(
        "sources.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="snapshots"
    )
    text = models.TextField(_("text"), help_text=_("As captured: Unicode NFC, newlines as \\n, nothing else changed."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, validators=[validate_sha256], db_index=True)
    captured_at = models.DateTimeField(_("captured at"), default=timezone.now)
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("captured by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    archive_url = models.URLField(_("archived at"), max_length=500, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["source", "captured_at", "pk"]
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            filled("text", _("A snapshot holds a text.")),
            web_address("archive_url", _("The address begins with https:// or http://.")),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64),
                name="snapshot_hash_length",
                violation_error_message=_("A SHA-256 has 64 characters."),
            ),
            models.UniqueConstraint(
                fields=["source", "sha256"],
                name="snapshot_text_once",
                violation_error_message=_("This text of this source is held already."),
            ),
        ]

    def __str__(self):
        return f"{self.source} · {self.captured_at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SnapshotImmutable
        if not self.sha256:
            self.sha256 = sha256(self.text)
        self.clean()
        return super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.sha256 != sha256(self.text):
            raise ValidationError({"sha256": _("This is not the SHA-256 of the text in UTF-8.")})

    def delete(self, *args, **kwargs):
        raise SnapshotImmutable
