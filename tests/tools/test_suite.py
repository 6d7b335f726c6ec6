import pytest

from tests.plugins import postgres
from tests.tools import chromium, fixtures_check, screenshots
from tests.tools.suite import Suite


@pytest.fixture
def suite(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    suite = Suite([])
    suite.ran = ["on SQLite 3.40"]
    return suite


def test_a_run_of_everything_says_what_it_ran_on(suite, capsys):
    assert suite.conclude(61) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["Tests ran on SQLite 3.40; 1 min 1 s.", "All passed."]


def test_a_missing_database_is_named(suite, capsys):
    suite.missing = ["the tests on PostgreSQL: no server"]
    assert suite.conclude(1) == 0
    said = capsys.readouterr().out
    assert "Could not run the tests on PostgreSQL: no server." in said
    assert "All passed" not in said


def test_a_missing_database_is_a_failure_on_a_build_server(suite, monkeypatch):
    monkeypatch.setenv("CI", "true")
    suite.missing = ["the tests on PostgreSQL: no server"]
    assert suite.conclude(1) == 1


def test_missing_articles_are_named_and_no_failure_on_a_build_server(suite, monkeypatch, capsys):
    monkeypatch.setenv("CI", "true")
    suite.left_out = ["the corpus's quotations against its articles: CORPUS_DIR is not set"]
    assert suite.conclude(1) == 0
    assert "CORPUS_DIR is not set" in capsys.readouterr().out


def test_a_failure_is_a_failure_and_named(suite, capsys):
    suite.failed = ["tests on SQLite"]
    assert suite.conclude(1) == 1
    assert "Failed: tests on SQLite." in capsys.readouterr().out


def no_server():
    raise postgres.NoServer("none")


@pytest.mark.parametrize(
    ("find", "address", "measured"),
    [
        (lambda: "/usr/bin", None, "PostgreSQL"),
        (no_server, "postgres://somewhere", "PostgreSQL"),
        (no_server, None, "SQLite"),
    ],
)
def test_coverage_is_measured_in_one_half_that_there_is(suite, monkeypatch, find, address, measured):
    monkeypatch.setattr(postgres, "find", find)
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    if address:
        monkeypatch.setenv("TEST_DATABASE_URL", address)
    assert [engine for engine in ("SQLite", "PostgreSQL") if suite.measures(engine)] == [measured]


def test_a_selection_of_tests_is_not_measured():
    assert not any(Suite(["-k", "pair"]).measures(engine) for engine in ("SQLite", "PostgreSQL"))


def test_a_wrong_folder_for_postgres_is_named(monkeypatch):
    monkeypatch.setenv("PG_BIN", "/no/such/folder")
    with pytest.raises(postgres.NoServer, match="/no/such/folder"):
        postgres.find()


def test_a_wrong_name_for_the_browser_is_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(chromium.NoBrowser, match="/no/such/browser"):
        chromium.find()


@pytest.mark.parametrize(("folder", "complaint"), [(None, "set CORPUS_DIR"), ("/no/such", "not a folder")])
def test_the_check_of_the_fixtures_says_where_it_needs_the_articles(monkeypatch, folder, complaint):
    monkeypatch.delenv("CORPUS_DIR", raising=False)
    if folder:
        monkeypatch.setenv("CORPUS_DIR", folder)
    with pytest.raises(SystemExit, match=complaint):
        fixtures_check.articles()


def test_a_folder_without_articles_is_no_corpus(monkeypatch, tmp_path):
    monkeypatch.setenv("CORPUS_DIR", str(tmp_path))
    with pytest.raises(SystemExit, match=r"holds no \.txt files"):
        fixtures_check.articles()


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "home-wide-dark.png"), ("/pairs/?page=2", "pairs_page_2-wide-dark.png")],
)
def test_a_picture_is_named_for_its_address(address, name):
    assert screenshots.file_name(address, "wide", "dark") == name


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/pairs/", "/pairs/"),
        ("/pairs/repelled-against-captured/", "/pairs/*/"),
        ("/pairs/repelled-against-captured/cite/", "/pairs/*/cite/"),
    ],
)
def test_pages_of_records_are_of_one_kind(path, kind):
    assert screenshots.kind(path) == kind
