import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from sources.models import Passage, PassageState
from tests.factories import AppearanceFactory, PassageFactory, SnapshotFactory

pytestmark = pytest.mark.django_db

# An emoji and a letter with a combining accent before the words: positions count code points, not bytes or UTF-16.
TEXT = "💥 Т\u0301ёткино: министерство сообщило, что отбило атаку.\nThe militia said otherwise."


@pytest.fixture
def snapshot():
    return SnapshotFactory(text=TEXT)


def passage(snapshot, exact="отбило атаку", **values):
    start = snapshot.text.index(exact)
    values = {"prefix": "что ", "suffix": ".\n", "start": start, "end": start + len(exact)} | values
    return Passage(source=snapshot.source, snapshot=snapshot, exact=exact, **values)


def test_passage_that_stands_there_is_stored_as_exact(snapshot):
    stored = passage(snapshot)
    stored.save()
    assert Passage.objects.get().state == PassageState.EXACT


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start": 0, "end": 12}, "exact"),
        ({"prefix": "and "}, "prefix"),
        ({"suffix": "!"}, "suffix"),
        ({"start": 10_000, "end": 10_012}, "exact"),
        ({"start": None, "end": None}, "start"),
    ],
)
def test_passage_that_does_not_match_its_snapshot_is_refused(snapshot, values, field):
    wrong = passage(snapshot, **values)
    for write in (wrong.full_clean, wrong.save, lambda: Passage.objects.bulk_create([wrong])):
        with pytest.raises(ValidationError) as refused:
            write()
        assert field in refused.value.message_dict
    assert not Passage.objects.exists()


def test_refusal_says_what_stands_there_instead(snapshot):
    with pytest.raises(ValidationError, match="the text says “The militia”"):
        passage(snapshot, start=TEXT.index("The"), end=TEXT.index("The") + 11, exact="отбило атаку").save()


def test_snapshot_of_another_source_is_refused(snapshot):
    wrong = passage(snapshot)
    wrong.source = SnapshotFactory().source
    with pytest.raises(ValidationError, match="another source"):
        wrong.save()


def test_passage_stays_in_its_source():
    stored = PassageFactory()
    stored.source = PassageFactory().source
    with pytest.raises(ValidationError, match="stays in its source"):
        stored.full_clean()


def test_passage_without_a_held_text_is_unverified():
    assert PassageFactory().state == PassageState.UNVERIFIED


def test_database_refuses_words_that_do_not_stand_there_beyond_the_basic_plane(snapshot):
    right = passage(snapshot)
    right.save()
    with pytest.raises(IntegrityError, match="do not stand there"):
        Passage.objects.filter(pk=right.pk).update(start=right.start + 1, end=right.end + 1)


def test_passage_is_public_when_an_appearance_on_it_is():
    AppearanceFactory()
    appearance = AppearanceFactory(claim__published=True, source__published=True)
    assert appearance.passage in Passage.objects.published()
    assert Passage.objects.published().count() == 2  # the claim came with one of its own
