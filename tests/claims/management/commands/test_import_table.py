import io

import pytest
from django.core.management import CommandError, call_command

from claims.admin.bulk import pages
from claims.management.commands import import_table
from claims.models import Claim, Party
from tests.desk import account
from tests.factories import ClaimFactory, EventFactory, PartyFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return account("editor")


@pytest.fixture
def table(tmp_path):
    """Return a function that writes lines of text into a file and returns its path."""

    def write(*lines, name="table.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def run(kind, file, *options, by):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_table", kind, str(file), "--by", by.username, *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(kind, file, *options, by):
    """Return what the command refused with, and what it told before (str each)."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_table", kind, str(file), "--by", by.username, *options, stdout=out, stderr=err)
    return str(refusal.value), out.getvalue() + err.getvalue()


def test_without_store_it_is_told_what_would_be_done_and_nothing_is_written(editor, table):
    out, _err = run("party", table("name,kind", "River Guard,armed_force"), by=editor)
    assert "Nothing was stored: 1 new, 0 changed, 0 unchanged." in out
    assert "--store" in out
    assert not Party.objects.filter(name="River Guard").exists()


def test_with_store_the_rows_are_drafts_of_the_editor(editor, table):
    party, event = PartyFactory(name="River Guard"), EventFactory(title="A raid")
    rows = [f"{party.slug},{event.slug},The guard kept ford {number}.,Kept" for number in range(30)]
    file = table("party,event,statement,answer", *rows)
    out, _err = run("claim", file, "--store", by=editor)
    assert "Stored: 30 new, 0 changed, 0 unchanged." in out
    made = Claim.objects.filter(party=party)
    assert made.count() == 30
    assert {(each.status, each.updated_by_id) for each in made} == {("draft", editor.pk)}
    out, _err = run("claim", file, "--store", by=editor)
    assert "Nothing was stored: 0 new, 0 changed, 30 unchanged." in out


def test_it_takes_longer_tables_than_the_page_does():
    assert import_table.MOST_ROWS > pages.MOST_ROWS
    assert import_table.MOST_BYTES > pages.MOST_BYTES


def test_one_wrong_row_keeps_all_out_and_is_named_with_its_column(editor, table):
    file = table("name,kind", "River Guard,armed_force", "Free Column,orchestra")
    why, told = refused("party", file, "--store", by=editor)
    assert why == "1 row is wrong, so nothing was stored."
    assert "row 3, kind: " in told
    assert "orchestra" in told
    assert not Party.objects.filter(name="River Guard").exists()


@pytest.mark.usefixtures("refusals_unlogged")
def test_what_readers_see_is_not_changed(editor, table):
    claim = ClaimFactory(published=True, answer="Kept")
    why, told = refused("claim", table("slug,answer", f"{claim.slug},Taken"), "--store", by=editor)
    assert "nothing was stored" in why
    assert "becomes a revision" in told
    assert f"/admin/claims/claim/{claim.pk}/change/" in told
    assert Claim.objects.get(pk=claim.pk).answer == "Kept"


def test_what_was_withdrawn_is_not_changed(editor, table):
    claim = ClaimFactory(retracted=True, answer="Kept")
    _why, told = refused("claim", table("slug,answer", f"{claim.slug},Taken"), "--store", by=editor)
    assert "You may not change this record" in told
    assert Claim.objects.get(pk=claim.pk).answer == "Kept"


def test_reports_below_a_claim_come_with_it(editor, table):
    party, event, source = PartyFactory(), EventFactory(), SourceFactory()
    file = table(
        "party,event,statement,answer,appearances",
        f'{party.slug},{event.slug},The ford was kept.,Kept,"{source.slug} | kept the ford | | paraphrase"',
    )
    run("claim", file, "--store", by=editor)
    assert Claim.objects.get(party=party).appearances.get().passage.exact == "kept the ford"


def test_claims_that_came_in_are_compared_by_the_next_run(editor, table):
    event = EventFactory(title="A raid")
    one, other = PartyFactory(name="River Guard"), PartyFactory(name="Free Column")
    rows = [f"{one.slug},{event.slug},The ford was repelled.,Repelled", f"{other.slug},{event.slug},It fell.,Captured"]
    run("claim", table("party,event,statement,answer", *rows), "--store", by=editor)
    out = io.StringIO()
    call_command("suggest_pairs", stdout=out)
    assert "2 claims read, 2 of them new or changed; suggestions open: 1" in out.getvalue()


@pytest.mark.parametrize("kind", ["party", "place", "event", "question", "claim", "pair"])
def test_every_kind_of_table_is_known(editor, table, kind):
    why, _told = refused(kind, table("colour", "red"), by=editor)
    assert "There is no column “colour”" in why


def test_contributor_is_refused(table):
    file = table("name,kind", "River Guard,armed_force")
    why, _told = refused("party", file, "--store", by=account("contributor"))
    assert "it needs an editor's rights" in why
    assert not Party.objects.exists()


def test_account_that_is_switched_off_is_refused(table):
    why, _told = refused("party", table("name,kind"), by=UserFactory(is_active=False))
    assert "There is no active account" in why


def test_file_that_is_not_there_is_named(editor, tmp_path):
    why, _told = refused("party", tmp_path / "gone.csv", by=editor)
    assert "gone.csv cannot be read: No such file or directory." in why


def test_file_of_another_kind_is_refused(editor, table):
    why, _told = refused("party", table("name", name="table.txt"), by=editor)
    assert why == "table.txt is neither a .csv nor an .xlsx file."


def test_too_large_a_file_is_refused(editor, table, monkeypatch):
    monkeypatch.setattr(import_table, "MOST_BYTES", 10)
    why, _told = refused("party", table("name,kind", "River Guard,armed_force"), by=editor)
    assert "Hand it over in parts." in why
