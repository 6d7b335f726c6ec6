"""Encodings: what bytes say of themselves, what can be told, and what is refused."""

import pytest

from sources.importers.base import Unreadable
from sources.importers.decoding import codec_of, decode
from tests.sources.importers.samples import ENGLISH, GERMAN, GREEK, RUSSIAN, UKRAINIAN


def encoding(decoded):
    return [(hint.value, hint.certain) for hint in decoded.hints if hint.field == "encoding"]


def refusal(data, declared=""):
    with pytest.raises(Unreadable) as refused:
        decode(data, declared)
    assert refused.value.remedy
    return refused.value


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_utf8_with_and_without_a_mark_is_read_and_nothing_said(codec):
    decoded = decode(UKRAINIAN.encode(codec))
    assert (decoded.text, decoded.hints, decoded.notes) == (UKRAINIAN, (), ())


@pytest.mark.parametrize(("codec", "name"), [("utf-16", "UTF-16"), ("utf-32", "UTF-32")])
def test_a_byte_order_mark_is_certain(codec, name):
    decoded = decode(UKRAINIAN.encode(codec))
    assert (decoded.text, encoding(decoded)) == (UKRAINIAN, [(name, True)])


def test_big_endian_with_its_mark_is_read():
    assert decode(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")).text == RUSSIAN


@pytest.mark.parametrize("text", [UKRAINIAN, ENGLISH])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_a_guess(text, codec):
    decoded = decode(text.encode(codec))
    assert (decoded.text, [certain for _name, certain in encoding(decoded)]) == (text, [False])


def test_what_only_looks_like_utf16_is_not_taken_for_it():
    data = ("a" * 100).encode("utf-16-le") + b"\x00\xd8" + ("b" * 100).encode("utf-16-le")
    assert refusal(data).reason == "it is not UTF-8: byte 201 is 0xd8"


def test_a_mark_and_something_else_after_it_is_refused():
    assert refusal(b"\xff\xfeabc").reason == "it begins with the mark of UTF-16 and is not: byte 4"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (UKRAINIAN, "cp1251", "Windows-1251"),
        (UKRAINIAN, "koi8_u", "KOI8-U"),
        (UKRAINIAN, "iso8859_5", "ISO 8859-5"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "cp866", "IBM866"),
        (GERMAN * 5, "cp1252", "Windows-1252"),
        (GREEK, "cp1253", "Windows-1253"),
    ],
)
def test_what_nothing_declares_is_a_guess_with_a_note(text, codec, name):
    decoded = decode(text.encode(codec))
    assert (decoded.text, encoding(decoded)) == (text, [(name, False)])
    assert decoded.notes == (f"it is not UTF-8; read as {name}",)


def test_russian_in_koi8_reads_the_same_by_either_name():
    assert decode(RUSSIAN.encode("koi8_r")).text == RUSSIAN


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Überfall".encode("latin-1"), "it is not UTF-8: byte 0 is 0xdc"),
        (b"abc \xd0", "it is not UTF-8: byte 4 is 0xd0"),
        (b"abc \xed\xa0\x80", "it is not UTF-8: byte 4 is 0xed"),
        (b"abc \xc0\xaf", "it is not UTF-8: byte 4 is 0xc0"),
        ("Москва".encode("cp1251"), "it is not UTF-8: byte 0 is 0xcc"),
        (bytes(range(128, 256)) * 20, "it is not UTF-8: byte 0 is 0x80"),
    ],
)
def test_what_is_not_sure_enough_is_refused_with_its_place(data, reason):
    assert refusal(data).reason == reason


def test_letters_that_make_no_words_of_a_language_are_refused():
    assert refusal(("кролан мирота стафени дрокол вилпена наторе силано вемор " * 3).encode("cp1251")).remedy


def test_two_readings_that_differ_are_refused_and_named():
    polish = (
        "Ministerstwo oświadczyło, że atak na wieś został odparty. Żołnierze nie ponieśli strat, powiedział później. "
    )
    assert "ISO 8859-2" in refusal((polish * 10).encode("iso8859_2")).remedy


def test_utf8_that_is_damaged_is_not_taken_for_another_encoding():
    data = UKRAINIAN.encode() * 3
    refused = refusal(data[:100] + b"\xff" + data[100:])
    assert refused.reason == "it is not UTF-8: byte 100 is 0xff"
    assert "damaged" in refused.remedy


def test_a_declaration_that_fits_is_certain():
    decoded = decode(UKRAINIAN.encode("koi8_u"), "KOI8-U")
    assert (decoded.text, encoding(decoded), decoded.notes) == (UKRAINIAN, [("KOI8-U", True)], ())


def test_a_declaration_is_enough_for_the_few_letters_that_nothing_could_be_told_from():
    decoded = decode("Hello wörld".encode("cp1252"), "windows-1252")
    assert (decoded.text, encoding(decoded)) == ("Hello wörld", [("Windows-1252", True)])


def test_latin1_is_read_as_the_web_reads_it():
    assert decode("“Hello”".encode("cp1252"), "iso-8859-1").text == "“Hello”"


@pytest.mark.parametrize("declared", ["utf-8", "koi8-u", "iso-8859-1", "windows-1252"])
def test_a_wrong_declaration_gives_way_to_a_clear_reading_and_is_noted(declared):
    decoded = decode(UKRAINIAN.encode("cp1251"), declared)
    assert (decoded.text, encoding(decoded)) == (UKRAINIAN, [("Windows-1251", False)])
    assert any("declares" in note for note in decoded.notes)


def test_utf8_that_declares_something_else_is_utf8():
    decoded = decode(UKRAINIAN.encode(), "windows-1251")
    assert decoded.text == UKRAINIAN
    assert decoded.notes == ("it declares CP1251 and is UTF-8; it was read as UTF-8",)


@pytest.mark.parametrize("declared", ["no-such-thing", "base64", "idna\0"])
def test_a_declaration_that_names_nothing_is_noted(declared):
    decoded = decode(ENGLISH.encode(), declared)
    assert decoded.text == ENGLISH
    assert "declares an encoding that does not exist" in decoded.notes[0]


def test_a_declaration_that_cannot_be_and_nothing_to_tell_from_is_refused():
    assert refusal(b"abc \xff", "utf-8").reason.startswith("it declares UTF-8")


def test_the_beginning_of_a_stream_may_be_cut_in_the_middle_of_a_letter():
    assert codec_of(UKRAINIAN.encode()[:-1])[0] == "utf-8"
    assert codec_of(UKRAINIAN.encode("cp1251"))[0] == "cp1251"
    assert codec_of(b"\xef\xbb\xbfabc")[0] == "utf-8-sig"
    assert codec_of(UKRAINIAN.encode("utf-16-le")[:-1])[0] == "utf_16_le"
