import pytest

from tests.conventions import files, templates

PATHS = [*files.files(".html", under="templates")]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_template_holds_nothing_forbidden(path):
    assert templates.forbidden(files.read(path)) == []


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_every_word_of_a_template_is_translatable(path):
    assert templates.untranslated(files.read(path)) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "{{ text|safe }}",
        "{% autoescape off %}",
        "{% for claim in party.claims.all %}",
        "{{ party.claim_set }}",
        '<img src="https://example.org/x.png">',
        '<link rel="stylesheet" href="//example.org/x.css">',
    ],
)
def test_what_is_forbidden_is_found(text):
    assert templates.forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static "x.js" %}" defer></script>',
        '<a href="https://example.org/">{{ source.url }}</a>',
        '<p class="style">{{ text }} {% translate "on all sides" %}</p>',
        "{# no style= and no .all here #}",
    ],
)
def test_what_is_allowed_is_let_be(text):
    assert templates.forbidden(text) == []


@pytest.mark.parametrize(
    "text", ["<p>Every pair</p>", '<img alt="A map">', '<a aria-label="Next">{{ x }}</a>', "{% if x %}or{% endif %}"]
)
def test_a_word_that_no_translator_sees_is_found(text):
    assert templates.untranslated(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% translate "Every pair" %}</p>',
        '<img alt="{% translate "A map" %}" class="wide">',
        "{% blocktranslate count n=n %}{{ n }} pair{% plural %}{{ n }} pairs{% endblocktranslate %}",
        "<p>Counter<i>claim</i> · 12</p>",
        "{% block bodyclass %}{{ block.super }} desk{% endblock %}",
    ],
)
def test_a_word_that_a_translator_sees_is_let_be(text):
    assert templates.untranslated(text) == []
