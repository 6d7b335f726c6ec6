import re

import pytest

from tests.conventions import files

LISTS = ("requirements/run.txt", "requirements/dev.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$", re.M)


def names_a_host(text):
    return re.findall(r"://|^\s*-(?:i|f)\b.*|^\s*--(?!hash=sha256:).*|@\s", text, re.M)


def pins(path):
    return dict(PIN.findall(files.read(path)))


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_packages_names_no_host(path):
    assert names_a_host(files.read(path).replace("    --hash=sha256:", "")) == []


@pytest.mark.parametrize(
    "text", ["--index-url x", "-f wheels", "--find-links wheels", "name @ file:x", "https" + "://x/name.whl"]
)
def test_a_list_of_packages_that_names_a_host_is_found(text):
    assert names_a_host(text)


@pytest.mark.parametrize("path", LISTS)
def test_every_package_is_pinned_with_a_hash(path):
    entries = [entry for entry in re.split(r"\n(?=\S)", files.read(path)) if entry and not entry.startswith("#")]
    assert entries
    for entry in entries:
        assert PIN.match(entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_tests_run_with_the_packages_that_the_product_runs_with():
    run, dev = map(pins, LISTS)
    assert {name: dev.get(name) for name in run} == run


def test_the_build_script_runs_the_tests():
    assert "exec make test" in files.read(".ci/run")
