import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import ClaimPair, PairSuggestion
from tests.factories import ClaimFactory, ClaimPairFactory, QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db

LABELLED = {
    "parties": [
        {"key": "guard", "name": "River Guard", "kind": "armed_force"},
        {"key": "column", "name": "Free Column", "kind": "armed_group"},
    ],
    "places": [{"key": "lomny", "name": "Lomny", "kind": "settlement"}],
    "events": [{"key": "raid", "title": "Raid on Lomny", "kind": "ground_attack", "place": "lomny"}],
    "questions": [{"key": "held", "event": "raid", "text": "Who held Lomny?", "kind": "holds"}],
    "claims": [
        {
            "key": "one",
            "party": "guard",
            "event": "raid",
            "question": "held",
            "statement": "The raiders were driven back.",
            "answer": "Repelled",
        },
        {
            "key": "two",
            "party": "column",
            "event": "raid",
            "question": "held",
            "statement": "The Column took Lomny.",
            "answer": "Captured",
        },
    ],
    "pairs": [{"claim": "one", "counterclaim": "two", "kind": "contrary"}],
    "not_pairs": [],
}


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("suggest_pairs", *map(str, args), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def question():
    return QuestionFactory(kind="holds")


@pytest.fixture
def claims(question):
    return [
        ClaimFactory(event=question.event, question=question, answer=answer, statement=f"{answer}.")
        for answer in ("Repelled", "Captured")
    ]


@pytest.fixture
def labelled(tmp_path):
    path = tmp_path / "labelled.json"
    path.write_text(json.dumps(LABELLED))
    return path


def test_new_and_changed_claims_alone_are_compared(claims):
    assert "2 claims read, 2 of them new or changed; suggestions open: 1" in run()[0]
    assert "2 claims read, 0 of them new or changed; suggestions open: 1" in run()[0]
    claims[0].answer = "Driven back"
    claims[0].written_by(UserFactory()).save()
    assert "1 of them new or changed" in run()[0]
    assert "2 of them new or changed" in run("--again")[0]
    assert PairSuggestion.objects.get().reasons[-1][1]["one"] == "Driven back"


def test_the_claims_of_one_event_alone_are_compared(claims):
    ClaimFactory()
    assert "2 claims read" in run("--event", claims[0].event.slug)[0]


def test_an_event_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no event with the address “nowhere”"):
        run("--event", "nowhere")


def test_an_evaluation_prints_the_shares_and_writes_nothing(labelled):
    out, _err = run("--evaluate", labelled)
    assert "labelled.json: recall at 5: 1.00, at 10: 1.00 (1 of 1 pairs" in out
    assert "kind right: 1.00 (1 of 1)" in out
    assert out.splitlines()[-1].startswith("In all: recall at 5: 1.00")
    assert not PairSuggestion.objects.exists()


def test_what_was_missed_is_shown_where_it_is_asked_for(tmp_path):
    told = LABELLED | {"pairs": [{"claim": "one", "counterclaim": "two", "kind": "denial"}]}
    path = tmp_path / "other.json"
    path.write_text(json.dumps(told))
    out, _err = run("--evaluate", path, "--show")
    assert "contrary, not denial: River Guard: The raiders were driven back. [Repelled] | Free Column" in out


def test_the_recorded_pairs_are_tried_and_stay(claims):
    ClaimPairFactory(claim=claims[0], counterclaim=claims[1], kind="contrary")
    out, _err = run("--recorded")
    assert "recorded claims: recall at 5: 1.00" in out
    assert ClaimPair.objects.count() == 1
    assert not PairSuggestion.objects.exists()


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_tried(tmp_path, labelled):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 file could not be used"):
        call_command("suggest_pairs", "--evaluate", str(broken), str(labelled), stdout=out, stderr=err)
    assert "broken.json" in err.getvalue()
    assert "labelled.json: recall at 5: 1.00" in out.getvalue()
