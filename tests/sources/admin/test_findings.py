"""What an import found, on the page of its source: taken over, set aside, and by whom."""

import pytest
from django.urls import reverse

from editorial.status import Status
from sources.models import FindingState, SourceCredit
from tests.desk import address, desk, messages
from tests.factories import FindingFactory, OutletFactory, SnapshotFactory, SourceFactory

pytestmark = pytest.mark.django_db

TEXT = "Bridge closed. With Harbour Press."


def found(source=None, field="language", value="uk", **fields):
    source = source or SourceFactory(language="und")
    text = {"snapshot": source.snapshots.first() or SnapshotFactory(source=source, text=TEXT)}
    return FindingFactory(field=field, value=value, **(text | fields))


def decide(client, finding, verb, **sent):
    return client.post(reverse(f"admin:sources_finding_{verb}", args=[finding.pk]), sent, follow=True)


def test_what_waits_is_shown_on_the_page_of_the_source():
    finding = found()
    found(finding.snapshot.source, "furniture", "Advertisement", start=0, end=6)
    page = desk("contributor").get(address(finding.snapshot.source))
    assert page.context["findings"] == [finding]
    assert "guessed" in page.content.decode()


def test_taking_over_writes_the_source_and_notes_who_decided():
    finding, client = found(), desk("contributor")
    answer = decide(client, finding, "take")
    source = finding.snapshot.source
    source.refresh_from_db()
    finding.refresh_from_db()
    assert (source.language, source.updated_by) == ("uk", client.user)
    assert source.history.first().history_user == client.user
    assert (finding.state, finding.decided_by) == (FindingState.TAKEN, client.user)
    assert finding.decided_at
    assert messages(answer) == ["Taken over: language: uk."]
    assert answer.request["PATH_INFO"] == address(source)


def test_setting_aside_leaves_the_source_as_it_is():
    finding, client = found(), desk("contributor")
    before = type(finding.snapshot.source).objects.values().get(pk=finding.snapshot.source_id)
    decide(client, finding, "dismiss")
    finding.refresh_from_db()
    assert (finding.state, finding.decided_by) == (FindingState.DISMISSED, client.user)
    assert type(finding.snapshot.source).objects.values().get(pk=finding.snapshot.source_id) == before


def test_what_the_record_says_already_needs_no_decision():
    source = SourceFactory(language="uk", outlet=OutletFactory(name="Harbour Press"))
    SourceCredit.objects.create(source=source, outlet=OutletFactory(name="Reuters"))
    for field, value in (("language", "uk"), ("outlet", "harbour press"), ("credit", "Reuters")):
        found(source, field, value)
    waiting = found(source, "credit", "Coast Agency")
    assert desk("contributor").get(address(source)).context["findings"] == [waiting]


def test_the_same_in_two_texts_is_decided_once():
    older = found()
    source = older.snapshot.source
    newer = found(source, snapshot=SnapshotFactory(source=source, text="Another text."))
    client = desk("contributor")
    assert client.get(address(source)).context["findings"] == [newer]
    decide(client, newer, "dismiss")
    older.refresh_from_db()
    assert older.state == FindingState.DISMISSED
    assert client.get(address(source)).context["findings"] == []


def test_what_was_decided_is_not_decided_again():
    finding, client = found(), desk("contributor")
    decide(client, finding, "dismiss")
    assert "Somebody decided this already" in messages(decide(client, finding, "take"))[0]
    assert finding.snapshot.source.snapshots.get().source.language == "und"


def test_an_outlet_is_taken_over_by_its_name_or_domain():
    outlet = OutletFactory(name="Harbour Press", domain="harbour.example")
    finding = found(field="outlet", value="harbour.example")
    decide(desk("contributor"), finding, "take")
    source = finding.snapshot.source
    source.refresh_from_db()
    assert source.outlet == outlet


def test_an_outlet_that_is_not_recorded_is_asked_for():
    finding = found(field="outlet", value="Harbour Press")
    page = desk("contributor").get(address(finding.snapshot.source)).content.decode()
    assert "/admin/sources/outlet/add/?name=Harbour%20Press" in page
    assert "No outlet is called “Harbour Press” here" in messages(decide(desk("contributor"), finding, "take"))[0]
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN


def test_a_credit_is_taken_over_with_its_words():
    outlet = OutletFactory(name="Harbour Press")
    start = TEXT.index("With")
    finding = found(field="credit", value="Harbour Press", start=start, end=len(TEXT) - 1)
    decide(desk("contributor"), finding, "take")
    credit = SourceCredit.objects.get()
    assert (credit.outlet, credit.wording) == (outlet, "With Harbour Press")


def test_what_the_source_cannot_hold_is_refused_and_stays_open():
    SourceFactory(url="https://example.org/a")
    finding = found(field="url", value="https://example.org/a")
    answer = decide(desk("contributor"), finding, "take")
    assert messages(answer) == ["A source with this address is there already."]
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN


def test_only_who_may_change_the_source_decides():
    finding = found(SourceFactory(language="en", published=True), value="uk")
    for role, allowed in (("", False), ("contributor", False)):
        for verb in ("take", "dismiss"):
            answer = desk(role).post(reverse(f"admin:sources_finding_{verb}", args=[finding.pk]))
            assert (answer.status_code == 302) == allowed
    assert finding.snapshot.source.status == Status.PUBLISHED
    decide(desk("editor"), finding, "dismiss")
    finding.refresh_from_db()
    assert finding.state == FindingState.DISMISSED


def test_what_readers_see_of_a_source_is_changed_by_revision_alone():
    finding = found(SourceFactory(language="en", published=True), value="uk")
    source, client = finding.snapshot.source, desk("editor")
    page = client.get(address(source)).content.decode()
    assert "Write it into the form below." in page
    assert reverse("admin:sources_finding_take", args=[finding.pk]) not in page
    assert "save that as a revision" in messages(decide(client, finding, "take"))[0]
    finding.refresh_from_db()
    source.refresh_from_db()
    assert (finding.state, source.language) == (FindingState.OPEN, "en")


@pytest.mark.parametrize(
    ("asked", "goes"),
    [("/admin/sources/source/", "/admin/sources/source/"), ("https://elsewhere.example/", None), ("//x.example", None)],
)
def test_the_answer_goes_back_to_where_it_was_asked_from_but_to_no_other_host(asked, goes):
    finding = found()
    answer = desk("contributor").post(reverse("admin:sources_finding_dismiss", args=[finding.pk]), {"next": asked})
    assert answer["Location"] == (goes or address(finding.snapshot.source))
