import hashlib

import pytest
from django.db.models import ProtectedError

from editorial.models import DeletionRefused
from sources.models import Snapshot
from sources.models.snapshot import SnapshotImmutable
from tests.factories import SnapshotFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_hash_is_that_of_the_text_in_utf8():
    snapshot = SnapshotFactory(text="Тёткино отбито.\n")
    assert snapshot.sha256 == hashlib.sha256("Тёткино отбито.\n".encode()).hexdigest()


def test_hash_of_another_text_is_refused():
    with pytest.raises(Exception, match="not the SHA-256"):
        SnapshotFactory(sha256="a" * 64)


def test_snapshot_is_never_changed_or_deleted():
    snapshot = SnapshotFactory(text="As captured.")
    snapshot.text = "As somebody wished."
    writes = [
        snapshot.save,
        snapshot.delete,
        Snapshot.objects.all().delete,
        lambda: Snapshot.objects.update(text="x"),
        lambda: Snapshot.objects.bulk_update([snapshot], ["text"]),
    ]
    for write in writes:
        with pytest.raises(SnapshotImmutable):
            write()
    assert Snapshot.objects.get().text == "As captured."


def test_source_with_a_snapshot_cannot_be_deleted():
    source = SourceFactory()
    SnapshotFactory(source=source)
    with pytest.raises(ProtectedError):
        source.delete()
    with pytest.raises(DeletionRefused):
        SourceFactory(published=True).delete()
