"""Records that editors write: who wrote them, when, in which version, and everything they ever said."""

from concurrency.fields import AutoIncVersionField
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.models.history import History


class CuratedQuerySet(models.QuerySet):
    """The ground of every queryset of curated records."""


class Curated(models.Model):
    """A record with its writers, its version and its history."""

    # Raised by one at every save; a save that started from an older version is refused, so nobody's work is lost.
    version = AutoIncVersionField(_("version"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("updated by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Without the version: putting an older state back is a new save with a new version.
    history = HistoricalRecords(inherit=True, excluded_fields=["version"], history_manager=History)

    class Meta:
        abstract = True

    @property
    def is_public(self):
        """Whether readers can see this record now, by the rule of `published` (asks the database)."""
        return type(self)._default_manager.published().filter(pk=self.pk).exists()

    def written_by(self, user):
        """Note that ``user`` (a `User`) is the one whose words the next save stores. Returns the record."""
        if self._state.adding:
            self.created_by = user
        self.updated_by = user
        self._history_user = user
        return self
