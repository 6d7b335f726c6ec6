import pytest

from claims.search.asking import read
from claims.search.excerpts import best, marked


def shown(text, question, length=None):
    """Return ``text`` with brackets round what is marked in it."""
    return "".join(f"[{part}]" if is_hit else part for part, is_hit in marked(text, read(question).wanted, length))


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("They repelled the raid.", "repels", "They [repelled] the raid."),
        ("They repelled the raid.", '"repelled the raid"', "They [repelled the raid]."),
        ("They repelled a raid; the raid ended.", '"raid ended"', "They repelled a raid; the [raid ended]."),
        ("Бои за Тёткино", "теткино", "Бои за [Тёткино]"),
        ("<b>raid</b>", "raid", "<b>[raid]</b>"),
        ("Nothing here.", "raid", "Nothing here."),
        ("", "raid", ""),
    ],
)
def test_what_was_asked_for_is_marked(text, question, expected):
    assert shown(text, question) == expected


def test_long_text_is_cut_between_words_around_what_is_marked():
    text = " ".join(["before"] * 100 + ["raid"] + ["after"] * 100)
    cut = shown(text, "raid", 120)
    assert cut.startswith("…before ")
    assert "[raid] after" in cut
    assert cut.endswith("after…")
    assert len(cut) < 200


def test_phrase_longer_than_the_cut_is_shown_whole():
    text = "x " * 50 + "raid " * 40 + "y " * 50
    phrase = " ".join(["raid"] * 40)
    assert f"[{phrase}]" in shown(text, f'"{phrase}"', 60)


def test_best_text_has_most_of_what_was_asked_for():
    texts = ["a raid", "a raid in March", "March"]
    assert best(texts, read("raid March").wanted) == "a raid in March"
    assert best(texts, read("April").wanted) == ""
    assert best([], read("April").wanted) == ""
