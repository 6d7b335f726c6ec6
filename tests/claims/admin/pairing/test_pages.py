"""The linking desk: what it shows, where each button leads, and for whom."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from claims.admin.pairing.drafting import rationale
from claims.models import Claim, ClaimPair, PairKind, PairSuggestion, PairVerdict
from claims.pairing.deciding import hold
from tests.desk import account, address, desk, list_address, messages
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    FigureFactory,
    PairSuggestionFactory,
    PartyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HERE = reverse("admin:claims_pairsuggestion_desk")


@pytest.fixture
def suggestion():
    return PairSuggestionFactory(
        score=0.9,
        one__party__name="Harbour guard",
        one__answer="held",
        other__party__name="River militia",
        other__answer="taken",
        reasons=[
            ["same_event", {"event": "The night on the river"}],
            ["answers_contrary", {"one": "held", "other": "taken"}],
        ],
    )


def sent(answer, decision, **changes):
    """Return what the form on the page would send (dict) with the button ``decision`` (str)."""
    form = answer.context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return values | {"seen": answer.context["stamp"], "decision": decision} | changes


def press(client, decision, address=HERE, **changes):
    """Open the desk at ``address`` and press a button; return the answer."""
    page = client.get(address)
    return client.post(page.context["here"], sent(page, decision, **changes))


def test_both_claims_their_words_and_the_reasons_stand_on_the_page(suggestion):
    AppearanceFactory(claim=suggestion.one, passage__exact="never left the quay")
    for _number in range(4):
        AppearanceFactory(claim=suggestion.other, passage__exact="the quay is ours")
    FigureFactory(claim=suggestion.other, counted="guards")
    page = desk("editor").get(HERE)
    text = page.content.decode()
    assert text.index("<mark>never left the quay</mark>") < text.index("<mark>the quay is ours</mark>")
    assert (
        "“Held” and “taken” cannot both be true." in text or "“held” and “taken” cannot both be true." in text.lower()
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
    assert form["rationale"].value() == "“held” and “taken” cannot both be true."


def test_a_reason_is_drafted_in_the_language_of_the_records(suggestion):
    with translation.override("uk"):
        assert rationale(suggestion) == "“held” and “taken” cannot both be true."
    suggestion.reasons = [["same_event", {"event": "The night on the river"}]]
    assert rationale(suggestion) == "Both are about “The night on the river”."


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


def test_next_passes_over_until_somebody_begins_anew(suggestion):
    following, client = PairSuggestionFactory(score=0.1), desk("editor")
    first = client.get(press(client, "next").url)
    assert first.context["suggestion"] == following
    assert "1 passed over" in first.content.decode()
    last = client.get(press(client, "next").url)
    assert last.context["suggestion"] is None
    assert "2 were passed over." in last.content.decode()
    answer = client.post(reverse("admin:claims_pairsuggestion_desk_begin"))
    assert client.get(answer.url).context["suggestion"] == suggestion
    # Somebody else meets them in their turn.
    assert desk("editor").get(f"{HERE}?at={following.pk}").context["suggestion"] == following


def test_the_rest_of_a_claim_comes_before_the_next_claim(suggestion):
    rival = PairSuggestionFactory(one=suggestion.one, score=0.2)
    PairSuggestionFactory(score=0.8)
    client = desk("editor")
    page = client.get(HERE)
    assert page.context["rivals"] == [rival]
    assert client.get(press(client, "rejected").url).context["suggestion"] == rival


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


def test_the_queue_is_narrowed_by_names_and_stays_so(suggestion):
    event = EventFactory(title="The fog over Dolna")
    of_event = PairSuggestionFactory(one__event=event, score=0.2)
    rest = PairSuggestionFactory(one__event=event, score=0.1, one__party=PartyFactory(name="Weather office"))
    client = desk("editor")
    narrow = f"{HERE}?event=the+FOG+over+dolna&party="
    page = client.get(narrow)
    assert page.context["suggestion"] == of_event
    assert "2 are open" in page.content.decode()
    assert "The fog over Dolna" in page.context["events"]
    after = client.get(press(client, "rejected", narrow).url)
    assert after.context["suggestion"] == rest
    assert client.get(f"{HERE}?party=Weather+office").context["suggestion"] == rest
    done = client.get(press(client, "rejected", f"{HERE}?event={event.slug}").url)
    assert "Nothing is left to decide in this part of the queue." in done.content.decode()
    assert done.context["queue"].event == event


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("event=Nowhere", "There is none of this name; the queue is not narrowed by it."),
        ("party=%00", "There is none of this name"),
        ("claim=999999", "There is no such claim; the queue is not narrowed to one."),
        ("claim=x", "There is no such claim"),
        ("at=999999", "not there any more"),
        ("at=x", "not there any more"),
        ("left=x", ""),
        ("left=999999999999999999999", ""),
    ],
)
def test_a_wrong_address_is_a_message_and_the_queue_is_there(suggestion, query, words):
    page = desk("editor").get(f"{HERE}?{query}")
    assert page.status_code == 200
    assert words in page.content.decode()
    assert page.context["suggestion"] == suggestion


def test_a_claims_own_queue_and_the_other_claim_on_the_left(suggestion):
    elsewhere = PairSuggestionFactory(score=0.99)
    client = desk("editor")
    page = client.get(f"{HERE}?claim={suggestion.other_id}")
    assert (page.context["suggestion"], page.context["left"]) == (suggestion, suggestion.other)
    turned = client.get(client.get(f"{HERE}?at={suggestion.pk}").context["turned"])
    assert turned.context["left"] == suggestion.other
    assert client.get(HERE).context["suggestion"] == elsewhere
    alone = client.get(f"{HERE}?claim={ClaimFactory().pk}")
    assert "Set this claim against another one by hand" in alone.content.decode()


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


def test_the_list_leads_to_the_desk(suggestion):
    page = desk("contributor").get(list_address(PairSuggestion)).content.decode()
    assert f'href="{HERE}"' in page
    assert f'href="{HERE}?at={suggestion.pk}"' in page


def test_the_list_holds_what_is_open_the_most_likely_first_unless_asked_otherwise(suggestion):
    best, rejected = PairSuggestionFactory(score=0.95), PairSuggestionFactory(rejected=True)
    client = desk("contributor")

    def listed(**asked):
        return list(client.get(list_address(PairSuggestion), asked).context["cl"].result_list)

    assert listed() == [best, suggestion]
    assert listed(verdict="rejected") == [rejected]
    assert listed(verdict="all") == [best, suggestion, rejected]
    assert listed(q="River militia") == [suggestion]
    assert listed(q=best.one.event.title) == [best]


def test_a_hold_that_is_over_is_nobodys(suggestion):
    hold(suggestion, by=UserFactory())
    PairSuggestion.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    assert desk("editor").get(HERE).context["suggestion"] == suggestion


def test_the_page_takes_as_many_queries_for_30_suggestions_as_for_3():
    client, claim = desk(account(is_superuser=True)), ClaimFactory()

    def more(number):
        for _number in range(number):
            one = PairSuggestionFactory(one=claim)
            for each in (one.one, one.other):
                AppearanceFactory(claim=each)
            PairSuggestionFactory()

    def count():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HERE).status_code == 200
        return len(queries)

    more(3)
    few = count()
    more(12)
    assert count() == few <= 26


@pytest.fixture
def twice():
    """A suggestion that two claims of one party are one."""
    claim = ClaimFactory()
    return PairSuggestionFactory(one=claim, other__party=claim.party, other__event=claim.event, kind="same")


def test_the_same_claim_reported_again_becomes_one_and_two_again(twice):
    following = PairSuggestionFactory(one=twice.other, score=0.2)
    client = desk("editor")
    answer = press(client, "same")
    page = client.get(answer.url)
    assert "One claim now, with the reports of both" in messages(page)[0]
    # What was suggested of the one that went is suggested of the one that stayed.
    assert page.context["suggestion"] == following
    assert page.context["left"] == twice.one
    assert f"one claim: {twice.one}" in page.content.decode()
    undo = {"decision": "undo", "of": page.context["last"].key, "seen": ""}
    back = client.get(client.post(page.context["here"], undo).url)
    assert back.context["suggestion"] == twice
    assert back.context["right"].pk == twice.other_id
    again = client.get(client.post(page.context["here"], undo).url)
    assert "not there any more" in messages(again)[0]


def test_whether_two_claims_are_one_is_the_editors_and_of_one_party(twice, suggestion):
    contributor, editor = desk("contributor"), desk("editor")
    here = f"{HERE}?at={twice.pk}"
    page = contributor.get(here)
    assert 'value="same"' not in page.content.decode()
    assert "Whoever may merge records makes one claim of the two" in page.content.decode()
    assert contributor.post(here, sent(page, "same")).status_code == 403
    # Of two parties they are two claims.
    page = editor.get(f"{HERE}?at={suggestion.pk}")
    assert 'value="same"' not in page.content.decode()
    assert editor.post(page.context["here"], sent(page, "same")).status_code == 403
    assert ClaimPair.objects.count() == 0


def test_what_would_go_with_a_merge_is_looked_at_first(twice):
    against, client = ClaimFactory(event=twice.one.event), desk("editor")
    for claim in (twice.one, twice.other):
        ClaimPairFactory(claim=claim, counterclaim=against)
    page = client.get(HERE)
    answer = client.post(page.context["here"], sent(page, "same"))
    assert answer.url == f"/admin/claims/claim/{twice.one_id}/merge/?other={twice.other_id}&keep=this"
    assert client.get(answer.url).status_code == 200


def test_what_stands_in_the_way_of_a_merge_is_told(twice):
    for claim, number in ((twice.one, 3), (twice.other, 5)):
        FigureFactory(claim=claim, counted="boats", low=number, high=number)
    answer = press(desk("editor"), "same")
    assert answer.status_code == 200
    assert "they are two claims" in answer.content.decode()


def test_a_claim_and_the_list_of_claims_lead_to_what_is_suggested_for_it(suggestion):
    PairSuggestionFactory(one=suggestion.one)
    quiet = ClaimFactory()
    client = desk("contributor")
    link = f"{HERE}?claim={suggestion.one_id}"
    assert f'href="{link}">2 suggested pairs</a>' in client.get(address(suggestion.one)).content.decode()
    assert "suggested pair</a>" not in client.get(address(quiet)).content.decode()
    listed = client.get(list_address(Claim)).content.decode()
    assert f'href="{link}"' in listed
    assert f"{HERE}?claim={quiet.pk}" not in listed
    with_some = client.get(list_address(Claim), {"suggested": "open"}).context["cl"].queryset
    with_none = client.get(list_address(Claim), {"suggested": "none"}).context["cl"].queryset
    assert {suggestion.one, suggestion.other} < set(with_some)
    assert set(with_none) == {quiet}


def test_the_index_leads_to_the_desk(suggestion):
    assert f'href="{HERE}"' in desk("contributor").get("/admin/").content.decode()
