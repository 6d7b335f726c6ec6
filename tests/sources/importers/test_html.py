"""Saved pages: the article, what the page declares, what is inferred, and pages made to do harm."""

import json
import time

import pytest
from lxml.etree import XMLSyntaxError

from sources.importers.base import Found, Unreadable
from sources.importers.html import DEEPEST, MOST_ELEMENTS, read

BODY = (
    "<p>The bridge at Criniche was closed on Wednesday, and the mayor said that it would stay so until spring.</p>"
    "<p>Nobody was hurt, she told reporters, and the people of the village can still cross the river by boat.</p>"
)


def page(head="", body=BODY, attributes=""):
    return f"<!doctype html><html{attributes}><head>{head}</head><body><article>{body}</article></body></html>"


def article(html, codec="utf-8"):
    return read(html.encode(codec), "saved/page.html")


def hints(read_article, field):
    return [(hint.value, hint.certain) for hint in read_article.hints if hint.field == field]


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data if isinstance(data, bytes) else data.encode(), "page.html")
    assert refused.value.remedy
    return refused.value.reason


FULL_HEAD = (
    '<title>Bridge closed | Criniche Courier</title><meta property="og:title" content="Bridge closed">'
    '<link rel="canonical" href="https://courier.example/bridge?utm_source=feed">'
    '<meta property="og:site_name" content="Criniche Courier"><meta name="author" content="Ana Novak">'
    '<meta property="article:published_time" content="2024-03-13T09:15:00+02:00">'
)


def test_what_a_page_declares_is_taken():
    found = article(page(FULL_HEAD, attributes=' lang="en-GB"'))
    assert (found.title, found.published, found.url) == (
        "Bridge closed",
        "2024-03-13",
        "https://courier.example/bridge",
    )
    assert (found.outlet, found.byline, found.language) == ("Criniche Courier", "Ana Novak", "en")
    assert (found.title_found, found.published_found) == (Found.PAGE, Found.PAGE)
    assert "Nobody was hurt" in found.text
    assert "<p>" not in found.text
    assert [hint.where for hint in found.hints if hint.field == "url"] == ["in the page's canonical link"]


def test_what_a_page_says_to_machines_is_taken():
    data = {"@graph": [{"@type": "WebSite", "name": "x"}, {
        "@type": ["NewsArticle"], "headline": "Bridge closed", "datePublished": "2024-03-13T09:15:00Z",
        "author": [{"name": "Ana Novak"}, {"name": "Ivo Kos"}], "publisher": {"name": "Criniche Courier"},
        "mainEntityOfPage": {"@id": "https://courier.example/bridge"}, "inLanguage": "en",
    }]}  # fmt: skip
    found = article(page(f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert (found.title, found.published, found.url) == (
        "Bridge closed",
        "2024-03-13",
        "https://courier.example/bridge",
    )
    assert (found.outlet, found.byline, found.language) == ("Criniche Courier", "Ana Novak, Ivo Kos", "en")


@pytest.mark.parametrize(
    "data", ["{cut", "[" * 50_000, '{"@type": "NewsArticle", "headline": 5, "author": [[]]}', "null"]
)
def test_broken_data_for_machines_says_nothing(data):
    found = article(page(f'<script type="application/ld+json">{data}</script>'))
    assert "Nobody was hurt" in found.text
    assert hints(found, "byline") == []


def test_what_is_inferred_is_a_guess_and_not_taken():
    found = article(page("<title>Bridge closed</title>", f"<h1>Bridge closed</h1><p>13 March 2024</p>{BODY}"))
    assert hints(found, "title")[0] == ("Bridge closed", False)
    assert (found.published, found.outlet) == ("", "")
    assert all(not certain for _value, certain in hints(found, "published"))


def test_an_author_that_is_an_address_is_not_taken():
    found = article(page('<meta property="article:author" content="https://social.example/ana">'))
    assert ("https://social.example/ana", True) not in hints(found, "byline")


def test_scripts_and_what_the_page_hides_are_kept_out_and_reported():
    hidden = '<p hidden>secret one</p><div style="color:red; DISPLAY : none">secret two</div><script>secret(3)</script>'
    found = article(
        page(body=f"{BODY}<script>alert(1)</script><style>p {{}}</style>{hidden}<p>The end of it is here.</p>")
    )
    assert "secret" not in found.text
    assert "alert" not in found.text
    assert "The end of it is here." in found.text
    assert found.notes[0] == "2 parts of the page that it does not show were kept out"


def test_the_words_after_a_script_stay():
    found = article(page(body=f"{BODY}<p>Before it<script>x()</script> and after it.</p>"))
    assert "Before it and after it." in found.text


def test_the_words_after_a_script_at_the_beginning_stay():
    found = article(page(body=f"{BODY}<p><script>x()</script>After it there are words.</p>"))
    assert "After it there are words." in found.text
    found = article(page(body=f"{BODY}<p><b>One</b><script>x()</script> and after it more.</p>"))
    assert "and after it more." in found.text


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("lxml.etree.fromstring", "it is no page: nothing in it can be read as HTML"),
        ("trafilatura.bare_extraction", "its article could not be taken out of the page (XMLSyntaxError)"),
    ],
)
def test_a_page_that_breaks_a_library_is_refused(broken, reason, monkeypatch):
    def fail(*args, **kwargs):
        raise XMLSyntaxError("no", 1, 1, 1)

    monkeypatch.setattr(broken, fail)
    assert refusal(page()) == reason


def test_data_for_machines_that_is_nested_without_end_says_nothing():
    data = json.dumps({"@graph": [[[[[[[[{"@type": "NewsArticle", "headline": "Deep"}]]]]]]]]})
    found = article(page(f'<script type="application/ld+json">{data}</script>'))
    assert ("Deep", True) not in hints(found, "title")


def test_links_that_are_not_canonical_are_left_alone():
    found = article(page('<link rel="icon" href="https://courier.example/i"><link href="https://courier.example/x">'))
    assert hints(found, "url") == []


def test_characters_that_cannot_be_seen_are_kept_out_of_entities_too():
    found = article(page(body=f"{BODY}<p>Crin&#8203;iche <b>lies</b>&#x202e; here.</p>"))
    assert "Criniche lies here." in found.text
    assert found.notes == (
        "2 characters that cannot be seen were kept out: 1 × U+200B zero width space, "
        "1 × U+202E right-to-left override",
    )  # fmt: skip


def test_joiners_that_belong_to_the_text_stay():
    found = article(page(body=f"{BODY}<p>A sign 👩‍💻 and a word می‌خواهم stand here.</p>"))
    assert "A sign 👩‍💻 and a word می‌خواهم stand here." in found.text
    assert found.notes == ()


def test_old_references_to_windows_signs_are_read_as_they_are_shown():
    assert "one – two" in article(page(body=f"{BODY}<p>The bridge is one &#150; two of them were there.</p>")).text


def test_a_control_character_in_a_page_is_kept_out_and_reported():
    found = article(page(body=f"{BODY}<p>Crin\x01iche lies here by the river.</p>"))
    assert "Criniche lies here" in found.text
    assert found.notes == ("1 character that cannot be seen was kept out: 1 × U+0001 control character",)


CYRILLIC = (
    "<p>Сили оборони відбили атаку на село Криничне, повідомив речник міністерства у середу ввечері.</p>"
    "<p>Втрат немає, сказав він у четвер, і додав, що це вже не вперше на цьому березі річки.</p>"
)


@pytest.mark.parametrize(
    ("codec", "declared", "certain"),
    [("cp1251", "windows-1251", True), ("koi8_u", "koi8-u", True), ("cp1251", "utf-8", False),
     ("koi8_u", "windows-1251", False), ("cp1251", "iso-8859-1", False)],
)  # fmt: skip
def test_pages_are_read_in_the_encoding_they_are_in_whatever_they_declare(codec, declared, certain):
    found = article(page(f'<meta charset="{declared}">', CYRILLIC, ' lang="uk"'), codec)
    assert "Сили оборони відбили атаку на село Криничне" in found.text
    assert [sure for _name, sure in hints(found, "encoding")] == [certain]
    assert certain or any("declares" in note for note in found.notes)


def test_a_page_in_utf8_that_declares_another_is_read_as_utf8():
    found = article(page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', CYRILLIC))
    assert "Втрат немає" in found.text
    assert found.notes == ("it declares CP1251 and is UTF-8; it was read as UTF-8",)


def test_a_declaration_of_xml_does_not_stop_it():
    assert "Nobody" in article('<?xml version="1.0" encoding="UTF-8"?>' + page()).text


@pytest.mark.parametrize("tag", ["div", "b", "font", "table><tr><td"])
def test_ten_thousand_nested_tags_are_refused_at_once(tag):
    begun = time.process_time()
    assert refusal(f"<html><body>{f'<{tag}>' * 10_000}{BODY}") == f"its tags are nested more than {DEEPEST} deep"
    assert time.process_time() - begun < 30


def test_a_page_of_too_many_elements_is_refused_at_once():
    begun = time.process_time()
    reason = refusal("<html><body>" + "<p>Words of a paragraph.</p>" * (MOST_ELEMENTS + 1))
    assert reason == f"it has {MOST_ELEMENTS + 3} elements, more than the {MOST_ELEMENTS} of the longest article"
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("data", [b"<script>" * 50_000, b"<" * 300_000, b"<!--" * 50_000, b"\xc0<script" * 50_000])
def test_markup_without_an_end_takes_no_time(data):
    begun = time.process_time()
    refusal(data)
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("data", [b"", b"   ", b"<html></html>", b"<html><body><p></p></body></html>"])
def test_a_page_without_an_article_is_refused(data):
    assert refusal(data) in ("no article was found in the page", "it is no page: nothing in it can be read as HTML")


def test_a_nul_is_refused_with_its_line():
    assert refusal("<html>\n<p>One\0two</p>") == "it is not plain text: it holds the control character U+0000 on line 2"


def test_an_entity_does_not_bring_a_file_in(tmp_path):
    (tmp_path / "secret").write_text("not for the page")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    assert "not for the page" not in article(entity + page(body=f"{BODY}<p>It says &x; here.</p>")).text
