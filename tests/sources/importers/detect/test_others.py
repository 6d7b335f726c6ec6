"""Headline, byline, address and translation, where they stand."""

import pytest

from sources.importers.detect import addressing, bylines, headlines, translations
from sources.importers.detect.everything import detect
from sources.importers.detect.lines import head_and_foot, lines

BODY = "\n\nThe bridge at Criniche was closed.\n\nNobody was hurt."


def test_lines_have_their_places_and_no_spaces():
    text = "  One \n\n\tTwo"
    assert [(line.text, text[line.start : line.end]) for line in lines(text)] == [("One", "One"), ("Two", "Two")]
    assert lines("") == lines(" \n ") == []


def test_head_and_foot_never_hold_a_line_twice():
    assert head_and_foot([1, 2, 3], 2, 5) == [1, 2, 3]
    assert head_and_foot([1, 2, 3, 4, 5], 1, 2) == [1, 4, 5]


def test_the_headline_has_its_place():
    text = " date 2024-03-13  Bridge  closed \n\nThe body."
    (hint,) = headlines.find(text, lines(text))
    assert (hint.value, text[hint.start : hint.end]) == ("Bridge closed", "Bridge  closed")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Novak", "Ana Novak"),
        ("By Ana Novak and J. de Vries", "Ana Novak and J. de Vries"),
        ("Author: Ana Novak", "Ana Novak"),
        ("Автор: Олена Коваль", "Олена Коваль"),
        ("BY ANA NOVAK", "ANA NOVAK"),
    ],
)
def test_a_line_that_names_the_author_is_certain(line, names):
    text = f"Bridge closed\n{line}{BODY}"
    (hint,) = bylines.find(text, lines(text))
    assert (hint.value, hint.certain, text[hint.start : hint.end]) == (names, True, names)


@pytest.mark.parametrize(
    "line", ["By the river they sat down.", "By Monday it was closed.", "By 2024", "Text: the bridge"]
)
def test_other_lines_name_no_author(line):
    text = f"Bridge closed\n{line}{BODY}"
    assert bylines.find(text, lines(text)) == []


@pytest.mark.parametrize(
    ("line", "certain"),
    [
        ("URL: https://paper.example/a?utm_source=x", True),
        ("Посилання: https://paper.example/a", True),
        ("https://paper.example/a#top", False),
    ],
)
def test_a_line_with_an_address_gives_its_canonical_form(line, certain):
    text = f"Bridge closed\n{line}{BODY}"
    (hint,) = addressing.find(text, lines(text))
    assert (hint.value, hint.certain) == ("https://paper.example/a", certain)


@pytest.mark.parametrize(
    "line", ["See https://paper.example/a for more.", "URL: javascript:alert(1)", "URL: https://localhost/"]
)
def test_an_address_in_a_sentence_or_of_no_page_is_left_alone(line):
    assert addressing.find(line + BODY, lines(line + BODY)) == []


@pytest.mark.parametrize(
    ("line", "tag", "certain"),
    [
        ("Translated from Russian by Ana Novak", "ru", True),
        ("(Translated from the Ukrainian)", "uk", True),
        ("Machine translation from the original French", "fr", True),
        ("Переклад з російської Олени Коваль", "ru", True),
        ("Перевод с украинского", "uk", True),
        ("The statement, which was translated from German in haste by the office, said that the bridge over the river "
         "at Criniche had been closed.", "de", False),
    ],
)  # fmt: skip
def test_a_translation_says_from_which_language(line, tag, certain):
    hints, notes = translations.find(line + BODY, lines(line + BODY))
    assert [(hint.value, hint.certain) for hint in hints] == [(tag, certain)]
    assert notes == []


def test_a_paragraph_without_an_end_is_not_searched_for_a_translation():
    text = "word " * 500 + "translated from Russian"
    assert translations.find(text, lines(text)) == ([], [])


def test_a_translation_that_does_not_say_from_what_is_noted():
    text = f"{BODY}\n\nTranslated by Ana Novak"
    assert translations.find(text, lines(text)) == (
        [],
        ["it says that it is translated, and not from which language: “Translated by Ana Novak”"],
    )


def test_everything_is_looked_for():
    text = (
        "Bridge closed\n\nBy Ana Novak\nPublished: 13 March 2024\nURL: https://paper.example/a\n\n"
        "The bridge at Criniche was closed on Monday, and nobody was hurt there, Reuters reported.\n\n"
        "Translated from Ukrainian\n\nCopy link\n© 2024 Criniche Courier"
    )
    hints, _notes = detect(text)
    assert {hint.field for hint in hints} == {
        "title", "byline", "published", "url", "credit", "translated_from", "furniture", "outlet", "language",
    }  # fmt: skip
