import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import DocumentKind
from claims.search.asking import read, with_names
from claims.search.syncing import catch_up
from tests.factories import ClaimFactory, EventFactory, PartyNameFactory, PlaceFactory, PlaceNameFactory


def terms(text):
    """Return each term of ``text`` as its sign, its tokens and how they have to stand."""
    return [
        ("-" if term.without else "+", " ".join(term.tokens), "phrase" if term.phrase else "")
        for term in read(text).terms
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("repelled raids", [("+", "repel", ""), ("+", "raid", "")]),
        ('"repelled the raids" now', [("+", "repel raid", "phrase"), ("+", "now", "")]),
        ("“repelled the raids”", [("+", "repel raid", "phrase")]),
        ("«отбили атаку»", [("+", "otbili ataku", "phrase")]),
        ('"never closed', [("+", "never close", "phrase")]),
        ("raid -Tyotkino", [("+", "raid", ""), ("-", "tyotkino", "")]),
        ('raid -"Kursk Oblast"', [("+", "raid", ""), ("-", "kursk oblast", "phrase")]),
        ("Su-35", [("+", "su n35", "phrase")]),
        ("raid - Tyotkino", [("+", "raid", ""), ("+", "tyotkino", "")]),
        ("the of", []),
        ('""', []),
        ("-", []),
        ("NEAR(a b) OR title:x* AND", [("+", "near", ""), ("+", "b", ""), ("+", "titl x", "phrase")]),
    ],
)
def test_question_is_read(text, expected):
    assert terms(text) == expected


@given(st.text())
def test_whatever_is_typed_can_be_read(text):
    read(text)


def test_words_are_replaced_where_they_stand():
    asked = read('"tyotknio, repeled" -raid').with_words({"tyotknio": "tyotkino", "repeled": "repelled"})
    assert asked.text == '"tyotkino, repelled" -raid'


@pytest.fixture
def names(db):
    place = PlaceFactory(name="Tyotkino")
    PlaceNameFactory(place=place, name="Telekino")
    event = EventFactory(published=True, place=place)
    claim = ClaimFactory(published=True, event=event, party__name="Freedom of Russia Legion")
    PartyNameFactory(party=claim.party, name="Легион «Свобода России»")
    catch_up()
    return claim


def options(text):
    return [{" ".join(option) for option in term.options} for term in with_names(read(text)).terms]


def test_name_means_all_names(names):
    assert options("telekino raid") == [{"tyotkino", "telekino"}, {"raid"}]
    assert options("-telekino raid") == [{"tyotkino", "telekino"}, {"raid"}]


def test_longest_name_counts_and_its_words_need_no_quotation_marks(names):
    both = {"freedom russia legion", "legion svoboda rossii"}
    assert options("Freedom of Russia Legion captured") == [both, {"captur"}]
    assert options("«Легион Свобода России»") == [both]


def test_name_of_what_is_hidden_means_nothing(names):
    place = PlaceFactory(name="Hidden")
    PlaceNameFactory(place=place, name="Secret")
    catch_up()
    assert options("secret") == [{"secret"}]


def test_names_are_asked_for_once(names, django_assert_num_queries):
    with django_assert_num_queries(1):
        options("Freedom of Russia Legion in Telekino and elsewhere")


def test_keys_say_kind_and_record_and_put_the_newest_first():
    assert DocumentKind.CLAIM.key(2) < DocumentKind.CLAIM.key(1)
    assert DocumentKind.PAIR.key(1) < DocumentKind.CLAIM.key(10**9)
