import pytest
from django.http import QueryDict

from claims.filters import ClaimFilter, PairFilter
from claims.models import Claim, ClaimPair, PairKind, QuestionKind
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    FigureFactory,
    MembershipFactory,
    OutletFactory,
    PartyFactory,
    PlaceFactory,
    QuestionFactory,
    SourceCreditFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def pairs(query):
    """Return the pairs (set) that a query string asks for."""
    asked = PairFilter(QueryDict(query), ClaimPair.objects.published())
    assert asked.problems() == []
    return set(asked.qs)


def claims(query):
    asked = ClaimFilter(QueryDict(query), Claim.objects.published())
    assert asked.problems() == []
    return set(asked.qs)


def problems(query):
    return PairFilter(QueryDict(query), ClaimPair.objects.published()).problems()


@pytest.fixture
def pair():
    return ClaimPairFactory(published=True)


@pytest.fixture
def other():
    """Another pair, which no filter below asks for."""
    return ClaimPairFactory(published=True, kind=PairKind.DENIAL)


def test_party_is_looked_for_on_either_side(pair, other):
    assert pairs(f"party={pair.claim.party.slug}") == {pair}
    assert pairs(f"party={pair.counterclaim.party.slug}") == {pair}


def test_event_is_looked_for_on_either_side(pair, other):
    elsewhere = ClaimFactory(published=True)
    Claim.objects.filter(pk=pair.counterclaim_id).update(event=elsewhere.event)
    assert pairs(f"event={pair.claim.event.slug}") == {pair}
    assert pairs(f"event={elsewhere.event.slug}") == {pair}


def test_place_holds_the_places_inside_it(pair, other):
    region = PlaceFactory()
    pair.claim.event.place = PlaceFactory(parent=PlaceFactory(parent=region))
    pair.claim.event.save()
    assert pairs(f"place={region.slug}") == {pair}
    assert pairs(f"place={pair.claim.event.place.slug}") == {pair}


def test_kind_of_pair(pair, other):
    assert pairs("kind=denial") == {other}


def test_kind_of_question_counts_published_questions_only(pair, other):
    question = QuestionFactory(published=True, event=pair.claim.event, kind=QuestionKind.WHY)
    hidden = QuestionFactory(event=other.claim.event, kind=QuestionKind.WHY)
    Claim.objects.filter(pk=pair.claim_id).update(question=question)
    Claim.objects.filter(pk=other.claim_id).update(question=hidden)
    assert pairs("question=why") == {pair}


def test_source_is_looked_for_on_either_side(pair, other):
    source = pair.counterclaim.appearances.get().source
    assert pairs(f"source={source.slug}") == {pair}


def test_outlet_that_publishes_is_credited_or_is_relied_on(pair, other):
    outlet = OutletFactory()
    report = pair.claim.appearances.get()
    report.source.outlet = outlet
    report.source.save()
    SourceCreditFactory(source=other.counterclaim.appearances.get().source, outlet=outlet)
    third = ClaimPairFactory(published=True)
    third.claim.appearances.update(relies_on_outlet=outlet)
    ClaimPairFactory(published=True)
    assert pairs(f"outlet={outlet.slug}") == {pair, other, third}


def test_hidden_source_of_a_public_claim_is_no_way_to_it(pair):
    hidden = SourceFactory(outlet=OutletFactory())
    AppearanceFactory(claim=pair.claim, source=hidden)
    assert len(problems(f"source={hidden.slug}")) == 1
    assert len(problems(f"outlet={hidden.outlet.slug}")) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("said_from=2024-03-12", True),
        ("said_from=2024-03-31&said_to=2024-04-30", True),
        ("said_to=2024-03-01", True),
        ("said_from=2024-04-01", False),
        ("said_to=2024-02-29", False),
    ],
)
def test_date_of_some_width_counts_when_any_day_of_it_lies_in_between(pair, query, found):
    report = pair.counterclaim.appearances.get()
    report.said = "2024-03"
    report.save()
    assert pairs(query) == ({pair} if found else set())


def test_both_days_are_asked_of_the_same_report(pair):
    first, second = pair.claim.appearances.get(), AppearanceFactory(claim=pair.claim, source__published=True)
    first.said, second.said = "2024-01-01", "2024-12-31"
    first.save()
    second.save()
    assert pairs("said_from=2024-06-01&said_to=2024-06-30") == set()


def test_with_a_figure(pair, other):
    FigureFactory(claim=pair.counterclaim)
    assert pairs("figures=yes") == {pair}


def test_filters_narrow_each_other(pair, other):
    assert pairs(f"party={pair.claim.party.slug}&kind=contrary") == {pair}
    assert pairs(f"party={pair.claim.party.slug}&kind=denial") == set()


def test_hidden_pair_is_never_found(pair):
    hidden = ClaimPairFactory(claim=pair.claim, counterclaim=ClaimFactory(published=True))
    assert pairs("") == {pair}
    assert pairs(f"party={hidden.claim.party.slug}") == {pair}


def test_choices_are_those_of_public_pairs_alone(pair):
    ClaimPairFactory(claim=ClaimFactory(published=True), counterclaim=ClaimFactory(published=True), kind="denial")
    PartyFactory()
    form = PairFilter(QueryDict(""), ClaimPair.objects.published()).form
    named = {slug for slug, _label in form.fields["party"].choices if slug}
    assert named == {pair.claim.party.slug, pair.counterclaim.party.slug}
    assert [value for value, _label in form.fields["kind"].choices if value] == ["contrary"]


def test_choices_stand_in_order_and_once():
    event = EventFactory(published=True, place=PlaceFactory(name="beta", parent=PlaceFactory(name="Alpha")))
    for name in ("zeta", "Eta"):
        ClaimFactory(published=True, party=PartyFactory(name=name), event=event)
    form = ClaimFilter(QueryDict(""), Claim.objects.published()).form
    assert [label for slug, label in form.fields["party"].choices if slug] == ["Eta (1)", "zeta (1)"]
    assert [label for slug, label in form.fields["place"].choices if slug] == ["Alpha (2)", "beta (2)"]


def test_choices_and_form_cost_one_query(pair, django_assert_num_queries):
    with django_assert_num_queries(1):
        asked = PairFilter(QueryDict(f"party={pair.claim.party.slug}"), ClaimPair.objects.published())
        assert asked.problems() == []
        str(asked.form)


@pytest.mark.parametrize(
    "query",
    [
        "party=nobody",
        "party=%00",
        "party=1%27%20OR%201=1",
        "event=x",
        "place=x",
        "kind=x",
        "question=x",
        "outlet=x",
        "source=x",
        "figures=no",
        "sort=bogus",
        "said_from=yesterday",
        "said_from=2024-02-30",
        "said_from=99999999999999999999",
        "said_to=%00",
        "said_from=2024-03-02&said_to=2024-03-01",
        "kind=contrary&kind=contrary",
        "after=1&after=2",
        "across=no",
        "size=7",
    ],
)
def test_wrong_value_is_one_problem_that_says_where(pair, query):
    assert len(problems(query)) == 1


def test_unknown_name_is_named_and_shortened(pair):
    asked = PairFilter(QueryDict(f"partty=x&{'y' * 90}=1&after=2"), ClaimPair.objects.published())
    assert asked.problems() == []
    assert asked.unknown() == ["partty", "y" * 40]


def test_chosen_filters_say_their_words_and_lead_to_the_list_without_them(pair):
    query = f"party={pair.claim.party.slug}&kind=contrary&sort=said&size=50&after=1"
    asked = PairFilter(QueryDict(query), ClaimPair.objects.published())
    assert asked.problems() == []
    assert [(link.label, link.address) for link in asked.chosen()] == [
        (f"Party: {pair.claim.party.name}", "?kind=contrary&sort=said&size=50"),
        ("Kind of pair: contrary", f"?party={pair.claim.party.slug}&sort=said&size=50"),
    ]


def dated(pair, said):
    pair.claim.appearances.update(said="", said_earliest=None, said_latest=None)
    report = pair.claim.appearances.get()
    report.said = said
    report.save()
    return pair


def test_orders_of_pairs(pair, other):
    undated = ClaimPairFactory(published=True, slug="z")
    dated(pair, "2024-03-12")
    dated(other, "2024-03-11")
    ordered = {}
    for order in ("said", "-said", "event", "newest"):
        asked = PairFilter(QueryDict(f"sort={order}"), ClaimPair.objects.published())
        assert asked.problems() == []
        ordered[order] = list(asked.qs)
    assert ordered["said"] == [other, pair, undated]
    assert ordered["-said"] == [pair, other, undated]
    assert ordered["newest"] == [undated, other, pair]
    assert set(ordered["event"]) == {pair, other, undated}


def test_claims_take_the_same_filters(pair):
    third = ClaimFactory(published=True)
    third.event.place = PlaceFactory(parent=PlaceFactory(slug="region"))
    third.event.save()
    assert claims(f"party={third.party.slug}") == {third}
    assert claims("place=region") == {third}
    assert claims("kind=factual") == {third, pair.claim, pair.counterclaim}
    for order in ("party", "newest", "said", "-said"):
        assert len(claims(f"sort={order}")) == 3


def test_places_of_an_address_go_with_the_filters_and_the_rest_stays(pair):
    query = f"party={pair.claim.party.slug}&kind=contrary&sort=said&size=50&after=1&utm=x"
    asked = PairFilter(QueryDict(query), ClaimPair.objects.published())
    assert asked.bare == "?sort=said&size=50"
    assert asked.same == f"?party={pair.claim.party.slug}&kind=contrary"
    assert PairFilter(QueryDict("sort=said"), ClaimPair.objects.published()).same == ""


def test_parties_with_no_group_above_both_are_of_different_sides(pair):
    inner, outer = PartyFactory(), PartyFactory()
    one, two = ClaimPairFactory(published=True), ClaimPairFactory(published=True)
    # In one, a member of a member faces a member; in the other, a member faces the group itself.
    MembershipFactory(party=one.claim.party, group=inner)
    MembershipFactory(party=inner, group=outer)
    MembershipFactory(party=one.counterclaim.party, group=outer)
    MembershipFactory(party=two.claim.party, group=two.counterclaim.party)
    assert pairs("across=yes") == {pair}
    # Of two sides at once, and one of them is the other's.
    MembershipFactory(party=pair.claim.party, group=outer)
    MembershipFactory(party=pair.claim.party, group=inner)
    assert pairs("across=yes") == {pair}
    MembershipFactory(party=pair.counterclaim.party, group=inner)
    assert pairs("across=yes") == set()


def test_form_shows_the_usual_order_and_size_where_the_address_says_nothing(pair):
    form = PairFilter(QueryDict("party=x"), ClaimPair.objects.published()).form
    assert (form["sort"].value(), form["size"].value()) == ("newest", "20")
    form = PairFilter(QueryDict("sort=said&size=50"), ClaimPair.objects.published()).form
    assert (form["sort"].value(), form["size"].value()) == ("said", "50")
