"""Reviewing: what was said about a record on its way to readers, and who looks at it. Readers see none of it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.constraints import filled, one_of


class AboutRecord(models.Model):
    """Something about a record of any kind, which it is deleted with."""

    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of record"), on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey("content_type", "object_id")

    class Meta:
        abstract = True


class NoteKind(models.TextChoices):
    COMMENT = "comment", _("comment")
    SENT_BACK = "sent_back", _("sent back")


class ReviewNote(AboutRecord):
    """What somebody at the desk said about a record; written once."""

    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind, default=NoteKind.COMMENT)
    text = models.TextField(_("note"))
    made_at = models.DateTimeField(_("written at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        default_permissions = ("add", "view")
        verbose_name = _("note of a review")
        verbose_name_plural = _("notes of reviews")
        indexes = [models.Index(fields=["content_type", "object_id"], name="notes_of_record")]
        constraints = [
            filled("text", _("Write the note.")),
            one_of("kind", NoteKind, _("A note is a comment, or says why a record was sent back.")),
        ]

    def __str__(self):
        return self.text


class Assignment(AboutRecord):
    """Who reviews a record. It stays when the record is sent back, so that the same person sees it again."""

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("assigned to"), on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(_("assigned at"), auto_now=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("assigned by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["assigned_at", "pk"]
        default_permissions = ("change", "view")
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                name="assigned_to_one",
                violation_error_message=_("A record is reviewed by one person; assign it anew to change that."),
            )
        ]

    def __str__(self):
        return f"{self.assignee}"
