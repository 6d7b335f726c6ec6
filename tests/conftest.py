"""What every test shares."""

import logging

import hypothesis
import pytest
import zeal.constants
import zeal.patch
from django.conf import settings
from django.test import override_settings

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


def commits(item):
    """Say whether a test commits to the database instead of being rolled back at its end."""
    marker = item.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))) or bool(
        marker and (marker.kwargs.get("transaction") or any(marker.args))
    )


# Last of all: the order is shuffled in a hook of the same name.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put the tests that commit at the end, and have the rows that migrations made put back for each of them.

    Such a test empties the tables when it ends, those that a migration filled among them. What judges looks alone is
    left to the run on SQLite: the database has no part in it, and it is a third of the time.
    """
    if config.option.pg:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("looks")])
        items[:] = [item for item in items if not item.get_closest_marker("looks")]
    items.sort(key=commits)
    for item in filter(commits, items):
        item.fixturenames.append("django_db_serialized_rollback")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Keep SQLite's test database in a file, as in use: in memory is no journal and no second connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The server of browser tests, started once its database is there; earlier it would share the tests' connection."""
    return live_server


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Hash passwords quickly: what makes a hash safe is that it takes long, some hundred times in a run."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_query_in_a_loop():
    """Fail every request, in any test, that fetches the same relation of several records one by one."""
    zeal.constants.initialize_app_registry()
    zeal.patch.patch()
    watched = {
        "MIDDLEWARE": ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE],
        # Who is logged in, and the account shown, are fetched by the same line of a test.
        "ZEAL_ALLOWLIST": [{"model": settings.AUTH_USER_MODEL, "field": "get()"}],
    }
    with override_settings(**watched):
        yield


@pytest.fixture
def refusals_unlogged():
    """Spare the log a traceback for each of a thousand refusals."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def root(db, django_user_model):
    """An account that may do everything."""
    return django_user_model.objects.create(username="root", is_staff=True, is_superuser=True)
