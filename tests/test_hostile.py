"""What hostile visitors send, and what hostile words do once they are stored: nothing."""

from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.desk import desk
from tests.factories import ClaimFactory, UserFactory
from tests.hostile import HARM, Harm, curated_models, hostile_world, text_fields
from tests.world import EVERYWHERE, SURFACES, public_world

pytestmark = pytest.mark.django_db

# As they stand in an address.
VALUES = [
    "%00",
    "a%00b",
    "%FF%FE",
    "%ED%A0%80",
    "-1",
    "0",
    "9" * 400,
    "%C2%B2",
    "%D9%A3",
    "1e309",
    "NaN",
    "..%2F..%2Fetc%2Fpasswd",
    "%0d%0aSet-Cookie:x=1",
    "2024-02-30",
    "0000-00-00",
    "10000-01-01",
    "%E2%80%AE",
    "%F0%9F%98%80",
    "a" * 2000,
    "%",
    "%zz",
    quote(HARM),
]
NAMES = [
    "party",
    "said_from",
    "after",
    "before",
    "size",
    "across",
    "kind",
    "place",
    "figures",
    "sort",
    "said_to",
    "as_of",
    "%00",
    "%FF",
    "__class__",
    "",
]
# Lists that take a page and no filter.
PAGED = ["/events/", "/sources/", "/corrections/", "/outlets/paper/"]
PATHS = [addresses[0] for addresses in SURFACES.values()]
HEADERS = [
    {"accept-language": "x" * 2000},
    {"accept-language": "en;q=nan,*;q=0,\xff"},
    {"range": "bytes=5-,-1"},
    {"if-none-match": "*"},
    {"if-modified-since": "Sun, 06 Nov 99999999 08:49:37 GMT"},
    {"if-match": '"nothing"'},
    {"cookie": "sessionid=../../etc; csrftoken=%00; messages=[[["},
    {"x-forwarded-host": "elsewhere.invalid"},
    {"x-forwarded-for": "'; DROP TABLE"},
    {"x-http-method-override": "DELETE"},
    {"content-type": "multipart/form-data"},
]
PROTECTING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/pairs/", NAMES),
        ("/claims/", [*NAMES[:3], "column"]),
        ("/feeds/pairs.atom", NAMES[:1]),
        ("/feeds/claims.atom", NAMES[1:2]),
        ("/export/pairs.csv", ["sort", "party"]),
        ("/export/claims.csv", ["", "place"]),
        *((path, ["after", "size", ""]) for path in PAGED),
    ],
)
def test_no_value_of_any_name_in_an_address_is_a_server_error(client, path, names):
    public_world()
    for name in names:
        for value in VALUES:
            answer = client.get(f"{path}?{name}={value}")
            assert answer.status_code in (200, 302, 400), (name, value, answer.status_code)


@pytest.mark.parametrize("path", PATHS)
def test_no_header_is_a_server_error_or_leads_elsewhere(client, path):
    public_world()
    plain = client.get(path).getvalue()
    for headers in HEADERS:
        answer = client.get(path, headers=headers)
        assert answer.status_code in (200, 304, 412), (headers, answer.status_code)
        body = answer.getvalue()
        assert b"elsewhere.invalid" not in body
        assert body == plain or answer.status_code != 200, headers


@pytest.mark.parametrize("kind", ["pairs", "claims", "parties", "events", "questions", "sources", "outlets", "static"])
def test_no_path_is_a_server_error_or_reaches_a_file(client, kind):
    for value in [*VALUES, "..", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5c", "%2f%2felsewhere.invalid", ".git/config"]:
        for path in (f"/{kind}/{value}/", f"/{kind}/{value}", f"//{kind}/{value}/"):
            answer = client.get(path)
            assert answer.status_code in (301, 404), (path, answer.status_code)
            assert not answer.get("Location", "/").startswith(("//", "http")), path


# The sitemap is a view of the framework's, which takes any method for a look.
@pytest.mark.parametrize("path", [path for path in PATHS if path != "/sitemap.xml"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_public_pages_are_read_and_nothing_else(client, method, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = getattr(client, method)(path)
    assert answer.status_code == 405


@pytest.mark.parametrize("host", ["elsewhere.invalid", "", "testserver@elsewhere.invalid", "[::1", "a b", "x" * 300])
def test_another_host_than_ours_is_refused(client, host):
    answer = client.get("/pairs/", headers={"host": host})
    assert answer.status_code == 400
    assert b"elsewhere" not in answer.content


def answers():
    """Yield answers of every kind, each with a name (str) for it."""
    public_world()
    ClaimFactory(published=True, slug="retracted").retract(by=UserFactory(), reason="Misattributed.")
    anybody, nobody = Client(), desk("")
    anybody.raise_request_exception = False
    for path in PATHS:
        yield path, anybody.get(path)
    yield "redirect to the slash", anybody.get("/pairs")
    yield "redirect without what is empty", anybody.get("/pairs/?party=")
    yield "bad filter", anybody.get("/pairs/?party=nobody")
    yield "bad host", anybody.get("/", headers={"host": "elsewhere.invalid"})
    yield "not found", anybody.get("/nothing/")
    yield "no such file", anybody.get("/static/nothing.css")
    yield "not allowed", anybody.post("/pairs/")
    yield "retracted", anybody.get("/claims/retracted/")
    yield "log-in", anybody.get("/admin/login/")
    yield "wrong password", anybody.post("/admin/login/", {"username": "x", "password": "x"})
    yield "sent to the log-in", anybody.get("/admin/")
    yield "forbidden", nobody.get("/admin/claims/claim/")
    yield "without a token", Client(enforce_csrf_checks=True).post("/admin/login/", {})


def test_every_kind_of_answer_carries_the_protecting_headers():
    seen = set()
    for name, answer in answers():
        seen.add(answer.status_code)
        policy = answer.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "unsafe" not in policy, name
        assert "Permissions-Policy" in answer, name
        for header, value in PROTECTING.items():
            assert answer.get(header) == value, (name, header)
    assert {200, 301, 302, 400, 403, 404, 405, 410} <= seen


def test_public_pages_are_the_same_for_everybody_and_set_no_cookie():
    public_world()
    anybody, editor = Client(), desk("editor")
    for path in EVERYWHERE:
        plain, known = anybody.get(path), editor.get(path)
        assert plain.getvalue() == known.getvalue(), path
        for answer in (plain, known):
            assert not answer.cookies, path
            assert "cookie" not in answer.get("Vary", "").lower(), path


@pytest.mark.parametrize("state", [{}, {"in_review": True}])
def test_an_unpublished_address_answers_in_every_header_as_one_that_never_was(client, state):
    public_world()
    ClaimFactory(slug="hidden", **state)
    hidden, unknown = client.get("/claims/hidden/"), client.get("/claims/absent/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert dict(hidden.items()) == dict(unknown.items())


@pytest.mark.parametrize(
    "elsewhere", ["//elsewhere.invalid", "https://elsewhere.invalid/", "/\\elsewhere.invalid", "javascript:x"]
)
def test_the_log_in_leads_nowhere_else(elsewhere):
    user = UserFactory(is_staff=True)
    user.set_password("a-long-secret-9")
    user.save()
    given = {"username": user.username, "password": "a-long-secret-9", "next": elsewhere}
    answer = Client().post(f"/admin/login/?next={quote(elsewhere)}", given)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert "elsewhere" not in answer["Location"]
    known = Client()
    known.force_login(user)
    assert known.get(f"/admin/login/?next={quote(elsewhere)}")["Location"] == "/admin/"


def test_the_hostile_world_fills_every_field_of_text():
    hostile_world()
    for model in curated_models():
        for field in text_fields(model):
            kept = model._base_manager.values_list(field.name, flat=True)
            assert any('"' in value for value in kept), f"{model.__name__}.{field.name}"


def test_hostile_words_stay_words_on_every_public_page(client):
    hostile_world()
    told = 0
    for path in EVERYWHERE:
        answer = client.get(path)
        text = answer.getvalue().decode(errors="replace")
        if answer["Content-Type"].startswith("text/html"):
            reader = Harm()
            reader.feed(text)
            assert not reader.found, (path, reader.found[:3])
            told += "&lt;script&gt;hacked()" in text
    assert told > 10
    for path in ("/sitemap.xml", "/feeds/pairs.atom", "/feeds/claims.atom", "/feeds/corrections.atom"):
        ElementTree.fromstring(client.get(path).content)
