import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.citing import FOLDER, STYLES, Work, bibtex, csl_json, work_title, written_out
from tests.hostile import HARM

HELD = Work(
    key="counterclaim-repelled",
    title="Who held Tyotkino on 12 March 2024? Repelled / Captured Tyotkino",
    address="https://example.org/pairs/repelled/",
    issued=date(2024, 4, 2),
)


def titled(title):
    return Work(HELD.key, title, HELD.address, HELD.issued)


def test_apa_names_the_site_the_day_the_title_and_the_address():
    assert dict(written_out(HELD))["APA"] == (
        "Counterclaim. (2024, April 2). Who held Tyotkino on 12 March 2024? Repelled / Captured Tyotkino."
        " https://example.org/pairs/repelled/"
    )


def test_chicago_puts_the_title_in_quotation_marks_after_the_stop():
    assert dict(written_out(HELD))["Chicago"] == (
        "Counterclaim. “Who Held Tyotkino on 12 March 2024? Repelled / Captured Tyotkino.” April 2, 2024."
        " https://example.org/pairs/repelled/."
    )


def test_csl_has_a_publisher_and_no_author():
    [item] = json.loads(csl_json(HELD))
    assert item["type"] == "webpage"
    assert item["publisher"] == "Counterclaim"
    assert item["issued"] == {"date-parts": [[2024, 4, 2]]}
    assert item["URL"] == HELD.address
    assert "author" not in item


def test_bibtex_has_the_same_and_no_author():
    text = bibtex(HELD)
    assert text.startswith("@misc{counterclaim-repelled,\n")
    assert "  title = {{Who held Tyotkino on 12 March 2024? Repelled / Captured Tyotkino}},\n" in text
    assert "  url = {https://example.org/pairs/repelled/},\n" in text
    assert "author" not in text


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50% of A_b & C#d for $5", r"50\% of A\_b \& C\#d for \$5"),
        ("a\\b{c}~d^e", r"a\textbackslash{}b\textbraceleft{}c\textbraceright{}\textasciitilde{}d\textasciicircum{}e"),
        ("Тёткино", "Тёткино"),
    ],
)
def test_signs_that_mean_something_to_tex_are_written_out(title, written):
    assert f"title = {{{{{written}}}}}" in bibtex(titled(title))


@given(st.text())
def test_no_title_leaves_a_brace_open(title):
    text = bibtex(titled(title))
    depth = 0
    for sign in re.sub(r"[^{}]", "", text):
        depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("title", [HARM, "{{7*7}}", "<i>x</i>", "“”", "?", "…", "Ї Ґ є 😀 العربية", "a" * 700])
def test_no_title_breaks_a_style(title):
    for _name, text in written_out(titled(title)):
        assert text.startswith("Counterclaim. ")
        assert HELD.address in text


@pytest.mark.parametrize(
    ("heading", "answers", "title"),
    [
        ("Who held it?", ["repelled", "captured"], "Who held it? Repelled / Captured"),
        ("The raid", ["repelled", "captured."], "The raid: Repelled / Captured"),
        ("The  raid\n", ["a", "b"], "The raid : A / B"),
    ],
)
def test_title_says_what_it_is_about_before_the_answers(heading, answers, title):
    assert work_title(heading, answers) == title


def test_folder_holds_the_styles_that_are_offered_and_no_other():
    assert {path.name for path in FOLDER.iterdir()} == {f"{style}.csl" for style in STYLES.values()}
