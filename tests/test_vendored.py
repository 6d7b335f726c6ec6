"""Third-party files in static/vendor are what the manifest says, and nothing else is there."""

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.tools import land
from tests.tools.vendored import without

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["packages"]
FILES = {name: entry for package in PACKAGES for name, entry in package["files"].items()}


@pytest.mark.parametrize("name", FILES)
def test_vendored_file_has_its_recorded_checksum(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == FILES[name]["sha256"]


def test_vendored_folder_holds_no_file_that_is_not_listed():
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"manifest.json"} == set(FILES)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["package"])
def test_vendored_package_names_its_version_and_licence_and_carries_the_licence_text(package):
    assert package["version"]
    assert package["licence"]
    assert any(Path(name).name == "LICENSE" for name in package["files"])


def test_lines_that_name_a_file_left_out_are_not_vendored():
    css = b".a {\n  background: url(images/a.png);\n  color: red;\n}\n"
    assert without(css, ["url(images/"]) == b".a {\n  color: red;\n}\n"
    assert without(css, []) == css


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".css", ".js"))])
def test_vendored_scripts_and_style_sheets_name_no_file_that_is_missing(name):
    text = (VENDOR / name).read_text(encoding="utf-8")
    # What collecting the static files would look for.
    assert "sourceMappingURL" not in text
    assert not (name.endswith(".css") and "url(images" in text)


def test_picture_of_the_land_is_the_vendored_outline():
    assert land.PICTURE.read_text(encoding="utf-8") == land.draw()
