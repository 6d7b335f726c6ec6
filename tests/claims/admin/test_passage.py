import pytest

from sources.models import Passage, PassageState
from tests.desk import address, desk, filled, list_address
from tests.factories import PassageFactory, SnapshotFactory, SourceFactory

pytestmark = pytest.mark.django_db

TEXT = "They came. They went. Nobody\nsaw them."


@pytest.fixture
def source():
    source = SourceFactory()
    SnapshotFactory(source=source, text=TEXT)
    return source


def add(client, **values):
    return client.post(list_address(Passage, "add"), filled(client.get(list_address(Passage, "add"))) | values)


def test_source_and_words_are_enough(source):
    assert add(desk("contributor"), source=str(source.pk), exact="Nobody\r\nsaw them").status_code == 302
    passage = Passage.objects.get()
    assert (passage.exact, passage.start, passage.end) == ("Nobody\nsaw them", 22, 37)
    assert (passage.prefix, passage.suffix) == ("They came. They went. ", ".")
    assert (passage.snapshot, passage.state) == (source.snapshots.get(), PassageState.EXACT)


def test_the_newest_text_is_the_one_that_counts(source):
    newest = SnapshotFactory(source=source, text="Later: " + TEXT)
    add(desk("contributor"), source=str(source.pk), exact="They came")
    assert (Passage.objects.get().snapshot, Passage.objects.get().start) == (newest, 7)


def test_several_places_are_listed_beside_the_start(source):
    client = desk("contributor")
    answer = add(client, source=str(source.pk), exact="They")
    assert "stand in 2 places" in answer.context["adminform"].form.errors["start"][0]
    wrong = add(client, source=str(source.pk), exact="They", start="1")
    assert "do not begin there" in wrong.context["adminform"].form.errors["start"][0]
    assert add(client, source=str(source.pk), exact="They", start="11").status_code == 302
    assert Passage.objects.get().start == 11


def test_words_that_are_nowhere_or_nothing_are_refused(source):
    client = desk("contributor")
    for words in ("He came", "  "):
        answer = add(client, source=str(source.pk), exact=words)
        assert "exact" in answer.context["adminform"].form.errors
    assert not Passage.objects.exists()


def test_the_same_place_twice_is_refused(source):
    client = desk("contributor")
    add(client, source=str(source.pk), exact="They came")
    answer = add(client, source=str(source.pk), exact="They came")
    assert "is there already" in answer.content.decode()
    assert Passage.objects.count() == 1


def test_a_text_of_another_source_is_refused(source):
    foreign = SnapshotFactory()
    answer = add(desk("contributor"), source=str(source.pk), exact="They", snapshot=str(foreign.pk))
    assert "snapshot of another source" in answer.content.decode()


def test_changed_words_are_found_anew(source):
    client = desk("contributor")
    add(client, source=str(source.pk), exact="They came")
    passage = Passage.objects.get()
    client.post(address(passage), filled(client.get(address(passage)), exact="They went"))
    passage.refresh_from_db()
    assert (passage.start, passage.prefix) == (11, "They came. ")


def test_without_a_text_what_is_given_is_kept():
    source = SourceFactory()
    add(desk("contributor"), source=str(source.pk), exact="They came", start="5", prefix="Then ")
    passage = Passage.objects.get()
    assert (passage.start, passage.end, passage.prefix, passage.state) == (5, 14, "Then ", PassageState.UNVERIFIED)


def test_a_choice_names_the_source_beside_the_words():
    passage = PassageFactory(source__title="A report")
    answer = desk("contributor").get(
        "/admin/autocomplete/",
        {"app_label": "claims", "model_name": "appearance", "field_name": "passage", "term": "repelled"},
    )
    assert [each["text"] for each in answer.json()["results"]] == [f"{passage} · A report"]
