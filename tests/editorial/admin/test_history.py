import pytest

from claims.models import Event
from editorial.models.history import keep_baseline, keep_baselines
from editorial.status import Status
from tests.desk import account, address, desk, filled
from tests.factories import AppearanceFactory, ClaimFactory, EventFactory, FigureFactory, PartyFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def history(record, client=None):
    return (client or desk("editor")).get(address(record, "history"))


def differences(answer):
    """Return the newest difference of each field: {label: (before, after)}."""
    found = {}
    for change in answer.context["page"].object_list:
        for entry in change.entries:
            for each in entry.differences:
                said = ("".join(text for text, _ in each.before), "".join(text for text, _ in each.after))
                found.setdefault(each.label, said)
    return found


def edit(record, client=None, **changes):
    client = client or desk("editor")
    answer = client.post(address(record), filled(client.get(address(record)), **changes))
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return client


def test_a_change_is_told_with_who_when_before_and_after():
    event = EventFactory(title="A raid")
    client = edit(event, desk(account("editor", username="petra")), title="A raid on the border")
    answer = history(event, client)
    change = answer.context["page"].object_list[0]
    assert str(change.who) == "petra"
    assert change.when == event.history.latest().history_date
    assert differences(answer)["Title"] == ("A raid", "A raid on the border")
    assert "petra" in answer.content.decode()


def test_choices_dates_and_records_are_told_in_words():
    event = EventFactory(kind="vote", occurred="2024-03")
    place = PlaceFactory(name="Tyotkino")
    edit(event, kind="trial", occurred="2024-03-12/2024-03-14", place=str(place.pk))
    told = differences(history(event))
    assert told["Kind"] == ("vote", "trial")
    assert told["Occurred"] == ("March 2024", "12 to 14 March 2024")
    assert told["Place"] == ("", "Tyotkino")


def test_a_status_is_told_with_its_reason():
    event = EventFactory(published=True)
    event.retract(by=account("editor"), reason="The outlet withdrew it.")
    answer = history(event)
    assert differences(answer)["Status"] == ("published", "retracted")
    assert "The outlet withdrew it." in answer.content.decode()


def test_what_stands_below_a_record_is_told_with_it():
    claim = ClaimFactory()
    figure = FigureFactory(claim=claim, counted="tanks")
    AppearanceFactory(claim=claim)
    edit(claim, answer="held", **{"figures-0-counted": "armoured vehicles"})
    answer = history(claim)
    change = answer.context["page"].object_list[0]
    assert {entry.kind for entry in change.entries} == {"Claim", "Figure"}
    assert differences(answer)["What was counted"] == ("tanks", "armoured vehicles")
    edit(claim, **{"figures-0-DELETE": "on"})
    assert not claim.figures.filter(pk=figure.pk).exists()
    deleted = [entry for entry in history(claim).context["page"].object_list[0].entries if entry.verb == "deleted"]
    assert [entry.kind for entry in deleted] == ["Figure"]
    assert "armoured vehicles" in deleted[0].title


def test_what_came_without_history_gets_a_beginning_before_its_first_change():
    claim = ClaimFactory(answer="as loaded")
    figure = FigureFactory(claim=claim, counted="tanks")
    claim.history.all().delete()
    figure.history.all().delete()
    edit(claim, answer="changed", **{"figures-0-counted": "vehicles"})
    told = differences(history(claim))
    assert told["Answer"] == ("as loaded", "changed")
    assert told["What was counted"] == ("tanks", "vehicles")
    assert claim.history.count() == figure.history.count() == 2
    assert claim.history.earliest().history_type == "+"


def test_a_transition_begins_a_history_too():
    event = EventFactory()
    event.history.all().delete()
    desk("editor").post(address(event, "transition", verb="publish"), {"version": event.version})
    assert [row.status for row in event.history.order_by("history_id")] == [Status.DRAFT, Status.PUBLISHED]


def test_a_beginning_names_who_wrote_the_record_and_when():
    writer = account("editor")
    event = EventFactory(updated_by=writer)
    event.history.all().delete()
    keep_baseline(event)
    keep_baseline(event)
    row = event.history.get()
    assert (row.history_user, row.history_date) == (writer, Event.objects.get().updated_at)


def test_beginnings_are_kept_for_all_records_of_a_kind_once():
    events, known, writer = [EventFactory() for _ in range(3)], EventFactory(), account("editor")
    Event.history.exclude(id=known.pk).delete()
    assert keep_baselines(Event, by=writer) == 3
    assert keep_baselines(Event, by=writer) == 0
    assert {event.history.get().history_user for event in events} == {writer}


def test_a_version_of_the_past_is_shown_and_cannot_be_put_back():
    event = EventFactory(title="First")
    client = edit(event, title="Second")
    first = event.history.earliest()
    page = address(event, "change").replace("/change/", f"/history/{first.history_id}/")
    answer = client.get(page)
    assert "First" in answer.content.decode()
    assert answer.context["differences"][0].label == "Title"
    assert client.post(page, filled(client.get(address(event)))).status_code == 405
    assert Event.objects.get().title == "Second"
    assert "evert" not in answer.content.decode() + history(event).content.decode()


@pytest.mark.parametrize("wrong", ["999999", "x"])
def test_a_version_that_is_not_there_is_not_found(wrong):
    event = EventFactory()
    assert desk("editor").get(address(event).replace("/change/", f"/history/{wrong}/")).status_code == 404


def test_history_is_for_those_who_may_see_the_record():
    party = PartyFactory()
    assert history(party, desk("")).status_code == 403
    assert history(party, desk("contributor")).status_code == 200


def test_the_history_of_a_record_takes_as_many_queries_for_many_changes(django_assert_max_num_queries):
    claim = ClaimFactory()
    for number in range(12):
        claim.answer = f"answer {number}"
        claim.written_by(account()).save()
    with django_assert_max_num_queries(25):
        history(claim, desk(account(is_superuser=True)))
