import pytest

from claims.merging.performing import PlanChanged, merge
from claims.merging.plan import MergeRefused
from claims.merging.planning import plan_merge
from claims.merging.undoing import undo
from claims.models import Claim, ClaimPair, Membership, Merge, MergedAddress, NameKind, Party, PartyName, Place
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    ClaimSuggestionFactory,
    EventFactory,
    MembershipFactory,
    PartyFactory,
    PartyNameFactory,
    PlaceFactory,
    PlaceNameFactory,
    UserFactory,
)
from tests.merging import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def ministry():
    """The party that stays."""
    party = PartyFactory(name="Ministry of Lower Vessen", wikidata_id="")
    PartyNameFactory(party=party, name="Міністерство", language="uk", kind=NameKind.NAME)
    PartyNameFactory(party=party, name="MLV", kind=NameKind.SHORT)
    return party


@pytest.fixture
def doubled(ministry):
    """The party that turned out to be the ministry, with everything that can belong to a party."""
    party = PartyFactory(name="Lower Vessen ministry", wikidata_id="Q12345")
    PartyNameFactory(party=party, name="Міністерство Вессена", language="uk", kind=NameKind.NAME)
    PartyNameFactory(party=party, name="MLV", kind=NameKind.SHORT)
    PartyNameFactory(party=party, name="Vessen's ministry")
    state = PartyFactory(name="Vessen")
    MembershipFactory(party=party, group=state, since="2020")
    MembershipFactory(party=ministry, group=state, since="2020")
    MembershipFactory(party=PartyFactory(name="Vessen's army"), group=party)
    MembershipFactory(party=party, group=ministry)
    ClaimSuggestionFactory(party=party)
    claim, later = ClaimFactory(party=party, published=True), ClaimFactory(party=party)
    ClaimPairFactory(claim=claim, counterclaim=later, kind="revises")
    ClaimPairFactory(claim=claim, counterclaim=ClaimFactory(party=ministry), kind="corroborates")
    ClaimPairFactory(claim=ClaimFactory(party=ministry), counterclaim=later)
    return party


def test_everything_of_the_one_becomes_the_others(ministry, doubled, by):
    merge(ministry, doubled, by=by)
    assert not Party.objects.filter(pk=doubled.pk).exists()
    assert Claim.objects.filter(party=ministry).count() == 4
    assert set(ministry.names.values_list("name", "language", "kind")) == {
        ("Міністерство", "uk", "name"),
        ("Міністерство Вессена", "uk", "variant"),
        ("MLV", "", "short"),
        ("Vessen's ministry", "", "variant"),
        ("Lower Vessen ministry", "", "variant"),
    }
    assert set(Membership.objects.values_list("party__name", "group__name")) == {
        ("Ministry of Lower Vessen", "Vessen"),
        ("Vessen's army", "Ministry of Lower Vessen"),
    }
    # That another party agrees is not so any more; that one party says otherwise, and that two differ, is.
    assert set(ClaimPair.objects.values_list("kind", flat=True)) == {"revises", "contrary"}
    ministry.refresh_from_db()
    assert ministry.wikidata_id == "Q12345"


def test_undone_every_row_is_as_it_was(ministry, doubled, by):
    before = stored()
    made = merge(ministry, doubled, by=by)
    assert stored() != before
    undo(made, by=by)
    assert stored() == before
    assert not MergedAddress.objects.exists()
    made.refresh_from_db()
    assert (made.undone_by, made.undone) == (by, True)


def test_merged_again_after_it_was_undone_and_undone_again(ministry, doubled, by):
    before = stored()
    undo(merge(ministry, doubled, by=by), by=by)
    undo(merge(ministry, Party.objects.get(pk=doubled.pk), by=by), by=by)
    assert stored() == before
    assert Merge.objects.count() == 2


def test_what_was_moved_tells_it_in_its_history_and_keeps_its_writer(ministry, doubled, by):
    claim = doubled.claims.first()
    claim.written_by(writer := UserFactory()).save()
    merge(ministry, doubled, by=by)
    claim.refresh_from_db()
    told = claim.history.latest()
    assert (told.history_user, told.party_id, told.history_type) == (by, ministry.pk, "~")
    assert "went into" in told.history_change_reason
    assert claim.updated_by == writer
    assert Party.history.filter(id=doubled.pk).latest().history_type == "-"


def test_address_that_readers_had_leads_to_what_stays(ministry, doubled, by):
    made = merge(ministry, doubled, by=by)
    assert list(MergedAddress.objects.values_list("kind", "slug", "leads_to_kind", "leads_to", "merge")) == [
        ("party", doubled.slug, "party", ministry.pk, made.pk)
    ]


def test_address_that_no_reader_had_leads_nowhere(by):
    merge(PartyFactory(), PartyFactory(), by=by)
    assert not MergedAddress.objects.exists()


def test_address_leads_on_when_what_stayed_is_merged_itself(ministry, doubled, by):
    merge(ministry, doubled, by=by)
    last = PartyFactory()
    second = merge(last, Party.objects.get(pk=ministry.pk), by=by)
    assert set(MergedAddress.objects.values_list("slug", "leads_to")) == {
        (doubled.slug, last.pk),
        (ministry.slug, last.pk),
    }
    undo(second, by=by)
    assert set(MergedAddress.objects.values_list("slug", "leads_to")) == {(doubled.slug, ministry.pk)}


def test_published_agreement_of_the_two_is_retracted_first(ministry, doubled, by):
    claims = [ClaimFactory(party=party, published=True) for party in (ministry, doubled)]
    ClaimPairFactory(published=True, claim=claims[0], counterclaim=claims[1], kind="corroborates")
    before = stored()
    with pytest.raises(MergeRefused, match="Retract it first"):
        merge(ministry, doubled, by=by)
    assert stored() == before


def test_party_that_would_be_a_member_of_itself_is_refused(by):
    one, middle, other = PartyFactory(), PartyFactory(), PartyFactory()
    MembershipFactory(party=one, group=middle)
    MembershipFactory(party=middle, group=other)
    for kept, gone in ((one, other), (other, one)):
        with pytest.raises(MergeRefused, match="member of itself"):
            merge(kept, gone, by=by)


def test_a_plan_seen_before_something_changed_is_refused(ministry, doubled, by):
    seen = plan_merge(ministry, doubled, by=by).digest
    assert plan_merge(ministry, doubled, by=by).digest == seen
    ClaimFactory(party=doubled)
    with pytest.raises(PlanChanged):
        merge(ministry, doubled, by=by, seen=seen)
    merge(ministry, doubled, by=by, seen=plan_merge(ministry, doubled, by=by).digest)


def test_undoing_is_refused_where_somebody_moved_what_was_moved(ministry, doubled, by):
    made = merge(ministry, doubled, by=by)
    moved = Claim.objects.filter(pairs_as_claim__kind="revises").get()
    ClaimPair.objects.filter(kind="revises").delete()
    Claim.objects.filter(pk=moved.pk).update(party=PartyFactory())
    before = stored()
    with pytest.raises(MergeRefused, match="was changed since: party"):
        undo(made, by=by)
    assert stored() == before


def test_undoing_is_refused_while_a_pair_made_since_needs_both_claims_to_be_one_partys(ministry, doubled, by):
    own, others = ClaimFactory(party=ministry), ClaimFactory(party=doubled)
    made = merge(ministry, doubled, by=by)
    pair = ClaimPairFactory(claim=own, counterclaim=Claim.objects.get(pk=others.pk), kind="revises")
    with pytest.raises(MergeRefused, match="needs one party"):
        undo(made, by=by)
    pair.delete()
    undo(made, by=by)
    assert Claim.objects.get(pk=others.pk).party_id == doubled.pk


def test_undoing_is_refused_when_the_address_was_given_away_or_what_stayed_went_on(by):
    kept, gone, last = PartyFactory(), PartyFactory(name="Ministry of tides"), PartyFactory()
    made = merge(kept, gone, by=by)
    taken = PartyFactory(slug="ministry-of-tides")
    with pytest.raises(MergeRefused, match="has the address"):
        undo(made, by=by)
    taken.delete()
    later = merge(last, kept, by=by)
    with pytest.raises(MergeRefused, match="Undo that merge first"):
        undo(made, by=by)
    undo(later, by=by)
    undo(made, by=by)
    with pytest.raises(MergeRefused, match="undone already"):
        undo(made, by=by)


def test_what_was_added_since_stays_where_it_was_added_and_edits_stay(ministry, doubled, by):
    made = merge(ministry, doubled, by=by)
    added = ClaimFactory(party=ministry)
    edited = Claim.objects.filter(pairs_as_counterclaim__kind="revises").get()
    edited.statement = "It was repelled at noon."
    edited.written_by(by).save()
    undo(made, by=by)
    edited.refresh_from_db()
    assert (edited.party_id, edited.statement) == (doubled.pk, "It was repelled at noon.")
    assert Claim.objects.get(pk=added.pk).party_id == ministry.pk


def test_a_name_that_somebody_wrote_at_is_not_taken_away(ministry, doubled, by):
    made = merge(ministry, doubled, by=by)
    PartyName.objects.filter(party=ministry, name="Lower Vessen ministry").update(language="en")
    with pytest.raises(MergeRefused, match="was changed since"):
        undo(made, by=by)


def test_places_are_merged_with_events_names_and_what_lies_in_them(by):
    region = PlaceFactory(name="Vessen Oblast")
    kept, gone = PlaceFactory(name="Oster Bridge"), PlaceFactory(name="Osterbridge", parent=region)
    Place.objects.filter(pk=gone.pk).update(latitude="51.2", longitude="34.1", precision=2000)
    gone.refresh_from_db()
    Place.objects.filter(pk=kept.pk).update(parent=gone)
    kept.refresh_from_db()
    part, event = PlaceFactory(parent=gone), EventFactory(published=True, place=gone)
    PlaceNameFactory(place=gone, name="Остер", language="ru")
    before = stored()
    made = merge(kept, gone, by=by)
    kept.refresh_from_db()
    part.refresh_from_db()
    event.refresh_from_db()
    # What it lay in was the other one, so it lies in what that lay in.
    assert (kept.parent, part.parent, event.place) == (region, kept, kept)
    assert (float(kept.latitude), kept.precision) == (51.2, 2000)
    assert set(kept.names.values_list("name", flat=True)) == {"Остер", "Osterbridge"}
    undo(made, by=by)
    assert stored() == before


def test_place_that_would_lie_in_itself_is_refused(by):
    outer = PlaceFactory()
    middle = PlaceFactory(parent=outer)
    inner = PlaceFactory(parent=middle)
    for kept, gone in ((outer, inner), (inner, outer)):
        with pytest.raises(MergeRefused, match="lie in itself"):
            merge(kept, gone, by=by)


def test_two_kinds_and_one_record_are_no_merge(by):
    party, user = PartyFactory(), UserFactory()
    for kept, gone in ((party, party), (party, PlaceFactory()), (user, by)):
        with pytest.raises(MergeRefused):
            merge(kept, gone, by=by)
