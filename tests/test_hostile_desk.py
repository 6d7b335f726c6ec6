"""Hostile words on the pages of editors: in what they store, in the names they give themselves, and in their tables."""

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from claims.admin.merging.mergeable import Mergeable
from claims.bulk.entries import write_entries
from claims.bulk.resources import RESOURCES
from claims.bulk.tables import read_table, write_csv, write_xlsx
from claims.merging.performing import merge
from claims.models import Merge, PairSuggestion, Party
from editorial.actions.waiting import models
from editorial.admin.review import tick_of
from editorial.models import Assignment, Revision, User
from editorial.status import Status
from tests.desk import account, address, desk, list_address
from tests.factories import ClaimFactory, PartyFactory, SourceFactory
from tests.hostile import HARM, Harm, curated_models, hostile_world

pytestmark = pytest.mark.django_db


def harmless(answer, status=200):
    """Return the page, after looking that no word in it became a part of it."""
    assert answer.status_code == status
    text = answer.content.decode()
    # Django's own words for its scripts come from an address of their own.
    reader = Harm(own=("/static/", "/admin/jsi18n/"))
    reader.feed(text)
    assert not reader.found, reader.found[:3]
    return text


@pytest.fixture
def hacker():
    """A client of whoever the hostile world names as writer, reviewer and speaker, and who may do everything."""
    hostile_world()
    user = User.objects.get(username=HARM[:150])
    user.groups.add(Group.objects.get(name="administrator"))
    return desk(user)


def test_the_queue_the_index_and_the_pages_of_records_in_review_show_words_as_words(hacker):
    told = harmless(hacker.get(reverse("admin:index")))
    assert told.count("&lt;script&gt;hacked()") > 1
    for who in ("me", "all", "own", "drafts"):
        told = harmless(hacker.get(reverse("admin:review"), {"who": who, "tick": "all"}))
        assert "&lt;script&gt;hacked()" in told
    for model in [*models(), Revision]:
        opts = model._meta
        waiting = {"state": "in_review"} if model is Revision else {"status": Status.IN_REVIEW}
        record = model._base_manager.filter(**waiting).first()
        told = harmless(hacker.get(reverse("admin:review_record", args=[opts.app_label, opts.model_name, record.pk])))
        assert told.count("&lt;script&gt;hacked()") > 3, model


@pytest.mark.parametrize("step", ["publish", "send_back", "assign"])
def test_several_records_are_shown_as_words(hacker, step):
    rows = [tick_of(model._base_manager.filter(status=Status.IN_REVIEW).first()) for model in models()]
    told = harmless(hacker.post(reverse("admin:review_several"), {"step": step, "row": rows}))
    assert told.count("&lt;script&gt;hacked()") >= len(rows)
    told = harmless(hacker.post(reverse("admin:review_several"), {"step": "publish", "row": rows, "sure": "1"}), 409)
    assert "somebody else must publish it" in told


def test_lists_histories_and_desks_show_words_as_words(hacker):
    Merge.objects.all().delete()
    kept, gone = (PartyFactory(name=f"{n}{HARM}") for n in range(2))
    made = merge(kept, gone, by=hacker.user, note=HARM)
    pages = [reverse("admin:claims_pairsuggestion_desk"), reverse("admin:sources_passage_edited")]
    for model in [*curated_models(), Revision]:
        record = model._base_manager.first()
        if not site.is_registered(model) or record is None:
            continue
        pages += [list_address(model), address(record), address(record, "history")]
        if isinstance(site.get_model_admin(model), Mergeable):
            other = model._base_manager.last()
            pages += [address(record, "merge"), f"{address(record, 'merge')}?other={other.pk}&keep=this"]
    pages += [address(made), address(made, "undo")]
    told = sum("&lt;script&gt;hacked()" in harmless(hacker.get(page)) for page in pages)
    assert told > len(pages) // 2


def test_letters_hold_words_and_no_more_heads_than_they_have(hacker, settings):
    settings.DIGEST, settings.SITE_URL = True, "https://example.org"
    Assignment.objects.update(assignee=account("editor", email="desk@example.org"))
    call_command("send_digest", verbosity=0)
    (letter,) = mail.outbox
    assert HARM[:40] in letter.body
    assert "\n" not in letter.subject
    assert letter.message()["Bcc"] is None
    assert letter.content_subtype == "plain"


def table(model, *rows, name="table.csv"):
    write = write_xlsx if name.endswith("xlsx") else write_csv
    return SimpleUploadedFile(name, write(RESOURCES[model].columns(), list(rows)))


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", f"{HARM.replace('/', '')}.csv"])
def test_what_is_wrong_with_hostile_cells_is_told_in_words(name):
    client = desk("administrator")
    for model in RESOURCES:
        columns = RESOURCES[model].columns()
        page = client.post(list_address(model, "import"), {"file": table(model, [HARM] * len(columns), name=name)})
        told = harmless(page, 400)
        assert "&lt;script&gt;hacked()" in told, model
        # Without the sign that parts the columns of some countries.
        head = SimpleUploadedFile("t.csv", write_csv([HARM.replace(";", "")], [["x"]]))
        assert "There is no column" in harmless(client.post(list_address(model, "import"), {"file": head}), 400)
        assert not model.objects.exists()


def test_hostile_words_in_cells_are_shown_stored_and_taken_out_as_they_are():
    client = desk("administrator")
    columns = RESOURCES[Party].columns()
    row = dict.fromkeys(columns, "") | {"name": HARM, "kind": "media", "description": f"{HARM}\n{HARM}"}
    row |= {"slug": "hostile", "names": write_entries([[HARM, "", "short"], [f"={HARM}", "uk", "variant"]])}
    page = client.post(list_address(Party, "import"), {"file": table(Party, [row[name] for name in columns])})
    assert harmless(page).count("&lt;script&gt;hacked()") >= 4
    seen = {"upload": page.context["upload"].pk, "seen": page.context["digest"]}
    harmless(client.post(list_address(Party, "import"), seen, follow=True))
    party = Party.objects.get()
    assert (party.name, party.description, party.names.count()) == (HARM, f"{HARM}\n{HARM}", 2)
    for kind in ("csv", "xlsx"):
        file = client.get(list_address(Party, "export"), {"format": kind}).content
        taken = dict(zip(columns, read_table(f"t.{kind}", file, 9).rows[0], strict=True))
        assert sorted(taken.pop("names").split("\n")) == sorted(row["names"].split("\n"))
        assert taken == {name: cell for name, cell in row.items() if name != "names"}
    # The text that told before and after.
    changed = [cell.replace("hacked", "broken") for cell in (row[name] for name in columns)]
    assert "&lt;script&gt;" in harmless(client.post(list_address(Party, "import"), {"file": table(Party, changed)}))


def test_tables_of_a_hostile_world_are_taken_out_and_change_nothing_when_they_come_back(hacker):
    for model in RESOURCES:
        file = hacker.get(list_address(model, "export"), {"format": "csv"})
        assert file.status_code == 200
        page = hacker.post(list_address(model, "import"), {"file": SimpleUploadedFile("t.csv", file.content)})
        harmless(page, page.status_code)
        problems = [each for row in page.context["rows"] for each in row["problems"]]
        assert not problems, (model, problems[:3])


@pytest.mark.parametrize("value", ["%00", "a%00b", "%EF%BF%BF", "%F0%9F%92%A5", "9" * 40, "x" * 3000])
def test_no_value_in_an_address_of_the_desks_is_a_server_error(value):
    client, claim, source = desk("administrator"), ClaimFactory(), SourceFactory()
    pages = {
        reverse("admin:review"): ("who", "kind", "assignee", "by", "order", "page", "tick"),
        reverse("admin:claims_pairsuggestion_desk"): ("claim", "event", "party", "passed", "page", "unsure"),
        list_address(PairSuggestion): ("q", "verdict__exact", "kind__exact", "o", "p"),
        list_address(Revision): ("q", "state__exact", "content_type__id__exact"),
        list_address(Merge): ("q", "kind__exact"),
        list_address(Party, "export"): ("q", "format", "kind__exact"),
        address(claim, "merge"): ("other", "keep"),
        address(claim, "against"): ("q", "other"),
        address(source, "desk"): ("sentence", "claim", "passage"),
        address(source, "desk_choices") + "?kind=party&": ("kind", "term", "event"),
        address(source, "desk_alike"): ("statement", "party", "event"),
    }
    for page, names in pages.items():
        assert client.get(page).status_code == 200, page
        for name in names:
            answer = client.get(f"{page}{'&' if '?' in page else '?'}{name}={value}")
            assert answer.status_code < 500, (page, name)
