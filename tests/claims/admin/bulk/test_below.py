"""What stands below records in their tables: other names, memberships, figures and reports, out and in again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError

from claims.bulk.importing import values
from claims.bulk.resources import RESOURCES, TOLD
from claims.bulk.tables import read_table
from claims.models import Appearance, Claim, ClaimPair, Event, Figure, Membership, Party, PartyName, Place, Question
from editorial.models import Publishable
from sources.models import Passage
from tests.claims.admin.bulk.test_pages import at, counts, hand_over, problems, store
from tests.desk import desk, list_address, messages
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    FigureFactory,
    MembershipFactory,
    OutletFactory,
    PartyFactory,
    PartyNameFactory,
    PassageFactory,
    PlaceFactory,
    PlaceNameFactory,
    QuestionFactory,
    SnapshotFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
# In the order in which they point to each other.
KINDS = [Party, Place, Event, Question, Claim, ClaimPair]
TEXT = "The guard said it held the weir. The guard said it held the weir | and the mill \\ until dusk.\nNobody came."


def world():
    """Make records of every kind with everything below them, some of them pointing to what was made after them."""
    party = PartyFactory(name="Guard of Velmo", description="It guards.\r\nBy night, too.", country="UA")
    army = PartyFactory(name="=Army|of\\Ostrel", wikidata_id="Q42")
    PartyNameFactory(party=party, name="Варта Вельма", language="uk", kind="name")
    PartyNameFactory(party=party, name="'=the guard", language="", kind="misprint")
    MembershipFactory(party=party, group=army, since="2014~", until="2024-03-12")
    MembershipFactory(party=party, group=army, since="2024-05", until="")
    place = PlaceFactory(name="Velmo", latitude="51.50000", longitude="-35.00001", precision=500)
    place.parent = PlaceFactory(name="Ostrel", kind="region")
    place.save()
    PlaceNameFactory(place=place, name="Вельмо", language="uk", kind="name")
    event = EventFactory(title="The raid  on Velmo", place=place, occurred="2024-03-12/2024-03-14")
    event.part_of = EventFactory(title="-The spring")
    event.save()
    question = QuestionFactory(event=event, position=3)
    held = SnapshotFactory(text=TEXT)
    claims = [
        ClaimFactory(
            party=each, event=event, question=question, statement=f"It held the weir for {n} days.", about="2024"
        )
        for n, each in enumerate((party, army), 2)
    ]
    words = "The guard said it held the weir"
    report = AppearanceFactory(
        claim=claims[0],
        source=held.source,
        passage=PassageFactory(
            source=held.source,
            snapshot=held,
            exact=words,
            start=33,
            end=33 + len(words),
            prefix="the weir. ",
            suffix=" | and the mill",
        ),
        speaker="A. Guard, spokesman",
        said="2024-03-13",
    )
    copied = SourceFactory(title="@Copied")
    later = AppearanceFactory(
        claim=claims[1],
        source=copied,
        passage=PassageFactory(source=copied, exact=" held | it\\\n"),
        relies_on_outlet=OutletFactory(name="Velmo Wire"),
        language="uk",
        original="тримала\nгреблю",
    )
    third = SourceFactory(title="Retold")
    AppearanceFactory(claim=claims[0], source=third, passage=PassageFactory(source=third), relies_on=later)
    AppearanceFactory(claim=claims[1], source=third, passage=PassageFactory(source=third, exact="so"), relies_on=report)
    FigureFactory(claim=claims[0], measure="killed", counted="-guards", qualifier="at_least", low="30.50", high=None)
    FigureFactory(claim=claims[0], measure="quantity", counted="ore", qualifier="about", low=1, high=2, unit="t")
    FigureFactory(claim=claims[1], measure="wounded", counted="x", qualifier="none", low=0, high=0, cumulative=True)
    ClaimPairFactory(claim=claims[0], counterclaim=claims[1], would_settle="A photograph.")


def taken_out(client, kind):
    return {model: client.get(list_address(model, "export"), {"format": kind}).content for model in KINDS}


def emptied():
    """Delete everything that stands in a table, and the passages of sources."""
    Appearance.objects.update(relies_on=None)
    for model in (ClaimPair, Claim, Question):
        model.objects.all().delete()
    for model, up in ((Event, "part_of"), (Place, "parent")):
        model.objects.update(**{up: None})
        model.objects.all().delete()
    Membership.objects.all().delete()
    Party.objects.all().delete()
    Passage.objects.all().delete()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_taken_out_of_everything_fills_an_empty_database_with_the_same(kind):
    world()
    client = desk("administrator")
    before = taken_out(client, kind)
    rows = {model: read_table(f"t.{kind}", data, 99).rows for model, data in before.items()}
    emptied()
    with pytest.raises(AssertionError):
        # It was all there, and is gone.
        assert {m: read_table(f"t.{kind}", data, 99).rows for m, data in taken_out(client, kind).items()} == rows
    for model in KINDS:
        page = client.post(at(model), {"file": SimpleUploadedFile(f"t.{kind}", before[model])})
        assert counts(page) == {"new": len(rows[model])}, (model, problems(page))
        store(client, model, page)
    after = taken_out(client, kind)
    assert {m: read_table(f"t.{kind}", data, 99).rows for m, data in after.items()} == rows
    if kind == "csv":
        assert after == before
    assert Figure.objects.count() == 3
    assert Appearance.objects.filter(relies_on__isnull=False).count() == 2
    assert PartyName.objects.get(name="Варта Вельма").history.get().history_user == client.user
    # And brought in once more, it changes nothing.
    for model in KINDS:
        page = client.post(at(model), {"file": SimpleUploadedFile(f"t.{kind}", after[model])})
        assert counts(page) == {"unchanged": len(rows[model])}, model


def test_every_field_that_an_editor_fills_in_is_a_column():
    left_out = {"id", "version", "status", "updated_at", "retraction_reason"}
    for model in KINDS:
        fields = {each.name for each in model._meta.concrete_fields if each.editable} - left_out
        assert fields <= set(RESOURCES[model].columns()), model
        for part in RESOURCES[model].parts():
            kept = {each.name for each in part.model._meta.concrete_fields if each.editable} - {
                "id",
                "passage",
                part.key,
            }
            assert kept <= set(part.widgets()), part.model
    assert Publishable._meta.get_field("status").name == TOLD


def test_a_column_that_is_left_out_leaves_what_stands_below_alone():
    client = desk("editor")
    party = PartyNameFactory(name="The Guard").party
    MembershipFactory(party=party)
    page = hand_over(client, Party, "slug country", [party.slug, "UA"])
    store(client, Party, page)
    party.refresh_from_db()
    assert (party.country, party.names.count(), party.memberships.count()) == ("UA", 1, 1)
    page = hand_over(client, Party, "slug names", [party.slug, ""])
    assert counts(page) == {"changed": 1}
    store(client, Party, page)
    assert (party.names.count(), party.memberships.count()) == (0, 1)
    assert PartyName.history.filter(history_type="-").get().history_user == client.user


def test_what_changes_below_is_shown_before_it_is_stored_and_changes_its_row():
    client = desk("editor")
    name = PartyNameFactory(name="The Guard", language="en", kind="variant")
    version = name.party.version
    page = hand_over(client, Party, "slug names", [name.party.slug, "The Guard | en | short\nВарта | uk"])
    assert counts(page) == {"changed": 1}
    assert "<ins>short" in page.content.decode()
    assert PartyName.objects.get().kind == "variant"
    store(client, Party, page)
    name.refresh_from_db()
    name.party.refresh_from_db()
    assert (name.kind, name.party.names.get(language="uk").kind) == ("short", "variant")
    assert (name.party.updated_by, name.party.version) == (client.user, version + 1)
    assert [row.kind for row in name.history.all()] == ["short", "variant"]
    page = hand_over(
        client, Party, "slug names", [name.party.slug, "Варта | uk | variant\nThe Guard | en | Short name"]
    )
    assert counts(page) == {"unchanged": 1}


def test_two_names_may_change_places_in_one_step():
    client = desk("editor")
    party = PartyFactory()
    PartyNameFactory(party=party, name="Варта", language="uk", kind="name")
    PartyNameFactory(party=party, name="Гвардія", language="uk", kind="variant")
    page = hand_over(client, Party, "slug names", [party.slug, "Гвардія | uk | name\nВарта | uk | variant"])
    store(client, Party, page)
    assert dict(party.names.values_list("name", "kind")) == {"Варта": "variant", "Гвардія": "name"}


def test_claims_come_with_their_evidence_and_its_position_is_found():
    client = desk("contributor")
    held = SnapshotFactory(text=TEXT)
    party, event = PartyFactory(name="The Guard"), EventFactory(title="The raid")
    line = f"{held.source.slug} | Nobody came. | | paraphrase | A. Guard | 2024-03-13"
    row = ["The Guard", "The raid", "Nobody came.", "nobody", line, "killed | guards | at_least | 3"]
    page = hand_over(client, Claim, "party event statement answer appearances figures", row)
    assert counts(page) == {"new": 1}, problems(page)
    assert not Passage.objects.exists()
    store(client, Claim, page)
    report = Appearance.objects.get()
    assert (report.passage.start, report.passage.state, report.passage.snapshot) == (
        TEXT.index("Nobody"),
        "exact",
        held,
    )
    assert report.passage.prefix
    assert (report.source, report.speaker, report.said) == (held.source, "A. Guard", "2024-03-13")
    assert (report.claim.party, report.claim.event, report.claim.figures.get().low) == (party, event, 3)


def test_every_wrong_entry_is_told_with_row_column_and_what_to_do():
    client = desk("editor")
    held = SnapshotFactory(text=TEXT)
    source, claim = held.source.slug, ClaimFactory()
    group = PartyFactory(name="Army")
    page = hand_over(
        client,
        Claim,
        "slug appearances figures",
        [
            claim.slug,
            f"nowhere | Nobody came. | | paraphrase\n{source} | Nobody knew. | | paraphrase",
            "killed | x | exactly | 3 | 4",
        ],
        [
            ClaimFactory().slug,
            f"{source} | The guard said it held the weir | | paraphrase",
            "deaths | x\nkilled | y | exactly | many",
        ],
        [
            ClaimFactory().slug,
            f"{source} | Nobody came. | | paraphrase | | | | nowhere/at-all",
            "a | b | c | d | e | f | cumulative | h",
        ],
        [
            ClaimFactory().slug,
            f"{source} | Nobody came. | | paraphrase | | 12.3.2024",
            "killed | x | none | 0 | 0 | | often",
        ],
    )
    assert page.status_code == 400
    found = problems(page)
    assert {(row, column) for row, column, _message in found} == {
        (row, column) for row in (2, 3, 4, 5) for column in ("appearances", "figures")
    }
    said = {row: " ".join(message for at, _column, message in found if at == row) for row in (2, 3, 4, 5)}
    assert "Entry 1: source: There is no source with the address or name “nowhere”" in said[2]
    assert "Entry 2: words: These words do not stand in the held text" in said[2]
    assert "Exactly: low and high alike" in said[2]
    assert "stand in 2 places" in said[3]
    assert "Entry 1: measure: “deaths” is none of: killed" in said[3]
    assert "Entry 2: low: “many” is not a number" in said[3]
    assert "There is no report “nowhere/at-all”" in said[4]
    assert "measure | counted | qualifier" in said[4]
    assert "neither “cumulative” nor nothing" in said[5]
    assert "said:" in said[5]
    for model in (Appearance, Figure, Passage):
        assert not model.objects.exists()
    page = hand_over(
        client, Party, "slug memberships names", [group.slug, "Army", "A | en | name\nB | en | name\nA | en | name"]
    )
    said = " ".join(message for *_where, message in problems(page))
    assert "group: The party would be a member of itself" in said
    assert "Entry 3 says the same" in said


def test_nothing_is_stored_when_one_row_below_is_wrong():
    client = desk("editor")
    page = hand_over(
        client, Party, "name kind names", ["New", "media", "A | en"], ["Newer", "media", "A | nowhere-land"]
    )
    assert [row for row, *_rest in problems(page)] == [3]
    assert page.context["upload"] is None
    assert not PartyName.objects.exists()


def test_what_readers_see_does_not_change_by_way_of_what_stands_below():
    client = desk("administrator")
    claim = ClaimFactory(published=True)
    page = hand_over(client, Claim, "slug figures", [claim.slug, "killed | guards | at_least | 3"])
    assert f"/admin/claims/claim/{claim.pk}/change/" in problems(page)[0][2]
    assert not Figure.objects.exists()
    same = values(claim)[RESOURCES[Claim].columns().index("appearances")]
    assert counts(hand_over(client, Claim, "slug appearances", [claim.slug, same])) == {"unchanged": 1}


def test_who_may_not_delete_takes_nothing_away_with_a_table():
    figure = FigureFactory()
    page = hand_over(desk("contributor"), Claim, "slug figures", [figure.claim.slug, ""])
    assert "You may not take" in problems(page)[0][2]
    assert counts(hand_over(desk("editor"), Claim, "slug figures", [figure.claim.slug, ""])) == {"changed": 1}


def test_a_report_that_another_relies_on_stays_until_that_is_changed():
    client = desk("editor")
    report = AppearanceFactory()
    other = AppearanceFactory(relies_on=report)
    with pytest.raises(ProtectedError):
        report.delete()
    page = hand_over(client, Claim, "slug appearances", [report.claim.slug, ""])
    assert "another report relies on it" in problems(page)[0][2]
    # In one step with that, it goes.
    page = hand_over(client, Claim, "slug appearances", [report.claim.slug, ""], [other.claim.slug, ""])
    assert counts(page) == {"changed": 2}
    assert "Stored" in messages(store(client, Claim, page))[0]
    assert not Appearance.objects.exists()


def test_more_than_can_be_stored_at_once_is_refused(monkeypatch):
    monkeypatch.setattr("claims.admin.bulk.pages.MOST_BELOW", 2)
    client, party = desk("editor"), PartyFactory()
    assert counts(hand_over(client, Party, "slug names", [party.slug, "A\nB"])) == {"changed": 1}
    page = hand_over(client, Party, "slug names", [party.slug, "A\nB\nC"])
    assert "tells of 3 things below its records" in page.content.decode()
