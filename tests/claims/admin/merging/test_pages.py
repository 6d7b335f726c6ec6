import re

import pytest
from django.urls import reverse

from claims.merging.performing import merge
from claims.models import Claim, ClaimPair, Merge, Party
from tests.desk import account, address, desk, messages
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    MembershipFactory,
    PartyFactory,
    PartyNameFactory,
    PlaceFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def undo_address(made):
    return reverse("admin:claims_merge_undo", args=[made.pk])


def seen(page):
    """Return what the form of a preview holds (dict)."""
    return dict(re.findall(r'<input type="hidden" name="(other|keep|seen)" value="([^"]*)">', page.content.decode()))


@pytest.fixture
def pair_of_parties():
    kept = PartyFactory(name="Ministry of Lower Vessen")
    gone = PartyFactory(name="Lower Vessen ministry", wikidata_id="Q12345")
    ClaimFactory(published=True, party=gone, statement="The bridge at Oster was held.")
    PartyNameFactory(party=gone, name="MLV")
    return kept, gone


def test_preview_shows_what_would_happen_and_nothing_is_done(pair_of_parties):
    kept, gone = pair_of_parties
    MembershipFactory(party=gone, group=kept)
    page = desk("editor").get(address(kept, "merge"), {"other": gone.pk}).content.decode()
    for words in ("1 claim", "The bridge at Oster was held.", "MLV", "Q12345", "not a member of itself"):
        assert words in page, words
    assert f"/parties/{gone.slug}/" in page
    assert Party.objects.count() == 2


def test_merging_leads_to_what_stays_and_offers_to_undo(pair_of_parties):
    (kept, gone), client = pair_of_parties, desk("editor")
    sent = seen(client.get(address(kept, "merge"), {"other": gone.pk}))
    answer = client.post(address(kept, "merge"), sent, follow=True)
    made = Merge.objects.get()
    assert (made.kept, made.gone, made.made_by) == (kept.pk, gone.pk, client.user)
    assert answer.redirect_chain[-1][0] == address(kept)
    assert undo_address(made) in messages(answer)[0]
    assert "Merge with …" in answer.content.decode()


@pytest.mark.parametrize("chosen", ["this", "other"])
def test_either_of_the_two_can_stay(pair_of_parties, chosen):
    (kept, gone), client = pair_of_parties, desk("editor")
    first, second = (kept, gone) if chosen == "this" else (gone, kept)
    page = client.get(address(first, "merge"), {"other": second.pk, "keep": chosen})
    client.post(address(first, "merge"), seen(page))
    assert list(Party.objects.values_list("pk", flat=True)) == [kept.pk]


@pytest.mark.parametrize("make", [PartyFactory, PlaceFactory, EventFactory, QuestionFactory, ClaimFactory])
def test_every_kind_of_record_has_the_page(make):
    record = make()
    client = desk("editor")
    assert "Merge with …" in client.get(address(record)).content.decode()
    assert client.get(address(record, "merge")).status_code == 200


def test_what_stands_in_the_way_is_told_and_there_is_no_button():
    one, other = ClaimFactory(), ClaimFactory()
    client = desk("editor")
    page = client.get(address(one, "merge"), {"other": other.pk}).content.decode()
    assert "claims of two parties" in page
    assert "Merge these two" not in page
    # Nor does it help to send what the button would.
    answer = client.post(address(one, "merge"), {"other": other.pk, "keep": "this", "seen": "x"})
    assert "claims of two parties" in answer.content.decode()
    assert Claim.objects.count() == 2


def test_pairs_that_would_collapse_are_shown_with_what_stands_for_them():
    kept = ClaimFactory()
    gone, other = ClaimFactory(party=kept.party, event=kept.event), ClaimFactory()
    stays = ClaimPairFactory(claim=kept, counterclaim=other)
    goes = ClaimPairFactory(claim=gone, counterclaim=other)
    page = desk("editor").get(address(kept, "merge"), {"other": gone.pk}).content.decode()
    table = page[page.index('class="going"') :]
    assert table.index(address(goes)) < table.index(address(stays))
    assert "are a pair already" in table


def test_what_changed_since_the_page_was_shown_is_looked_at_again(pair_of_parties):
    (kept, gone), client = pair_of_parties, desk("editor")
    sent = seen(client.get(address(kept, "merge"), {"other": gone.pk}))
    ClaimFactory(party=gone)
    answer = client.post(address(kept, "merge"), sent)
    assert "look at it again" in answer.content.decode()
    assert Party.objects.filter(pk=gone.pk).exists()


def test_a_public_note_is_asked_for_where_readers_find_other_words():
    kept, client = ClaimFactory(published=True), desk("editor")
    gone = ClaimFactory(published=True, party=kept.party, event=kept.event)
    page = client.get(address(kept, "merge"), {"other": gone.pk})
    assert 'name="note"' in page.content.decode()
    refused = client.post(address(kept, "merge"), seen(page))
    assert "Say in the public note" in refused.content.decode()
    answer = client.post(address(kept, "merge"), seen(refused) | {"note": "One claim, recorded twice."}, follow=True)
    assert answer.redirect_chain[-1][0] == address(kept)
    made = Merge.objects.get()
    assert 'name="note"' in client.get(undo_address(made)).content.decode()
    assert "Say in the public note" in client.post(undo_address(made)).content.decode()
    client.post(undo_address(made), {"note": "They are two."})
    assert Claim.objects.filter(pk=gone.pk).exists()


@pytest.mark.parametrize("wrong", ["", "0", "x", "99999999999999999999"])
def test_a_record_that_is_not_there_is_a_message(wrong):
    party = PartyFactory()
    page = desk("editor").get(address(party, "merge"), {"other": wrong})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert desk("editor").get(address(party, "merge").replace(str(party.pk), "999999")).status_code == 404


def test_a_record_and_itself_is_a_message():
    party = PartyFactory()
    page = desk("editor").get(address(party, "merge"), {"other": party.pk}).content.decode()
    assert "not merged into itself" in page


@pytest.mark.parametrize("group", ["", "contributor"])
def test_contributors_and_others_merge_and_undo_nothing(pair_of_parties, group):
    (kept, gone), client = pair_of_parties, desk(group)
    assert client.get(address(kept, "merge")).status_code == 403
    assert client.post(address(kept, "merge"), {"other": gone.pk}).status_code == 403
    made = merge(kept, gone, by=account())
    assert client.get(undo_address(made)).status_code == 403
    assert client.post(undo_address(made)).status_code == 403
    assert not Party.objects.filter(pk=gone.pk).exists()


def test_undoing_is_shown_first_and_gives_the_record_back(pair_of_parties):
    (kept, gone), client = pair_of_parties, desk("editor")
    made = merge(kept, gone, by=client.user)
    page = client.get(undo_address(made)).content.decode()
    assert "1 claim goes back." in page
    assert not Party.objects.filter(pk=gone.pk).exists()
    answer = client.post(undo_address(made), follow=True)
    assert answer.redirect_chain[-1][0] == address(gone)
    assert Party.objects.get(pk=gone.pk).claims.count() == 1


def test_undoing_says_what_stands_in_the_way(pair_of_parties):
    (kept, gone), client = pair_of_parties, desk("editor")
    made = merge(kept, gone, by=client.user)
    Claim.objects.update(party=PartyFactory())
    page = client.get(undo_address(made)).content.decode()
    assert "was changed since: party" in page
    assert "Undo the merge</" not in page
    answer = client.post(undo_address(made))
    assert "was changed since: party" in answer.content.decode()


def test_merges_are_listed_with_the_history_of_what_went(pair_of_parties):
    (kept, gone), client = pair_of_parties, desk("contributor")
    gone.description = "It keeps the bridges."
    gone.save()
    made = merge(kept, gone, by=account(username="vilna"))
    assert "Lower Vessen ministry" in client.get(reverse("admin:claims_merge_changelist")).content.decode()
    page = client.get(address(made)).content.decode()
    assert address(kept) in page
    assert "1 claim" in page
    # Among the addresses that lead on, besides what is told of it above.
    assert page.count(gone.slug) == 2
    history = client.get(address(made, "history")).content.decode()
    assert "It keeps the bridges." in history
    assert "vilna" in history


def test_a_preview_takes_as_many_queries_for_30_claims_as_for_3(pair_of_parties, django_assert_max_num_queries):
    (kept, gone), client = pair_of_parties, desk("editor")
    for _number in range(30):
        claim = ClaimFactory(party=gone)
    ClaimPairFactory(claim=claim)
    with django_assert_max_num_queries(45):
        assert client.get(address(kept, "merge"), {"other": gone.pk}).status_code == 200
    assert ClaimPair.objects.count() == 1
