"""All tests, on SQLite and beside that on PostgreSQL; and plainly at the end what they ran on and what could not run.

    python -m tests.tools.suite [arguments for pytest]

What could not run is named. With CI=true a missing PostgreSQL or browser is a failure; the corpus's articles,
which are not everybody's to have, and Java, which one test asks for, are named only.

With arguments only the tests they select run, without measuring coverage.

Both halves run at the same time, since a test uses one processor and a machine has two or more; what the second prints
stands after what the first prints. What judges looks alone runs on SQLite only, and coverage is measured in the other
half, which so has time for it: measuring nearly doubles what a test takes. Without PostgreSQL it is measured on SQLite.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from tests.plugins import postgres
from tests.tools import chromium

NO_TESTS = 5  # pytest's exit status when a selection holds none
# What the whole suite must reach, lines and branches together, in per cent.
COVERAGE = 95


class Suite:
    """One run: what it ran on, what could not run, what failed."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.environment = os.environ | {"COVERAGE_FILE": str(Path(".coverage").resolve())}
        self.ran = []
        self.missing = []
        self.left_out = []
        self.failed = []

    def call(self, *command, output=None, **environment):
        """Run a Python module to its end and return its exit status (int); ``output`` is a file, or None for ours."""
        print(f"\n--- {' '.join(command)}", file=output, flush=True)
        return subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output and subprocess.STDOUT,
        ).returncode

    def find_browser(self):
        try:
            path = chromium.install()
        except chromium.NoBrowser as problem:
            self.missing.append(f"the tests in a browser: {problem}")
        else:
            self.environment["CHROMIUM"] = path
            said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout.strip()
            self.ran.append(f"in {said or path}")

    def measures(self, engine):
        """Return whether the lines and branches reached are counted in the run on ``engine`` (str)."""
        if self.arguments:
            return False
        try:
            server = os.environ.get("TEST_DATABASE_URL") or postgres.find()
        except postgres.NoServer:
            server = None
        return engine == ("PostgreSQL" if server else "SQLite")

    def on_sqlite(self):
        self.ran.append(f"on SQLite {sqlite3.sqlite_version}")
        self.pytest("SQLite")

    def on_postgres(self, output=None):
        if url := os.environ.get("TEST_DATABASE_URL"):
            try:
                self.ran.append(f"on PostgreSQL {postgres.version(url)}, the one of TEST_DATABASE_URL")
            except psycopg.Error as problem:
                # Somebody asked for this server, so its silence is no matter of what the machine has.
                self.failed.append(f"PostgreSQL: TEST_DATABASE_URL cannot be reached: {problem}")
                return
            self.pytest("PostgreSQL", "--pg", output=output)
            return
        try:
            with postgres.Cluster() as cluster:
                self.ran.append(
                    f"on PostgreSQL {postgres.version(cluster.url)}, started for them from {postgres.find()}"
                )
                self.pytest("PostgreSQL", "--pg", output=output, TEST_DATABASE_URL=cluster.url)
        except postgres.NoServer as problem:
            self.missing.append(f"the tests on PostgreSQL: {problem}")

    def on_both(self):
        """Run the tests on PostgreSQL beside those on SQLite, and print what they said when these are done."""
        with ThreadPoolExecutor(1) as beside, tempfile.TemporaryFile("w+", errors="replace") as output:
            waiting = beside.submit(self.on_postgres, output)
            self.on_sqlite()
            try:
                waiting.result()
            finally:
                output.seek(0)
                shutil.copyfileobj(output, sys.stdout)
                sys.stdout.flush()

    def pytest(self, engine, *options, output=None, **environment):
        measured = ["coverage", "run", "-m"] if self.measures(engine) else []
        command = [*measured, "pytest", "--durations=10", *options, *self.arguments]
        status = self.call(*command, output=output, **environment)
        if status == NO_TESTS and self.arguments:
            self.left_out.append(f"any test on {engine}: the selection holds none")
        elif status:
            self.failed.append(f"tests on {engine} (pytest's exit status {status})")

    def measure(self):
        """Report the lines and branches reached; a whole run must reach enough."""
        enough = [] if self.missing or self.failed else [f"--fail-under={COVERAGE}"]
        if self.call("coverage", "combine", "--quiet") or self.call("coverage", "report", *enough):
            self.failed.append(f"coverage: measured less than {COVERAGE}%, or nothing, as reported above")

    def corpus(self):
        if not os.environ.get("CORPUS_DIR"):
            self.left_out.append("the corpus's quotations against its articles: CORPUS_DIR is not set")
        elif self.call("tests.tools.fixtures_check"):
            self.failed.append("fixtures-check")

    def needs(self):
        """Name what the machine lacks that only one or two tests need."""
        if not shutil.which("java"):
            self.left_out.append("the HTML checker: no java was found")

    def run(self):
        """Run everything and return the exit status (int)."""
        started = time.monotonic()
        for left in Path().glob(".coverage*"):
            left.unlink()  # of a run that was interrupted; combined, it would count as reached
        self.find_browser()
        self.on_both()
        if not self.arguments:
            self.measure()
            self.corpus()
        self.needs()
        return self.conclude(time.monotonic() - started)

    def conclude(self, seconds):
        """Print what was run, given the seconds it took, and return the exit status (int)."""
        print(f"\nTests ran {', '.join(self.ran)}; {seconds // 60:.0f} min {seconds % 60:.0f} s.")
        for what in self.missing + self.left_out:
            print(f"Could not run {what}.")
        for what in self.failed:
            print(f"Failed: {what}.")
        if self.failed:
            return 1
        if self.missing and os.environ.get("CI", "").lower() in ("1", "true"):
            print("With CI=true everything has to run.")
            return 1
        print("What ran passed." if self.missing or self.left_out else "All passed.")
        return 0


if __name__ == "__main__":
    postgres.leave_on_terminate()
    try:
        sys.exit(Suite(sys.argv[1:]).run())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
