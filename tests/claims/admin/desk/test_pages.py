"""The page of the desk: what it shows, where it leads, and for whom."""

import pytest
from django.urls import reverse

from claims.models import Appearance, Claim, ClaimSuggestion, DeskDraft
from sources.models import Finding, Passage
from tests.claims.admin.desk.reading import FIRST, SECOND, TEXT, page, said, suggest
from tests.desk import desk, filled, list_address
from tests.factories import (
    AppearanceFactory,
    EventFactory,
    OutletFactory,
    PartyFactory,
    SnapshotFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_text_piece_by_piece_and_opens_at_the_first_open_suggestion(snapshot, suggestions):
    answer = desk("contributor").get(page(snapshot))
    form = answer.context["form"]
    assert (form["words"].value(), form["party"].value(), form["attribution"].value(), form["speaker"].value()) == (
        FIRST,
        suggestions[0].party,
        "named_official",
        "its spokesman",
    )
    shown = answer.content.decode()
    assert "A verb of saying stands in it." in shown
    assert f'data-start="{TEXT.index(FIRST)}" class="piece suggested open current">{FIRST}</span>' in shown
    assert "0 of 2 suggestions handled" in shown
    assert "0 claims in draft" in shown


def test_saving_goes_on_to_the_next_open_suggestion(snapshot, suggestions):
    EventFactory(title="The raid")
    first, second = suggestions
    client = desk("contributor")
    data = filled(
        client.get(page(snapshot)), event="The raid", statement="It was repelled.", answer="repelled", save="1"
    )
    answer = client.post(page(snapshot), data)
    assert answer.url == page(snapshot, f"?at={second.pk}#s{second.pk}")
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("used", client.user)
    shown = client.get(answer.url)
    assert "1 of 2 suggestions handled" in shown.content.decode()
    assert "1 claim in draft" in shown.content.decode()
    # The event of the last claim is likely that of the next.
    assert shown.context["form"]["event"].value().title == "The raid"


def test_another_claim_from_the_same_words(snapshot, known):
    client = desk("contributor")
    answer = client.post(page(snapshot), said(another="1"))
    start = TEXT.index("it repelled the raid")
    assert answer.url == page(snapshot, f"?start={start}&end={start + 20}")
    again = filled(client.get(answer.url), party="Ministry of Ostravia", statement="There was a raid.", answer="a raid")
    assert again["words"] == "it repelled the raid"
    assert client.post(page(snapshot), again | {"attribution": "paraphrase"}).status_code == 302
    assert (Passage.objects.count(), Claim.objects.count()) == (1, 2)
    assert client.get(page(snapshot)).content.decode().count('class="letter" href=') == 2


def test_a_suggestion_is_dismissed_and_taken_back(snapshot, suggestions):
    first, second = suggestions
    client = desk("contributor")
    answer = client.post(page(snapshot, "", "desk_dismiss", first.pk))
    assert answer.url == page(snapshot, f"?at={second.pk}#s{second.pk}")
    assert "1 of 2 suggestions handled" in client.get(answer.url).content.decode()
    assert client.post(page(snapshot, "", "desk_reopen", first.pk)).status_code == 302
    first.refresh_from_db()
    assert first.state == "open"
    assert client.get(page(snapshot, "", "desk_dismiss", first.pk)).status_code == 405
    elsewhere = SnapshotFactory()
    assert client.post(page(elsewhere, "", "desk_dismiss", first.pk)).status_code == 404


def test_when_nothing_is_left_the_next_source_is_offered(snapshot, suggestions):
    other = SnapshotFactory(text=TEXT.upper(), source__title="The other night")
    suggest(other, FIRST.upper())
    client = desk("contributor")
    for each in suggestions:
        answer = client.post(page(snapshot, "", "desk_dismiss", each.pk))
    assert "Next source to read: The other night" in client.get(answer.url).content.decode()


def test_a_text_that_nobody_looked_through_gets_its_suggestions(snapshot):
    desk("contributor").get(page(snapshot))
    assert snapshot.suggestions.exists()


def test_words_that_carry_a_claim_already_need_no_decision(snapshot, suggestions):
    start = TEXT.index("it repelled")
    AppearanceFactory(
        source=snapshot.source,
        passage__snapshot=snapshot,
        passage__exact="it repelled",
        passage__prefix="",
        passage__suffix="",
        passage__start=start,
    )
    client = desk("contributor")
    assert "1 of 2 suggestions handled" in client.get(page(snapshot)).content.decode()
    listed = client.get(list_address(type(snapshot.source)), {"left": "open"}).content.decode()
    assert ">1 of 2</a>" in listed


def test_furniture_is_greyed_unless_somebody_said_that_it_is_text(snapshot):
    found = Finding.objects.create(
        snapshot=snapshot, field="furniture", value="player", certainty="found", where="in the text", start=0, end=18
    )
    client = desk("contributor")
    assert 'class="furniture"' in client.get(page(snapshot)).content.decode()
    Finding.objects.filter(pk=found.pk).update(
        state="dismissed", decided_by=client.user, decided_at="2031-05-15T00:00Z"
    )
    assert 'class="furniture"' not in client.get(page(snapshot)).content.decode()


def test_without_a_text_the_words_are_taken_as_they_are(known):
    source = SourceFactory()
    client = desk("contributor")
    address = reverse("admin:sources_source_desk", args=[source.pk])
    assert "No text of this source is held" in client.get(address).content.decode()
    assert client.post(address, said()).status_code == 302
    assert Passage.objects.get().state == "unverified"
    assert client.get(address).status_code == 200


def test_words_selected_in_a_text_that_was_replaced_are_looked_for_in_the_new_one(snapshot, known):
    start = TEXT.index("took the mill")
    SnapshotFactory(source=snapshot.source, text="Corrected. " + TEXT)
    data = said(words="took the mill", start=start, end=start + 13, of=snapshot.sha256)
    assert desk("contributor").post(page(snapshot), data).status_code == 302
    assert Passage.objects.get().start == start + len("Corrected. ")


def test_a_report_names_the_outlet_it_relies_on(snapshot, known):
    agency = OutletFactory(name="River Press")
    assert desk("contributor").post(page(snapshot), said(relies_on_outlet="river press")).status_code == 302
    assert Appearance.objects.get().relies_on_outlet == agency


def test_a_weekday_is_offered_as_the_day_it_means(snapshot):
    later = SnapshotFactory(source=snapshot.source, text=f"{TEXT}The governor said on Tuesday that all was well.")
    suggest(later, "The governor said on Tuesday")
    suggest(later, SECOND)
    client = desk("contributor")
    days = client.get(page(snapshot, f"?start={TEXT.index(SECOND)}&end={len(later.text)}")).context["days"]
    # Published on a Wednesday.
    assert [(day.words, day.said, day.here) for day in days] == [("Tuesday", "2031-05-13", True)]
    beside = client.get(page(snapshot))
    assert [day.here for day in beside.context["days"]] == [False]
    assert "“Tuesday” is 13 May 2031" in beside.content.decode()


def test_hostile_words_are_shown_as_words():
    harm = """</span><script>hacked()</script>"'&{{ x }}"""
    snapshot = SnapshotFactory(text=harm, source__title=harm)
    suggest(snapshot, harm, speaker=harm, reasons=[harm], party=PartyFactory(name=harm))
    shown = desk("contributor").get(page(snapshot)).content.decode()
    assert "<script>hacked" not in shown
    assert "&lt;script&gt;hacked()" in shown


@pytest.mark.parametrize(
    "asked", ["at=x", "at=99999999999", "start=1&end=x", "start=9&end=4", "start=0&end=99999", "same=7"]
)
def test_an_address_that_means_nothing_opens_the_desk(snapshot, suggestions, asked):
    assert desk("contributor").get(page(snapshot, f"?{asked}")).status_code == 200


def test_a_source_that_is_not_there(snapshot):
    assert (
        desk("contributor").get(reverse("admin:sources_source_desk", args=[snapshot.source_id + 1])).status_code == 404
    )
    assert desk("contributor").get("/admin/sources/source/x/desk/").status_code == 404


def test_the_desk_costs_the_same_with_one_suggestion_and_with_many(snapshot, known, django_assert_max_num_queries):
    client = desk("contributor")
    for number in range(12):
        suggest(snapshot, TEXT[number * 4 : number * 4 + 3], party=PartyFactory())
        AppearanceFactory(source=snapshot.source, passage__exact=f"word {number}")
    with django_assert_max_num_queries(16):
        client.get(page(snapshot))


@pytest.mark.parametrize("view", ["desk", "desk_choices", "desk_alike"])
def test_the_desk_is_for_those_who_record_claims(snapshot, client, view):
    assert client.get(page(snapshot, "", view)).status_code == 302
    assert desk("").get(page(snapshot, "", view)).status_code == 403
    assert desk("contributor").get(page(snapshot, "?kind=party", view)).status_code == 200


@pytest.mark.parametrize("view", ["desk", "desk_keep", "desk_dismiss", "desk_reopen"])
def test_nobody_else_writes_there(snapshot, suggestions, known, client, view):
    extra = [suggestions[0].pk] if view in ("desk_dismiss", "desk_reopen") else []
    assert client.post(page(snapshot, "", view, *extra), said()).url.startswith("/admin/login/")
    assert desk("").post(page(snapshot, "", view, *extra), said()).status_code == 403
    assert not Claim.objects.exists()
    assert not DeskDraft.objects.exists()
    assert set(ClaimSuggestion.objects.values_list("state", flat=True)) == {"open"}


def test_the_ways_to_the_desk(snapshot, suggestions):
    client = desk("contributor")
    for address in (
        list_address(type(snapshot.source)),
        reverse("admin:sources_source_change", args=[snapshot.source_id]),
    ):
        assert f'href="{page(snapshot)}"' in client.get(address).content.decode()
    assert "left=some" in client.get("/admin/").content.decode()
    listed = {
        left: client.get(list_address(type(snapshot.source)), {"left": left}) for left in ("some", "unread", "none")
    }
    found = {left: "Night on the river" in answer.content.decode() for left, answer in listed.items()}
    assert found == {"some": True, "unread": False, "none": False}
