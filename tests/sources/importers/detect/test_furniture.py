"""Page furniture: lines that are not the article."""

import pytest

from sources.importers.detect.furniture import find
from sources.importers.detect.lines import lines


def found(text):
    return [(text[hint.start : hint.end], hint.certain) for hint in find(text, lines(text))]


@pytest.mark.parametrize(
    "line",
    ["Listen to Today's Edition:", "0:00 0:00", "1:02:03", "Advertisment", "ADVERTISEMENT", "Реклама", "Copy link",
     "To watch on video", "Share on Telegram", "Subscribe", "Leave a comment", "12 comments", "Поділитися",
     "Read also: The bridge at Criniche", "Читайте також: Міст у Криничному", "All rights reserved.",
     "Subscribe today and it will be in your inbox the next morning", "Підписуйтесь на наш канал у Telegram",
     "Подписывайтесь на наш канал", "And you get a free trial with no obligation"],
)  # fmt: skip
def test_a_line_of_the_page_is_certain(line):
    assert found(f"The bridge was closed.\n\n{line}\n\nNobody was hurt.") == [(line, True)]


def test_an_offer_in_prose_is_a_guess():
    line = "Become a friend of the Courier: a membership costs only €3 a month. It helps."
    assert found(f"One.\n{line}\nTwo.") == [(line, False)]


def test_a_bare_number_counts_only_after_a_player():
    assert found("Listen to this article\n0:00 0:00\n100\n\nThe bridge.\n\n100\n") == [
        ("Listen to this article", True),
        ("0:00 0:00", True),
        ("100", False),
    ]


def test_the_same_line_twice_is_marked_in_both_places():
    assert [
        hint.start
        for hint in find("Reklame\nAdvertisment\nx\nAdvertisment", lines("Reklame\nAdvertisment\nx\nAdvertisment"))
    ] == [8, 23]


@pytest.mark.parametrize(
    "line",
    ["They had to share a room.", "Join the army, they were told.", "The advertisement showed a bridge.",
     "Read more books, said the mayor, and subscribe to nothing.", "100", "Print is dead, they said.",
     "The subscription to the truce expired."],
)  # fmt: skip
def test_sentences_of_an_article_are_left_alone(line):
    assert found(f"One.\n\n{line}\n\nTwo.") == []


@pytest.mark.parametrize(
    "words",
    ["Subscribe", "a subscription", "MEMBERSHIP", "donate", "A donation", "Join us", "Підтримайте", "поддержите"],
)
def test_each_word_that_asks_for_money_is_looked_for(words):
    """Whether a line holds any of them is asked first: a word that is forgotten there would never be found."""
    line = f"If you like what you read here then {words} today, it costs from $3 a month and helps the reporters."
    assert found(line) == [(line, False)]
