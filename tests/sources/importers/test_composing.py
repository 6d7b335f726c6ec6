"""From a text and what came with it to an article: what is taken, what is left for an editor, what is said."""

import pytest

from editorial.validators import validate_language
from sources.importers.base import Found, Hint, Unreadable
from sources.importers.composing import LENGTHS, clean_line, compose, tag_of
from sources.models import Source
from tests.sources.importers.samples import ENGLISH, UKRAINIAN


def given(**fields):
    return [Hint(field, value, True, "in the data") for field, value in fields.items()]


def hints(article, field):
    return [(hint.value, hint.certain) for hint in article.hints if hint.field == field]


def test_what_is_certain_is_taken_and_everything_is_a_hint():
    text = f"Bridge closed\n\nBy Ana Novak\nPublished: 13 March 2024\nURL: https://paper.example/a?utm_source=x\n\n{ENGLISH}"
    article = compose(text, "a.txt")
    assert (article.title, article.byline, article.published, article.url) == (
        "Bridge closed", "Ana Novak", "2024-03-13", "https://paper.example/a",
    )  # fmt: skip
    assert (article.title_found, article.published_found) == (Found.HEADLINE, Found.TEXT)
    assert (article.language, article.outlet, article.translated_from) == ("", "", "")
    assert hints(article, "language") == [("en", False)]
    for hint in article.hints:
        assert hint.start is None or 0 <= hint.start < hint.end <= len(article.text)


def test_what_came_with_the_text_counts_before_what_stands_in_it():
    article = compose(f"Bridge closed\n\nPublished: 13 March 2024\n\n{ENGLISH}", "a.txt",
                      given(title="Another title", published="2024-03-14"), found=Found.PAGE)  # fmt: skip
    assert (article.title, article.published) == ("Another title", "2024-03-14")
    assert (article.title_found, article.published_found) == (Found.PAGE, Found.PAGE)
    assert hints(article, "published") == [("2024-03-14", True), ("2024-03-13", True)]


def test_two_certain_values_that_differ_are_both_shown_and_neither_taken():
    article = compose(f"Published: 13 March 2024\n{ENGLISH}\nPublished: 14 March 2024", "a.txt")
    assert article.published == ""
    assert article.notes == ("it says different things for “published” (2024-03-13; 2024-03-14), and none was taken",)


def test_a_declared_language_that_the_words_contradict_is_not_taken():
    article = compose(UKRAINIAN, "a.txt", given(language="en"))
    assert article.language == ""
    assert hints(article, "language") == [("en", True), ("uk", False)]
    assert article.notes == ("it declares the language en and reads like uk; neither was taken",)


def test_a_declared_language_that_fits_is_taken():
    assert compose(UKRAINIAN, "a.txt", given(language="uk-UA")).language == "uk"


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "javascript:alert(1)"), ("published", "yesterday"), ("language", "Elvish"), ("title", "\u200b")],
)
def test_what_a_field_cannot_hold_is_noted_and_left_out(field, value):
    article = compose(ENGLISH, "a.txt", given(**{field: value}))
    assert hints(article, field) in ([], [("en", False)])
    assert any("is not one that can be taken" in note for note in article.notes)


def test_what_is_too_long_for_its_field_is_cut_with_a_sign():
    article = compose(ENGLISH, "a.txt", given(title="T" * 1000, byline="B" * 1000, outlet="O" * 1000))
    for value, field in ((article.title, "title"), (article.byline, "byline"), (article.outlet, "outlet")):
        assert len(value) == LENGTHS[field]
        assert value.endswith("…")


def test_no_field_is_longer_than_a_source_holds():
    for field in ("title", "url", "language", "translated_from", "byline"):
        assert LENGTHS[field] <= Source._meta.get_field(field).max_length


def test_lines_from_outside_lose_what_cannot_be_seen():
    assert compose(ENGLISH, "a.txt", given(title=" A\u202e title\x00 \n of\u200b two ")).title == "A title of two"
    assert clean_line("half \ud800") == ""


def test_the_text_is_kept_but_for_what_cannot_be_seen():
    article = compose("  One\u200b\r\n\r\ncafe\u0301.\t\n ", "a.txt")
    assert article.text == "  One\n\ncafé.\t\n "
    assert article.notes == ("1 character that cannot be seen was kept out: 1 × U+200B zero width space",)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2028", "* * *"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(Unreadable) as refused:
        compose(text, "a.txt")
    assert refused.value.reason == "it holds no words"


@pytest.mark.parametrize(
    ("name", "tag"),
    [("en", "en"), ("EN", "en"), ("uk_UA", "uk"), ("sr-latn-RS", "sr-Latn"), ("zh-Hant", "zh-Hant"), ("und", ""),
     ("English", ""), ("", ""), ("e", "")],
)  # fmt: skip
def test_a_language_is_taken_by_its_tag(name, tag):
    assert tag_of(name) == tag
    if tag:
        validate_language(tag)
