import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import ClaimSuggestion
from tests.factories import PartyFactory, SnapshotFactory

pytestmark = pytest.mark.django_db

TEXT = "The River Guard denied the loss. It rained."


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("suggest_claims", *map(str, args), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def marked(tmp_path):
    path = tmp_path / "marked.json"
    path.write_text(json.dumps({"text": TEXT, "claims": [{"start": 0, "end": 32, "party": "river-guard"}]}))
    return path


def test_every_held_text_is_read_and_again_without_a_change():
    SnapshotFactory(text=TEXT)
    SnapshotFactory(text="It rained.")
    first, _err = run()
    assert "2 texts read: 1 suggestions, 1 of them open" in first
    assert run()[0] == first
    assert ClaimSuggestion.objects.count() == 1


def test_one_source_alone_is_read():
    wanted = SnapshotFactory(text=TEXT)
    SnapshotFactory(text=TEXT + " And again.")
    run("--source", wanted.source.slug)
    assert ClaimSuggestion.objects.get().snapshot == wanted


def test_a_source_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no source with the address “nowhere”"):
        run("--source", "nowhere")


def test_an_evaluation_prints_the_three_shares_and_writes_nothing(marked):
    PartyFactory(name="River Guard", slug="river-guard")
    out, _err = run("--evaluate", marked)
    assert "recall 1.00 (1 of 1 sentences), precision 1.00 (1 of 1), party right 1.00 (1 of 1)" in out
    assert "sentences a second" in out
    assert not ClaimSuggestion.objects.exists()


def test_an_evaluation_shows_what_was_missed_needless_or_of_another_party(tmp_path):
    path = tmp_path / "marked.json"
    text = f"{TEXT} The pier burned."
    path.write_text(json.dumps({"text": text, "claims": [{"start": 44, "end": 60, "party": "x"}]}))
    out, _err = run("--show", "--evaluate", tmp_path)
    assert "missed: The pier burned." in out
    assert "needless: The River Guard denied the loss." in out


def test_a_text_named_by_its_hash_is_taken_from_the_database_or_a_folder(tmp_path):
    snapshot = SnapshotFactory(text=TEXT)
    path = tmp_path / "marked.json"
    path.write_text(json.dumps({"sha256": snapshot.sha256, "claims": [{"start": 0, "end": 32, "party": ""}]}))
    assert "recall 1.00" in run("--evaluate", path)[0]
    folder = tmp_path / "texts"
    folder.mkdir()
    with pytest.raises(CommandError, match="1 file could not be used"):
        run("--evaluate", path, "--texts", folder)
    (folder / "one.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (folder / "other.txt").write_bytes(b"\xff")
    assert "recall 1.00" in run("--evaluate", path, "--texts", folder)[0]


def test_a_file_that_cannot_be_used_is_named_and_the_rest_is_counted(marked, tmp_path):
    (tmp_path / "bad.json").write_text("{")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 file could not be used"):
        call_command("suggest_claims", "--evaluate", str(tmp_path), stdout=out, stderr=err)
    assert "bad.json is no JSON" in err.getvalue()
    assert "1 text: recall 1.00" in out.getvalue()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--texts", "somewhere"], "--texts goes with --evaluate"),
        (["--evaluate", "/nowhere-at-all"], "1 file could not be used"),
        (["--evaluate", "x.json", "--texts", "/nowhere-at-all"], "is no folder"),
    ],
)
def test_options_that_do_not_fit_are_explained(args, message):
    with pytest.raises(CommandError, match=message):
        run(*args)


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"no \.json file"):
        run("--evaluate", tmp_path)
