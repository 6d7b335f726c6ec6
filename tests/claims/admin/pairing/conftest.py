import pytest

from tests.factories import ClaimFactory, PairSuggestionFactory


@pytest.fixture
def suggestion():
    return PairSuggestionFactory(
        score=0.9,
        one__party__name="Harbour guard",
        one__answer="held",
        other__party__name="River militia",
        other__answer="taken",
        reasons=[
            ["same_event", {"event": "The night on the river"}],
            ["answers_contrary", {"one": "held", "other": "taken"}],
        ],
    )


@pytest.fixture
def twice():
    """A suggestion that two claims of one party are one."""
    claim = ClaimFactory()
    return PairSuggestionFactory(one=claim, other__party=claim.party, other__event=claim.event, kind="same")
