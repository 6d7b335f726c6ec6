"""What a choice says it would leave is what it leaves."""

import itertools

import pytest
from django.db import connection
from django.http import QueryDict

from claims.filters import ClaimFilter, PairFilter, counts, fields
from claims.models import Claim, ClaimPair
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

LISTS = [(PairFilter, ClaimPair), (ClaimFilter, Claim)]
NAMES = ["party", "across", "event", "place", "kind", "question", "figures", "outlet", "source"]


@pytest.fixture
def world():
    """Claims, each with something of the other's, and a pair of every two: enough for counts to differ."""
    group, *parties = (PartyFactory(slug=f"p{number}") for number in range(4))
    MembershipFactory(party=parties[0], group=group)
    MembershipFactory(party=parties[1], group=group)
    region = PlaceFactory(slug="region")
    town = PlaceFactory(slug="town", parent=region)
    events = [
        EventFactory(published=True, slug=f"e{number}", place=place) for number, place in enumerate([town, region])
    ]
    outlets = [OutletFactory(slug=f"o{number}") for number in range(3)]
    sources = [SourceFactory(published=True, slug=f"s{number}", outlet=outlets[number]) for number in range(2)]
    SourceCreditFactory(source=sources[0], outlet=outlets[1])
    claims = []
    for number, (party, event) in enumerate(itertools.product(parties, events)):
        asked = QuestionFactory(published=True, event=event, kind=["holds", "why"][number % 2])
        claim = ClaimFactory(
            published=True,
            party=party,
            event=event,
            question=asked if number % 3 else None,
            kind=["factual", "forecast"][number // 3 % 2],
        )
        AppearanceFactory(claim=claim, source=sources[number % 2])
        if number % 4 == 1:
            FigureFactory(claim=claim)
        if number % 3 == 2:
            AppearanceFactory(claim=claim, source=sources[0], relies_on_outlet=outlets[2])
        claims.append(claim)
    for number, (one, other) in enumerate(itertools.combinations(claims, 2)):
        ClaimPairFactory(
            published=number % 5 > 0,
            claim=one,
            counterclaim=other,
            kind=["contrary", "denial", "figures"][number % 3],
        )


def asked(filters, model, query):
    found = filters(QueryDict(query), model.objects.published())
    assert found.problems() == []
    return found


def offered(filters):
    """Return what can be chosen, as a dict of (name, value) to the number it says."""
    choices = {}
    for name in NAMES:
        for value, label in filters.form.fields[name].choices if name in filters.form.fields else ():
            if value:
                choices[name, value] = int(label.rpartition("(")[2].rstrip(")"))
    return choices


@pytest.mark.parametrize(("filters", "model"), LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "party=p1",
        "party=p1&event=e0",
        "place=region&figures=yes&outlet=o1",
        "question=holds&source=s0&said_from=2020-01-01",
        "said_from=2099-01-01",
        "kind={kind}&party=p2",
    ],
)
def test_every_choice_leaves_as_many_rows_as_it_says(world, filters, model, query):
    query = query.format(kind="contrary" if model is ClaimPair else "factual")
    found = asked(filters, model, query)
    assert found.total == found.qs.count()
    for (name, value), number in offered(found).items():
        changed = QueryDict(query, mutable=True)
        changed[name] = value
        assert asked(filters, model, changed.urlencode()).qs.count() == number, (name, value)


@pytest.mark.parametrize(("filters", "model"), LISTS)
def test_no_choice_that_leaves_something_is_missing(world, filters, model):
    whole = offered(asked(filters, model, ""))
    for query in ("party=p1", "place=town&kind=denial" if model is ClaimPair else "place=town&kind=forecast"):
        some = offered(asked(filters, model, query))
        for name, value in set(whole) - set(some):
            changed = QueryDict(query, mutable=True)
            changed[name] = value
            assert asked(filters, model, changed.urlencode()).qs.count() == 0, (name, value)


def test_pairs_of_different_sides_are_counted(world):
    found = asked(PairFilter, ClaimPair, "")
    assert offered(found)["across", "yes"] == asked(PairFilter, ClaimPair, "across=yes").total > 0
    assert asked(PairFilter, ClaimPair, "across=yes").total < found.total


def test_choice_in_use_stays_when_the_others_leave_it_nothing(world):
    found = asked(PairFilter, ClaimPair, "party=p1&said_from=2099-01-01")
    assert offered(found) == {("party", "p1"): 0}
    assert [link.label.partition(":")[0] for link in found.chosen()] == ["Party", "Said on or after"]


def test_value_that_nothing_has_leaves_the_other_choices_as_they_are(world):
    found = PairFilter(QueryDict("party=nobody&kind=denial"), ClaimPair.objects.published())
    assert len(found.problems()) == 1
    assert offered(found) == offered(asked(PairFilter, ClaimPair, "kind=denial"))


def test_counting_asks_once_however_much_is_asked_for(world, django_assert_num_queries):
    for query in ("", "party=p1", "party=p1&event=e0&kind=contrary&figures=yes&outlet=o1&source=s0&place=town"):
        with django_assert_num_queries(1):
            str(asked(PairFilter, ClaimPair, query).form)
    # Which parties are of one side has to be known before.
    with django_assert_num_queries(2):
        asked(PairFilter, ClaimPair, "across=yes&party=p1")


def test_beyond_the_limit_a_count_says_at_least(world, monkeypatch):
    monkeypatch.setattr(counts, "CAP", 3)
    monkeypatch.setattr(fields, "CAP", 3)
    found = asked(PairFilter, ClaimPair, "")
    assert found.total == 4
    labels = [label for name in ("party", "kind") for value, label in found.form.fields[name].choices if value]
    assert labels
    assert all(label.endswith("+)") for label in labels)
    # Every kind is offered: one of the rows that were not counted may have it.
    assert len([value for value, _label in found.form.fields["kind"].choices if value]) == 9
    few = asked(PairFilter, ClaimPair, "party=p1&event=e0&kind=denial&figures=yes")
    assert few.total < 3
    assert not any(label.endswith("+)") for _value, label in few.form.fields["outlet"].choices)


def test_no_more_rows_than_the_limit_are_looked_at(world, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        asked(PairFilter, ClaimPair, "party=p1")
    assert queries.captured_queries[0]["sql"].count("LIMIT 10001") == 2


def test_long_choice_offers_the_most_frequent_and_the_one_in_use(world, monkeypatch):
    monkeypatch.setattr(fields, "MOST", 2)
    choices = asked(ClaimFilter, Claim, "").form.fields["outlet"].choices
    assert [value for value, _label in choices if value] == ["o0", "o1"]
    form = asked(ClaimFilter, Claim, "outlet=o2").form
    assert "o2" in [value for value, _label in form.fields["outlet"].choices]
    assert "most frequent" in str(form.fields["outlet"].help_text)


def test_no_value_that_somebody_sent_stands_in_the_text_of_the_query(world):
    hostile = "x') UNION SELECT password FROM editorial_user --"
    query = QueryDict(mutable=True)
    query["party"] = query["kind"] = query["place"] = hostile
    with connection.execute_wrapper(refuse(hostile)):
        found = PairFilter(query, ClaimPair.objects.published())
    assert len(found.problems()) == 3


def refuse(words):
    def execute(run, sql, params, many, context):
        assert words not in sql
        return run(sql, params, many, context)

    return execute
