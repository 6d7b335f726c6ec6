"""Requests of every role at the editors' site, each compared with what was there before, and taken back."""

import copy
import hashlib
import re
from contextlib import contextmanager

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from zeal import zeal_ignore

from claims.models import Claim, ClaimPair, Event, Question
from claims.search.syncing import catch_up
from editorial.models import Publishable, User
from editorial.status import Status
from sources.models import Source
from tests.desk import account, address, filled
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    PassageFactory,
    QuestionFactory,
    SourceFactory,
    UserFactory,
)

ROLES = ["anonymous", "reader", "staff", "contributor", "editor", "administrator"]
DESK = {"contributor", "editor", "administrator"}
EDITORS = {"editor", "administrator"}
NOBODY = set()
STATES = ["draft", "in_review", "published", "retracted"]

# The words that a change replaces.
WORDS = {Source: "title", Event: "title", Question: "text", Claim: "statement", ClaimPair: "rationale"}

WRITING = re.compile(r"\W*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
# Written while people look and log in, and no part of what they look at.
SESSIONS = Session._meta.db_table


def dump():
    """Return a digest of every row of every table ({table: str}): histories, groups and the admin's log included."""
    tables = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            if table != SESSIONS:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
                found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


@contextmanager
def writings():
    """Collect the statements (list of str) of the block that write anything but a session."""
    found = []

    def note(execute, sql, params, many, context):
        if WRITING.match(sql) and SESSIONS not in sql:
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


@contextmanager
def taken_back():
    """Take back what the block stored."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def carried(claim):
    """Give ``claim`` what it needs to be published, and return it."""
    source = SourceFactory(published=True)
    AppearanceFactory(claim=claim, source=source, passage=PassageFactory(source=source))
    return claim


def make(model, state):
    """Return a record of ``model`` in ``state`` (str) with which everything else is in order."""
    traits = {} if state == "draft" else {state: True}
    if model is Claim:
        event = {} if state == "published" else {"event": EventFactory(published=True)}
        claim = ClaimFactory(**traits, **event)
        return claim if state == "published" else carried(claim)
    if model is ClaimPair:
        claims = {name: ClaimFactory(published=True) for name in ("claim", "counterclaim")}
        return ClaimPairFactory(**(traits if state == "published" else traits | claims))
    if model is Question and state != "published":
        traits["event"] = EventFactory(published=True)
    return {Source: SourceFactory, Event: EventFactory, Question: QuestionFactory}[model](**traits)


def visitor(role):
    """Return a client in which somebody of ``role`` (str) is logged in, or nobody."""
    client = Client()
    client.user = None
    if role == "reader":
        client.user = UserFactory()
    elif role != "anonymous":
        client.user = account("" if role == "staff" else role)
    if client.user:
        client.force_login(client.user)
    return client


def form_of(record):
    """Return what a browser would send for the form of ``record`` if it were a draft (dict), whatever it is now."""
    root = Client()
    root.force_login(User.objects.get(username="root"))
    with taken_back(), zeal_ignore():
        if isinstance(record, Publishable):
            # By way of the table: this is no way that a record can go.
            type(record)._base_manager.filter(pk=record.pk).update(status=Status.DRAFT, published_at=None)
        return filled(root.get(address(record)))


def account_page(user, record):
    """Return the page of ``record`` as ``user`` gets it."""
    client = Client()
    client.force_login(user)
    with zeal_ignore():
        return client.get(address(record))


class Trial:
    """Requests of one role, each compared with what was there before, and taken back."""

    def __init__(self, role):
        self.role, self.client = role, visitor(role)
        # What was made for the trial is indexed first, or the first request would do that, whoever sends it.
        catch_up()
        self.before = dump()
        self.changed = set()
        self.wrong = []

    def ask(self, what, path, data=None, *, allowed, sees=None):
        """Send a GET, or with ``data`` (dict) a POST; note if it does not answer, or change rows, as ``allowed`` says.

        ``sees``: whether this role may look at what is there (default: as ``allowed``). Returns the answer.
        """
        sees = allowed if sees is None else sees
        cookies = copy.deepcopy(self.client.cookies)
        with taken_back(), zeal_ignore():
            with writings() as written:
                answer = self.client.get(path) if data is None else self.client.post(path, data)
            # What was written may have been taken back by the request itself; without a writing all is as it was.
            after = dump() if written else self.before
            changed = [table for table, digest in after.items() if digest != self.before[table]]
            self.changed = set(changed)
        # A new session is taken back as well.
        self.client.cookies = cookies
        if data is None and changed:
            self.wrong.append(f"{what}: the GET changed {changed}")
        elif data is None and (answer.status_code == 200) != allowed:
            self.wrong.append(f"{what}: status {answer.status_code}")
        elif data is not None and bool(changed) != allowed:
            self.wrong.append(f"{what}: changed {changed}, status {answer.status_code} {answer.get('Location', '')}")
        if self.role in ("anonymous", "reader") and not answer.get("Location", "").startswith("/admin/login/"):
            self.wrong.append(f"{what}: not sent to the log-in but {answer.status_code}")
        elif self.role == "staff" and answer.status_code != 403 and not sees:
            self.wrong.append(f"{what}: not refused but {answer.status_code}")
        elif answer.status_code >= 500:
            self.wrong.append(f"{what}: status {answer.status_code}")
        return answer
