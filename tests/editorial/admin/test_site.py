from itertools import chain

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin, ModelAdmin
from django.urls import reverse

from editorial.admin.curated import CuratedAdmin, RecordAdmin
from editorial.admin.rows import Rows, ShownRows
from editorial.models import Curated, User
from editorial.models.history import tracked
from tests.conventions import files
from tests.desk import desk

SITE = admin.site
OURS = {model: each for model, each in SITE._registry.items() if type(each).__module__.split(".")[0] in files.APPS}
# Edited below the record they belong to.
BELOW = {"SourceCredit", "PartyName", "Membership", "PlaceName", "Figure", "MergedAddress"}
# Derived from the records and made again at any time; what an editor wants otherwise is changed in the records.
DERIVED = {
    "ClaimKey",
    "ComparedClaim",
    "SearchDocument",
    "SearchName",
    "SearchSpelling",
    "SearchStale",
    "SearchWord",
    "SketchValue",
}
# Waits on the page of its import, or at the desk for the one who typed it, and goes when that is done.
PASSING = {"ImportFile", "DeskDraft", "TableUpload"}
# Written on the page where a record is reviewed, and read there and on the record's own.
REVIEWING = {"ReviewNote", "Assignment"}
# What our own classes add to Django's options; a name that is in none of the lists is a misspelling.
OWN = {"public_change_permission", "material"}


def test_every_model_can_be_edited_or_read():
    models = [
        model
        for app in files.APPS
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    ]
    assert {model.__name__ for model in models if model not in SITE._registry} == BELOW | DERIVED | PASSING | REVIEWING
    edited = {inline.model.__name__ for each in OURS.values() for inline in each.inlines}
    assert edited >= BELOW


def test_every_curated_record_is_edited_with_its_version_and_every_tracked_one_with_its_history():
    # An appearance is written below its claim, and told in the history of that.
    for model, each in OURS.items():
        if issubclass(model, Curated):
            assert isinstance(each, CuratedAdmin), model
        elif tracked(model) and model.__name__ != "Appearance":
            assert isinstance(each, RecordAdmin), model


def classes():
    """Return our admin and row classes, and those of ours that they are made of."""
    used = [type(each) for each in OURS.values()]
    used += chain.from_iterable(each.inlines for each in OURS.values())
    bases = chain.from_iterable(each.__mro__ for each in used)
    return sorted({each for each in bases if each.__module__.split(".")[0] in files.APPS}, key=str)


@pytest.mark.parametrize("each", classes(), ids=lambda each: each.__qualname__)
def test_every_option_exists(each):
    known = set(dir(ModelAdmin)) | set(dir(InlineModelAdmin)) | set(dir(BaseModelAdmin)) | OWN
    for base in each.__mro__:
        if base.__module__.split(".")[0] not in files.APPS:
            known |= set(dir(base))
    options = {
        name
        for name, value in vars(each).items()
        if not name.startswith("_") and not callable(value) and not isinstance(value, property)
    }
    assert options - known - {"media"} == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_action_and_relation_is_as_an_editor_needs_it(model, rf):
    each = OURS[model]
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True)
    for action in each.actions or ():
        assert callable(getattr(each, action)), action
    assert each.show_full_result_count is False
    assert each.search_fields
    assert each.list_select_related is not True
    for options in [each, *each.get_inline_instances(request)]:
        if isinstance(options, ShownRows) or not options.has_change_permission(request):
            continue
        for field in options.model._meta.get_fields():
            if field.many_to_one and field.editable and field.name != getattr(options, "fk_name", None):
                of_parent = isinstance(options, InlineModelAdmin) and field.related_model is model
                chosen = field.name in options.get_autocomplete_fields(request)
                assert chosen or (of_parent and not chosen), f"{options}: {field.name} is not an autocompletion"


def test_rows_offer_no_way_round_the_record():
    assert not ShownRows.can_delete
    assert Rows.show_change_link is False


@pytest.mark.django_db
def test_the_index_is_in_the_order_of_the_work_and_leads_to_the_site():
    page = desk("editor").get(reverse("admin:index")).content.decode()
    names = ["claims_claim", "claims_claimpair", "claims_question", "claims_event", "sources_source", "sources_passage"]
    places = [page.index(f'href="{reverse(f"admin:{name}_changelist")}"') for name in names]
    assert places == sorted(places)
    assert 'href="/"' in page
    assert "Counterclaim editing" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "reading", "valid"),
    [
        ("2024-03-12/2024-03-14", "12 to 14 March 2024", True),
        (" 2024-03~ ", "about March 2024", True),
        ("", "", True),
        ("12.3.2024", "is not a date this field can hold", False),
        ("2024-03-14/2024-03-12", "ends before it begins", False),
        ("<b>" * 1000, "is not a date", False),
        ("2024\x00", "is not a date", False),
    ],
)
def test_the_reading_of_a_date(text, reading, valid):
    answer = desk("contributor").get(reverse("admin:edtf"), {"text": text})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert reading in answer.json()["reading"]
    assert answer.json()["valid"] is valid


@pytest.mark.django_db
def test_the_reading_of_a_date_is_for_the_desk(client):
    assert client.get(reverse("admin:edtf"), {"text": "2024"}).status_code == 302
    assert desk("editor").post(reverse("admin:edtf")).status_code == 405


@pytest.mark.django_db
def test_a_date_in_a_form_is_read_by_the_server():
    page = desk("editor").get("/admin/claims/event/add/", {"occurred": "2024-03-12/2024-03-14"}).content.decode()
    assert "12 to 14 March 2024</output>" in page
    assert 'aria-live="polite"' in page


def test_the_colours_are_those_of_the_public_pages():
    tokens, frame = files.read("static/css/tokens.css"), files.read("static/editor/frame.css")
    for line in (line.strip() for line in tokens.splitlines()):
        if line.startswith("--accent:"):
            assert line in frame


def head(client):
    """Return what the head of a page leads to: ([words of the work], [lists], [lists behind the last word])."""
    context = client.get("/admin/").context
    more = [str(each["name"]) for models in context["more_lists"] for each in models]
    return [str(words) for words, _address in context["ways"]], [str(each["name"]) for each in context["lists"]], more


@pytest.mark.django_db
def test_the_head_of_every_page_leads_to_the_work_and_to_every_list():
    client = desk("administrator")
    work, lists, more = head(client)
    assert work == ["Review", "Read", "Link", "Import"]
    assert lists == ["Claims", "Pairs", "Questions", "Events", "Parties", "Places", "Sources"]
    page = client.get("/admin/claims/claim/")
    for app in page.context["available_apps"]:
        for model in app["models"]:
            assert f'<li><a href="{model["admin_url"]}"' in page.content.decode()
            assert (str(model["name"]) in lists) != (str(model["name"]) in more)
    for _words, address in client.get("/admin/").context["ways"]:
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_the_head_leads_nobody_where_they_may_not_go():
    work, _lists, _more = head(desk("contributor"))
    assert set(work) >= {"Review", "Read"}
    client = desk("")
    assert head(client) == ([], [], [])
