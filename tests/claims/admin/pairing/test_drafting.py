"""What the form at the linking desk says before anybody touched it."""

import pytest
from django.utils import translation

from claims.admin.pairing.drafting import rationale

pytestmark = pytest.mark.django_db


def test_a_reason_is_drafted_in_the_language_of_the_records(suggestion):
    with translation.override("uk"):
        assert rationale(suggestion) == "“held” and “taken” cannot both be true of the same thing."
    suggestion.reasons = [["same_event", {"event": "The night on the river"}]]
    assert rationale(suggestion) == "Both are about “The night on the river”."
