"""Suggested pairs are decided in a real browser: a queue by keys alone, by touch, without scripts, by two at once."""

import pytest
from playwright.sync_api import expect

from claims.admin.pair_suggestion import PairSuggestionAdmin
from claims.models import ClaimPair, PairSuggestion
from claims.pairing.deciding import hold
from tests.browser.conftest import NARROW, WIDE
from tests.desk import account
from tests.factories import AppearanceFactory, EventFactory, PairSuggestionFactory

HERE = "/admin/claims/pairsuggestion/desk/"


@pytest.fixture(autouse=True)
def forms_look_up_what_was_chosen(settings):
    """Each record that was chosen in a form by itself; that is Django's."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


def suggest(number, **fields):
    """Make suggestions (list), the first one the most likely, each with the words of its claims."""
    event = EventFactory(title="The night on the river")
    found = []
    for place in range(number):
        suggestion = PairSuggestionFactory(
            one__event=event,
            one__party__name=f"Harbour guard {place}",
            one__answer=f"held {place}",
            other__party__name=f"River militia {place}",
            other__answer=f"taken {place}",
            score=0.9 - place / 20,
            reasons=[["answers_contrary", {"one": f"held {place}", "other": f"taken {place}"}]],
            **fields,
        )
        AppearanceFactory(claim=suggestion.one, passage__exact="never left the quay")
        AppearanceFactory(claim=suggestion.other, passage__exact="the quay is ours")
        found.append(suggestion)
    return found


def arrive(page, *words):
    """Wait until the page whose head says ``words`` (each a str) is there, with its scripts."""
    for each in words:
        expect(page.locator("#linking-progress")).to_contain_text(each)
    page.wait_for_load_state("load")


def verdicts():
    return [each.verdict for each in PairSuggestion.objects.best_first()]


def test_a_queue_of_ten_is_emptied_by_keyboard_and_one_decision_is_taken_back(page, log_in):
    suggest(10)
    log_in(account("contributor"))
    page.goto(HERE)
    arrive(page, "10 are open", "0 decided by you today")
    for decided, key in enumerate("aarruaar", start=1):
        page.keyboard.press(key)
        arrive(page, f"{10 - decided} are open" if decided < 9 else "1 is open", f"{decided} decided by you today")
    # The last of these was meant otherwise: it is accepted, with another reason.
    page.keyboard.press("z")
    arrive(page, "3 are open", "7 decided by you today")
    expect(page.get_by_role("link", name="held 7")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("One held the quay all night, as it says, the other took it.")
    page.keyboard.press("Control+Enter")
    arrive(page, "2 are open", "8 decided by you today")
    # One is passed over; what is passed over comes again.
    page.keyboard.press("n")
    arrive(page, "2 are open", "1 passed over")
    page.keyboard.press("r")
    arrive(page, "1 is open", "9 decided by you today")
    page.get_by_role("button", name="Look at these again").press("Enter")
    arrive(page, "1 is open")
    page.keyboard.press("u")
    arrive(page, "0 are open", "2 unsure", "10 decided by you today")
    expect(page.get_by_text("Nothing is left to decide.")).to_be_visible()

    short = {"a": "accepted", "r": "rejected", "u": "unsure"}
    assert verdicts() == [short[key] for key in "aarruaaaur"]
    assert ClaimPair.objects.count() == verdicts().count("accepted") == 5
    assert ClaimPair.objects.filter(rationale__startswith="One held the quay all night").count() == 1
    assert not PairSuggestion.objects.exclude(held_by=None).exists()


def test_keys_decide_nothing_while_somebody_writes_or_when_they_are_off(page, log_in):
    suggest(1)
    log_in(account("editor"))
    page.goto(HERE)
    arrive(page, "1 is open")
    page.get_by_label("Note for editors").press_sequentially("arun")
    expect(page.get_by_label("Note for editors")).to_have_value("arun")
    page.keyboard.press("Escape")
    # The help stands in the head of the page; closing it leads back to where one was reading.
    page.evaluate("scrollTo(0, 100)")
    page.keyboard.press("?")
    expect(page.get_by_text("pass over to the next")).to_be_in_viewport()
    page.keyboard.press("?")
    assert page.evaluate("scrollY") == 100
    expect(page.locator("[aria-keyshortcuts=r]")).to_have_text("Reject r")
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    expect(page.locator("[aria-keyshortcuts]")).to_have_count(0)
    page.keyboard.press("r")
    page.reload()
    arrive(page, "1 is open")
    page.get_by_text("Keys", exact=True).click()
    expect(page.get_by_label("Single keys are on")).not_to_be_checked()
    assert verdicts() == ["open"]


@pytest.mark.parametrize("javascript", [False])
def test_pairs_are_decided_without_javascript(page, log_in):
    suggest(3)
    log_in(account("contributor"))
    page.goto("/admin/")
    page.get_by_role("link", name="Link claims").click()
    arrive(page, "3 are open")
    page.get_by_label("Kind").select_option("apparent")
    page.get_by_role("button", name="Accept as a draft pair").click()
    expect(page.get_by_text("Nothing was stored.")).to_be_visible()
    page.get_by_role("link", name="Scope").click()
    expect(page.get_by_label("Scope")).to_be_focused()
    page.get_by_label("Scope").fill("They speak of two quays.")
    page.get_by_role("button", name="Accept as a draft pair").click()
    arrive(page, "2 are open")
    page.get_by_role("button", name="Reject").click()
    arrive(page, "1 is open")
    page.get_by_role("button", name="Take back").click()
    arrive(page, "2 are open")
    page.get_by_text("Narrow the queue").click()
    page.get_by_label("Party").fill("harbour guard 2")
    page.get_by_role("button", name="Show").click()
    arrive(page, "1 is open")
    expect(page.get_by_role("link", name="held 2")).to_be_visible()
    assert ClaimPair.objects.get().scope_note == "They speak of two quays."


def test_two_people_are_told_of_each_other_before_they_decide(page, log_in, browser, context):
    first, _second = suggest(2)
    hold(first, by=account("editor", username="mila"))
    log_in(account("editor"))
    page.goto(HERE)
    expect(page.get_by_role("link", name="held 1")).to_be_visible()
    page.goto(f"{HERE}?at={first.pk}")
    expect(page.get_by_text("mila is looking at these two, at the longest until")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("mila is looking at these two")).to_be_visible()
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_role("button", name="Accept as a draft pair")).to_be_visible()
    assert verdicts() == ["open", "open"]


@pytest.mark.looks
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_list_of_suggestions_can_be_used_by_everybody(page, log_in, assert_fits, assert_accessible, monkeypatch):
    monkeypatch.setattr(PairSuggestionAdmin, "list_per_page", 1)
    suggest(9)
    log_in(account("contributor"))
    page.goto("/admin/claims/pairsuggestion/")
    expect(page.locator(".paginator")).to_contain_text("9 suggested pairs")
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.looks
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_linking_desk_fits_the_window_and_can_be_used_by_everybody(page, log_in, assert_fits, assert_accessible):
    suggest(3)
    log_in(account("editor"))
    page.goto(HERE)
    page.get_by_text("Keys", exact=True).click()
    page.get_by_text("Narrow the queue").click()
    assert_fits(page)
    assert_accessible(page, also=["wcag2aaa"])
    # By touch: the buttons are at hand wherever one reads.
    page.get_by_text("Keys", exact=True).click()
    page.evaluate("scrollTo(0, 0)")
    expect(page.get_by_role("button", name="Reject")).to_be_in_viewport()
    page.get_by_label("Reason").fill("")
    page.get_by_role("button", name="Accept as a draft pair").click()
    expect(page.get_by_text("Nothing was stored.")).to_be_visible()
    assert_fits(page)
    assert_accessible(page, also=["wcag2aaa"])
    for _each in range(3):
        page.get_by_role("button", name="Reject").click()
        expect(page.get_by_role("button", name="Take back")).to_be_in_viewport()
    expect(page.get_by_text("Nothing is left to decide.")).to_be_visible()
    assert_fits(page)
    assert_accessible(page, also=["wcag2aaa"])
