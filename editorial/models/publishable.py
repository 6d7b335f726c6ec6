"""Records that go before readers: draft, in review, published, retracted, and the only ways between them."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.gate import published_q
from editorial.models.curated import Curated, CuratedQuerySet
from editorial.status import Status
from editorial.validators import says_something


class TransitionRefused(ValidationError):
    """A record may not go where somebody wanted it to go; the messages say why and what to do."""


class DeletionRefused(ValidationError):
    """A record that readers have seen is never deleted."""


@dataclass(frozen=True)
class Need:
    """A record that goes before readers with another: ``required``, or what may as well stay behind."""

    record: "Publishable"
    required: bool = True


class PublishableQuerySet(CuratedQuerySet):
    """Publishable records; `published` is the one gate of every public surface."""

    def published(self):
        """Return the records that readers may see. No arguments, so that nobody can ask for a weaker rule."""
        return self.filter(published_q())

    def delete(self):
        with transaction.atomic():
            # Locked, so that none of them is published between looking and deleting.
            if any(self.order_by().select_for_update(of=("self",)).values_list("published_at", flat=True)):
                raise DeletionRefused(DELETION_MESSAGE)
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


DELETION_MESSAGE = _("What readers have seen is not deleted: retract it, and its address goes on answering.")


class Publishable(Curated):
    """A curated record with a status that only its own methods change."""

    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    retracted_at = models.DateTimeField(_("retracted at"), null=True, editable=False)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("retracted by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    retraction_reason = models.TextField(_("reason for the retraction"), blank=True, editable=False)
    # What was said of it in review goes with a draft that is deleted.
    review_notes = GenericRelation("editorial.ReviewNote")
    assignments = GenericRelation("editorial.Assignment")

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "submit", "publish", "send_back", "retract")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="%(app_label)s_%(class)s_status_known",
                violation_error_message=_("The status is draft, in review, published or retracted."),
            ),
            models.CheckConstraint(
                condition=~published_q() | Q(published_at__isnull=False, published_by__isnull=False),
                name="%(app_label)s_%(class)s_published_by_someone",
                violation_error_message=_("A published record says when it was published and by whom."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RETRACTED)
                | (
                    Q(retracted_at__isnull=False, retracted_by__isnull=False, published_at__isnull=False)
                    & ~Q(retraction_reason="")
                ),
                name="%(app_label)s_%(class)s_retracted_with_reason",
                violation_error_message=_(
                    "A retracted record was public, and says when, by whom and why it was withdrawn."
                ),
            ),
        ]

    @property
    def was_public(self):
        """Whether readers have ever been able to see this record."""
        return self.published_at is not None

    def is_public_address(self):
        return self.was_public

    def clean(self):
        super().clean()
        self.refuse_hiding()

    def refuse_hiding(self):
        """Raise `ValidationError` if a published record would be hidden by what it now points to.

        Only `retract` takes something from readers, because it leaves them a notice.
        """
        if self.status == Status.PUBLISHED and not self._state.adding and self.is_public:
            problems = list(self.publication_problems())
            if problems:
                raise ValidationError([_("Readers see this record, and would lose it without a word."), *problems])

    def publication_problems(self):
        """Return what stands in the way of publishing (list of str), each with what to do; empty when nothing does."""
        return []

    def publication_needs(self):
        """Return the records (list of `Need`) that readers do not see yet and that go before them with this one, in the
        order in which they are published."""
        return []

    def submit(self, *, by):
        """Hand a draft to the reviewers. ``by`` is the `User` who stands by it. Raises `TransitionRefused`."""
        self._require("submitted", by, Status.DRAFT)
        self._move(Status.IN_REVIEW, by)

    def send_back(self, *, by, note=""):
        """Give it back to its writers; ``note`` (str) stays in the history. Raises `TransitionRefused`."""
        self._require("sent back", by, Status.IN_REVIEW)
        # Whoever sends it back does not stand by it: it still waits for somebody other than its writer.
        self._move(Status.DRAFT, by, note, updated_by=self.updated_by)

    def publish(self, *, by):
        """Put the record before readers. ``by`` must not be the `User` who wrote it last, unless the setting
        REQUIRE_SECOND_PERSON is off. A retracted record can be published again. Raises `TransitionRefused`."""
        self._require("published", by, Status.DRAFT, Status.IN_REVIEW, Status.RETRACTED)
        problems = list(self.publication_problems())
        if settings.REQUIRE_SECOND_PERSON and self.updated_by_id == by.pk:
            problems.append(_("You wrote this last, so somebody else must publish it."))
        if problems:
            raise TransitionRefused(problems)
        self._move(
            Status.PUBLISHED,
            by,
            published_at=timezone.now(),
            published_by=by,
            retracted_at=None,
            retracted_by=None,
            retraction_reason="",
        )

    def retract(self, *, by, reason):
        """Withdraw it; its address goes on answering, with ``reason`` (str). Raises `TransitionRefused`."""
        self._require("retracted", by, Status.PUBLISHED)
        if not says_something(reason):
            raise TransitionRefused(_("Say why it is retracted: readers who come back to the address will read it."))
        reason = reason.strip()
        self._move(Status.RETRACTED, by, reason, retracted_at=timezone.now(), retracted_by=by, retraction_reason=reason)

    def _require(self, done, by, *states):
        if by is None or by.pk is None:
            raise TransitionRefused(_("Nobody is named who does this."))
        if self.status not in states:
            raise TransitionRefused(REFUSALS[done], code="wrong_status", params={"status": self.get_status_display()})

    def _move(self, status, by, reason="", **changes):
        changes = {"status": status, "updated_by": by} | changes
        before = {name: getattr(self, name) for name in changes}
        for name, value in changes.items():
            setattr(self, name, value)
        self._history_user = by
        self._change_reason = reason[:100]
        try:
            with transaction.atomic():
                self.save()
        except Exception:
            # What is not stored must not look stored to whoever goes on with this object.
            for name, value in before.items():
                setattr(self, name, value)
            raise

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            # Locked, so that nobody publishes it between looking and deleting.
            stored = type(self)._base_manager.select_for_update().filter(pk=self.pk)
            if any(stored.values_list("published_at", flat=True)):
                raise DeletionRefused(DELETION_MESSAGE)
            return super().delete(*args, **kwargs)


REFUSALS = {
    "submitted": _("Only a draft can be submitted; this record is %(status)s."),
    "sent back": _("Only a record in review can be sent back; this one is %(status)s."),
    "published": _("It is %(status)s already."),
    "retracted": _("Only a published record can be retracted; this one is %(status)s."),
}
