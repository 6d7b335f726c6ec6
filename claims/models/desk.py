"""What an editor has typed at the reading desk and not yet saved as a claim."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskDraft(models.Model):
    """The form of one editor at one source, as last typed; gone when the claim is saved."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("editor"), on_delete=models.CASCADE, related_name="+"
    )
    source = models.ForeignKey(
        "sources.Source", verbose_name=_("source"), on_delete=models.CASCADE, related_name="desk_drafts"
    )
    typed = models.JSONField(_("what was typed"), default=dict)
    saved_at = models.DateTimeField(_("kept at"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "source"],
                name="desk_draft_once",
                violation_error_message=_("One draft for each editor and source."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.source}"
