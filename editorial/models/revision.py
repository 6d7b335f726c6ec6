"""Changes of public records, kept beside them until a second person publishes them."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.constraints import one_of
from editorial.models.history import History
from editorial.models.publishable import TransitionRefused
from editorial.validators import says_something


class RevisionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    DROPPED = "dropped", _("dropped")


OPEN = (RevisionState.DRAFT, RevisionState.IN_REVIEW)


class RevisionQuerySet(models.QuerySet):
    def open(self):
        """Return the revisions that are neither published nor dropped."""
        return self.filter(state__in=OPEN)

    def of(self, record):
        """Return the revisions of ``record`` (any stored model instance)."""
        # A model's own type, and not that of a model it stands for.
        kind = ContentType.objects.get_for_model(type(record), for_concrete_model=False)
        return self.filter(content_type=kind, object_id=record.pk)


class Revision(models.Model):
    """What somebody wants a public record to say instead: the form as it was filled in, to be played back when a second
    person publishes it. Readers see nothing of it before."""

    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of record"), on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(_("number of the record"))
    record = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    base_version = models.PositiveBigIntegerField(
        _("version it starts from"), help_text=_("The version of the record that its writer had before them.")
    )
    # Every value that a browser would send, the rows below the record included: {name: [str, ...]}.
    data = models.JSONField(_("the form as filled in"), editable=False)
    # What would change, for people: see `editorial.admin.told`.
    changes = models.JSONField(_("what it changes"), default=list, blank=True, editable=False)
    note = models.TextField(
        _("public note"),
        blank=True,
        help_text=_("What was wrong and what is right now; readers see it once published."),
    )
    spelling = models.BooleanField(
        _("only spelling"), default=False, help_text=_("It repairs spelling and changes nothing that readers are told.")
    )
    state = models.CharField(_("state"), max_length=12, choices=RevisionState, default=RevisionState.DRAFT)
    remark = models.TextField(
        _("remark"), blank=True, help_text=_("Why it was sent back or dropped; readers never see it.")
    )
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("begun by"), on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(_("last written at"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("last written by"), on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Each state it was saved in, so that two people who write it at once can be told what the other changed.
    history = HistoricalRecords(history_manager=History)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        # Whoever may do it with the record may do it with its revision.
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="editorial_revision_of"),
            # The queue: what waits, longest first.
            models.Index(
                fields=["state", "submitted_at"], name="editorial_revision_waiting", condition=Q(state__in=OPEN)
            ),
        ]
        constraints = [
            one_of("state", RevisionState, _("A revision is a draft, in review, published or dropped.")),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state__in=OPEN),
                name="editorial_revision_open_once",
                violation_error_message=_("There is an open revision of this record already. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=~Q(state=RevisionState.IN_REVIEW) | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="editorial_revision_submitted_by_someone",
                violation_error_message=_("A revision in review says when it was submitted and by whom."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="editorial_revision_decided_by_someone",
                violation_error_message=_("A revision that is published or dropped says when, and who decided."),
            ),
        ]

    def __str__(self):
        return str(self.record or _("%(kind)s no. %(key)s") % {"kind": self.content_type.name, "key": self.object_id})

    @property
    def is_open(self):
        """Whether it still waits to be published or dropped."""
        return self.state in OPEN

    def write(self, *, by):
        """Store it as ``by`` (a `User`) wrote it now; what they wrote stands in its fields already."""
        self._require(_("Only an open revision can be changed; this one is %(state)s."), by, *OPEN)
        if self._state.adding:
            self.created_by = by
        self.updated_by, self.updated_at = by, timezone.now()
        self._store(by)

    def submit(self, *, by):
        """Hand a draft to the reviewers. ``by`` is the `User` who stands by it. Raises `TransitionRefused`."""
        self._require(_("Only a draft can be submitted; this revision is %(state)s."), by, RevisionState.DRAFT)
        self._store(
            by, state=RevisionState.IN_REVIEW, submitted_at=timezone.now(), submitted_by=by, updated_by=by, remark=""
        )

    def send_back(self, *, by, note=""):
        """Give it back to its writers; ``note`` (str) tells them why. Raises `TransitionRefused`."""
        message = _("Only a revision in review can be sent back; this one is %(state)s.")
        self._require(message, by, RevisionState.IN_REVIEW)
        # Whoever sends it back does not stand by it: it still waits for somebody other than its writer.
        self._store(by, state=RevisionState.DRAFT, remark=note.strip())

    def drop(self, *, by, note=""):
        """Give it up; the record stays as it is. ``note`` (str) says why. Raises `TransitionRefused`."""
        self._require(_("Only an open revision can be dropped; this one is %(state)s."), by, *OPEN)
        if self.created_by_id != by.pk and not says_something(note):
            raise TransitionRefused(_("Say why: somebody else began this revision, and will look for it."))
        self._store(by, state=RevisionState.DROPPED, remark=note.strip(), decided_at=timezone.now(), decided_by=by)

    def refuse_publisher(self, by):
        """Raise `TransitionRefused` if ``by`` (a `User`) may not be the one who publishes it, or it is not open."""
        self._require(_("Only an open revision can be published; this one is %(state)s."), by, *OPEN)
        if settings.REQUIRE_SECOND_PERSON and self.updated_by_id == by.pk:
            raise TransitionRefused(_("You wrote this last, so somebody else must publish it."))

    def publish(self, *, by):
        """Note that ``by`` (a `User`, not its last writer) published it. Only for whoever played it back into the
        record in the same transaction. Raises `TransitionRefused`."""
        self.refuse_publisher(by)
        self._store(by, state=RevisionState.PUBLISHED, decided_at=timezone.now(), decided_by=by)

    def _require(self, message, by, *states):
        if by is None or by.pk is None:
            raise TransitionRefused(_("Nobody is named who does this."))
        if self.state not in states:
            raise TransitionRefused(message, code="wrong_state", params={"state": self.get_state_display()})

    def _store(self, by, **changes):
        before = {name: getattr(self, name) for name in changes}
        for name, value in changes.items():
            setattr(self, name, value)
        self._history_user = by
        try:
            with transaction.atomic():
                self.save()
        except Exception:
            # What is not stored must not look stored to whoever goes on with this object.
            for name, value in before.items():
                setattr(self, name, value)
            raise
