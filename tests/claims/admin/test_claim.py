import pytest

from claims.models import Claim, Correction, CorrectionKind
from editorial.models import Revision
from sources.models import Passage, PassageState
from tests.desk import account, address, desk, filled, list_address, publish_revision
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    FigureFactory,
    PartyFactory,
    PassageFactory,
    SnapshotFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "On Tuesday two died. On Wednesday two died again, the ministry said. It “repelled” the raid."


def edit(record, client=None, **changes):
    client = client or desk("editor")
    return client.post(address(record), filled(client.get(address(record)), **changes))


def row(number=0, **values):
    given = {"attribution": "paraphrase", "id": ""} | values
    return {"appearances-TOTAL_FORMS": str(number + 1)} | {
        f"appearances-{number}-{name}": str(value) for name, value in given.items()
    }


@pytest.fixture
def source():
    source = SourceFactory(published=True)
    SnapshotFactory(source=source, text=TEXT)
    return source


# Writing ----------------------------------------------------------------------------------------------------------


def test_a_contributor_writes_a_draft_with_figure_and_appearance_in_one_form(source):
    client = desk("contributor")
    form = filled(client.get(list_address(Claim, "add")))
    form |= {
        "party": str(PartyFactory().pk),
        "event": str(EventFactory().pk),
        "statement": "Two people died\non Tuesday.",
        "answer": "two died",
        "figures-TOTAL_FORMS": "1",
        "figures-0-measure": "killed",
        "figures-0-counted": "people",
        "figures-0-qualifier": "exactly",
        "figures-0-low": "2",
        "figures-0-high": "2",
    } | row(source=source.pk, words="On Tuesday two died")
    answer = client.post(list_address(Claim, "add"), form)
    assert answer.status_code == 302, answer.content.decode()
    claim = Claim.objects.get()
    assert (claim.statement, claim.created_by) == ("Two people died on Tuesday.", client.user)
    passage = claim.appearances.get().passage
    assert (passage.start, passage.end, passage.exact) == (0, 19, "On Tuesday two died")
    assert passage.history.get().history_user == client.user
    assert claim.figures.get().history.get().history_user == client.user


def test_words_are_found_in_the_held_text_with_their_surroundings(source):
    claim = ClaimFactory()
    assert edit(claim, **row(source=source.pk, words="“repelled” the raid")).status_code == 302
    passage = Passage.objects.get()
    assert TEXT[passage.start : passage.end] == "“repelled” the raid"
    assert (passage.state, passage.suffix) == (PassageState.EXACT, ".")
    assert passage.prefix.endswith("said. It ")
    assert passage.snapshot.source == source


def test_words_that_stand_in_several_places_are_listed_and_singled_out_by_the_start(source):
    claim, client = ClaimFactory(), desk("editor")
    answer = edit(claim, client, **row(source=source.pk, words="two died"))
    page = answer.content.decode()
    assert "stand in 2 places" in page
    assert f"{TEXT.index('two died')} (" in page
    assert f"{TEXT.rindex('two died')} (" in page
    assert not Passage.objects.exists()
    again = filled(answer) | {"appearances-0-start": str(TEXT.rindex("two died"))}
    assert client.post(address(claim), again).status_code == 302
    assert Passage.objects.get().start == TEXT.rindex("two died")


def test_words_that_are_not_in_the_text_are_refused(source):
    page = edit(ClaimFactory(), **row(source=source.pk, words='"repelled" the raid')).content.decode()
    assert "do not stand in the held text" in page
    assert "&quot;repelled&quot; the raid" in page


def test_words_of_a_source_without_a_text_stay_unverified():
    source = SourceFactory()
    edit(ClaimFactory(), **row(source=source.pk, words="they left"))
    passage = Passage.objects.get()
    assert (passage.exact, passage.start, passage.state) == ("they left", None, PassageState.UNVERIFIED)


def test_words_that_are_a_passage_already_use_that_one(source):
    known = PassageFactory(
        source=source, snapshot=source.snapshots.get(), exact="On Tuesday", prefix="", suffix="", start=0
    )
    edit(ClaimFactory(), **row(source=source.pk, words="On Tuesday"))
    assert Passage.objects.get() == known


def test_two_claims_share_the_passage_of_the_same_words(source):
    first, second = ClaimFactory(), ClaimFactory()
    edit(first, **row(source=source.pk, words="On Tuesday"))
    edit(second, **row(source=source.pk, words="On Tuesday"))
    assert Passage.objects.count() == 1


@pytest.mark.parametrize("published", [False, True])
def test_two_rows_with_the_same_new_words_are_refused_in_words(source, published):
    claim = ClaimFactory(published=published)
    first = claim.appearances.count()
    rows = row(first, source=source.pk, words="On Tuesday") | row(first + 1, source=source.pk, words="On Tuesday")
    answer = edit(claim, **rows)
    assert "has these very words already" in answer.content.decode()
    assert claim.appearances.count() == first


def test_a_chosen_passage_brings_its_source():
    passage = PassageFactory()
    edit(ClaimFactory(), **row(passage=passage.pk))
    assert Claim.objects.get().appearances.get().source == passage.source


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "Choose the passage, or give the source and its exact words"),
        ({"words": "x"}, "Choose the source in which these words stand"),
    ],
)
def test_an_appearance_without_words_or_source_is_refused(values, told):
    answer = edit(ClaimFactory(), **row(speaker="A spokesman", **values))
    assert told in answer.content.decode()


def test_a_passage_and_words_together_are_refused():
    passage = PassageFactory()
    answer = edit(ClaimFactory(), **row(passage=passage.pk, source=passage.source.pk, words="x"))
    assert "not both" in answer.content.decode()


def test_a_contributor_takes_a_row_out_of_a_draft_again():
    figure = FigureFactory()
    edit(figure.claim, desk("contributor"), **{"figures-0-DELETE": "on"})
    assert not figure.claim.figures.exists()


def test_the_answer_is_empty_and_the_question_of_another_event_are_told():
    page = edit(ClaimFactory(), answer="").content.decode()
    assert "This field is required" in page


# In the open ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"statement": "Another statement."},
        {"answer": "another"},
        {"kind": "forecast"},
        {"about": "2024-03"},
        {"appearances-0-speaker": "A spokesman"},
        {"appearances-0-DELETE": "on"},
        {"figures-0-counted": "others"},
        {"figures-0-DELETE": "on"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_published_claim_changes_only_with_a_note_and_a_correction(changes):
    claim = ClaimFactory(published=True)
    FigureFactory(claim=claim)
    AppearanceFactory(claim=claim, source__published=True)
    refused = edit(claim, **changes)
    assert "Say in the public note what was wrong" in refused.content.decode()
    assert not Revision.objects.exists()
    assert edit(claim, **changes, correction_note="It was a misreading.").status_code == 302
    assert not Correction.objects.exists()
    client = desk("editor")
    publish_revision(client)
    correction = Correction.objects.get()
    assert (correction.claim, correction.note, correction.made_by) == (claim, "It was a misreading.", client.user)
    assert correction.before != correction.after


def test_another_party_is_a_correction_of_the_statement():
    claim = ClaimFactory(published=True, party__name="One ministry")
    edit(claim, party=str(PartyFactory(name="Another ministry").pk), correction_note="The other one said it.")
    publish_revision()
    assert Correction.objects.get().kind == CorrectionKind.STATEMENT
    assert "One ministry" in Correction.objects.get().before


def test_another_report_and_saving_without_a_change_need_no_note(source):
    claim = ClaimFactory(published=True)
    assert edit(claim).status_code == 302
    assert not Revision.objects.exists()
    assert edit(claim, **row(1, source=source.pk, words="On Tuesday")).status_code == 302
    publish_revision()
    assert claim.appearances.count() == 2
    assert not Correction.objects.exists()


def test_a_draft_has_no_note():
    page = desk("editor").get(address(ClaimFactory())).content.decode()
    assert "correction_note" not in page


def test_a_published_pair_changes_in_the_open_too():
    pair = ClaimPairFactory(published=True)
    assert "Say in the public note" in edit(pair, rationale="Otherwise.").content.decode()
    edit(pair, rationale="Otherwise.", correction_note="The reason was wrong.")
    publish_revision()
    assert (Correction.objects.get().pair, Correction.objects.get().kind) == (pair, CorrectionKind.PAIR)
    assert edit(pair, position="3").status_code == 302
    publish_revision()
    assert Correction.objects.count() == 1


def test_a_passage_under_a_published_claim_changes_in_the_open_for_each_claim():
    first = ClaimFactory(published=True)
    passage = first.appearances.get().passage
    second = ClaimFactory(published=True)
    second.appearances.all().delete()
    AppearanceFactory(claim=second, source=passage.source, passage=passage)
    AppearanceFactory(claim=ClaimFactory(), source=passage.source, passage=passage)
    assert "Say in the public note" in edit(passage, exact="failed the attempt").content.decode()
    assert edit(passage, exact="failed the attempt", correction_note="Misquoted.").status_code == 302
    assert Passage.objects.get(pk=passage.pk).exact == passage.exact
    assert not Correction.objects.exists()
    publish_revision()
    assert Passage.objects.get(pk=passage.pk).exact == "failed the attempt"
    assert {each.claim for each in Correction.objects.all()} == {first, second}
    assert {each.kind for each in Correction.objects.all()} == {CorrectionKind.QUOTATION}


def test_a_contributor_does_not_touch_what_readers_see_of_a_party():
    party = ClaimFactory(published=True).party
    client = desk("contributor")
    page = client.get(address(party))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(address(party), {}).status_code == 403


def test_a_contributor_proposes_what_readers_should_see_of_a_claim_its_words_and_its_source():
    claim = ClaimFactory(published=True)
    report = claim.appearances.get()
    for record, typed in (
        (claim, {"answer": "held off", "correction_note": "Misread."}),
        (report.passage, {"exact": "held it off", "correction_note": "Misread."}),
        (report.source, {"title": "Other"}),
    ):
        before = type(record).objects.filter(pk=record.pk).values().get()
        assert edit(record, desk("contributor"), **typed).status_code == 302
        assert type(record).objects.filter(pk=record.pk).values().get() == before
        assert Revision.objects.of(record).get().state == "draft"


def test_the_second_claim_of_a_pair_leads_to_it():
    pair = ClaimPairFactory()
    for claim in (pair.claim, pair.counterclaim):
        assert address(pair) in desk("editor").get(address(claim)).content.decode()


def test_the_pages_name_the_whole_chain_for_an_administrator_as_well():
    assert desk(account("administrator")).get(list_address(Claim)).status_code == 200
