from django.template import Context, Template
from django.utils import translation

from claims.templatetags.reading import edtf, language_name


def test_date_is_read_aloud():
    assert edtf("2024-03-12/2024-03-14") == "12 to 14 March 2024"
    assert edtf("") == ""


def test_language_is_named_in_the_reader_s_language():
    assert language_name("ru") == "Russian"
    assert language_name("uk-UA") == "Ukrainian"
    with translation.override("de"):
        assert language_name("ru") == "Russisch"


def test_language_nobody_knows_keeps_its_code():
    assert language_name("qaa") == "qaa"
    assert language_name("") == ""


def test_canonical_address_is_empty_outside_a_request():
    assert Template("{% load reading %}{% canonical %}").render(Context()) == ""


def test_canonical_address_leaves_the_query_out(rf):
    context = Context({"request": rf.get("/pairs/?party=x")})
    assert Template("{% load reading %}{% canonical %}").render(context) == "http://testserver/pairs/"
