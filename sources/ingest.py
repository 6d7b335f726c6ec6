"""Articles into the database: each in one transaction, and the same however often it is done.

A text is known by its SHA-256, so a file can be renamed, moved or read twice. What editors wrote is never
undone: a known source keeps its title, date and status, and no passage is ever given another position.
"""

from dataclasses import dataclass

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sources.models import Passage, PassageState, Snapshot, Source
from sources.text import Anchoring, anchor, sha256

ATTEMPTS = 3


@dataclass(frozen=True)
class PassageOutcome:
    """How one passage stands to the imported text.

    ``state`` is what counts: a `PassageState`. It is UNVERIFIED where the words stand in their place and the
    passage could still not be attached: between other words than it says, or because of a ``twin``, another
    `Passage` on the very same words. ``anchoring`` says where the words were found.
    """

    passage: Passage
    state: PassageState
    anchoring: Anchoring
    twin: Passage | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one article: its source, whether that was known before, and its passages in order."""

    source: Source
    known: bool
    passages: tuple[PassageOutcome, ...]


def ingest(article, *, by=None):
    """Store ``article`` (an `importers.base.Article`) and return its `Outcome`.

    A new text becomes a draft source with a snapshot. A known one gets its snapshot, if none was held, and
    its passages are anchored in it. ``by`` is the `User` who imports, or None. Doing it again changes
    nothing.

    Raises `ValidationError` when the models refuse what would be written.
    """
    digest = sha256(article.text)
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _store(article, digest, by)
        except (IntegrityError, OperationalError):
            # Somebody else stored the same text since we looked, and now it is known; or an editor and we waited for
            # each other, and the database let the editor go first. Look again.
            continue
    return _store(article, digest, by)


@transaction.atomic
def _store(article, digest, by):
    source = find_source(digest)
    if source is None:
        source = Source(title=article.title, published=article.published, text_sha256=digest)
        source.written_by(by).save()
        Snapshot(source=source, text=article.text, captured_by=by).save()
        return Outcome(source, known=False, passages=())
    snapshot = Snapshot.objects.filter(source=source, sha256=digest).first()
    arrived = snapshot is None
    if arrived:
        snapshot = Snapshot(source=source, text=article.text, captured_by=by)
        snapshot.save()
    return Outcome(source, known=True, passages=tuple(anchor_passages(snapshot, arrived=arrived, by=by)))


def find_source(digest):
    """Return the `Source` with the text whose SHA-256 is ``digest`` (str), or None if no source has it.

    The source is locked until the transaction ends. Should several hold the text, it is the one whose
    positions refer to it, or else the oldest.
    """
    # What only refers to the source, such as an editor's new passage, need not wait.
    sources = Source.objects.select_for_update(no_key=True)
    source = sources.filter(text_sha256=digest).first()
    if source is None:
        holder = (
            Snapshot.objects.filter(sha256=digest).order_by("source_id").values_list("source_id", flat=True).first()
        )
        source = holder and sources.get(pk=holder)
    return source


def anchor_passages(snapshot, *, arrived, by=None):
    """Compare every passage of a source with ``snapshot`` and return a list of `PassageOutcome`, in order.

    A passage without a held text that stands exactly in this one is attached to it. Otherwise its state
    becomes moved, ambiguous or lost, and it keeps its position: only a person moves a quotation. A passage
    that stands on another snapshot stays there; its state changes only when this text has ``arrived`` (bool),
    not when it was held before. ``by`` is the `User` named in the history, or None. Call it inside a
    transaction.
    """
    passages = list(
        Passage.objects.select_for_update(no_key=True)
        .filter(source=snapshot.source_id)
        .order_by(F("start").asc(nulls_last=True), "pk")
    )
    attached = {(held.start, held.end): held for held in passages if held.snapshot_id == snapshot.pk}
    outcomes = []
    for passage in passages:
        found = anchor(snapshot.text, passage.exact, passage.prefix, passage.suffix, passage.start, passage.end)
        state, twin = PassageState(found.state), None
        waiting = passage.snapshot_id is None
        if waiting and state == PassageState.EXACT:
            twin = attached.get((passage.start, passage.end))
            if twin or not found.context_agrees:
                state = PassageState.UNVERIFIED
            else:
                passage.snapshot = snapshot
                attached[passage.start, passage.end] = passage
        if passage.state != state and (waiting or (arrived and state != PassageState.EXACT)):
            _save(passage, state, by)
        outcomes.append(PassageOutcome(passage, state, found, twin))
    return outcomes


def _save(passage, state, by):
    passage.state = state
    passage._history_user = by
    passage._change_reason = _("compared with an imported text")
    passage.save()
