"""The desk by plain requests: what its form stores, what it refuses, and for whom."""

import pytest
from django.urls import reverse

from claims.models import Appearance, Claim, ClaimSuggestion, DeskDraft, Event, Party, Place, Question
from editorial.status import Status
from sources.models import Finding, Passage
from tests.desk import desk, filled, list_address, messages
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    OutletFactory,
    PartyFactory,
    PartyNameFactory,
    QuestionFactory,
    SnapshotFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

FIRST = "The ministry of Ostravia said it repelled the raid."
SECOND = "The river militia said it took the mill."
TEXT = f"Night on the river\n\n{FIRST} {SECOND}\nAll said it rained.\n"


@pytest.fixture
def snapshot():
    return SnapshotFactory(source=SourceFactory(title="Night on the river", published="2031-05-14"), text=TEXT)


@pytest.fixture
def suggestions(snapshot):
    ministry = PartyFactory(name="Ministry of Ostravia")
    return [
        suggest(snapshot, FIRST, party=ministry, speaker="its spokesman", attribution="named_official"),
        suggest(snapshot, SECOND),
    ]


def suggest(snapshot, words, **fields):
    start = snapshot.text.index(words)
    values = {"attribution": "paraphrase", "reasons": ["A verb of saying stands in it."]} | fields
    return ClaimSuggestion.objects.create(snapshot=snapshot, start=start, end=start + len(words), **values)


def page(snapshot, asked="", view="desk", *args):
    return reverse(f"admin:sources_source_{view}", args=[snapshot.source_id, *args]) + asked


def said(**changes):
    values = {
        "form_key": "own",
        "words": "it repelled the raid",
        "party": "Ministry of Ostravia",
        "event": "The raid",
        "statement": "The raid was repelled.",
        "answer": "repelled",
        "kind": "factual",
        "attribution": "paraphrase",
    }
    return values | changes


@pytest.fixture
def known():
    return PartyFactory(name="Ministry of Ostravia"), EventFactory(title="The raid")


def errors(response):
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors
    return form.errors


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


def test_words_typed_without_a_position_are_found(snapshot, known):
    answer = desk("contributor").post(page(snapshot), said())
    assert answer.status_code == 302
    report = Appearance.objects.get()
    start = TEXT.index("it repelled the raid")
    assert (report.passage.start, report.passage.end, report.passage.state) == (start, start + 20, "exact")
    assert (report.passage.prefix, report.passage.suffix[:2]) == (TEXT[max(0, start - 64) : start], ". ")
    assert (report.claim.party, report.claim.event) == known
    assert report.claim.status == Status.DRAFT


def test_a_position_alone_is_enough(snapshot, known):
    start = TEXT.index("took")
    answer = desk("contributor").post(page(snapshot), said(words="", start=start, end=start + 13))
    assert answer.status_code == 302
    assert Passage.objects.get().exact == "took the mill"


def test_line_ends_as_browsers_send_them_are_those_of_the_text(snapshot, known):
    words = "mill.\nAll said"
    start = TEXT.index(words)
    data = said(words="mill.\r\nAll said", start=start, end=start + len(words), of=snapshot.sha256)
    assert desk("contributor").post(page(snapshot), data).status_code == 302
    assert Passage.objects.get().exact == words


def test_words_changed_by_hand_are_found_next_to_where_they_were(snapshot, known):
    # "said it" stands there three times.
    start = TEXT.index(SECOND)
    data = said(words="said it", start=start, end=start + len(SECOND), of=snapshot.sha256)
    assert desk("contributor").post(page(snapshot), data).status_code == 302
    assert Passage.objects.get().start == TEXT.index("said it", start)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"words": ""}, "words", "Select the words"),
        ({"words": "nobody said this"}, "words", "do not stand in the held text"),
        ({"words": "said it"}, "start", "stand in 3 places"),
        ({"words": "", "start": 5, "end": 100_000}, "start", "do not lie in the text"),
        ({"words": "", "start": 9, "end": 3}, "start", "do not lie in the text"),
        ({"words": "", "start": 18, "end": 20}, "words", "only spaces"),
        ({"words": "x", "start": "1e9", "end": 4}, "start", "whole number"),
        ({"words": "x\x00"}, "words", "Null characters"),
        ({"party": ""}, "party", "Say whose claim it is"),
        ({"party": "The river militia"}, "party", "none of this name"),
        ({"party": "The river militia", "party_kind": "gang"}, "party_kind", "not one of the available choices"),
        ({"party": "x" * 201}, "party", "At most 200 characters"),
        ({"party": "a\x00b"}, "party", "Null characters"),
        ({"event": ""}, "event", "which event"),
        ({"event": "Another night", "event_kind": "other", "event_occurred": "soon"}, "event_occurred", "not a date"),
        ({"event": "Another", "event_kind": "other", "place": "Nowhere"}, "place", "none of this name"),
        ({"question": "Who?"}, "question", "none of this name"),
        ({"statement": " "}, "statement", "Write the statement"),
        ({"statement": "x" * 401}, "statement", "at most 400"),
        ({"answer": ""}, "answer", "Write the answer"),
        ({"attribution": ""}, "attribution", "Say how the report"),
        ({"said": "Tuesday"}, "said", "not a date"),
        ({"about": "Tuesday"}, "about", "not a date"),
        ({"relies_on_outlet": "Nobody Press"}, "relies_on_outlet", "No outlet has this name"),
        ({"original": "Набег отбит"}, "language", "in which language"),
        ({"language": "Russian", "original": "Набег"}, "language", "BCP 47"),
        ({"same": "999999"}, "same", "no such claim"),
        ({"same": "x" * 30}, "same", "no such claim"),
    ],
)
def test_what_cannot_be_right_is_named_beside_its_field_and_nothing_is_stored(snapshot, known, changes, field, message):
    answer = desk("contributor").post(page(snapshot), said(**changes))
    found = errors(answer)
    assert message in " ".join(found[field]), found
    assert set(found) == {field}
    assert "Nothing was stored" in answer.content.decode()
    assert not Claim.objects.exists()
    assert not Passage.objects.exists()
    assert Party.objects.count() == 1


def test_what_is_new_is_made_with_the_claim(snapshot):
    data = said(
        party="The river militia",
        party_kind="armed_group",
        event="The raid on the mill",
        event_kind="ground_attack",
        event_occurred="2031-05-13",
        place="Dolna",
        place_kind="settlement",
        question="Who held the mill?",
        question_kind="holds",
    )
    client = desk("contributor")
    assert client.post(page(snapshot), data).status_code == 302
    claim = Claim.objects.get()
    assert (claim.party, claim.event, claim.question) == (
        Party.objects.get(),
        Event.objects.get(),
        Question.objects.get(),
    )
    assert (claim.event.place, claim.event.occurred) == (Place.objects.get(name="Dolna"), "2031-05-13")
    assert {record.created_by for record in (claim, claim.party, claim.event, claim.question)} == {client.user}


def test_a_record_is_found_by_any_of_its_names_or_by_what_was_chosen(snapshot, known):
    ministry, raid = known
    PartyNameFactory(party=ministry, name="Островское министерство", language="ru")
    twin = EventFactory(title="The raid")
    client = desk("contributor")
    answer = client.post(page(snapshot), said(party="Островское министерство"))
    assert raid.slug in " ".join(errors(answer)["event"])
    assert twin.slug in " ".join(errors(answer)["event"])
    assert client.post(page(snapshot), said(party="Островское министерство", event_key=twin.pk)).status_code == 302
    assert (
        client.post(
            page(snapshot), said(words="took the mill", answer="x", event=raid.slug, statement="Other.")
        ).status_code
        == 302
    )
    assert list(Claim.objects.order_by("pk").values_list("party", "event")) == [
        (ministry.pk, twin.pk),
        (ministry.pk, raid.pk),
    ]


def test_a_question_of_another_event_is_refused(snapshot, known):
    asked = QuestionFactory(text="Who held it?")
    found = errors(desk("contributor").post(page(snapshot), said(question="Who held it?")))
    assert asked.event.title in " ".join(found["question"])


def test_one_more_report_needs_no_words_of_a_new_claim(snapshot):
    known = ClaimFactory()
    data = {"form_key": "own", "words": "took the mill", "same": known.pk, "attribution": "direct_quotation"}
    client = desk("contributor")
    answer = client.post(page(snapshot), data | {"more": "1", "event": "what is not asked for"})
    assert answer.url == page(snapshot, f"?same={known.pk}")
    assert (Claim.objects.get(), known.appearances.get().attribution) == (known, "direct_quotation")
    assert "One more report is recorded" in messages(client.get(answer.url))[0]
    assert client.get(answer.url).context["form"]["same"].value() == known.pk
    found = errors(client.post(page(snapshot), data))
    assert "these very words already" in " ".join(found["same"])


def test_a_report_is_added_to_a_public_claim_only_by_editors(snapshot):
    public = ClaimFactory(published=True)
    data = {"form_key": "own", "words": "took the mill", "same": public.pk, "attribution": "paraphrase"}
    assert "with the editors" in " ".join(errors(desk("contributor").post(page(snapshot), data))["same"])
    assert public.appearances.count() == 1
    assert desk("editor").post(page(snapshot), data).status_code == 302
    assert public.appearances.count() == 2


def test_a_claim_in_nearly_the_same_words_is_offered_once(snapshot, known):
    party, event = known
    earlier = ClaimFactory(party=party, event=event, statement="The raid was repelled.", answer="repelled")
    client = desk("contributor")
    answer = client.post(page(snapshot), said())
    assert "Recorded already" in " ".join(errors(answer)["same"])
    assert f'<option value="{earlier.pk}">' in answer.content.decode()
    # The page that came back knows that it asked.
    assert answer.context["form"]["asked"].value() == str(earlier.pk)
    assert client.post(page(snapshot), said(asked=str(earlier.pk))).status_code == 302
    assert Claim.objects.count() == 2


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


# What is kept ---------------------------------------------------------------------------------------------------------


def keep(client, snapshot, **values):
    return client.post(page(snapshot, "", "desk_keep"), {"form_key": "own", **values})


def test_what_is_typed_is_kept_for_the_one_who_typed_it(snapshot, suggestions):
    first, second = suggestions
    client = desk("contributor")
    assert keep(client, snapshot, form_key=f"s{second.pk}", statement="Half a sen", party="Mini").status_code == 204
    assert keep(client, snapshot, form_key=f"s{first.pk}", statement="Another").status_code == 204
    again = client.get(page(snapshot)).content.decode()
    assert "Another" in again
    assert "This is what you had typed here before." in again
    assert f"?at={second.pk}#s{second.pk}" in again
    shown = client.get(page(snapshot, f"?at={second.pk}"))
    assert shown.context["form"]["statement"].value() == "Half a sen"
    assert shown.context["form"]["party"].value() == ["Mini", ""]
    assert "Half a sen" not in desk("contributor").get(page(snapshot, f"?at={second.pk}")).content.decode()


def test_what_is_kept_goes_when_the_claim_is_stored_or_not_wanted(snapshot, suggestions, known):
    client = desk("contributor")
    key = f"s{suggestions[0].pk}"
    keep(client, snapshot, form_key=key, statement="Half a sen")
    assert DeskDraft.objects.count() == 1
    assert client.post(page(snapshot), said(form_key=key, party_key=known[0].pk)).status_code == 302
    assert not DeskDraft.objects.exists()
    keep(client, snapshot, statement="Half a sen")
    assert client.post(page(snapshot, "", "desk_keep"), {"form_key": "own", "forget": "1"}).status_code == 302
    assert not DeskDraft.objects.exists()


def test_without_a_script_it_is_kept_by_a_button(snapshot, suggestions):
    client = desk("contributor")
    key = f"s{suggestions[1].pk}"
    answer = client.post(page(snapshot), said(form_key=key, statement="Half a sen", keep="1"))
    assert answer.url == page(snapshot, f"?at={suggestions[1].pk}")
    assert "Half a sen" in client.get(answer.url).content.decode()
    assert not Claim.objects.exists()


def test_an_untouched_form_is_not_kept(snapshot, suggestions):
    keep(desk("contributor"), snapshot, words=FIRST, start="3", end="9", of="0" * 64, kind="factual")
    assert not DeskDraft.objects.exists()


def test_only_so_much_is_kept(snapshot):
    client = desk("contributor")
    for number in range(40):
        keep(client, snapshot, form_key=f"s{number}", statement="x" * 9000, unknown="y")
    typed = DeskDraft.objects.get().typed
    assert (len(typed["forms"]), typed["last"]) == (30, "s39")
    assert {len(form["statement"]) for form in typed["forms"].values()} == {5000}
    assert "unknown" not in typed["forms"]["s39"]
    assert client.get(page(snapshot)).status_code == 200


@pytest.mark.parametrize("key", ["", "s", "sx", "x" * 500, "s" + "9" * 40])
def test_a_form_of_nothing_is_not_kept(snapshot, key):
    assert keep(desk("contributor"), snapshot, form_key=key, statement="x").status_code == 400
    assert not DeskDraft.objects.exists()


# What is offered ------------------------------------------------------------------------------------------------------


def offered(snapshot, **asked):
    answer = desk("contributor").get(page(snapshot, "", "desk_choices"), asked)
    assert answer.status_code == 200
    return [each["name"] for each in answer.json()["choices"]]


def test_records_are_offered_by_any_name_the_nearest_first(snapshot):
    for name in ("Army of Ostravia", "Ostravia", "Ostravia Press Office"):
        PartyFactory(name=name)
    PartyNameFactory(party=PartyFactory(name="The republic"), name="Ostravian state")
    assert offered(snapshot, kind="party", term="ostravia") == [
        "Ostravia",
        "Ostravia Press Office",
        "Army of Ostravia",
        "The republic",
    ]


def test_without_a_term_what_the_source_speaks_of_comes_first(snapshot):
    here = AppearanceFactory(source=snapshot.source, claim__event__title="Yonder", claim__party__name="Zeta").claim
    EventFactory(title="Another")
    PartyFactory(name="Alpha")
    assert offered(snapshot, kind="event")[0] == "Yonder"
    assert offered(snapshot, kind="party")[0] == "Zeta"
    QuestionFactory(event=here.event, text="Who held it?")
    QuestionFactory(text="Who held something else?")
    assert offered(snapshot, kind="question", event=here.event_id) == ["Who held it?"]
    assert offered(snapshot, kind="question", event=here.event_id, term="else") == []


def test_a_kind_that_is_none_is_not_offered(snapshot):
    assert desk("contributor").get(page(snapshot, "", "desk_choices"), {"kind": "user"}).status_code == 404


def test_claims_in_nearly_the_same_words_are_offered(snapshot):
    known = ClaimFactory(statement="The raid on the mill was repelled.", answer="repelled")
    asked = {"statement": "The raid on the mill was repelled", "party": known.party_id, "event": "x"}
    answer = desk("contributor").get(page(snapshot, "", "desk_alike"), asked).json()
    assert [each["key"] for each in answer["claims"]] == [str(known.pk)]
    assert answer["claims"][0]["reason"]


# For whom -------------------------------------------------------------------------------------------------------------


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
