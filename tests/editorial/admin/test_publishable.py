import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from claims.models import Claim, ClaimPair, Event, Question
from editorial.models import Publishable, Revision
from editorial.status import Status
from sources.models import Source
from tests.desk import GROUPS, account, address, desk, filled, list_address, messages
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    QuestionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    Source: SourceFactory,
    Event: EventFactory,
    Question: QuestionFactory,
    Claim: ClaimFactory,
    ClaimPair: ClaimPairFactory,
}
WORDS = {Source: "title", Event: "title", Question: "text", Claim: "statement", ClaimPair: "rationale"}
STATES = {
    "draft": {},
    "in_review": {"in_review": True},
    "published": {"published": True},
    "retracted": {"retracted": True},
}
# Who may do what in which state: action -> state -> groups. All else is refused and changes nothing.
EDITORS = {"editor", "administrator"}
EVERYBODY = {"contributor", *EDITORS}
MAY = {
    "view": dict.fromkeys(STATES, EVERYBODY),
    # What is published is changed by revision, which everybody may write.
    "change": {"draft": EVERYBODY, "in_review": EDITORS, "published": EVERYBODY},
    "delete": {"draft": EDITORS, "in_review": EDITORS},
    "submit": {"draft": EVERYBODY},
    "publish": {"draft": EDITORS, "in_review": EDITORS, "retracted": EDITORS},
    "send_back": {"in_review": EDITORS},
    "retract": {"published": EDITORS},
}
AFTER = {
    "submit": Status.IN_REVIEW,
    "publish": Status.PUBLISHED,
    "send_back": Status.DRAFT,
    "retract": Status.RETRACTED,
}
CASES = [
    (action, state, group, group in MAY[action].get(state, ()))
    for action in MAY
    for state in STATES
    for group in ("", *GROUPS)
]


def test_the_table_holds_every_publishable_model():
    assert set(FACTORIES) == {model for model in Publishable.__subclasses__() if not model._meta.abstract}


def ready(model, state):
    """Return a record in the state, with all that publishing needs."""
    record = FACTORIES[model](**STATES[state])
    if state != "published":
        if model is Claim:
            Event.objects.filter(pk=record.event_id).update(**published())
            AppearanceFactory(claim=record, source=SourceFactory(published=True))
        if model is Question:
            Event.objects.filter(pk=record.event_id).update(**published())
        if model is ClaimPair:
            for side in ("claim", "counterclaim"):
                setattr(record, side, ClaimFactory(published=True))
            record.save()
    return record


def published():
    event = EventFactory(published=True)
    return {"status": event.status, "published_at": event.published_at, "published_by": event.published_by}


def attempt(client, record, action):
    if action == "view":
        return client.get(address(record))
    if action == "change":
        # As a form that was open before: the version is right, whatever the page offers.
        probe = desk(account(is_superuser=True))
        page = probe.get(address(record))
        other = WORDS[type(record)]
        sent = filled(page, **{other: "Other words"}) if "_form" in page.content.decode() else {}
        return client.post(address(record), sent | {"correction_note": "Put right."})
    if action == "delete":
        return client.post(address(record, "delete"), {"post": "yes"})
    sent = {"version": record.version, "reason": "It was a misreading.", "note": "Add the speaker."}
    return client.post(address(record, "transition", verb=action), sent)


def present(record):
    return type(record).objects.filter(pk=record.pk).values().first()


@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
@pytest.mark.parametrize(("action", "state", "group", "allowed"), CASES)
def test_who_may_do_what_in_which_state(model, action, state, group, allowed):
    record = ready(model, state)
    before = present(record)
    answer = attempt(desk(group), record, action)
    after = present(record)
    if action == "view":
        assert (answer.status_code == 200) is allowed
        assert after == before
    elif not allowed:
        assert after == before
        assert answer.status_code in (302, 403)
        assert not Revision.objects.exists()
    elif action == "delete":
        assert after is None
    elif action == "change" and state == "published":
        assert after == before
        assert Revision.objects.of(record).get().created_by.groups.get().name == group
    elif action == "change":
        assert after["version"] == before["version"] + 1
        assert after["status"] == before["status"]
    else:
        assert after["status"] == AFTER[action]


@pytest.mark.parametrize("action", AFTER)
@pytest.mark.parametrize("state", STATES)
def test_looking_at_a_transition_changes_nothing(action, state):
    record = ready(Claim, state)
    before = present(record)
    client = desk("administrator")
    assert client.get(address(record, "transition", verb=action)).status_code == 200
    assert client.get(address(record, "transition", verb=action), {"reason": "x"}).status_code == 200
    assert present(record) == before


def test_an_unknown_transition_is_not_found():
    assert desk("editor").post(address(EventFactory(), "transition", verb="delete")).status_code == 404


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("draft", {"submit", "publish"}),
        ("in_review", {"publish", "send_back"}),
        ("published", {"retract"}),
        ("retracted", {"publish"}),
    ],
)
def test_a_page_offers_only_what_can_be_done(state, buttons):
    record = ready(Event, state)
    page = desk("editor").get(address(record)).content.decode()
    assert {verb for verb in AFTER if f"/transition/{verb}/" in page} == buttons


def test_what_stands_in_the_way_of_publishing_is_told_before_and_after():
    claim, client = ClaimFactory(in_review=True), desk("editor")
    page = client.get(address(claim)).content.decode()
    assert "Its event" in page
    assert "It has no appearance" in page
    answer = client.post(address(claim, "transition", verb="publish"), {"version": claim.version}, follow=True)
    assert any("It has no appearance" in message for message in messages(answer))
    assert Claim.objects.get().status == Status.IN_REVIEW


def test_who_wrote_it_last_is_told_that_somebody_else_publishes():
    editor = account("editor")
    event = EventFactory(updated_by=editor)
    answer = desk(editor).post(address(event, "transition", verb="publish"), {"version": event.version}, follow=True)
    assert messages(answer) == ["You wrote this last, so somebody else must publish it."]


def test_a_transition_of_a_record_that_changed_meanwhile_is_a_message():
    event, other = EventFactory(), account("editor", username="petra")
    seen = event.version
    event.title = "Another title"
    event.written_by(other).save()
    answer = desk("editor").post(address(event, "transition", verb="publish"), {"version": seen}, follow=True)
    assert "was changed by petra" in messages(answer)[0]
    assert Event.objects.get().status == Status.DRAFT


def test_retracting_asks_for_a_reason_and_keeps_the_page():
    event = EventFactory(published=True)
    answer = desk("editor").post(
        address(event, "transition", verb="retract"), {"version": event.version, "reason": " "}
    )
    assert answer.status_code == 200
    assert "Say why it is retracted" in answer.content.decode()
    assert Event.objects.get().status == Status.PUBLISHED


def test_a_note_to_the_writers_stays_in_the_history():
    event = EventFactory(in_review=True)
    sent = {"version": event.version, "note": "Name the village."}
    client = desk("editor")
    client.post(address(event, "transition", verb="send_back"), sent)
    assert event.history.latest().history_change_reason == "Name the village."
    assert "Name the village." in client.get(address(event, "history")).content.decode()


def choose(client, action, *records, **more):
    sent = {"action": action, ACTION_CHECKBOX_NAME: [f"{record.pk},{record.version}" for record in records]}
    return client.post(list_address(type(records[0])), sent | more, follow=True)


def test_a_list_publishes_what_it_can_and_says_of_each_other_why_not():
    good, bare = ready(Claim, "in_review"), ClaimFactory(statement="Nobody carries this.")
    own_editor = account("editor")
    own = ready(Claim, "in_review")
    Claim.objects.filter(pk=own.pk).update(updated_by=own_editor)
    answer = choose(desk(own_editor), "publish_selected", good, bare, own)
    told = messages(answer)
    assert "1 claim was published." in told
    assert any("Nobody carries this." in message and "It has no appearance" in message for message in told)
    assert any(own.statement in message and "You wrote this last" in message for message in told)
    assert len(told) == 3
    assert set(Claim.objects.filter(status=Status.PUBLISHED)) == {good}


@pytest.mark.parametrize(
    ("action", "state", "after"),
    [
        ("submit_selected", "draft", Status.IN_REVIEW),
        ("send_back_selected", "in_review", Status.DRAFT),
        ("publish_selected", "in_review", Status.PUBLISHED),
    ],
)
def test_a_list_moves_many_records_on(action, state, after):
    events = [EventFactory(**STATES[state]) for _ in range(3)]
    choose(desk("editor"), action, *events)
    assert set(Event.objects.values_list("status", flat=True)) == {after}


def test_a_list_asks_for_a_reason_before_it_retracts():
    events, client = [EventFactory(published=True) for _ in range(2)], desk("editor")
    asked = choose(client, "retract_selected", *events)
    assert "Readers who come back" in asked.content.decode()
    again = choose(client, "retract_selected", *events, reason="  ")
    assert "Say why it is retracted" in again.content.decode()
    assert not Event.objects.filter(status=Status.RETRACTED).exists()
    done = choose(client, "retract_selected", *events, reason="The outlet withdrew it.")
    assert messages(done) == ["2 events were retracted."]
    assert set(Event.objects.values_list("retraction_reason", flat=True)) == {"The outlet withdrew it."}


def test_a_list_leaves_out_by_name_what_changed_since_it_was_shown():
    stale, fresh = EventFactory(title="Stale raid"), EventFactory()
    seen = Event.objects.get(pk=stale.pk)
    stale.written_by(account(username="petra")).save()
    answer = choose(desk("editor"), "publish_selected", seen, fresh)
    assert any("Stale raid" in message and "petra" in message for message in messages(answer))
    assert set(Event.objects.filter(status=Status.PUBLISHED)) == {fresh}


@pytest.mark.parametrize("sent", ["x", "1,", ",1", "999999,1", "1,2,3", ""])
def test_a_list_with_a_strange_choice_is_no_error(sent):
    EventFactory()
    answer = desk("editor").post(
        list_address(Event), {"action": "submit_selected", ACTION_CHECKBOX_NAME: [sent]}, follow=True
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("action", ["publish_selected", "send_back_selected", "retract_selected", "delete_selected"])
def test_a_contributor_has_no_editors_action(action):
    event = EventFactory(in_review=True)
    choose(desk("contributor"), action, event, post="yes", reason="No.")
    assert Event.objects.get().status == Status.IN_REVIEW


def test_a_list_deletes_only_what_was_never_public():
    draft, public = EventFactory(), EventFactory(published=True)
    answer = choose(desk("editor"), "delete_selected", draft, public)
    assert any("readers see it, or have seen it" in message for message in messages(answer))
    assert "Are you sure" in answer.content.decode()
    answer = choose(desk("editor"), "delete_selected", draft, public, post="yes")
    assert set(Event.objects.all()) == {public}


def test_deleting_something_public_is_answered_in_words():
    event, client = EventFactory(published=True), desk("editor")
    assert "/delete/" not in client.get(address(event)).content.decode()
    answer = client.post(address(event, "delete"), {"post": "yes"}, follow=True)
    assert "What readers have seen is not deleted" in messages(answer)[0]


def test_deleting_what_others_stand_on_names_them():
    event = EventFactory()
    question = QuestionFactory(event=event)
    answer = desk("editor").post(address(event, "delete"), {"post": "yes"})
    assert str(question) in answer.content.decode()
    assert Event.objects.exists()


def test_the_address_of_a_public_record_stays():
    event, client = EventFactory(published=True), desk("editor")
    answer = client.post(address(event), filled(client.get(address(event)), slug="another"))
    assert "its address stays" in answer.content.decode()
