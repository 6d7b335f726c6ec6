"""The linking desk: what it shows, what each button stores, and for whom."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from claims.models import ClaimPair, PairKind, PairSuggestion, PairVerdict
from claims.pairing.deciding import hold
from tests.claims.admin.pairing.pressing import HERE, press, sent
from tests.desk import account, desk, messages
from tests.factories import (
    AppearanceFactory,
    FigureFactory,
    PairSuggestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_both_claims_their_words_and_the_reasons_stand_on_the_page(suggestion):
    AppearanceFactory(claim=suggestion.one, passage__exact="never left the quay")
    for _number in range(4):
        AppearanceFactory(claim=suggestion.other, passage__exact="the quay is ours")
    FigureFactory(claim=suggestion.other, counted="guards")
    page = desk("editor").get(HERE)
    text = page.content.decode()
    assert text.index("<mark>never left the quay</mark>") < text.index("<mark>the quay is ours</mark>")
    assert (
        "“Held” and “taken” cannot both be true of the same thing." in text
        or "“held” and “taken” cannot both be true of the same thing." in text.lower()
    )
    assert "Both are about “The night on the river”." in text
    assert "1 more report" in text
    assert "200 guards" in text
    assert "1 is open" in text
    assert (page.context["left"], page.context["right"]) == (suggestion.one, suggestion.other)


def test_the_form_proposes_kind_order_and_a_reason_for_readers(suggestion):
    PairSuggestion.objects.update(one_answers=True)
    form = desk("editor").get(f"{HERE}?left={suggestion.one_id}&at={suggestion.pk}").context["form"]
    assert (form["kind"].value(), form["order"].value()) == (PairKind.CONTRARY, "this")
    # Without what only led to it.
    assert form["rationale"].value() == "“held” and “taken” cannot both be true of the same thing."


def test_accepting_makes_the_pair_as_the_form_stands_and_goes_on(suggestion):
    following, client = PairSuggestionFactory(score=0.1), desk("contributor")
    answer = press(client, "accepted", rationale="One holds the quay, the other took it.", kind="contradictory")
    pair = ClaimPair.objects.get()
    assert (pair.claim, pair.counterclaim, pair.kind, pair.status, pair.created_by) == (
        suggestion.one,
        suggestion.other,
        "contradictory",
        "draft",
        client.user,
    )
    assert pair.rationale == "One holds the quay, the other took it."
    page = client.get(answer.url)
    assert page.context["suggestion"] == following
    assert "A draft pair was made" in messages(page)[0]
    following.refresh_from_db()
    assert following.held_by == client.user
    assert LogEntry.objects.filter(object_id=str(pair.pk), content_type__model="claimpair").count() == 1


def test_the_claim_that_stands_left_can_be_the_one_that_answers(suggestion):
    press(desk("editor"), "accepted", order="this")
    assert ClaimPair.objects.get().claim == suggestion.other


@pytest.mark.parametrize(("verdict", "words"), [("rejected", "never suggested again"), ("unsure", "Left as unsure")])
def test_a_verdict_is_stored_and_needs_no_reason_for_readers(suggestion, verdict, words):
    client = desk("contributor")
    answer = press(client, verdict, rationale="", kind="", note="Two quays.")
    page = client.get(answer.url)
    suggestion.refresh_from_db()
    assert (suggestion.verdict, suggestion.decided_by, suggestion.note) == (verdict, client.user, "Two quays.")
    assert words in messages(page)[0]
    assert "Nothing is left to decide." in page.content.decode()
    assert "0 are open" in page.content.decode()
    assert "1 decided by you today" in page.content.decode()
    assert not ClaimPair.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rationale": " "}, "Say why these two are set against each other"),
        ({"kind": ""}, "This field is required"),
        ({"kind": "retracts"}, "Select a valid choice"),
        ({"kind": "apparent"}, "say what differs"),
        ({"decision": "rejected", "note": "x" * 301}, "at most 300 characters"),
        ({"decision": "nonsense"}, "choose one of the buttons"),
    ],
)
def test_what_is_wrong_stands_beside_the_fields_and_nothing_is_stored(suggestion, wrong, words):
    client = desk("editor")
    page = client.get(HERE)
    answer = client.post(page.context["here"], sent(page, "accepted") | wrong)
    assert words in answer.content.decode()
    suggestion.refresh_from_db()
    assert suggestion.verdict == "open"
    assert not ClaimPair.objects.exists()


def test_the_last_decision_is_taken_back_and_stands_there_again(suggestion):
    client = desk("editor")
    page = client.get(press(client, "accepted").url)
    assert "Take back" in page.content.decode()
    undo = {"decision": "undo", "of": page.context["last"].key, "seen": page.context["last"].seen}
    back = client.get(client.post(page.context["here"], undo).url)
    assert back.context["suggestion"] == suggestion
    assert "1 is open" in back.content.decode()
    assert not ClaimPair.objects.exists()
    assert "Take back" not in back.content.decode()
    # A second press finds nothing to take back.
    again = client.get(client.post(page.context["here"], undo).url)
    assert "Nothing of yours is stored" in messages(again)[0]


def test_a_decision_taken_meanwhile_is_shown_and_not_overwritten(suggestion):
    first, second = desk(account("editor", username="mila")), desk("editor")
    page = second.get(HERE)
    press(first, "rejected")
    answer = second.post(page.context["here"], sent(page, "accepted", rationale="My own words."))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "While you were looking, mila decided on these two" in text
    assert "<strong>Rejected</strong> by mila" in text
    # What was typed is not lost.
    assert "My own words." in text
    assert not ClaimPair.objects.exists()
    # Now that it was seen, an editor can decide otherwise.
    assert second.post(page.context["here"], sent(answer, "accepted")).status_code == 302
    assert ClaimPair.objects.exists()


def test_what_an_editor_decided_is_not_the_contributors(suggestion):
    press(desk("editor"), "rejected")
    client = desk("contributor")
    page = client.get(f"{HERE}?at={suggestion.pk}")
    assert "Whoever may publish pairs can decide otherwise" in page.content.decode()
    assert 'value="accepted"' not in page.content.decode()
    assert client.post(page.context["here"], sent(page, "accepted")).status_code == 403
    undo = {"decision": "undo", "of": f"d{suggestion.pk}", "seen": page.context["stamp"]}
    assert client.post(page.context["here"], undo).status_code == 403
    suggestion.refresh_from_db()
    assert suggestion.verdict == PairVerdict.REJECTED


def test_who_looks_at_two_claims_is_told_to_the_next_who_comes(suggestion):
    first, second = desk(account("editor", username="mila")), desk("editor")
    hold_address = reverse("admin:claims_pairsuggestion_desk_hold")
    asked = {"at": suggestion.pk, "seen": "open"}
    assert first.post(hold_address, asked).json() == {"held": True, "words": ""}
    assert second.post(hold_address, asked).json() == {"held": False, "words": "mila is looking at these two."}
    # The queue leaves it out; asked for by its address it is shown, and says who has it.
    assert second.get(HERE).context["suggestion"] is None
    assert "mila is looking at one" in second.get(HERE).content.decode()
    page = second.get(f"{HERE}?at={suggestion.pk}")
    assert "mila is looking at these two, at the longest until" in page.content.decode()
    assert 'value="accepted"' not in page.content.decode()
    answer = second.post(page.context["here"], sent(page, "accepted"))
    assert answer.status_code == 409
    assert "At the moment mila is looking at these two. Nothing of yours is stored." in answer.content.decode()
    second.post(page.context["here"], {"decision": "over"})
    assert second.get(page.context["here"]).context["is_held"] is False
    assert first.post(hold_address, asked).json()["held"] is False


def test_what_was_decided_is_told_to_whoever_looks_at_it_still(suggestion):
    client = desk("editor")
    press(desk("editor"), "rejected")
    hold_address = reverse("admin:claims_pairsuggestion_desk_hold")
    said = client.post(hold_address, {"at": suggestion.pk, "seen": "open"}).json()
    assert said["held"] is False
    assert "Somebody decided on these two" in said["words"]
    assert client.post(hold_address, {"at": "0"}).json()["held"] is False
    assert client.get(hold_address).status_code == 405


def test_looking_changes_nothing(suggestion):
    desk("editor").get(HERE)
    suggestion.refresh_from_db()
    assert suggestion.held_by is None


def test_a_suggestion_that_is_gone_is_not_decided_on(suggestion):
    client = desk("editor")
    page = client.get(HERE)
    suggestion.delete()
    answer = client.get(client.post(page.context["here"], sent(page, "accepted")).url)
    assert "not there any more. Nothing is stored." in messages(answer)[0]


def test_the_desk_is_for_those_who_make_pairs(suggestion):
    begin = reverse("admin:claims_pairsuggestion_desk_begin")
    nobody = desk("")
    assert nobody.get(HERE).status_code == 403
    assert nobody.post(f"{HERE}?at={suggestion.pk}", {"decision": "rejected", "seen": "open"}).status_code == 403
    assert nobody.post(reverse("admin:claims_pairsuggestion_desk_hold"), {"at": suggestion.pk}).status_code == 403
    assert nobody.post(begin).status_code == 403
    suggestion.refresh_from_db()
    assert (suggestion.verdict, suggestion.held_by) == ("open", None)
    assert desk("contributor").get(begin).status_code == 405


def test_a_hold_that_is_over_is_nobodys(suggestion):
    hold(suggestion, by=UserFactory())
    PairSuggestion.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    assert desk("editor").get(HERE).context["suggestion"] == suggestion
