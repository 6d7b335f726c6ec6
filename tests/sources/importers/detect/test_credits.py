"""Credits: whose reports an article relies on, as printed, and where."""

import pytest

from sources.importers.detect.credits import find
from sources.importers.detect.lines import lines
from sources.importers.detect.outlets import BY_PRINTED, OUTLETS, full_name

BODY = "The bridge at Criniche was closed.\n\nNobody was hurt.\n\nIt opens in May."


def found(text, field="credit"):
    hints = find(text, lines(text))
    return [(hint.value, hint.certain, text[hint.start : hint.end]) for hint in hints if hint.field == field]


def test_a_line_of_credits_is_taken_apart():
    text = f"{BODY}\n\nWith Reuters, AP and local media"
    assert found(text) == [
        ("Reuters", True, "Reuters"),
        ("Associated Press", True, "AP"),
        ("local media", False, "local media"),
    ]
    assert "With Reuters, AP and local media" in find(text, lines(text))[0].where


@pytest.mark.parametrize(
    "line",
    ["(with files from Reuters)", "Source: Reuters", "With reporting by Reuters.", "Джерело: Reuters",
     "По материалам Reuters", "Reporting by Reuters"],
)  # fmt: skip
def test_other_ways_to_write_it(line):
    assert found(f"{BODY}\n\n{line}") == [("Reuters", True, "Reuters")]


def test_gaps_and_sentences_in_a_line_of_credits_are_left_alone():
    line = "Source: , Reuters, and what many of the people there said, AP"
    assert [value for value, *_rest in found(f"{BODY}\n\n{line}")] == ["Reuters", "Associated Press"]


def test_a_name_that_is_not_known_is_a_guess():
    assert found(f"{BODY}\n\nsource site-39") == [("site-39", False, "site-39")]


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("It fell, Agence France-Presse reported.", "Agence France-Presse", "Agence France-Presse"),
        ("It will win, NBC News added.", "NBC News", "NBC News"),
        ("According to AFP, it fell.", "Agence France-Presse", "AFP"),
        ("It fell, the Reuters news agency reported.", "Reuters", "Reuters news agency"),
        ("Про це повідомляє Укрінформ.", "Ukrinform", "Укрінформ"),
        ("Об этом сообщает ТАСС.", "TASS", "ТАСС"),
        ("Міст закрили, передає Суспільне.", "Suspilne", "Суспільне"),
        ("He told The New York Times that it fell.", "New York Times", "The New York Times"),
    ],
)
def test_a_name_beside_a_word_for_reporting_is_certain(text, name, printed):
    assert found(text) == [(name, True, printed)]


def test_what_only_looks_like_the_name_of_an_outlet_is_a_guess():
    assert found("It fell, the Criniche Courier reported.") == [("Criniche Courier", False, "Criniche Courier")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("KYIV, March 13 (Reuters) - The bridge was closed.", "Reuters"),
        ("(AP) — The bridge was closed.", "Associated Press"),
        ("МОСКВА, 13 марта. /ТАСС/. Мост закрыт.", "TASS"),
        ("КИЇВ (Укрінформ) – Міст закрито.", "Ukrinform"),
        ("КИЇВ. 13 березня. УНІАН. Міст закрито.", "UNIAN"),
        ("МОСКВА, 13 мар - РИА Новости. Мост закрыт.", "RIA Novosti"),
    ],
)
def test_the_line_of_place_and_date_of_an_agency_names_it(line, name):
    assert found(f"{line}\n\n{BODY}")[0][:2] == (name, True)


def test_who_supplied_a_picture_is_a_guess_that_says_so():
    text = f"A bridge in the fog. © via REUTERS – TOWN OF CRINICHE. Photo: AFP\n\n{BODY}"
    assert found(text) == [("Agence France-Presse", False, "AFP")]
    assert "picture" in find(text, lines(text))[0].where


def test_the_owner_of_the_copyright_is_a_guess_about_the_outlet():
    assert found(f"{BODY}\n\n© 2024 Criniche Courier. All rights reserved", "outlet") == [
        ("Criniche Courier", False, "Criniche Courier")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "With the bridge closed, they walked. Reuters is an agency.",
        "The APA said so.",
        "The news reported earlier was wrong.",
        "They learned with some surprise that it had been closed.",
        "According to the mayor, it fell.",
    ],
)
def test_other_words_are_left_alone(text):
    assert found(text) == []


def test_every_name_is_printed_in_one_way_only_for_one_outlet():
    printed = [name for full, others in OUTLETS.items() for name in (full, *others)]
    assert len(printed) == len(set(printed)) == len(BY_PRINTED)
    assert list(OUTLETS) == sorted(OUTLETS, key=str.casefold)


def test_the_article_before_a_name_does_not_count():
    assert full_name("the Guardian") == full_name("The Guardian") == "The Guardian"
    assert full_name("Criniche Courier") is None


@pytest.mark.parametrize(
    "words",
    ["According to", "according to the", "citing", "Reported by", "quoted by", "writes", "Reports", "told", "Тold",
     "пише", "Пишет", "передає", "Передает", "повідомляє", "Сообщает", "посиланням на", "со ссылкой на"],
)  # fmt: skip
def test_each_word_for_reporting_before_a_name_is_looked_for(words):
    """Whether a text holds any of them is asked first: a word that is forgotten there would never be found."""
    text = f"{BODY} It stood, {words} Reuters, until May.\n\nLong after."
    assert found(text) == [("Reuters", True, "Reuters")]


@pytest.mark.parametrize("words", ["©", "(c)", "Photo:", "photographs by", "Image:", "images:", "Фото:", "фото:"])
def test_each_word_for_a_picture_is_looked_for(words):
    assert found(f"{BODY}\n\nThe mill. {words} Reuters\n\nLong after.") == [("Reuters", False, "Reuters")]
