import pytest

from claims.models import ClaimPair, PairKind
from editorial.status import Status
from tests.desk import address, desk, messages
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PairSuggestionFactory,
    PartyFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def link(client, claim, other, **said):
    sent = {"other": other.pk, "order": "other", "kind": "contrary", "rationale": "Both cannot hold the village."}
    return client.post(address(claim, "against"), sent | said, follow=True)


def test_both_quotations_stand_side_by_side_before_anything_is_saved():
    claim, other = ClaimFactory(), ClaimFactory()
    AppearanceFactory(claim=claim, passage__exact="failed the attempt")
    AppearanceFactory(claim=other, passage__exact="control of the town")
    page = desk("editor").get(address(claim, "against"), {"other": other.pk}).content.decode()
    assert page.index("<mark>failed the attempt</mark>") < page.index("<mark>control of the town</mark>")
    assert 'name="rationale"' in page
    assert not ClaimPair.objects.exists()


def test_linking_makes_a_draft_with_its_writer_reason_and_history():
    claim, other, client = ClaimFactory(), ClaimFactory(), desk("editor")
    answer = link(client, claim, other)
    pair = ClaimPair.objects.get()
    assert (pair.claim, pair.counterclaim, pair.kind, pair.status) == (claim, other, PairKind.CONTRARY, Status.DRAFT)
    assert pair.created_by == pair.updated_by == client.user
    assert pair.history.get().history_user == client.user
    assert answer.request["PATH_INFO"] == address(pair)
    assert "A draft pair was made" in messages(answer)[0]


def test_the_claim_itself_can_be_the_one_that_answers():
    claim, other = ClaimFactory(), ClaimFactory()
    link(desk("editor"), claim, other, order="this")
    assert (ClaimPair.objects.get().claim, ClaimPair.objects.get().counterclaim) == (other, claim)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_pair_that_exists_is_refused_in_either_order_and_shown(turned, method):
    pair = ClaimPairFactory()
    first, second = (pair.counterclaim, pair.claim) if turned else (pair.claim, pair.counterclaim)
    client = desk("editor")
    sent = {"other": second.pk, "order": "other", "kind": "contrary", "rationale": "Again."}
    page = getattr(client, method)(address(first, "against"), sent).content.decode()
    assert "are a pair already" in page
    assert address(pair) in page
    assert ClaimPair.objects.count() == 1


def test_a_claim_is_not_set_against_itself():
    claim = ClaimFactory()
    page = desk("editor").get(address(claim, "against"), {"other": claim.pk}).content.decode()
    assert "A claim is not set against itself" in page


@pytest.mark.parametrize("wrong", ["0", "x", "99999999999999999999", "1 OR 1"])
def test_a_claim_that_is_not_there_is_a_message(wrong):
    page = desk("editor").get(address(ClaimFactory(), "against"), {"other": wrong})
    assert page.status_code == 200
    assert "There is no such claim" in page.content.decode()


def test_only_kinds_that_go_with_the_parties_are_offered():
    party = PartyFactory()
    claim, own, other = ClaimFactory(party=party), ClaimFactory(party=party), ClaimFactory()
    client = desk("editor")
    of_one = client.get(address(claim, "against"), {"other": own.pk}).content.decode()
    of_two = client.get(address(claim, "against"), {"other": other.pk}).content.decode()
    assert 'value="retracts"' in of_one
    assert 'value="corroborates"' not in of_one
    assert 'value="retracts"' not in of_two
    assert 'value="corroborates"' in of_two
    link(client, claim, other, kind="retracts")
    assert not ClaimPair.objects.exists()


def test_a_reason_is_required_and_what_was_typed_stays():
    claim, other = ClaimFactory(), ClaimFactory()
    answer = link(desk("editor"), claim, other, rationale="  ", scope_note="Only the village itself.")
    assert "Say why these two are set against each other" in answer.content.decode()
    assert "Only the village itself." in answer.content.decode()
    assert not ClaimPair.objects.exists()


def test_an_apparent_conflict_needs_its_scope():
    claim, other, client = ClaimFactory(), ClaimFactory(), desk("editor")
    answer = link(client, claim, other, kind="apparent")
    assert "say what differs" in answer.content.decode()
    link(client, claim, other, kind="apparent", scope_note="They speak of different days.")
    assert ClaimPair.objects.get().scope_note == "They speak of different days."


def test_other_answers_to_the_question_come_first_without_a_script():
    event = EventFactory()
    question = QuestionFactory(event=event)
    claim = ClaimFactory(event=event, question=question)
    of_event = ClaimFactory(event=event, party__name="A party")
    answers = ClaimFactory(event=event, question=question, party__name="Z party")
    elsewhere = ClaimFactory()
    page = desk("editor").get(address(claim, "against")).content.decode()
    assert page.index(f"?other={answers.pk}") < page.index(f"?other={of_event.pk}")
    assert f"?other={elsewhere.pk}" not in page
    found = desk("editor").get(address(claim, "against"), {"q": elsewhere.statement}).content.decode()
    assert f"?other={elsewhere.pk}" in found


def test_looking_changes_nothing_and_linking_needs_the_permission():
    claim, other = ClaimFactory(), ClaimFactory()
    assert desk("").get(address(claim, "against")).status_code == 403
    assert link(desk(""), claim, other).status_code == 403
    assert (
        desk("editor").get(f"{address(claim, 'against')}?other={other.pk}&kind=contrary&rationale=x").status_code == 200
    )
    assert not ClaimPair.objects.exists()


def test_a_page_of_a_claim_that_is_not_there_is_not_found():
    claim = ClaimFactory()
    missing = address(claim, "against").replace(str(claim.pk), "999999")
    assert desk("editor").get(missing).status_code == 404


def test_what_was_decided_on_a_suggestion_of_the_two_is_told_before_they_are_linked():
    suggestion = PairSuggestionFactory(rejected=True, decided_by__username="mila", note="Two mills.")
    answer = desk("editor").get(address(suggestion.other, "against"), {"other": suggestion.one_id})
    page = answer.content.decode()
    assert "These two were suggested as contrary; mila decided on" in page
    assert "rejected. Two mills." in page
    assert f"/admin/claims/pairsuggestion/desk/?at={suggestion.pk}" in page
    undecided = PairSuggestionFactory()
    answer = desk("editor").get(address(undecided.one, "against"), {"other": undecided.other_id})
    assert "nobody decided on it" in answer.content.decode()
