import pytest

from claims.models import Attribution, ClaimKind
from claims.reading import meanings
from editorial.status import Status
from sources.models import PassageState


@pytest.mark.parametrize(
    ("choices", "texts"),
    [
        (ClaimKind, meanings.CLAIM_KINDS),
        (Attribution, meanings.ATTRIBUTIONS),
        (Status, meanings.STATUSES),
        (PassageState, meanings.STATES),
    ],
)
def test_every_choice_has_a_meaning(choices, texts):
    assert set(texts) == set(choices)
    assert all(str(text).endswith(".") for text in texts.values())
