"""The list of claims whose words their outlet changed after they were marked."""

import pytest
from django.urls import reverse

from claims.models import Claim
from editorial.models import Revision
from sources.importers.base import Article, Found
from sources.ingest import ingest
from sources.models import Passage, PassageState
from tests.desk import account, address, desk, filled, publish_revision
from tests.factories import AppearanceFactory, ClaimFactory, SnapshotFactory, SourceFactory

pytestmark = pytest.mark.django_db

OLD = "The council said the bridge at Velmo was closed. The union said it was open."
NEW = "The council said the bridge at Velmo was damaged. The union said it was open."
URL = "https://example.org/velmo"


@pytest.fixture
def source():
    return SourceFactory(title="Bridge at Velmo", url=URL)


def marked(source, words):
    snapshot = SnapshotFactory(source=source, text=OLD) if not source.snapshots.exists() else source.snapshots.get()
    start = OLD.index(words)
    passage = Passage(source=source, snapshot=snapshot, exact=words, start=start, end=start + len(words))
    passage.save()
    return AppearanceFactory(claim=ClaimFactory(answer=f"said: {words}"), source=source, passage=passage)


def arrive(text):
    return ingest(Article(text=text, title="Bridge", title_found=Found.HEADLINE, origin="a.html", url=URL))


def page(role="contributor"):
    return desk(role).get(reverse("admin:sources_passage_edited"))


def test_words_that_a_newer_text_has_no_longer_are_listed_with_their_claim(source):
    gone, moved, stayed = marked(source, "closed"), marked(source, "open"), marked(source, "The council")
    assert arrive(NEW).changed
    answer = page()
    listed = [passage.pk for passage in answer.context["passages"]]
    assert listed == [gone.passage_id, moved.passage_id]
    assert stayed.passage_id not in listed
    text = answer.content.decode()
    assert address(gone.claim) in text
    assert reverse("admin:sources_snapshot_difference", args=[source.snapshots.latest("pk").pk]) in text


def test_a_passage_keeps_its_words_and_its_place(source):
    before = marked(source, "closed").passage
    arrive(NEW)
    after = Passage.objects.get(pk=before.pk)
    assert (after.exact, after.start, after.snapshot_id) == (before.exact, before.start, before.snapshot_id)
    assert after.state == PassageState.LOST


def test_an_empty_list_says_why(source):
    marked(source, "closed")
    assert "Nothing was edited" in page().content.decode()


def test_words_of_which_a_change_waits_say_who_wrote_it(source):
    report = marked(source, "closed")
    source.publish(by=account("editor"))
    claim = Claim.objects.get(pk=report.claim_id)
    claim.event.publish(by=account("editor"))
    claim.publish(by=account("editor"))
    arrive(NEW)
    assert "A revision by" not in page().content.decode()
    client = desk(account("contributor", username="jonas"))
    form = filled(
        client.get(address(report.passage)), exact="damaged", snapshot="", start="", correction_note="Edited."
    )
    client.post(address(report.passage), form)
    assert "A revision by jonas is being written" in page().content.decode()
    Revision.objects.get().submit(by=client.user)
    assert "A revision by jonas is in review" in page().content.decode()
    assert Passage.objects.get(pk=report.passage_id).exact == "closed"
    publish_revision()
    assert Passage.objects.get(pk=report.passage_id).exact == "damaged"
    assert "damaged" not in page().content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_one(source, django_assert_max_num_queries):
    for words in ("closed", "open", "was closed", "bridge at Velmo was closed", "it was open"):
        marked(source, words)
    arrive(NEW)
    client = desk("contributor")
    with django_assert_max_num_queries(10):
        assert client.get(reverse("admin:sources_passage_edited")).status_code == 200


def test_the_list_is_for_the_desk(client):
    assert page("").status_code == 403
    assert client.get(reverse("admin:sources_passage_edited")).status_code == 302
