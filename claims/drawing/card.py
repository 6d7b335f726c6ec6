"""The picture of a pair for cards: both answers, who gave them, how they stand to each other, set as on the page.

A picture of 1200 by 630 pixels, the size that sites which show such cards ask for. Everything is drawn in one tone from
ink to paper, with the typefaces of the pages.
"""

import hashlib
import threading
import unicodedata
from dataclasses import astuple, dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

WIDTH, HEIGHT = 1200, 630
MARGIN, GAP = 64, 64
# The tokens of the light scheme: the two ends of the tone, and what lies between them.
INK_COLOUR, PAPER_COLOUR = (0x16, 0x18, 0x1D), (0xFB, 0xFA, 0xF6)
INK, SOFT, RULE, PAPER = 0, 52, 217, 255
# Drawn larger by this and then reduced, so that letters stand where they should and not on the next whole pixel.
SCALE = 2
# As many tones as four bits hold, which is enough for the edges of letters.
TONES = 16
FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor"
# Goes into the ETag: raise it when the drawing changes.
EDITION = "1"
KEPT = 32
# Letters of a text that are looked at; a column in the smallest type holds fewer.
MOST = 500
ONE_AT_A_TIME = threading.Lock()

SERIF = "source-serif-4/source-serif-4-{part}-wght-normal.woff2"
ITALIC = "source-serif-4/source-serif-4-{part}-wght-italic.woff2"
SANS = "inter/inter-{part}-wght-normal.woff2"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the pair. All are str."""

    party: str
    answer: str
    statement: str


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the picture; ``between`` is the word between the sides, ``foot`` the line below them. All str."""

    kind: str
    heading: str
    between: str
    left: Side
    right: Side
    foot: str

    @property
    def etag(self):
        """The ETag of its picture (str), made from what stands on it."""
        return '"' + hashlib.sha256(repr((EDITION, astuple(self))).encode()).hexdigest()[:32] + '"'


@lru_cache(maxsize=KEPT)
def png(card):
    """Return the picture of ``card`` (a `Card`) as PNG (bytes)."""
    with ONE_AT_A_TIME:
        return Sheet().drawn(card)


def part_of(sign, before):
    """Return the part of a typeface (str) that holds ``sign``; ``before`` is that of the sign it follows."""
    code = ord(sign)
    if unicodedata.combining(sign):
        return before
    if 0x0400 <= code <= 0x052F or code == 0x2116:
        return "cyrillic"
    if 0x0100 <= code <= 0x02AF or 0x1E00 <= code <= 0x1EFF or 0x20A0 <= code <= 0x20CF:
        return "latin-ext"
    return "latin"


def runs(text):
    """Yield (part of the typeface, str) for the stretches of ``text`` that one file of it holds."""
    part, stretch = "latin", ""
    for sign in text:
        here = part_of(sign, part)
        if here != part and stretch:
            yield part, stretch
            stretch = ""
        part, stretch = here, stretch + sign
    if stretch:
        yield part, stretch


def tidy(text):
    """Return ``text`` in one line, without signs that steer and are not seen, as far as it could ever be shown."""
    spaced = " ".join(str(text).split())[:MOST]
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


@lru_cache(maxsize=128)
def font(face, part, size, weight):
    # Brings a library of several megabytes, which only pictures need.
    from PIL import ImageFont

    loaded = ImageFont.truetype(str(FONTS / face.format(part=part)), size * SCALE)
    loaded.set_variation_by_axes([weight])
    return loaded


@dataclass(frozen=True, slots=True)
class Type:
    """A typeface in one size (pixels) and weight; ``tracking`` is the space between letters, ``leading`` that from line
    to line, both in pixels."""

    face: str
    size: int
    weight: int
    leading: int
    tracking: float = 0

    def font(self, part):
        return font(self.face, part, self.size, self.weight)

    def width(self, text):
        """Return how wide ``text`` is, in pixels."""
        drawn = sum(self.font(part).getlength(stretch) for part, stretch in self.stretches(text))
        return drawn / SCALE + self.tracking * len(text)

    def stretches(self, text):
        """Yield (part of the typeface, str) for what is set in one go: where letters are spaced, each by itself."""
        return ((part_of(sign, "latin"), sign) for sign in text) if self.tracking else runs(text)

    def lines(self, text, room):
        """Return ``text`` in lines (list of str) no wider than ``room`` pixels."""
        found, line, taken, space = [], [], 0, self.width(" ")
        for word in (piece for whole in text.split() for piece in self.pieces(whole, room)):
            wide = self.width(word)
            if line and taken + space + wide > room:
                found.append(" ".join(line))
                line, taken = [], 0
            taken += wide + (space if line else 0)
            line.append(word)
        return [*found, " ".join(line)] if line else found

    def pieces(self, word, room):
        """Yield ``word``, or what of it fits into a line at a time."""
        while len(word) > 1 and self.width(word) > room:
            fits = max(1, int(len(word) * room / self.width(word)) - 1)
            yield word[:fits]
            word = word[fits:]
        yield word

    def cut(self, text, room, most):
        """Return ``text`` in at most ``most`` lines, the last of them ending in an ellipsis where some is left out."""
        lines = self.lines(text, room)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(f"{last}…") > room:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip(' ,;:.')}…"]


def fitted(text, room, height, types):
    """Return (`Type`, lines): ``text`` in the first of ``types`` in which it fits, or cut in the last of them."""
    for kind in types:
        lines = kind.lines(text, room)
        if len(lines) * kind.leading <= height:
            return kind, lines
    return kind, kind.cut(text, room, max(1, height // kind.leading))


BRAND = Type(SERIF, 34, 650, 40)
BRAND_LIGHT = Type(SERIF, 34, 400, 40)
LABEL = Type(SANS, 19, 600, 27, 1.6)
FOOT = Type(SANS, 20, 400, 28)
HEADINGS = [Type(ITALIC, size, 400, round(size * 1.22)) for size in (36, 32, 28, 24)]
BETWEEN = Type(ITALIC, 28, 400, 36)
ANSWERS = [Type(SERIF, size, 430, round(size * 1.08)) for size in (76, 66, 56, 48, 40)]
STATEMENTS = [Type(SERIF, size, 400, round(size * 1.4)) for size in (28, 26, 24, 22)]

TOP, FACING, BOTTOM = 44, 232, 560
ROOM_FOR_ANSWERS, ONE_LINE_AT_LEAST = 170, 48
COLUMN = (WIDTH - 2 * MARGIN - 2 * GAP) // 2


class Sheet:
    """A sheet of paper to draw a card on."""

    def __init__(self):
        # Brings a library of several megabytes, which only pictures need.
        from PIL import Image, ImageDraw

        self.image = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def write(self, text, kind, left, top, tone=INK):
        """Write ``text`` in the `Type` ``kind``, the box of the line at ``left``, ``top``; return its right end."""
        base = top + kind.leading * 0.78
        for part, stretch in kind.stretches(text):
            place = (left * SCALE, base * SCALE)
            self.pen.text(place, stretch, fill=tone, font=kind.font(part), anchor="ls")
            left += kind.font(part).getlength(stretch) / SCALE + kind.tracking
        return left

    def block(self, lines, kind, left, top, tone=INK):
        for line in lines:
            self.write(line, kind, left, top, tone)
            top += kind.leading
        return top

    def across(self, top, tone, thickness=1):
        self.box(MARGIN, top, WIDTH - MARGIN, top + thickness, tone)

    def box(self, left, top, right, bottom, tone):
        self.pen.rectangle((left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1), fill=tone)

    def drawn(self, card):
        end = self.write("Counter", BRAND, MARGIN, TOP)
        self.write("claim", BRAND_LIGHT, end, TOP)
        kind = " ".join(LABEL.cut(tidy(card.kind).upper(), COLUMN, 1))
        self.write(kind, LABEL, WIDTH - MARGIN - LABEL.width(kind) + LABEL.tracking, TOP + 8)
        self.across(100, INK)
        self.across(104, INK)
        room = WIDTH - 2 * MARGIN
        heading, lines = fitted(tidy(card.heading), room, 92, HEADINGS)
        self.block(lines, heading, MARGIN, 112 + (104 - len(lines) * heading.leading) // 2, SOFT)
        self.across(FACING - 10, RULE)
        self.facing(card)
        self.across(BOTTOM + 10, INK)
        self.block(FOOT.cut(tidy(card.foot), room, 1), FOOT, MARGIN, BOTTOM + 24, SOFT)
        return self.encoded()

    def facing(self, card):
        columns = [(MARGIN, card.left), (WIDTH - MARGIN - COLUMN, card.right)]
        parties = [LABEL.cut(tidy(side.party).upper(), COLUMN, 2) for _left, side in columns]
        top = FACING + 14 + max(map(len, parties)) * LABEL.leading + 8
        answer, answers = self.answers([tidy(side.answer) for _left, side in columns])
        below = top + max(map(len, answers)) * answer.leading + 14
        left_over = BOTTOM - below
        sizes = [fitted(tidy(side.statement), COLUMN, left_over, STATEMENTS)[0] for _left, side in columns]
        statement = min(sizes, key=lambda kind: kind.size)
        for (left, side), party, lines in zip(columns, parties, answers, strict=True):
            self.block(party, LABEL, left, FACING + 14)
            self.block(lines, answer, left, top)
            if left_over >= statement.leading:
                said = statement.cut(tidy(side.statement), COLUMN, left_over // statement.leading)
                self.block(said, statement, left, below, SOFT)
        self.between(tidy(card.between))

    def answers(self, texts):
        """Return (`Type`, lines of each): both answers in one size, so that neither speaks louder, in one line each if
        that is still large."""
        texts = [text[:1].upper() + text[1:] for text in texts]
        for most in (1, 2, 3):
            for kind in ANSWERS:
                lines = [kind.lines(text, COLUMN) for text in texts]
                if max(map(len, lines)) <= most and most * kind.leading <= ROOM_FOR_ANSWERS:
                    return kind, lines
                if most == 1 and kind.size <= ONE_LINE_AT_LEAST:
                    break
        return kind, [kind.cut(text, COLUMN, ROOM_FOR_ANSWERS // kind.leading) for text in texts]

    def between(self, word):
        middle = WIDTH // 2
        self.box(middle, FACING + 14, middle + 1, BOTTOM - 6, RULE)
        wide, centre = BETWEEN.width(word), (FACING + BOTTOM) // 2
        self.box(middle - wide / 2 - 10, centre - 30, middle + wide / 2 + 10, centre + 26, PAPER)
        self.write(word, BETWEEN, middle - wide / 2, centre - 20, SOFT)

    def encoded(self):
        """Return the sheet as PNG (bytes), in tones between ink and paper."""
        toned = self.image.reduce(SCALE).point([round(tone / 255 * (TONES - 1)) for tone in range(256)]).convert("P")
        toned.putpalette(
            [
                round(ink + (paper - ink) * tone / (TONES - 1))
                for tone in range(TONES)
                for ink, paper in zip(INK_COLOUR, PAPER_COLOUR, strict=True)
            ]
        )
        out = BytesIO()
        toned.save(out, "PNG", bits=4)
        return out.getvalue()
