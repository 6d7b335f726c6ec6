import pytest

from claims.suggestions.weekdays import days

# 14 March 2024 was a Thursday.
DAY = "2024-03-14"


def said(text, published=DAY):
    return [each.said for each in days(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It said on Tuesday that", ["2024-03-12"]),
        ("It said on Thursday that", ["2024-03-14"]),
        ("It said on Friday that", ["2024-03-08"]),
        ("It said last Thursday that", ["2024-03-07"]),
        ("It said last Tuesday that", ["2024-03-12"]),
        ("It said yesterday, and today", ["2024-03-13", "2024-03-14"]),
        ("заявили во вторник", ["2024-03-12"]),
        ("сообщили в среду и вчера", ["2024-03-13", "2024-03-13"]),
        ("повідомили у п’ятницю", ["2024-03-08"]),
        ("will vote next Sunday", []),
        ("until Sunday", []),
        ("Tuesday’s vote", []),
        ("It said “we go on Monday”", []),
        ("It said so in March", []),
    ],
)
def test_a_day_is_read_against_the_day_of_the_article(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2024-03-14~", ["2024-03-12~"]), ("2024-03", []), ("2024-03-12/2024-03-14", []), ("", []), ("soon", [])],
)
def test_an_approximate_day_gives_an_approximate_one_and_no_day_gives_none(published, expected):
    assert said("on Tuesday", published) == expected


def test_a_day_has_its_place_in_the_text():
    text = "😀 It rained.\nOn Tuesday it said so. On Monday, too."
    [found] = days(text, 13, 38, DAY)
    assert (found.words, text[found.start : found.end]) == ("Tuesday", "Tuesday")
