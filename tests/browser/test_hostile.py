"""Hostile words in a real browser: on no page do they run, for readers or for editors."""

import pytest
from django.contrib.admin.sites import site
from django.urls import reverse

from claims.bulk.tables import write_csv
from claims.models import Party
from editorial.actions.waiting import models
from editorial.models import Revision
from sources.models import Snapshot
from tests.desk import account, address, list_address
from tests.hostile import HARM, SHORT, curated_models, hostile_world
from tests.world import ADDRESSES

# What follows the question mark changes the choice, not the words. What is no page is saved to a file, or shown by the
# browser's own means: all whose last part has an ending, and these.
NO_PAGES = {"/healthz", "/search/suggest/"}
PUBLIC = [path for path in ADDRESSES if "?" not in path and "." not in path and path not in NO_PAGES]


def armed(page):
    """Make ``page`` note every call of the function that hostile words would call."""
    page.add_init_script("window.calls = 0; window.hacked = () => { window.calls += 1 }")
    # A dialogue would be theirs, too.
    page.on("dialog", lambda dialogue: pytest.fail(f"a dialogue: {dialogue.message}"))


@pytest.mark.looks
def test_nothing_runs_on_public_pages(page, transactional_db):
    hostile_world()
    armed(page)
    for path in [*PUBLIC, "/pairs/?size=10", "/claims/retracted/"]:
        page.goto(path)
        assert page.evaluate("window.calls") == 0, path


def waiting():
    """Return what waits for a reviewer (list of (label of the model, key)), one of each kind."""
    found = [(model, model._base_manager.filter(status="in_review").first()) for model in models()]
    found.append((Revision, Revision.objects.filter(state="in_review").first()))
    return [(model._meta.label_lower, record.pk) for model, record in found]


@pytest.mark.looks
def test_nothing_runs_on_the_pages_of_editors(page, transactional_db, log_in):
    world = hostile_world()
    log_in(account("administrator", first_name="<script>hacked()</script>"))
    armed(page)
    records = [model._base_manager.first() for model in [*curated_models(), Snapshot, Revision]]
    paths = [
        reverse("admin:index"),
        address(world.left, "against"),
        f"{address(world.left, 'against')}?other={world.unfiled.pk}",
        reverse("admin:sources_source_desk", args=[world.right_source.pk]),
        reverse("admin:claims_pairsuggestion_desk"),
        f"{reverse('admin:review')}?who=all",
        f"{reverse('admin:review')}?who=drafts",
        *(reverse("admin:review_record", args=[*label.split("."), key]) for label, key in waiting()),
    ]
    for record in records:
        if not site.is_registered(type(record)):
            continue
        paths.append(list_address(type(record)))
        paths += [address(record), address(record, "history")]
    paths += [address(world.left, "delete"), address(world.left, "transition", verb="retract")]
    for path in paths:
        page.goto(path)
        assert page.evaluate("window.calls") == 0, path
    # What is ticked is shown again; what is wrong with a table is told with its words.
    page.goto(f"{reverse('admin:review')}?who=all&tick=all")
    page.get_by_role("button", name="Publish …").click()
    page.get_by_role("button", name="Publish these").wait_for()
    assert page.evaluate("window.calls") == 0
    page.goto(list_address(Party, "import"))
    data = write_csv(["slug", "name", "kind", "names"], [["", HARM, HARM, HARM]])
    page.set_input_files("#id_file", files=[{"name": f"{SHORT}.csv", "mimeType": "text/csv", "buffer": data}])
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_text("is none of").wait_for()
    assert page.evaluate("window.calls") == 0
