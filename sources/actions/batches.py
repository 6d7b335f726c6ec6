"""An import in the admin: files handed over, shown as what would become of them, and imported when somebody says so.

The files wait in the database, so that any server process can go on with them, and are deleted when they are in.
"""

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.actions.reporting import CHANGED, KNOWN, NEW, REFUSALS, article_row, refusal, refused_row
from sources.importers.base import ImportProblem, Skipped, printable
from sources.importers.columns import COLUMNS
from sources.importers.files import read_paths
from sources.ingest import foresee, ingest
from sources.models import BatchState, ImportBatch, ImportFile
from sources.text import sha256

# What of a table can stand in a column of another name.
TABLE_COLUMNS = tuple(COLUMNS)
# What one request can do before the browser or a proxy gives up waiting.
ITEMS = 1000
# What a file may be called on a server's disk, with some room.
NAME_BYTES = 240


class BatchRefused(ValidationError):
    """An import could not go on; the message says why."""


def hand_over(files, *, columns=None, by):
    """Keep ``files`` (an iterable of (name, bytes)) as an `ImportBatch`, with the report of what would become of them,
    and return it; nothing else is written.

    ``columns`` ({field: column of a table}) is kept with them, and ``by`` is the `User` who hands them over. Raises
    `BatchRefused`, and keeps nothing, when they are too many.
    """
    batch = ImportBatch(created_by=by, columns=columns or {})
    batch.full_clean()
    with transaction.atomic():
        batch.save()
        for position, (name, data) in enumerate(files):
            digest = hashlib.sha256(data).hexdigest()
            row = ImportFile(batch=batch, position=position, name=kept_name(name), data=data, sha256=digest)
            row.full_clean(exclude=["batch", "data"])
            row.save()
    # Reading takes a while, and nobody should have to wait for it with a save of theirs.
    try:
        batch.report = preview(batch)
    except BatchRefused:
        batch.delete()
        raise
    batch.save(update_fields=["report"])
    return batch


def kept_name(name):
    """Return the last part of ``name`` (str), fit to be printed and to be a file's name on any disk.

    A long one is cut in the middle, so that its ending, which says what it is, stays.
    """
    kept = printable(PurePath(name).name)
    if not kept.strip("."):
        return _("without a name")
    while len(kept.encode()) > NAME_BYTES:
        middle = (len(kept) - 10) // 2
        kept = f"{kept[: middle - 5]}…{kept[middle + 5 :]}"
    return kept


def preview(batch):
    """Return what would become of each item of ``batch`` (an `ImportBatch`), as rows of a report (list of dict)."""
    rows, met = [], {}
    with items_of(batch) as items:
        for item in items:
            rows.append(_row(item, foresee))
            if len(rows) > ITEMS:
                raise BatchRefused(
                    _(
                        "There are more than %(count)d articles in these files. Hand over fewer, or use the command"
                        " import_articles, which takes any number."
                    )
                    % {"count": ITEMS}
                )
            if isinstance(item, ImportProblem | Skipped):
                continue
            _met_before(rows[-1], item, met)
    return rows


def _met_before(row, article, met):
    """Correct the ``row`` of an article that an earlier one of the same import will have made known.

    ``met`` ({address or SHA-256 of a text: article}) is what came before it, and gains it.
    """
    digest = sha256(article.text)
    by_address, by_text = article.url and met.get(article.url), met.get(digest)
    if by_text and by_text.url and article.url and by_text.url != article.url:
        # The same words at another address are another document.
        by_text = None
    if row["outcome"] == NEW and (first := by_address or by_text):
        row["outcome"] = KNOWN if by_text else CHANGED
        row["notes"].append(_("the same article as %(item)s") % {"item": first.origin})
    # Of the text, only what tells two articles apart is kept.
    for key in filter(None, (digest, article.url)):
        met.setdefault(key, replace(article, text="", hints=()))


def confirm(batch, *, by):
    """Import the files of ``batch`` (an `ImportBatch`), each article in one transaction, as ``by`` (a `User`) decided.

    Returns the report (list of dict). What stops half-way is confirmed again and goes on: articles that are in already
    are known. Raises `BatchRefused` when it is done, or was dropped.
    """
    _begin(batch)
    rows = []
    with items_of(batch) as items:
        rows = [_row(item, lambda article: ingest(article, by=by)) for item in items]
    with transaction.atomic():
        batch.report, batch.state, batch.finished_at = rows, BatchState.DONE, timezone.now()
        batch.save(update_fields=["report", "state", "finished_at"])
        batch.files.all().delete()
    return rows


@transaction.atomic
def drop(batch):
    """Forget the files of ``batch`` (an `ImportBatch`); nothing of them was written. Raises `BatchRefused`."""
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state != BatchState.PREVIEWED:
        raise BatchRefused(_("Only an import that was not begun can be dropped; this one is %(state)s.") % _state(held))
    batch.state = BatchState.DROPPED
    batch.save(update_fields=["state"])
    batch.files.all().delete()


@transaction.atomic
def _begin(batch):
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in (BatchState.PREVIEWED, BatchState.RUNNING):
        raise BatchRefused(_("This import is %(state)s; hand the files over again.") % _state(held))
    batch.state = BatchState.RUNNING
    batch.save(update_fields=["state"])


def _state(batch):
    return {"state": batch.get_state_display()}


@contextmanager
def items_of(batch):
    """Give an iterator of every `Article`, `ImportProblem` and `Skipped` in the files of ``batch``, read as the command
    reads them: from a folder, which is gone at the end of the block."""
    with TemporaryDirectory(prefix="import-") as folder:
        paths = []
        for file in batch.files.order_by("position").iterator(chunk_size=1):
            # Each in a folder of its own: two may have one name.
            path = Path(folder, str(file.position), file.name)
            path.parent.mkdir()
            path.write_bytes(file.data)
            paths.append(path)
        yield (_without(folder, item) for item in _read(paths, batch.columns))


def _read(paths, columns):
    return read_paths([str(path) for path in paths], settings.SOURCES_MAX_ARTICLE_BYTES, columns)


def _row(item, store):
    if isinstance(item, ImportProblem | Skipped):
        return refused_row(item)
    try:
        return article_row(item, store(item))
    except REFUSALS as error:
        return refused_row(refusal(item, error))


def _without(folder, item):
    """Return what a reader gave with the name of the file in place of its path in ``folder`` (str)."""
    name = "origin" if hasattr(item, "origin") else "item"
    told = getattr(item, name).removeprefix(f"{folder}/")
    return replace(item, **{name: told.partition("/")[2] or told})
