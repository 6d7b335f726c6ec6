"""The rules on labelled files, so that no change makes them much worse unseen; docs/pair-suggestions.md tells all."""

import pytest

from claims.pairing import suggest_all
from claims.pairing.evaluation import Score, evaluate
from tests.claims.pairing.test_labelled import FOLDER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("names", "recall", "kind", "needless"),
    [
        (["tuning/border-raid", "tuning/village-uk"], 0.80, 0.75, 0.15),
        # Nobody tunes on these: the bounds are what is reached, less some room.
        (["held_out/truce", "held_out/chemical-train"], 0.65, 0.55, 0.40),
    ],
    ids=["tuning", "held_out"],
)
def test_labelled_pairs_come_back_with_their_kind_and_few_others(names, recall, kind, needless):
    score = Score()
    for name in names:
        score.add(evaluate(FOLDER / f"{name}.json", suggest_all))
    assert score.recall_at_ten >= recall
    assert score.kind_accuracy >= kind
    assert score.needless_share <= needless
