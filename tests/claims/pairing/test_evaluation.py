"""What is counted of suggested pairs, whoever suggests them."""

import json

import pytest

from claims.models import Claim, ClaimPair, PairSuggestion
from claims.pairing.evaluation import Proposed, Score, Unusable, count, evaluate, evaluate_recorded, files
from tests.claims.pairing.test_labelled import SMALL
from tests.factories import ClaimFactory, ClaimPairFactory, CorrectionFactory


def pair(one, other):
    return frozenset((one, other))


def words(*keys):
    return {key: f"words of {key}" for key in keys}


def proposed(*rows):
    return [Proposed(pair(one, other), kind) for one, other, kind in rows]


def test_a_pair_counts_among_the_first_of_either_of_its_claims():
    crowd = [("a", f"x{number}", "contrary") for number in range(6)]
    rows = proposed(*crowd, ("a", "b", "contrary"))
    score = count({pair("a", "b"): "contrary"}, {}, words("a", "b", *(f"x{n}" for n in range(6))), rows)
    # The seventh of a, and the first of b.
    assert (score.in_few, score.in_more, score.from_both) == (1, 1, 1)
    more = proposed(*crowd, *(("b", f"y{number}", "contrary") for number in range(5)), ("a", "b", "contrary"))
    score = count({pair("a", "b"): "contrary"}, {}, words("a", "b", *(f"{c}{n}" for c in "xy" for n in range(6))), more)
    assert (score.in_few, score.in_more, score.from_both) == (0, 1, 1)


def test_what_comes_after_the_tenth_of_both_is_missed():
    crowd = [(own, f"{own}{number}", "contrary") for own in "ab" for number in range(10)]
    names = words("a", "b", *(f"{own}{number}" for own in "ab" for number in range(10)))
    score = count({pair("a", "b"): "denial"}, {}, names, proposed(*crowd, ("a", "b", "denial")))
    assert (score.in_more, score.kinds_right) == (0, 0)
    assert score.missed == [("words of a | words of b", "denial")]
    assert score.recall_at_ten == 0
    one_side = count({pair("a", "b"): "denial"}, {}, names, proposed(*crowd[:10], ("a", "b", "denial")))
    assert (one_side.in_more, one_side.from_both) == (1, 0)


def test_the_kind_counts_for_the_pairs_that_were_found():
    labels = {pair("a", "b"): "contrary", pair("c", "d"): "denial", pair("e", "f"): "figures"}
    rows = proposed(("a", "b", "contrary"), ("c", "d", "contrary"))
    score = count(labels, {}, words(*"abcdef"), rows)
    assert (score.kinds_right, score.in_more, score.kind_accuracy) == (1, 2, 0.5)
    assert score.other_kind == [("words of c | words of d", "denial", "contrary")]
    assert score.recall_at_five == pytest.approx(2 / 3)


def test_the_first_suggestion_of_each_claim_is_right_if_it_is_a_pair_of_any_kind():
    rows = proposed(("a", "x", "contrary"), ("a", "b", "contrary"))
    score = count({pair("a", "b"): "denial"}, {}, words("a", "b", "x", "y"), rows)
    # Right for b alone; y has no suggestion and does not count.
    assert (score.firsts, score.firsts_right) == (3, 1)
    assert score.precision_of_first == pytest.approx(1 / 3)
    assert ("words of a | words of x", "contrary") in score.wrong_first


def test_a_non_conflict_is_needless_at_whatever_place_if_it_is_said_to_conflict():
    others = {pair("a", "b"): "why", pair("c", "d"): "why", pair("e", "f"): "why", pair("g", "h"): "why"}
    rows = proposed(("a", "b", "contrary"), ("c", "d", "corroborates"), ("e", "f", "apparent"))
    score = count({}, others, words(*"abcdefgh"), rows)
    assert (score.not_pairs, score.any, score.needless, score.needless_share) == (4, 3, 2, 0.5)
    assert ("words of a | words of b", "contrary", "why") in score.needless_ones


def test_nothing_labelled_and_nothing_suggested_is_no_division_by_nothing():
    score = count({}, {}, {}, [])
    assert (score.recall_at_ten, score.precision_of_first, score.kind_accuracy, score.needless_share) == (1, 1, 1, 0)
    assert "recall at 5: 1.00" in score.in_words()


def test_the_scores_of_several_files_are_added():
    total = Score()
    total.add(count({pair("a", "b"): "denial"}, {}, words("a", "b"), []))
    total.add(count({pair("a", "b"): "denial"}, {}, words("a", "b"), proposed(("a", "b", "denial"))))
    assert (total.pairs, total.in_more, total.kinds_right, len(total.missed)) == (2, 1, 1, 1)
    assert "at 10: 0.50 (1 of 2 pairs" in total.in_words()


def test_what_went_wrong_is_told_line_by_line():
    labels = {pair("a", "b"): "contrary", pair("c", "d"): "denial"}
    rows = proposed(("a", "b", "denial"), ("e", "f", "figures"))
    lines = list(count(labels, {pair("e", "f"): "injured are not dead"}, words(*"abcdef"), rows).details())
    assert "missed (denial): words of c | words of d" in lines
    assert "denial, not contrary: words of a | words of b" in lines
    assert "put first, and no pair (figures): words of e | words of f" in lines
    assert "needless (figures; injured are not dead): words of e | words of f" in lines


def suggest_all(claims):
    """Suggest that each two of the claims conflict, those recorded first before the others."""
    for place, one in enumerate(claims):
        for other in claims[place + 1 :]:
            PairSuggestion.objects.create(one=one, other=other, kind="contrary", score=1 / (place + 1))


@pytest.mark.django_db
def test_an_evaluation_stores_nothing_and_looks_at_nothing_else(tmp_path):
    path = tmp_path / "labelled.json"
    path.write_text(json.dumps(SMALL))
    there = ClaimFactory()

    def suggest(claims):
        PairSuggestion.objects.create(one=there, other=claims[0], kind="contrary", score=1)
        suggest_all(claims)

    score = evaluate(path, suggest)
    assert (score.claims, score.pairs, score.in_more, score.suggested) == (3, 1, 1, 3)
    assert (score.not_pairs, score.needless) == (1, 1)
    assert list(Claim.objects.all()) == [there]
    assert not PairSuggestion.objects.exists()


@pytest.mark.django_db
def test_recorded_pairs_can_be_the_labels_and_stay():
    recorded = ClaimPairFactory(published=True, kind="contrary")
    CorrectionFactory(claim=None, pair=recorded)
    decided = PairSuggestion.objects.create(one=recorded.claim, other=recorded.counterclaim, kind="denial", score=1)
    # In the order of their keys, as two claims meet in one row.
    score = evaluate_recorded(lambda claims: suggest_all(sorted(claims, key=lambda claim: claim.pk)))
    assert (score.pairs, score.in_more, score.kinds_right) == (1, 1, 1)
    assert ClaimPair.objects.get() == recorded
    assert PairSuggestion.objects.get() == decided
    assert recorded.corrections.exists()


def test_files_are_named_or_those_of_a_folder(tmp_path):
    for name in ("b.json", "a.json", "c.txt"):
        (tmp_path / name).write_text("{}")
    assert files([str(tmp_path)]) == [tmp_path / "a.json", tmp_path / "b.json"]
    assert files([str(tmp_path / "c.txt")]) == [tmp_path / "c.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unusable, match=r"no \.json file"):
        files([str(tmp_path / "empty")])
