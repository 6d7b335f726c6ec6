import pytest

from tests.conventions import files, imports

MODELS = {"editorial.models": "", "sources.models": "", "claims.models": "", "claims.actions": ""}


def test_every_import_goes_the_way_it_may():
    assert imports.problems(files.modules()) == []


def test_every_late_import_that_is_allowed_exists():
    for module, name in imports.LATE:
        assert name in files.modules()[module]


@pytest.mark.parametrize(
    ("module", "text", "complaint"),
    [
        ("sources.models", "from claims.models import Claim", "an app above its own"),
        ("editorial.status", "import sources.models", "an app above its own"),
        ("claims.models", "from claims.actions import publish", "kind model imports claims.actions"),
        ("claims.models", "from claims import actions", "kind model imports claims.actions"),
        ("claims.actions", "from claims.views import pair", "kind writing imports claims.views"),
        ("claims.cleverness", "", "not in the table"),
        ("claims.views", "from tests.factories import ClaimFactory", "nothing does"),
        ("claims.views", "from config import settings", "nothing does"),
        ("claims.views", "from .models import Claim", "relative"),
        ("claims.views", "from . import models", "relative"),
        ("claims.views", "def view():\n    import csv", "imports csv inside a function"),
        ("claims.views", "class View:\n    def get(self):\n        from csv import reader", "inside a function"),
    ],
)
def test_an_import_that_goes_another_way_is_found(module, text, complaint):
    found = imports.problems(MODELS | {"claims.views": ""} | {module: text})
    assert any(complaint in problem for problem in found), found


def test_imports_in_a_circle_are_found():
    found = imports.problems(
        {"claims.models.a": "from claims.models import b", "claims.models.b": "import claims.models.a"}
    )
    assert any("in a circle" in problem for problem in found), found


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("claims.models", "import json\nfrom sources.models import Source"),
        ("claims.actions", "from claims.models import Claim"),
        ("sources.importers.txt", "from sources import text"),
    ],
)
def test_an_import_that_goes_the_right_way_is_not_complained_of(module, text):
    assert imports.problems(MODELS | {"sources.text": "", module: text}) == []
