"""An import that is killed at any moment and run again gives the database of one that was never disturbed."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.db import connection

from sources.management.commands.generate_articles import generate

ARTICLES = 80
ROUNDS = 3
# In seconds; for machines that do other things as well.
PATIENCE = 300
# Of each table what says the same thing in two databases: no keys that are counted, no moments.
TOLD = {
    "sources_source": "slug, title, url, language, published, status, text_sha256, version",
    "sources_historicalsource": "slug, title, history_type",
    "sources_snapshot": "(SELECT slug FROM sources_source WHERE id = source_id), sha256, text",
    "sources_finding": (
        '(SELECT sha256 FROM sources_snapshot WHERE id = snapshot_id), field, value, certainty, start, "end", state'
    ),
    "sources_sketchvalue": "(SELECT sha256 FROM sources_snapshot WHERE id = snapshot_id), value",
    "sources_derivation": (
        "(SELECT slug FROM sources_source WHERE id = source_id),"
        " (SELECT slug FROM sources_source WHERE id = origin_id), kind, likeness, shared, verdict"
    ),
}


def write_articles(folder):
    folder.mkdir()
    for number, text in enumerate(generate(ARTICLES, seed=7, words=180)):
        (folder / f"{number:04}.txt").write_text(text)
    return folder


def make_database(path):
    """Copy the migrated and empty database of the tests to ``path`` and return that."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as held, closing(sqlite3.connect(path)) as made:
        held.backup(made)
    return path


def start(database, *command):
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, command), "--skip-checks"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finish(process):
    output, _errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, output.decode()
    return output.decode()


def told(database):
    """What the database says, table by table, in an order that does not depend on keys."""
    with closing(sqlite3.connect(database)) as held:
        return {
            table: sorted(held.execute(f"SELECT {columns} FROM {table}"), key=repr) for table, columns in TOLD.items()
        }


def count(database, table="sources_snapshot"):
    with closing(sqlite3.connect(database, timeout=10)) as held:
        return held.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same with any database; it copies one of SQLite")
def test_killing_it_at_random_moments_and_running_it_again_gives_the_same_database(tmp_path):
    folder = write_articles(tmp_path / "articles")
    calm, disturbed = make_database(tmp_path / "calm.sqlite3"), make_database(tmp_path / "disturbed.sqlite3")
    undisturbed = start(calm, "import_articles", folder)
    chance, counts = random.Random(), [0]
    for _round in range(ROUNDS):
        process = start(disturbed, "import_articles", folder)
        # Some way further each time, and never to the end.
        wanted = counts[-1] + chance.randint(1, ARTICLES // (ROUNDS + 2))
        begun = monotonic()
        while count(disturbed) < wanted and process.poll() is None and monotonic() - begun < PATIENCE:
            sleep(chance.uniform(0.001, 0.01))
        process.kill()
        process.communicate()
        counts.append(count(disturbed))
        # Whole articles only.
        assert count(disturbed, "sources_source") == counts[-1]
    assert sorted(set(counts)) == counts, "every round got on"
    assert counts[-1] < ARTICLES, "no round ended by itself"
    finish(start(disturbed, "import_articles", folder))
    assert f"{ARTICLES} articles: 0 known, {ARTICLES} new" in finish(undisturbed)
    assert told(disturbed) == told(calm)
    assert len(told(calm)["sources_snapshot"]) == ARTICLES
