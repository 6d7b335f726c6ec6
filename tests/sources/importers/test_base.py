"""What importers hand over."""

import pytest

from sources.importers.base import FIELDS, VALUE_LENGTH, WHERE_LENGTH, Hint
from sources.models import Finding
from sources.models.finding import FindingField


def test_a_hint_is_about_what_a_finding_can_hold():
    assert set(FIELDS) == set(FindingField.values)
    assert Finding._meta.get_field("value").max_length == VALUE_LENGTH
    assert Finding._meta.get_field("where").max_length == WHERE_LENGTH


@pytest.mark.parametrize("place", [(1, None), (None, 1), (5, 5), (5, 3), (-1, 3)])
def test_a_hint_without_a_whole_place_is_refused(place):
    with pytest.raises(ValueError, match="A place in a text"):
        Hint("title", "x", True, "somewhere", *place)


def test_a_hint_about_something_else_is_refused():
    with pytest.raises(ValueError, match="no field"):
        Hint("colour", "x", True, "somewhere")
