import itertools
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from tests.conventions import files

SECRET = {"SECRET_KEY": "x" * 60}


@pytest.fixture
def start(tmp_path):
    """A function that reads the settings as a new process would, with the environment given and no .env."""
    (tmp_path / "config").mkdir()
    shutil.copy(files.ROOT / "config/settings.py", tmp_path / "config")

    def start(*names, **environment):
        """Return the settings named, as a list; or the message (str) of the process when it failed."""
        code = f"import json, config.settings as s; print(json.dumps([getattr(s, name) for name in {names}]))"
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=kept | environment, capture_output=True, text=True
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr

    return start


def test_a_server_without_a_secret_key_explains_what_to_do(start):
    message = start("DEBUG")
    assert "SECRET_KEY is not set" in message
    assert "token_urlsafe" in message
    assert "make demo" in message


def test_the_demo_makes_a_secret_key_and_keeps_it(start, tmp_path):
    [first] = start("SECRET_KEY", DEMO="true")
    [second] = start("SECRET_KEY", DEMO="true")
    kept = tmp_path / "var/secret_key"
    assert first == second == kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_server_is_safe_unless_told_otherwise(start):
    assert start("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", **SECRET) == [
        False,
        True,
        True,
        True,
    ]


def test_the_content_security_policy_allows_nothing_inline_and_no_other_host(start):
    [policy] = start("CONTENT_SECURITY_POLICY", **SECRET)
    allowed = {source for sources in policy["DIRECTIVES"].values() for source in sources}
    assert allowed <= {"'self'", "'none'", "data:"}
    assert "data:" not in policy["DIRECTIVES"]["script-src"]
    assert policy["DIRECTIVES"]["default-src"] == ["'none'"]


TILES = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        (TILES, "https://*.tiles.example.org"),
        ("https://tiles.example.org:8443/{z}/{y}/{x}?key=1", "https://tiles.example.org:8443"),
        ("http://127.0.0.1/{z}/{x}/{y}", "http://127.0.0.1"),
    ],
)
def test_pictures_come_from_the_operators_map_and_from_nowhere_else(start, address, host):
    [policy] = start("CONTENT_SECURITY_POLICY", **SECRET, MAP_TILES_URL=address, MAP_TILES_ATTRIBUTION="Example")
    assert policy["DIRECTIVES"].pop("img-src") == ["'self'", "data:", host]
    [without] = start("CONTENT_SECURITY_POLICY", **SECRET)
    assert without["DIRECTIVES"].pop("img-src") == ["'self'", "data:"]
    assert policy == without


@pytest.mark.parametrize(
    "wrong",
    [
        {"MAP_TILES_URL": "https://tiles.example.org/map.png"},
        {"MAP_TILES_URL": "tiles.example.org/{z}/{x}/{y}.png"},
        {"MAP_TILES_URL": "https://tiles.example.org; script-src */{z}/{x}/{y}.png"},
        {"MAP_TILES_URL": "https:///{z}/{x}/{y}.png"},
        {"MAP_TILES_URL": TILES, "MAP_TILES_ATTRIBUTION": ""},
    ],
)
def test_wrong_address_of_a_map_is_explained(start, wrong):
    message = start("DEBUG", **SECRET | {"MAP_TILES_ATTRIBUTION": "Example"} | wrong)
    assert "{z}/{x}/{y}.png" in message.splitlines()[-1]
    assert "MAP_TILES_ATTRIBUTION" in message


@pytest.mark.parametrize("name", ["DEBUG", "HTTPS", "LOGIN_ATTEMPTS", "LOG_LEVEL", "DATABASE_URL"])
def test_a_setting_with_a_wrong_value_is_named(start, name):
    message = start("DEBUG", **SECRET | {name: "perhaps"})
    assert name in message.splitlines()[-1], message


def test_postgres_is_reached_through_a_pool(start):
    [databases] = start("DATABASES", **SECRET, DATABASE_URL="postgres://me@127.0.0.1/claims", DATABASE_POOL_SIZE="3")
    assert databases["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert databases["default"]["OPTIONS"]["pool"]["max_size"] == 3


def test_sqlite_is_kept_in_var_when_no_database_is_named(start, tmp_path):
    [databases] = start("DATABASES", **SECRET)
    assert databases["default"]["NAME"] == str(tmp_path / "var/counterclaim.sqlite3")


@pytest.mark.django_db
def test_the_database_is_set_up_for_readers_beside_a_writer():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            assert connection.pool is not None
            return

        def pragma(name):
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

        assert pragma("journal_mode") == "wal"
        assert pragma("foreign_keys") == 1
        assert pragma("synchronous") == 1  # NORMAL
        assert pragma("busy_timeout") == 20_000
        assert connection.transaction_mode == "IMMEDIATE"


def test_django_finds_nothing_to_warn_of_in_production():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=files.ROOT,
        env=os.environ | {"SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_example_names_every_setting_and_no_other():
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", files.read("config/settings.py")))
    named = set(re.findall(r"^#?([A-Z_]+)=", files.read(".env.example"), re.M))
    assert named == read


def test_the_example_explains_every_setting_on_the_line_before():
    lines = files.read(".env.example").splitlines()
    for before, line in itertools.pairwise(lines):
        if re.match(r"#?[A-Z_]+=", line):
            assert re.match(r"# \S", before), line
