from io import BytesIO

import pytest
from PIL import Image

from claims.drawing.card import COLUMN, HEIGHT, LABEL, SERIF, STATEMENTS, WIDTH, Card, Side, font, png, runs, tidy
from tests.hostile import HARM

LEFT = Side("Ministry of Defence", "repelled", "The attack was driven back.")
RIGHT = Side("Legion", "captured Tyotkino", "Fighters took the village of Tyotkino.")
CARD = Card("contrary", "Who held Tyotkino?", "against", LEFT, RIGHT, "4 sources · 2 independent origins")


def picture(card):
    return Image.open(BytesIO(png(card))).convert("L")


def with_left(**kwargs):
    values = {"party": LEFT.party, "answer": LEFT.answer, "statement": LEFT.statement} | kwargs
    return Card(CARD.kind, CARD.heading, CARD.between, Side(**values), RIGHT, CARD.foot)


def test_picture_has_the_size_that_cards_ask_for_and_is_light():
    assert picture(CARD).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(png(CARD)) < 60_000


def test_same_card_gives_the_same_bytes():
    first = png(CARD)
    png.cache_clear()
    assert png(CARD) == first


@pytest.mark.parametrize("name", ["party", "answer", "statement"])
def test_whatever_a_side_says_changes_the_picture_and_its_etag(name):
    other = with_left(**{name: "other words"})
    assert other.etag != CARD.etag
    assert png(other) != png(CARD)


def test_nothing_is_drawn_on_the_margins():
    long = with_left(party="Long name " * 20, answer="word" * 40, statement="A long sentence of ours. " * 40)
    for card in (CARD, long):
        drawn = picture(card)
        paper = drawn.getpixel((0, 0))
        assert drawn.crop((0, 0, 60, HEIGHT)).getextrema() == (paper, paper)
        assert drawn.crop((WIDTH - 60, 0, WIDTH, HEIGHT)).getextrema() == (paper, paper)


def test_both_answers_are_set_in_one_size():
    """A long answer makes the short one beside it smaller, too."""
    short, long = with_left(answer="Yes"), with_left(answer="Yes, after a fight of several hours at three places")
    right = (WIDTH // 2 + 64, 232, WIDTH, 560)
    assert picture(short).crop(right).tobytes() != picture(long).crop(right).tobytes()


def test_cyrillic_letters_have_shapes_of_their_own():
    shapes = {bytes(font(SERIF, "cyrillic", 40, 400).getmask(sign)) for sign in "ЖШЇҐЄЫЭ"}
    assert len(shapes) == 7


def test_text_is_cut_where_the_script_changes():
    assert list(runs("Тёткино (Tyotkino), ş")) == [
        ("cyrillic", "Тёткино"),
        ("latin", " (Tyotkino), "),
        ("latin-ext", "ş"),
    ]


def test_accent_stays_with_its_letter():
    assert list(runs("о\u0301")) == [("cyrillic", "о\u0301")]


@pytest.mark.parametrize("words", [HARM, "", "\u202e\u200b", "العربية", "a" * 3000, "x " * 3000, "😀" * 50])
def test_no_words_break_the_picture(words):
    side = Side(words, words, words)
    assert picture(Card(words, words, words[:20], side, side, words)).size == (WIDTH, HEIGHT)


def test_signs_that_steer_are_left_out():
    assert tidy("a\u202eb\n c\x00") == "ab c"


def test_lines_keep_within_their_room_and_say_where_they_are_cut():
    kind = STATEMENTS[0]
    lines = kind.lines("one two three " * 30, COLUMN)
    assert all(kind.width(line) <= COLUMN for line in lines)
    assert "".join(lines).replace(" ", "") == "onetwothree" * 30
    cut = kind.cut("one two three " * 30, COLUMN, 2)
    assert len(cut) == 2
    assert cut[1].endswith("…")
    assert all(LABEL.width(line) <= COLUMN for line in LABEL.cut("A" * 200, COLUMN, 2))
