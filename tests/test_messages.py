"""Everything that a reader or an editor is told can be read in every language of the settings."""

import gettext
import io
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils.translation import ngettext, override

from tests.factories import ClaimFactory, UserFactory
from tests.test_languages import PLAIN
from tests.tools import messages
from tests.world import public_world

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+>")


@pytest.fixture(scope="module")
def found():
    return messages.found()


@pytest.fixture(params=messages.LANGUAGES)
def catalog(request):
    """The stored catalog of each language in turn."""
    return messages.kept(request.param)


def entries(catalog):
    return [message for message in catalog if message.id]


def forms(words):
    return list(words) if isinstance(words, tuple | list) else [words]


def test_every_language_of_the_settings_but_the_first_is_translated():
    assert {code for code, _name in settings.LANGUAGES} == {settings.LANGUAGE_CODE, *messages.LANGUAGES}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_files_hold_what_the_code_says_now(language):
    """Fails when a string was added, changed or taken away: run `make messages` and translate what is new."""
    for path, content in messages.written(language).items():
        assert path.read_bytes() == content, f"{path.name} is not what `make messages` writes"


def test_every_string_of_the_code_is_collected(found, catalog):
    for (context, message), places in found.items():
        assert catalog.get(forms(message)[0], context) is not None, (message, places)


def test_every_string_is_translated_in_all_its_forms(catalog):
    assert [message.id for message in entries(catalog) if not messages.complete(message)] == []


def test_nothing_is_left_as_a_guess(catalog):
    assert [message.id for message in entries(catalog) if message.fuzzy] == []


def test_plural_forms_are_those_of_the_language(catalog):
    assert catalog.num_plurals == 3
    for message in entries(catalog):
        if message.pluralizable:
            assert len(message.string) == 3, message.id


def test_placeholders_and_marks_are_the_same(catalog):
    for message in entries(catalog):
        # What the plural can name, every form may name: one in English is also 21 and 31 elsewhere.
        known = [sorted(PLACEHOLDER.findall(words)) for words in forms(message.id)]
        for words in forms(message.string):
            assert sorted(PLACEHOLDER.findall(words)) in known, (message.id, words)


def test_translation_begins_and_ends_with_a_space_as_the_string_does(catalog):
    for message in entries(catalog):
        for words in forms(message.string):
            [first, *_] = forms(message.id)
            assert (words[:1] == " ", words[-1:] == " ") == (first[0] == " ", first[-1] == " "), message.id


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_compiled_file_is_made_of_the_words_beside_it(language):
    po, mo = (messages.path_of(language, suffix).read_bytes() for suffix in (".po", ".mo"))
    assert messages.as_mo(po, language) == mo
    gettext.GNUTranslations(io.BytesIO(mo))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", {1: "1 джерело", 2: "2 джерела", 5: "5 джерел", 11: "11 джерел", 21: "21 джерело", 104: "104 джерела"}),
        ("ru", {1: "1 источник", 3: "3 источника", 5: "5 источников", 12: "12 источников", 101: "101 источник"}),
    ],
)
def test_numbers_take_the_form_that_belongs_to_them(language, words):
    with override(language):
        for number, expected in words.items():
            assert ngettext("%(n)s source", "%(n)s sources", number) % {"n": number} == expected


def test_same_verb_is_used_of_every_party(catalog):
    loaded = re.compile(r"зізна|призна(л|ёт|ет)|сознал|, будто|нібито|якобы|вигада|выдум|брехн|лож(ь|ью)", re.I)
    # The one page that says which verbs are not used.
    spoken = [message for message in entries(catalog) if "not admitted" not in forms(message.id)[0]]
    assert [message.string for message in spoken for words in forms(message.string) if loaded.search(words)] == []


def test_a_template_is_collected_with_its_plurals_and_contexts(monkeypatch):
    text = (
        '{% load i18n %}<p>{% translate "One" context "number" %}</p>\n'
        "  {% blocktranslate trimmed count n=x %}\n    {{ n }} leaf\n"
        "  {% plural %}{{ n }} leaves{% endblocktranslate %}"
    )
    monkeypatch.setattr(messages.files, "files", lambda *suffixes, under: ["x.html"] if under == "templates" else [])
    monkeypatch.setattr(messages.files, "read", lambda path: text)
    assert set(messages.found()) == {("number", "One"), (None, ("%(n)s leaf", "%(n)s leaves"))}


# What pages really show ----------------------------------------------------------------------------------------------

# Names, abbreviations and words of ours that are the same in every language.
SAME = {
    *(
        "Counterclaim",
        "Counter",
        "claim",
        "English",
        "Wikidata",
        "GeoNames",
        "Natural",
        "Earth",
        "Tab",
        "Enter",
        "Escape",
    ),
    *("Atom", "CSV", "PNG", "JSON", "CSL", "BibTeX", "APA", "Chicago", "Reuters", "AFP", "SHA", "EDTF", "ISO", "UTC"),
}
WORD = re.compile(r"(?<![\w.:/@?=&-])[A-Za-z]{3,}(?![\w.:/@=-])")
READ_ALOUD = {"alt", "title", "aria-label", "placeholder", "aria-description", "label", "data-label"}


class Leftovers(HTMLParser):
    """Collects the words in Latin letters of a page that are not marked as another language."""

    VOID = {"meta", "link", "input", "br", "img", "hr", "source", "wbr", "col"}

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    @property
    def hidden(self):
        return any(foreign or tag in ("script", "style", "code", "samp", "pre") for tag, foreign in self.open)

    def look(self, words):
        self.found += [word for word in WORD.findall(words) if word not in SAME]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        foreign = tag != "html" and "lang" in attributes
        if tag not in self.VOID:
            self.open.append((tag, foreign))
        if not self.hidden and not foreign:
            for name in READ_ALOUD & attributes.keys():
                self.look(attributes[name] or "")
            if attributes.get("name") == "description":
                self.look(attributes["content"])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self.hidden:
            self.look(data)


@pytest.mark.django_db
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_page_for_readers_shows_a_word_of_english_unmarked(client, language):
    public_world()
    ClaimFactory(published=True, slug="retracted").retract(by=UserFactory(), reason="grund")
    left = {}
    for address in [*PLAIN, "/claims/retracted/", "/nothing/", "/pairs/?party=nobody&sort=x&page=2", "/pairs/?x=y"]:
        response = client.get(f"/{language}{address}")
        if response["Content-Type"].startswith("text/html"):
            parser = Leftovers()
            parser.feed(response.content.decode())
            for word in parser.found:
                left.setdefault(word, address)
    assert left == {}
