"""Articles into the database: each in one transaction, and the same however often it is done.

An article is known by its canonical address, or else by the SHA-256 of its text, so a file can be renamed, moved or
read twice, and a text that its outlet changed is known again. What editors wrote is never undone: a known source keeps
its title, date and status, and no passage is ever given another position.
"""

from dataclasses import dataclass

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from sources.actions.findings import PLAIN, credit, fits, keep_findings, outlet_called
from sources.models import Finding, FindingField, Passage, PassageState, Snapshot, Source
from sources.nearcopies import compare
from sources.text import Anchoring, anchor, sha256

ATTEMPTS = 3
# Asked of each article, and of most the answer is that nobody knows it: in SQL of its own, because to have Django
# compose the questions of `find_source` takes ten times as long as to answer this one. The indexes hold what is filled
# in, and SQLite uses them only for a question that says so in the words of the index.
KNOWN = (
    "SELECT 1 FROM sources_source WHERE url = %s AND NOT (url = '')"
    " UNION ALL SELECT 1 FROM sources_source WHERE text_sha256 = %s AND NOT (text_sha256 = '')"
    " UNION ALL SELECT 1 FROM sources_snapshot WHERE sha256 = %s LIMIT 1"
)
TITLE_LENGTH = Source._meta.get_field("title").max_length


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
    """What became of one article: its source, whether that was known before, and its passages in order.

    ``changed`` says that the source was known by its address and that this text of it is new. ``findings`` are those
    that were stored for the first time.
    """

    source: Source
    known: bool
    passages: tuple[PassageOutcome, ...] = ()
    changed: bool = False
    findings: tuple[Finding, ...] = ()


def ingest(article, *, by=None):
    """Store ``article`` (an `importers.base.Article`) and return its `Outcome`.

    A new article becomes a draft source with a snapshot, and takes over what the document says with certainty. A known
    one gets this text as a snapshot, if it was not held, and its passages are compared with it. What was found is kept
    beside the text. ``by`` is the `User` who imports, or None. Doing it again changes nothing.

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


def foresee(article):
    """Return the `Outcome` that `ingest` would have for ``article``, with nothing written and nothing locked.

    The source of a new article is one that is not stored, and no finding is named.
    """
    digest = sha256(article.text)
    source = find_source(digest, article.url, lock=False)
    if source is None:
        return Outcome(Source(title=Truncator(article.title).chars(TITLE_LENGTH)), known=False)
    arrived = not Snapshot.objects.filter(source=source, sha256=digest).exists()
    passages = []
    for passage in Passage.objects.filter(source=source).order_by(F("start").asc(nulls_last=True), "pk"):
        found = _anchored(passage, article.text)
        passages.append(PassageOutcome(passage, PassageState(found.state), found))
    return Outcome(source, known=True, passages=tuple(passages), changed=arrived and is_other_text(source, digest))


@transaction.atomic
def _store(article, digest, by):
    source = find_source(digest, article.url)
    known = source is not None
    if not known:
        source = _new_source(article, digest, by)
    snapshot = Snapshot.objects.filter(source=source, sha256=digest).first() if known else None
    arrived = snapshot is None
    changed = known and arrived and is_other_text(source, digest)
    if arrived:
        snapshot = Snapshot(source=source, text=article.text, captured_by=by)
        snapshot.save()
    passages = anchor_passages(snapshot, arrived=arrived, by=by) if known else ()
    findings = keep_findings(article, snapshot, arrived=arrived, made=not known, by=by)
    if arrived:
        # In the same transaction, so that no text is held that was not compared, whatever interrupts the import.
        compare(snapshot)
    return Outcome(source, known, tuple(passages), changed, tuple(findings))


def _new_source(article, digest, by):
    """Return a stored draft with what ``article`` says with certainty, as far as a source can hold it."""
    source = Source(title=Truncator(article.title).chars(TITLE_LENGTH))
    for name in PLAIN:
        value = getattr(article, name)
        if name != "title" and value and fits(name, value):
            setattr(source, name, value)
    source.outlet = outlet_called(article.outlet)
    # Another outlet's source may have these very words: then they are that source's, and this one is known by its
    # address.
    if not (article.url and Source.objects.filter(text_sha256=digest).exclude(text_sha256="").exists()):
        source.text_sha256 = digest
    source.written_by(by).save()
    for hint in article.hints:
        if hint.field == FindingField.CREDIT and hint.certain and (outlet := outlet_called(hint.value)):
            credit(source, outlet, hint.value if hint.start is None else article.text[hint.start : hint.end], by=by)
    return source


def is_other_text(source, digest):
    """Return whether ``source`` had a text, held or only known by its hash, and none with this SHA-256 (str)."""
    if source.text_sha256 == digest:
        return False
    return bool(source.text_sha256) or Snapshot.objects.filter(source=source).exclude(sha256=digest).exists()


def is_new(digest, url):
    """Return whether no source has the address ``url`` (str) or the text whose SHA-256 is ``digest`` (str)."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [url, digest, digest])
        return cursor.fetchone() is None


def find_source(digest, url="", *, lock=True):
    """Return the `Source` at the canonical address ``url`` (str), or else the one with the text whose SHA-256 is
    ``digest`` (str), or None.

    A source at another address is another document, even if another outlet printed the same words there. Should several
    hold the text, it is the one whose positions refer to it, or else the oldest. With ``lock`` (bool) the source is
    locked until the transaction ends.
    """
    if is_new(digest, url):
        return None
    # What only refers to the source, such as an editor's new passage, need not wait.
    sources = Source.objects.select_for_update(no_key=True) if lock else Source.objects.all()
    # The indexes hold what is filled in, and SQLite uses them only for a question that says so.
    if url and (source := sources.filter(url=url).exclude(url="").first()):
        return source
    held = Snapshot.objects.filter(sha256=digest)
    if url:
        sources, held = sources.filter(url=""), held.filter(source__url="")
    source = sources.filter(text_sha256=digest).exclude(text_sha256="").first()
    if source is None:
        holder = held.order_by("source_id").values_list("source_id", flat=True).first()
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
        found = _anchored(passage, snapshot.text)
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


def _anchored(passage, text):
    return anchor(text, passage.exact, passage.prefix, passage.suffix, passage.start, passage.end)


def _save(passage, state, by):
    passage.state = state
    passage._history_user = by
    passage._change_reason = _("compared with an imported text")
    passage.save()
