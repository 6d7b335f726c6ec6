"""Importing in a real browser, shown before anything is written, comes to the same records as the command."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from playwright.sync_api import expect

from sources.models import Derivation, Finding, Snapshot, Source, SourceCredit
from tests.browser.conftest import NARROW, WIDE
from tests.desk import account

CORPUS = os.environ.get("CORPUS_DIR")
PAGE = """<!doctype html><html lang="en"><head><title>Bridge closed</title>
<link rel="canonical" href="https://harbour.example/velmo?utm_source=feed">
<meta property="article:published_time" content="2024-03-13T10:00:00Z"></head><body><nav>Home Sport</nav><article>
<h1>Bridge closed</h1><p>The council of Velmo said on Tuesday that the bridge over the Lim was closed.</p>
<p>The union of ferrymen denied that, and said that lorries had crossed the bridge in the morning, as always.</p>
</article></body></html>"""
INVENTED = {
    "one.txt": "Ferry at Ostmark sinks\n\nThe harbour office said the ferry sank. With Reuters, AP and local media\n",
    "two.txt": " date 2024-03-13 The council said the market was closed. The guild said it was open.\n",
    "three.html": PAGE,
    "four.txt": "Міст у Вельмо закрито\n\nРада заявила, що міст закрито. Спілка це заперечила 🌉.\n",
    "five.txt": "Advertisment\n\nThe observatory at Lim reported 14 lights over the quarry. The ministry denied it.\n",
}
# What the same thing is called in two imports: no keys that are counted, no moments.
TOLD = {
    Source: ["slug", "title", "outlet", "url", "language", "byline", "published", "status", "text_sha256", "version"],
    SourceCredit: ["source__slug", "outlet__name", "wording"],
    Snapshot: ["source__slug", "sha256", "text"],
    Finding: ["snapshot__sha256", "field", "value", "certainty", "where", "start", "end", "state"],
    Derivation: ["source__slug", "origin__slug", "kind", "likeness", "verdict"],
}


def records():
    return {model: sorted(model.objects.values_list(*fields), key=repr) for model, fields in TOLD.items()}


@pytest.fixture(params=["invented", "corpus"])
def articles(request, tmp_path):
    """Five files (list of Path): ours, and those of the corpus where they are at hand."""
    if request.param == "corpus":
        if CORPUS is None:
            pytest.skip("CORPUS_DIR does not name the folder of the corpus")
        return sorted(path for path in Path(CORPUS).iterdir() if path.suffix == ".txt")
    for name, text in INVENTED.items():
        (tmp_path / name).write_text(text)
    return sorted(tmp_path.iterdir())


def test_five_articles_give_the_same_records_by_command_and_in_the_admin(page, log_in, assert_accessible, articles):
    writer = account("contributor")
    with transaction.atomic():
        call_command("import_articles", *map(str, articles), user=writer.username, stdout=StringIO(), stderr=StringIO())
        by_command = records()
        transaction.set_rollback(True)
    assert len(by_command[Source]) == len(articles) == 5
    assert not Source.objects.exists()

    log_in(writer)
    page.goto("/admin/sources/source/")
    page.get_by_role("link", name="Import articles").click()
    assert_accessible(page)
    page.get_by_label("Files").set_input_files(articles)
    page.get_by_role("button", name="Show what would go in").click()
    expect(page.get_by_text("Nothing of this is imported yet.")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(6)
    assert not Source.objects.exists()
    assert_accessible(page)
    page.get_by_role("button", name="Import these").click()
    expect(page.get_by_text("Imported: 5 new.")).to_be_visible()
    assert records() == by_command
    with page.expect_download() as download:
        page.get_by_role("link", name="Report as a table (CSV)").click()
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 6


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_text_that_its_outlet_changed_is_shown_beside_the_earlier_one(page, log_in, assert_accessible, tmp_path):
    log_in(account("contributor"))
    for name, text in (("first.html", PAGE), ("later.html", PAGE.replace("was closed", "was open again"))):
        (tmp_path / name).write_text(text)
        page.goto("/admin/sources/importbatch/add/")
        page.get_by_label("Files").set_input_files(tmp_path / name)
        page.get_by_role("button", name="Show what would go in").click()
        page.get_by_role("button", name="Import these").click()
    expect(page.get_by_text("1 changed at its source").first).to_be_visible()
    page.get_by_role("table").get_by_role("link").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Take over title: Bridge closed").click()
    expect(page.get_by_text("Taken over: title: Bridge closed.")).to_be_visible()
    page.get_by_role("link", name="What changed in the text of").click()
    expect(page.locator("ins")).to_have_text("open again.")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
