import pytest

from claims.models import Claim, Event, Party, PartyName
from editorial.status import Status
from sources.models import Passage
from tests.desk import account, address, desk, filled, publish_revision
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    FigureFactory,
    PartyFactory,
    PartyNameFactory,
    PassageFactory,
)

pytestmark = pytest.mark.django_db


def two_at(record, first_name="petra"):
    """Return two clients and the form that the second opened before the first saved."""
    first, second = desk(account("editor", username=first_name)), desk("editor")
    return first, second, filled(second.get(address(record)))


def save(client, record, **changes):
    return client.post(address(record), filled(client.get(address(record)), **changes))


def text(answer):
    return answer.content.decode()


def test_the_second_is_told_who_changed_what_and_keeps_what_was_typed():
    event = EventFactory(title="Raid on the village", summary="Old summary.")
    first, second, form = two_at(event)
    save(first, event, title="Raid on the town")
    answer = second.post(address(event), form | {"title": "Raid on the hamlet"})
    assert answer.status_code == 409
    assert "petra saved this record while you were writing" in text(answer)
    clash = answer.context["conflict"].clashes[0]
    assert (clash.label, clash.before, clash.stored, clash.typed) == (
        "Title",
        "Raid on the village",
        "Raid on the town",
        "Raid on the hamlet",
    )
    assert filled(answer)["title"] == "Raid on the hamlet"
    assert Event.objects.get().title == "Raid on the town"


def test_saving_again_after_the_notice_stores_it_knowingly():
    event = EventFactory()
    first, second, form = two_at(event)
    save(first, event, title="Theirs")
    answer = second.post(address(event), form | {"title": "Mine"})
    assert second.post(address(event), filled(answer)).status_code == 302
    stored = Event.objects.get()
    assert (stored.title, stored.updated_by) == ("Mine", second.user)
    assert [row.title for row in stored.history.all()[:2]] == ["Mine", "Theirs"]


def test_what_only_the_first_changed_is_taken_over():
    event = EventFactory(title="Old title", summary="Old summary.")
    first, second, form = two_at(event)
    save(first, event, title="Their title")
    answer = second.post(address(event), form | {"summary": "My summary."})
    assert answer.context["conflict"].taken_over == ["Title"]
    assert answer.context["conflict"].clashes == []
    assert (filled(answer)["title"], filled(answer)["summary"]) == ("Their title", "My summary.")
    second.post(address(event), filled(answer))
    assert (Event.objects.get().title, Event.objects.get().summary) == ("Their title", "My summary.")


def test_a_third_save_in_between_is_told_again():
    event = EventFactory()
    first, second, form = two_at(event)
    save(first, event, title="One")
    answer = second.post(address(event), form | {"title": "Mine"})
    save(first, event, title="Two")
    again = second.post(address(event), filled(answer))
    assert again.status_code == 409
    assert again.context["conflict"].clashes[0].stored == "Two"
    assert filled(again)["title"] == "Mine"


def test_a_record_loaded_without_history_has_a_before():
    # Factories save with history, fixtures do not.
    event = EventFactory(title="As loaded")
    event.history.all().delete()
    first, second, form = two_at(event)
    save(first, event, title="Theirs")
    answer = second.post(address(event), form | {"title": "Mine"})
    assert answer.context["conflict"].clashes[0].before == "As loaded"


def test_dates_choices_and_records_are_told_in_words():
    event, place_of = EventFactory(occurred="2024-03"), PartyFactory()
    claim = ClaimFactory(event=event, about="2024-03", party=place_of)
    other = PartyFactory(name="Another ministry")
    first, second, form = two_at(claim)
    save(first, claim, about="2024-03-12/2024-03-14", kind="forecast", party=str(other.pk))
    answer = second.post(address(claim), form | {"answer": "mine"})
    page = text(answer)
    assert "12 to 14 March 2024" in page
    assert "forecast" in page
    assert "Another ministry" in page


def test_rows_below_count_as_the_record():
    claim = ClaimFactory()
    mine, theirs = FigureFactory(claim=claim, counted="tanks"), FigureFactory(claim=claim, counted="drones")
    first, second, form = two_at(claim)
    save(first, claim, **{"figures-1-counted": "boats"})
    answer = second.post(address(claim), form | {"figures-0-counted": "armour"})
    assert answer.status_code == 409
    assert "boats" in text(answer)
    merged = filled(answer)
    assert (merged["figures-0-counted"], merged["figures-1-counted"]) == ("armour", "boats")
    second.post(address(claim), merged)
    assert set(claim.figures.values_list("counted", flat=True)) == {"armour", "boats"}
    assert {mine.pk, theirs.pk} == set(claim.figures.values_list("pk", flat=True))


def test_a_row_added_by_the_first_stays_and_one_typed_by_the_second_too():
    party = PartyFactory()
    first, second, form = two_at(party)
    row = {"names-TOTAL_FORMS": "1", "names-0-kind": "variant"}
    save(first, party, **row, **{"names-0-name": "Their name"})
    typed = row | {"names-0-name": "My name", "names-0-id": "", "names-0-party": str(party.pk)}
    answer = second.post(address(party), form | typed)
    assert answer.status_code == 409
    second.post(address(party), filled(answer))
    assert set(party.names.values_list("name", flat=True)) == {"Their name", "My name"}


def test_a_row_deleted_by_the_first_goes_unless_the_second_changed_it():
    party = PartyFactory()
    kept, gone = PartyNameFactory(party=party, name="A"), PartyNameFactory(party=party, name="B")
    first, second, form = two_at(party)
    save(first, party, **{"names-0-DELETE": "on", "names-1-DELETE": "on"})
    assert not PartyName.objects.exists()
    answer = second.post(address(party), form | {"names-0-name": "A, as I write it"})
    assert filled(answer)["names-TOTAL_FORMS"] == "1"
    second.post(address(party), filled(answer))
    assert [name.name for name in PartyName.objects.all()] == ["A, as I write it"]
    assert {kept.pk, gone.pk}.isdisjoint(PartyName.objects.values_list("pk", flat=True))


def test_a_change_of_rows_alone_is_caught_by_the_record():
    claim = ClaimFactory()
    first, second, form = two_at(claim)
    added = {"figures-TOTAL_FORMS": "1", "figures-0-measure": "killed", "figures-0-counted": "soldiers"}
    save(first, claim, **added, **{"figures-0-qualifier": "at_least", "figures-0-low": "3"})
    assert claim.figures.count() == 1
    assert second.post(address(claim), form | {"answer": "mine"}).status_code == 409


def test_a_record_that_went_into_review_gives_back_what_was_typed():
    event = EventFactory()
    writer = desk("contributor")
    form = filled(writer.get(address(event)))
    Event.objects.get().submit(by=account("contributor"))
    answer = writer.post(address(event), form | {"title": "A title I thought about for long"})
    assert answer.status_code == 403
    assert "A title I thought about for long" in text(answer)
    assert (Event.objects.get().status, Event.objects.get().title) == (Status.IN_REVIEW, event.title)


def test_a_passage_which_has_no_version_is_told_by_its_history():
    passage = PassageFactory(exact="two dead")
    first, second, form = two_at(passage)
    save(first, passage, exact="three dead")
    answer = second.post(address(passage), form | {"exact": "four dead"})
    assert answer.status_code == 409
    assert answer.context["conflict"].clashes[0].stored == "three dead"
    second.post(address(passage), filled(answer))
    assert Passage.objects.get().exact == "four dead"


def test_a_form_with_a_version_nobody_gave_it_stores_nothing():
    event, client = EventFactory(title="As it is"), desk("editor")
    form = filled(client.get(address(event)))
    for wrong in ("", "1", "99:x", "1:abc"):
        assert client.post(address(event), form | {"version": wrong, "title": "x"}).status_code in (400, 409)
    assert Event.objects.get().title == "As it is"


def test_a_published_claim_keeps_the_note_through_the_notice():
    claim = ClaimFactory(published=True)
    first, second, form = two_at(claim)
    save(first, claim, answer="held off", correction_note="The word was held off.")
    answer = second.post(address(claim), form | {"answer": "driven back", "correction_note": "Driven back."})
    assert answer.status_code == 409
    assert filled(answer)["correction_note"] == "Driven back."
    second.post(address(claim), filled(answer))
    publish_revision()
    assert Claim.objects.get(pk=claim.pk).answer == "driven back"
    assert [correction.note for correction in claim.corrections.all()] == ["Driven back."]


def test_the_rows_of_an_appearance_keep_words_typed_into_them():
    appearance = AppearanceFactory()
    claim = appearance.claim
    first, second, form = two_at(claim)
    save(first, claim, answer="theirs")
    typed = {"appearances-0-speaker": "A spokesman", "appearances-0-words": "some other words"}
    merged = filled(second.post(address(claim), form | typed))
    assert merged["appearances-0-speaker"] == "A spokesman"
    assert merged["appearances-0-words"] == "some other words"
    assert merged["answer"] == "theirs"


def test_saving_without_a_conflict_raises_the_version():
    party, client = PartyFactory(), desk("editor")
    before = party.version
    assert save(client, party, name="A name").status_code == 302
    assert Party.objects.get().version == before + 1
