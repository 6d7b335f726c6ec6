"""What the style sheets promise: contrast, weight, nothing from elsewhere, no colour for a party."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--(\w+): (#[0-9a-f]{6});")
LIGHT, DARK = (dict(COLOUR.findall(part)) for part in TOKENS.split("prefers-color-scheme: dark"))


def luminance(colour):
    """Return the relative luminance of a colour such as "#16181d" (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast ratio of two colours (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent", "warn"])
def test_text_stands_out_from_the_paper_by_seven_to_one(scheme, text):
    assert contrast(scheme[text], scheme["paper"]) >= 7


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_marked_words_stand_out_from_their_mark_by_seven_to_one(scheme):
    assert contrast(scheme["ink"], scheme["mark"]) >= 7


def test_both_schemes_set_the_same_colours():
    assert set(LIGHT) == set(DARK)


def test_style_sheets_together_are_under_20_kilobytes_compressed():
    assert sum(len(brotli.compress(sheet.read_bytes())) for sheet in SHEETS) < 20_000


def test_fonts_of_a_page_in_latin_letters_are_under_160_kilobytes():
    fonts = [path for path in (CSS.parent / "vendor").rglob("*.woff2") if "-latin-wght" in path.name]
    assert len(fonts) == 3
    assert sum(path.stat().st_size for path in fonts) <= 160_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheet_keeps_to_the_house(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    for unwanted in (
        "http:",
        "//",
        "@import",
        "gradient",
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
    ):
        assert unwanted not in text, unwanted
    if sheet.name != "print.css":
        # Colours have names, so that light and dark change together.
        assert not COLOUR.sub("", text).count("#")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_file_that_a_style_sheet_names_is_there(sheet):
    for name in re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8")):
        assert (sheet.parent / name).resolve().is_file(), name
