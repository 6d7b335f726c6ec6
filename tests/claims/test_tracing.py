"""Who is independent of whom, over plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tracing import Standing, Trace, count, grouped


def trace(key, home=None, comes_from=(), may=()):
    return Trace(key, home or f"home of {key}", tuple(comes_from), frozenset(may))


def partition(traces):
    """Return what stands together as a set of (keys, standing)."""
    return {(frozenset(group.keys), group.standing) for group in grouped(traces)}


def counted(*traces):
    return count(grouped(list(traces)))


def test_reports_that_name_nobody_are_as_many_origins_as_publishers():
    assert counted(trace(1, "a"), trace(2, "b"), trace(3, "b")) == 2


def test_no_report_has_no_origin():
    assert grouped([]) == []
    assert counted() == 0


def test_reports_that_rely_on_the_same_outlet_are_one_origin():
    assert counted(trace(1, comes_from=["agency"]), trace(2, comes_from=["agency"]), trace(3)) == 2


def test_report_stands_with_the_report_it_repeats_however_far_back():
    traces = [trace(1), trace(2, comes_from=[1]), trace(3, comes_from=[2])]
    assert partition(traces) == {(frozenset({1, 2, 3}), Standing.ORIGIN)}


def test_report_relying_on_an_outlet_stands_with_that_outlets_own_report():
    assert counted(trace(1, "agency"), trace(2, comes_from=["agency"])) == 1


def test_outlet_that_only_passes_on_anothers_word_is_no_origin():
    assert counted(trace(1, "agency"), trace(2, "paper", ["agency"]), trace(3, comes_from=["paper"])) == 1


def test_outlets_own_report_is_another_origin_than_what_it_passes_on():
    traces = [trace(1, "paper"), trace(2, "paper", ["agency"]), trace(3, comes_from=["paper"])]
    assert partition(traces) == {(frozenset({1, 3}), Standing.ORIGIN), (frozenset({2}), Standing.ORIGIN)}


def test_who_relies_on_an_outlet_that_passes_on_several_is_not_counted():
    traces = [trace(1, "paper", ["one"]), trace(2, "paper", ["two"]), trace(3, comes_from=["paper"])]
    assert counted(*traces) == 2
    assert (frozenset({3}), Standing.POSSIBLE) in partition(traces)


def test_report_crediting_an_agency_is_not_counted_beside_a_report_that_comes_from_it():
    traces = [trace(1, may=["agency", "other"]), trace(2, comes_from=["agency"])]
    assert counted(*traces) == 1
    assert (frozenset({1}), Standing.POSSIBLE) in partition(traces)


def test_credits_do_not_join_two_agencies_with_each_other():
    assert counted(trace(1, may=["a", "b"]), trace(2, comes_from=["a"]), trace(3, comes_from=["b"])) == 2


def test_two_that_credit_the_same_agency_count_as_one():
    assert counted(trace(1, may=["a", "b"]), trace(2, may=["b"]), trace(3, may=["c"])) == 2


def test_credit_of_ones_own_outlet_takes_nothing_away():
    assert counted(trace(1, "a", may=["a"]), trace(2, "b")) == 2


def test_what_is_said_outright_outweighs_a_credit():
    assert counted(trace(1, comes_from=["c"], may=["a"]), trace(2, comes_from=["a"])) == 2


def test_two_that_credit_each_other_are_one_origin_at_least():
    assert counted(trace(1, "a", may=["b"]), trace(2, "b", may=["a"])) == 1


@pytest.mark.parametrize(
    "circle",
    [
        [trace(1, "a", ["b"]), trace(2, "b", ["a"])],
        [trace(1, comes_from=[2]), trace(2, comes_from=[1])],
        [trace(1, "a", ["b"]), trace(2, "b", ["c"]), trace(3, "c", ["a"])],
        [trace(1, comes_from=[1])],
    ],
)
def test_circle_is_told_and_not_counted(circle):
    assert {standing for _keys, standing in partition(circle)} == {Standing.CIRCLE}
    assert counted(*circle) == 1
    assert counted(*circle, trace(9)) == 1
    assert counted(*circle, trace(9), trace(10)) == 2


def test_who_relies_on_a_circle_belongs_to_it():
    assert counted(trace(1, "a", ["b"]), trace(2, "b", ["a"]), trace(3, comes_from=["a"]), trace(4)) == 1


HOMES = ["a", "b", "c", "d"]


@st.composite
def reports(draw):
    """Some reports with everything that could be said of them, circles and contradictions included."""
    keys = list(range(draw(st.integers(1, 7))))
    nodes = st.sampled_from([*keys, *HOMES, "elsewhere"])
    return [
        Trace(
            key,
            draw(st.sampled_from([*HOMES, f"home {key}"])),
            tuple(draw(st.lists(nodes, max_size=2))),
            draw(st.frozensets(st.sampled_from([*HOMES, "elsewhere"]), max_size=3)),
        )
        for key in keys
    ]


@given(reports().flatmap(lambda traces: st.tuples(st.just(traces), st.permutations(traces))))
def test_order_of_the_reports_does_not_matter(given_and_shuffled):
    traces, shuffled = given_and_shuffled
    assert partition(traces) == partition(shuffled)


@given(reports())
def test_every_report_stands_in_one_group(traces):
    keys = [key for group in grouped(traces) for key in group.keys]
    assert sorted(keys) == [trace.key for trace in traces]


@given(reports())
def test_count_is_between_one_and_the_number_of_reports(traces):
    assert 1 <= counted(*traces) <= len(traces)


@given(reports(), st.data())
def test_one_more_credit_never_makes_more_origins(traces, data):
    which = data.draw(st.sampled_from(traces))
    credit = data.draw(st.sampled_from([*HOMES, "elsewhere"]))
    more = Trace(which.key, which.home, which.comes_from, which.may_come_from | {credit})
    assert counted(*(more if trace is which else trace for trace in traces)) <= counted(*traces)


def test_report_whose_text_was_copied_stands_with_where_it_was_taken_from():
    copied = Trace(1, "paper", copied=("agency",))
    assert counted(copied, trace(2, "agency"), trace(3)) == 2


def test_credit_still_takes_away_from_a_report_whose_text_was_copied():
    copied = Trace(1, "paper", may_come_from=frozenset({"agency"}), copied=("elsewhere",))
    assert counted(copied, trace(2, comes_from=["agency"])) == 1


def test_texts_copied_from_each_other_are_a_circle():
    circle = [Trace(key, f"home {key}", copied=(key % 3 + 1,)) for key in (1, 2, 3)]
    assert {standing for _keys, standing in partition(circle)} == {Standing.CIRCLE}
    assert counted(*circle, trace(9), trace(10)) == 2


@given(reports(), st.data())
def test_copy_of_a_report_never_changes_the_number(traces, data):
    which = data.draw(st.sampled_from(traces))
    copy = Trace("copy", "home of copy", copied=(which.key,))
    assert counted(*traces, copy) == counted(*traces)
