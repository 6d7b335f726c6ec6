"""Every field is public or private, by name, and downloads hold public ones alone."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from simple_history.models import HistoricalChanges

from claims.models import Claim, ClaimPair
from claims.public import CLAIMS, DERIVED, EDITORS_ONLY, FIELDS, PAIRS
from tests.conventions.files import read

# Worked out from the records, for searching and for comparing claims; never given out field by field.
INDEX = {"ClaimKey", "ComparedClaim", "SearchDocument", "SearchName", "SearchWord", "SearchSpelling", "SearchStale"}
MODELS = [
    model
    for app in ("sources", "claims")
    for model in apps.get_app_config(app).get_models()
    if not issubclass(model, HistoricalChanges)
]


def test_every_model_of_readers_is_classified():
    assert {model for model in MODELS if model.__name__ not in INDEX} == set(FIELDS) | EDITORS_ONLY
    assert not set(FIELDS) & EDITORS_ONLY


@pytest.mark.parametrize("model", FIELDS)
def test_every_field_is_public_or_private_and_none_is_both(model):
    public, private = FIELDS[model]
    assert public & private == set()
    assert {field.name for field in model._meta.concrete_fields} == public | private


@pytest.mark.parametrize("model", FIELDS)
def test_nobody_who_wrote_or_published_is_public(model):
    public, _private = FIELDS[model]
    assert {name for name in public if name.endswith("_by")} == set()
    assert "status" not in public


@pytest.mark.parametrize(("model", "columns"), [(Claim, CLAIMS), (ClaimPair, PAIRS)])
def test_columns_hold_public_fields_alone(model, columns):
    for column in columns:
        if column.path in DERIVED:
            continue
        here = model
        for name in column.path.split("__"):
            assert name in FIELDS[here][0], column
            here = here._meta.get_field(name).related_model


@pytest.mark.parametrize("columns", [CLAIMS, PAIRS])
def test_columns_are_named_once_and_described(columns):
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    described = read("docs/downloads.md")
    for column in columns:
        assert f"| `{column.name}` | {column.meaning} |" in described, column.name


def test_derived_columns_are_no_fields():
    for name in DERIVED:
        with pytest.raises(FieldDoesNotExist):
            Claim._meta.get_field(name)
