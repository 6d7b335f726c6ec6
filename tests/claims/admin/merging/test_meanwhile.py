"""One editor finds two records to be one while another writes at them, decides on them, or comes back to them."""

import re

import pytest
from django.db.models import F
from django.urls import reverse

from claims.admin.desk.fields import RecordField
from claims.merging.performing import merge
from claims.merging.undoing import undo
from claims.models import Claim, ClaimPair, Event, Merge, PairSuggestion, Party
from tests.claims.admin.pairing.pressing import sent
from tests.desk import account, address, desk, filled, messages, publish_revision
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PairSuggestionFactory,
    PartyFactory,
    PartyNameFactory,
    PlaceFactory,
    QuestionFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return PartyFactory(name="Ministry of Lower Vessen")


@pytest.fixture
def gone():
    return PartyFactory(name="Lower Vessen ministry")


def form_of(page):
    found = re.findall(r'<input type="hidden" name="(other|keep|seen)" value="([^"]*)">', page.content.decode())
    return dict(found)


def same_claims(count=2, **kwargs):
    """Return claims (list) of one party, about one event, in the same words."""
    first = ClaimFactory(**kwargs)
    same = {"party": first.party, "event": first.event, "statement": first.statement}
    return [first, *(ClaimFactory(**kwargs, **same) for _more in range(count - 1))]


def test_what_was_typed_at_the_one_that_went_is_shown_with_where_it_went(kept, gone):
    PartyNameFactory(party=gone, name="MLV")
    client = desk("editor")
    changes = {"description": "It keeps\nthe bridges.", "names-0-name": "LVM <b>"}
    typed = filled(client.get(address(gone)), **changes)
    made = merge(kept, gone, by=account(username="vilna"))
    answer = client.post(address(gone), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("It keeps<br>the bridges.", "LVM &lt;b&gt;", "vilna", address(kept), address(made)):
        assert words in page, words
    kept.refresh_from_db()
    assert kept.description == ""
    assert not kept.names.filter(name__startswith="LVM").exists()


@pytest.mark.parametrize("make", [PartyFactory, PlaceFactory, EventFactory, QuestionFactory, ClaimFactory])
def test_page_of_the_one_that_went_leads_to_the_one_that_stays(make):
    kept, gone, last = make(), None, None
    same = {
        QuestionFactory: lambda: {"event": kept.event},
        ClaimFactory: lambda: {"event": kept.event, "party": kept.party},
    }.get(make, dict)()
    gone, last = make(**same), make(**same)
    by = account()
    merge(kept, gone, by=by)
    client = desk("editor")
    answer = client.get(address(gone), follow=True)
    assert answer.redirect_chain == [(address(kept), 302)]
    assert "went into" in messages(answer)[0]
    # Also by way of another one, and to the page on which two are merged.
    merge(last, kept, by=by)
    for view in ("change", "merge"):
        assert client.get(address(gone, view))["Location"] == address(last)
    assert client.get(address(gone).replace(str(gone.pk), "999999"), follow=True).redirect_chain[-1][0] == "/admin/"


def test_nobody_without_a_right_to_see_it_is_told_where_it_went(kept, gone):
    merge(kept, gone, by=account())
    for view in ("change", "merge"):
        answer = desk("").get(address(gone, view))
        assert kept.name not in answer.content.decode()
        assert answer.get("Location") != address(kept)
    assert desk("contributor").get(address(gone, "merge")).status_code == 404


def test_button_pressed_twice_merges_once_and_says_so(kept, gone):
    client = desk("editor")
    form = form_of(client.get(address(kept, "merge"), {"other": gone.pk}))
    assert client.post(address(kept, "merge"), form).status_code == 302
    assert "went into “Ministry of Lower Vessen” already" in client.post(address(kept, "merge"), form).content.decode()
    # The same from the page of the one that went.
    answer = client.post(address(gone, "merge"), form | {"other": kept.pk, "keep": "other"})
    assert answer["Location"] == address(kept)
    assert Merge.objects.count() == 1


def test_undone_twice_it_says_so(kept, gone):
    made = merge(kept, gone, by=account())
    client = desk("editor")
    page = reverse("admin:claims_merge_undo", args=[made.pk])
    assert client.post(page).status_code == 302
    assert "undone already" in client.post(page).content.decode()
    assert Party.objects.filter(pk=gone.pk).exists()


def test_who_writes_at_a_claim_while_its_party_goes_sees_what_changed_and_loses_nothing(kept):
    claim = ClaimFactory()
    client = desk("editor")
    typed = filled(client.get(address(claim)), statement="It was repelled at noon.")
    merge(kept, claim.party, by=account())
    answer = client.post(address(claim), typed)
    assert answer.status_code == 409
    assert "It was repelled at noon." in answer.content.decode()
    assert client.post(address(claim), filled(answer)).status_code == 302
    claim.refresh_from_db()
    assert (claim.party, claim.statement) == (kept, "It was repelled at noon.")


@pytest.mark.parametrize("what", ["party", "event", "question"])
def test_a_change_that_waits_is_published_after_what_it_names_went(what):
    question = QuestionFactory(published=True)
    claim = ClaimFactory(published=True, event=question.event, question=question)
    kept = {
        "party": PartyFactory,
        "event": lambda: EventFactory(published=True),
        "question": lambda: QuestionFactory(published=True, event=question.event),
    }[what]()
    client = desk("editor")
    changes = {"statement": "It was repelled at noon.", "correction_note": "The hour was missing."}
    client.post(address(claim), filled(client.get(address(claim)), **changes))
    made = merge(kept, getattr(claim, what), by=account())
    assert "was published" in messages(publish_revision())[0]
    claim.refresh_from_db()
    assert (getattr(claim, what), claim.statement) == (kept, "It was repelled at noon.")
    # Nor does the published one keep it from being undone.
    undo(made, by=account())
    claim.refresh_from_db()
    assert (getattr(claim, what).pk, claim.statement) == (made.gone, "It was repelled at noon.")


def test_a_change_that_waits_is_published_after_a_merge_and_its_undoing(kept):
    claim = ClaimFactory(published=True)
    client = desk("editor")
    changes = {"statement": "It was repelled at noon.", "correction_note": "The hour was missing."}
    client.post(address(claim), filled(client.get(address(claim)), **changes))
    undo(merge(kept, claim.party, by=account()), by=account())
    assert "was published" in messages(publish_revision())[0]


def test_a_change_that_was_written_before_another_one_is_still_looked_at_again(kept):
    claim = ClaimFactory(published=True)
    client = desk("editor")
    changes = {"statement": "It was repelled at noon.", "correction_note": "The hour was missing."}
    client.post(address(claim), filled(client.get(address(claim)), **changes))
    Claim.objects.update(answer="held", version=F("version") + 1)
    merge(kept, claim.party, by=account())
    assert "was changed after this revision was written" in messages(publish_revision())[0]


def test_a_change_of_a_pair_that_would_go_is_told_before_anything_is_done():
    kept, gone = same_claims(published=True)
    other = ClaimFactory(published=True)
    ClaimPairFactory(published=True, claim=kept, counterclaim=other)
    RevisionFactory(record=ClaimPairFactory(published=True, claim=gone, counterclaim=other))
    client = desk("editor")
    page = client.get(address(kept, "merge"), {"other": gone.pk}).content.decode()
    assert "waits, last written by" in page
    assert "Merge these two" not in page
    assert ClaimPair.objects.count() == 2


@pytest.mark.parametrize("known", [False, True])
def test_who_looks_at_a_suggestion_while_its_claim_goes_decides_on_what_became_of_it(known):
    other = ClaimFactory()
    kept, gone = same_claims()
    suggestion = PairSuggestionFactory(one=other, other=gone)
    if known:
        PairSuggestionFactory(one=other, other=kept)
    client = desk("editor")
    page = client.get(reverse("admin:claims_pairsuggestion_desk"), {"claim": gone.pk})
    form = sent(page, "rejected")
    merge(kept, gone, by=account())
    answer = client.post(page.context["here"], form, follow=True)
    assert answer.status_code == 200
    # The queue was that of the claim that went.
    assert answer.context["queue"].claim == kept
    if known:
        # It is one with what was suggested of the claim that stays, which nobody decided on.
        assert "not there any more" in messages(answer)[0]
        assert PairSuggestion.objects.get().verdict == "open"
    else:
        suggestion.refresh_from_db()
        assert (suggestion.verdict, suggestion.other) == ("rejected", kept)


def test_what_was_kept_at_the_reading_desk_means_the_record_that_stays():
    kept, gone = EventFactory(title="Raid at Oster"), EventFactory(title="Fighting at Oster")
    field = RecordField(Event, kind="event")
    chosen = [str(gone), str(gone.pk)]
    assert field.clean(chosen) == gone
    merge(kept, gone, by=account())
    assert field.clean(chosen) == kept
    # Of something else that is typed since, the key says nothing.
    assert field.clean(["Fire at Oster", str(gone.pk)]).name == "Fire at Oster"
