"""Everything that somebody needs to look at the product: a database with the example corpus, accounts, a server."""

import errno
import json
import os
import secrets
import socket
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.search.syncing import catch_up
from editorial.models import User
from editorial.models.history import keep_baselines, tracked_models

CORPUS = "corpus"
# Who the fixtures say wrote them; it cannot log in.
CORPUS_ACCOUNT = "curated-corpus"
ACCOUNTS = {"demo-contributor": "contributor", "demo-editor": "editor"}
WORKERS, THREADS = 2, 4


class Command(BaseCommand):
    help = "Set up the example corpus with two accounts and serve it; safe to run again."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000", help="where to serve (default: %(default)s)")
        parser.add_argument("--no-serve", action="store_true", help="set everything up and stop")

    def handle(self, *args, **options):
        host, port = split_address(options["address"])
        if not options["no_serve"]:
            # Before anything else, so that nobody waits for the rest only to read this.
            refuse_taken(host, port)
        try:
            call_command("migrate", interactive=False, verbosity=0)
            self.say(_("The database is up to date: %(name)s") % {"name": database_name()})
            self.load_corpus()
            # Also what was there before there was an index.
            catch_up()
            self.begin_histories()
            # What is known to be compared already is not compared again.
            call_command("suggest_pairs", stdout=self.stdout, stderr=self.stderr)
            self.make_accounts()
        except DatabaseError as error:
            raise CommandError(
                _("The database refused: %(error)s. See that DATABASE_URL is right and the server runs.")
                % {"error": " ".join(str(error).split()).rstrip(".")}
            ) from error
        if options["no_serve"]:
            self.say(_("Everything is set up; nothing is served."))
        else:
            self.serve(host, port)

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()

    def load_corpus(self):
        """Load the corpus, unless any of its records is there: whatever editors made of them since stays."""
        records = corpus_records()
        present = count_present(records)
        if present:
            self.say(
                _("The corpus is there already (%(present)d of %(all)d records by their address); left as it is.")
                % {"present": present, "all": sum(map(len, records.values()))}
            )
            return
        try:
            call_command("loaddata", CORPUS, verbosity=0)
        except DeserializationError as error:
            raise CommandError(
                _("The corpus could not be loaded, and nothing of it is stored: %(error)s") % {"error": error}
            ) from error
        self.say(_("Loaded the corpus: %(claims)d claims, %(pairs)d pairs, %(sources)d sources.") % loaded(records))

    def begin_histories(self):
        """Note what was loaded as the beginning of its history, so that the first change shows what stood before."""
        writer = User.objects.filter(username=CORPUS_ACCOUNT).first()
        begun = sum(keep_baselines(model, by=writer) for model in tracked_models())
        if begun:
            self.say(
                ngettext("Began the history of %(count)d record.", "Began the history of %(count)d records.", begun)
                % {"count": begun}
            )

    def make_accounts(self):
        """Make the demo's accounts that are not there, and print their passwords this once."""
        for name, group in ACCOUNTS.items():
            if User.objects.filter(username=name).exists():
                text = _("Account %(name)s is there already; its password stays. Another: %(command)s")
                self.say(text % {"name": name, "command": f"manage.py changepassword {name}"})
                continue
            place = Group.objects.filter(name=group).first()
            if place is None:
                raise CommandError(
                    _("There is no group “%(group)s”, so %(name)s was not made. Make the group again in /admin/.")
                    % {"group": group, "name": name}
                )
            password = secrets.token_urlsafe(12)
            account = User.objects.create_user(name, password=password, is_staff=True)
            account.groups.add(place)
            self.say(
                _("Account %(name)s (%(group)s), password: %(password)s   (printed this once)")
                % {"name": name, "group": group, "password": password}
            )

    def serve(self, host, port):
        """Become the server process that a deployment runs too."""
        call_command("collectstatic", interactive=False, verbosity=0)
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        shown = address.replace("0.0.0.0", "127.0.0.1")
        self.say("")
        self.say(_("Readers:  http://%(address)s/") % {"address": shown})
        self.say(_("Editors:  http://%(address)s/admin/") % {"address": shown})
        self.say(_("What one of the two accounts wrote, the other submits or publishes. Stop with Ctrl-C."))
        connections.close_all()
        # The settings read DEMO: no HTTPS on a machine of one's own, and the secret key kept in var/.
        environment = os.environ | {"DEMO": "1"}
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, server_command(address), environment)


def server_command(address):
    """Return the command (list of str) that serves at ``address`` (str, "host:port")."""
    options = {
        "bind": address,
        "worker-class": "gthread",
        "workers": WORKERS,
        "threads": THREADS,
        "log-level": "warning",
        # No header of a visitor's says under which path this is served.
        "forwarder-headers": "",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--no-control-socket", *flags]


def split_address(address):
    """Return host (str) and port (int) of "host:port". Raises `CommandError` when it is not that."""
    host, _colon, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(
            _("“%(address)s” is no address to serve at. Write it like 127.0.0.1:8000.") % {"address": address}
        )
    return host.strip("[]"), int(port)


def refuse_taken(host, port):
    """Raise `CommandError` unless ``host`` (str) and ``port`` (int) can be served at."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                text = _(
                    "Port %(port)d of %(host)s is in use, perhaps by a demo that runs already. Stop that, or choose"
                    " another: manage.py demo --address %(host)s:%(next)d"
                )
                raise CommandError(text % {"port": port, "host": host, "next": port + 1}) from error
            raise CommandError(
                _("Cannot serve at %(host)s:%(port)d: %(error)s.")
                % {"host": host, "port": port, "error": error.strerror or error}
            ) from error


def corpus_records():
    """Return the addresses of the corpus's records: {model class: list of str}. Raises `CommandError`."""
    paths = sorted(path for folder in settings.FIXTURE_DIRS for path in Path(folder).glob(f"{CORPUS}*.json"))
    if not paths:
        raise CommandError(_("The corpus is not there: fixtures/corpus.json is missing."))
    found = {}
    for path in paths:
        try:
            entries = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(_("%(path)s cannot be read: %(error)s") % {"path": path, "error": error}) from error
        for entry in entries:
            if slug := entry["fields"].get("slug"):
                found.setdefault(apps.get_model(entry["model"]), []).append(slug)
    return found


def count_present(records):
    """Return how many of ``records`` (from `corpus_records`) are in the database."""
    return sum(model._base_manager.filter(slug__in=slugs).count() for model, slugs in records.items())


def loaded(records):
    """Return how many claims, pairs and sources ``records`` (from `corpus_records`) hold, by these names."""
    wanted = {"claims": "claims.claim", "pairs": "claims.claimpair", "sources": "sources.source"}
    return {name: len(records.get(apps.get_model(label), ())) for name, label in wanted.items()}


def database_name():
    """Return which database it is (str), without its password."""
    described = connections["default"].settings_dict
    return f"{described['ENGINE'].rpartition('.')[2]} {described['NAME']}"
