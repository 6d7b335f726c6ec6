from pathlib import Path

import pytest

from tests.conventions import code, files

# What makemigrations writes is as long as it gets.
PYTHON = [path for path in files.files(".py") if "migrations" not in path.parts]
TEXTS = [*PYTHON, *files.files(".html", ".css", ".js", ".md", ".txt", ".toml", ".yml")]
PRODUCT = [path for path in PYTHON if path.parts[0] in (*files.APPS, "config")]


def complaints(check, paths):
    return [complaint for path in paths for complaint in check(path, files.read(path))]


def test_no_file_is_longer_than_a_person_reads():
    assert complaints(code.too_long, [path for path in TEXTS if path.parts[0] != "requirements"]) == []


@pytest.mark.parametrize("check", [code.named_for_nothing, code.left_open], ids=lambda check: check.__name__)
def test_no_text_file_breaks_a_convention(check):
    assert complaints(check, TEXTS) == []


@pytest.mark.parametrize(
    "check", [code.signals, code.unsafe, code.unpublished, code.settings_in_model], ids=lambda check: check.__name__
)
def test_no_module_of_the_product_breaks_a_convention(check):
    assert complaints(check, PRODUCT) == []


def test_every_exception_from_a_convention_is_still_needed():
    for path, name in code.UNSAFE_ALLOWED:
        assert name in files.read(path)
    for path, name in code.UNPUBLISHED_ALLOWED:
        assert f"{name or ''}.objects." in files.read(path), path


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (code.too_long, "claims/models/claim.py", "pass\n" * 401),
        (code.named_for_nothing, "claims/utils.py", ""),
        (code.named_for_nothing, "claims/services.py", ""),
        (code.left_open, "claims/actions.py", "# TO" + "DO: later"),
        (code.signals, "claims/actions.py", "from django.dispatch import receiver"),
        (code.signals, "claims/actions.py", "from django.db.models.signals import post_save"),
        (code.signals, "claims/actions.py", "from django.db.models import signals"),
        (code.signals, "claims/actions.py", "models.signals.post_save.connect(f)"),
        (code.unsafe, "claims/actions.py", "from django.utils.safestring import mark_safe"),
        (code.unsafe, "claims/actions.py", "safestring.mark_safe(text)"),
        (code.unsafe, "claims/actions.py", "@csrf_exempt\ndef view(request): pass"),
        (code.unpublished, "claims/views/pairs.py", "ClaimPair.objects.all()"),
        (code.unpublished, "claims/views/pairs.py", "ClaimPair.objects.filter(kind='x').published()"),
        (code.unpublished, "claims/filters.py", "queryset = Party.objects"),
        (code.unpublished, "claims/feeds.py", "Claim._default_manager.published()"),
        (code.unpublished, "claims/views/pairs.py", "get_object_or_404(ClaimPair, slug=slug)"),
        (code.settings_in_model, "claims/models/x.py", "class X:\n    size = Field(settings.SIZE)"),
    ],
)
def test_what_breaks_a_convention_is_found(check, path, text):
    assert check(Path(path), text)


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (code.unpublished, "claims/views/pairs.py", "ClaimPair.objects.published().filter(kind='x')"),
        (code.unpublished, "claims/views/pairs.py", "get_object_or_404(ClaimPair.objects.published(), slug=slug)"),
        (code.unpublished, "claims/actions.py", "ClaimPair.objects.all()"),
        (code.settings_in_model, "claims/models/x.py", "class X:\n    by = Key(settings.AUTH_USER_MODEL)"),
        (code.settings_in_model, "claims/models/x.py", "class X:\n    def f(self):\n        return settings.SIZE"),
    ],
)
def test_what_keeps_a_convention_is_let_be(check, path, text):
    assert check(Path(path), text) == []
