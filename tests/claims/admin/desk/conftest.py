"""What the tests of the desk share."""

import pytest

from tests.claims.admin.desk.reading import FIRST, SECOND, TEXT, suggest
from tests.factories import EventFactory, PartyFactory, SnapshotFactory, SourceFactory


@pytest.fixture
def snapshot():
    source = SourceFactory(title="Night on the river")
    # A Wednesday.
    source.published = "2031-05-14"
    source.save()
    return SnapshotFactory(source=source, text=TEXT)


@pytest.fixture
def suggestions(snapshot):
    ministry = PartyFactory(name="Ministry of Ostravia")
    return [
        suggest(snapshot, FIRST, party=ministry, speaker="its spokesman", attribution="named_official"),
        suggest(snapshot, SECOND),
    ]


@pytest.fixture
def known():
    return PartyFactory(name="Ministry of Ostravia"), EventFactory(title="The raid")
