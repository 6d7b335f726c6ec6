"""What is found, what comes first, and what was meant."""

import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim, ClaimPair, DocumentKind, SearchDocument, SearchStale
from claims.search import finding
from claims.search.finding import MOST, PAGES, SIZE, ask, find, suggest
from claims.search.matching import Matches
from claims.search.syncing import catch_up
from tests import factories
from tests.hostile import HARM
from tests.test_sweep import shut
from tests.world import public_world

pytestmark = pytest.mark.django_db


def answer(text, **how):
    found = ask(text)
    find(found, **how)
    return found


def titles(text, **how):
    return [str(document) for document in answer(text, **how).documents]


def claim(statement, **fields):
    return factories.ClaimFactory(
        published=True, **{"statement": statement, "answer": "so", "event__title": "X", **fields}
    )


@pytest.fixture
def claims():
    """Claims that hold one word in their title, answer, quotation, and in what stands around them."""
    around = claim("Something else.", party__name="Bridge Guard")
    quoted = claim("Another thing.")
    quoted.appearances.get().passage.__class__.objects.filter(appearances__claim=quoted).update(
        exact="near the bridge", start=None, end=None
    )
    answered = claim("A third thing.", answer="the bridge")
    titled = claim("The bridge stood.")
    return [titled, answered, quoted, around]


def test_title_counts_more_than_answer_quotation_and_context(claims):
    found = answer("bridge", kind=DocumentKind.CLAIM).documents
    assert [document.record for document in found] == [claim.pk for claim in claims]


def test_what_is_called_exactly_so_comes_first(claims):
    factories.PartyNameFactory(party=claims[3].party, name="Bridge")
    assert titles("bridge")[0] == "Bridge Guard"


def test_newest_of_equals_comes_first():
    claims = [claim(f"The dam {number} broke.") for number in range(3)]
    assert [document.record for document in answer("dam", kind=DocumentKind.CLAIM).documents] == [
        claim.pk for claim in reversed(claims)
    ]


def test_all_words_are_wanted_in_one_document():
    claim("The dam broke.")
    both = claim("The dam and the bridge broke.")
    assert titles("dam bridge", kind=DocumentKind.CLAIM) == [both.statement]


def test_phrase_wants_its_words_in_order_and_within_one_text():
    found = claim("The dam broke at noon.", answer="today")
    claim("At noon they broke the dam.")
    assert titles('"dam broke"') == [found.statement]
    # The end of one text and the beginning of the next are no phrase.
    assert titles('"noon today"') == []
    assert titles("noon today") == [found.statement]


def test_word_with_a_minus_is_left_out():
    claim("The dam broke.")
    found = claim("The bridge broke.")
    assert titles("broke -dam", kind=DocumentKind.CLAIM) == [found.statement]
    assert titles('broke -"the dam"', kind=DocumentKind.CLAIM) == [found.statement]


def test_question_of_nothing_but_what_to_leave_out_finds_nothing():
    claim("The dam broke.")
    assert titles("-bridge") == []


@pytest.mark.parametrize("text", ["Тёткино", "теткино", "Tetkino", "TELEKINO", "tyotkino", "Tyotkino’s", '"Telekino"'])
def test_every_spelling_of_a_name_finds_the_same(text):
    place = factories.PlaceFactory(name="Tyotkino")
    for name in ("Тёткино", "Tetkino", "Telekino"):
        factories.PlaceNameFactory(place=place, name=name)
    one = claim("They took Telekino.", event__place=place)
    claim("Тёткино взято.", event=one.event)
    claim("Elsewhere.")
    found = {(document.kind, document.record) for document in answer(text).documents}
    assert found == {(document.kind, document.record) for document in answer("Tyotkino").documents}
    assert len([kind for kind, _record in found if kind == "claim"]) == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brigde", "bridge"),
        ("bride", "bridge"),
        ("bridgge", "bridge"),
        ("brjdge", "bridge"),
        ("Brigde", "Bridge"),
        ("BRIGDE", "BRIDGE"),
        ("Тёткинно", "Тёткино"),
        ("tiotkeeno", "tyotkino"),
    ],
)
def test_misspelt_word_is_taken_for_the_known_one(typed, meant):
    claim("The bridge at Tyotkino stood.")
    claim("Мост у Тёткино стоял.")
    found = answer(f"{typed} stood" if meant.isascii() else typed)
    assert found.instead.text.split()[0] == meant
    assert found.documents


@pytest.mark.parametrize("typed", ["xqzjw", "brdgxyz", "the", "12345"])
def test_word_that_is_like_none_is_taken_for_none(typed):
    claim("The bridge stood.")
    found = answer(typed)
    assert found.instead is None
    assert found.documents == []


def test_known_word_in_another_form_is_not_corrected():
    claim("The bridges stood.")
    found = answer("bridge")
    assert found.instead is None
    assert found.documents


def test_word_of_a_hidden_record_is_never_meant():
    factories.ClaimFactory(statement="The zeppelin landed.")
    found = answer("zepelin")
    assert (found.instead, found.unknown) == (None, ["zepelin"])


def test_of_two_like_words_the_nearer_is_meant_and_then_the_more_frequent():
    claim("A bridge.")
    claim("A fridge.")
    claim("The fridge.")
    assert answer("xridge").instead.text == "fridge"
    assert answer("bridgee").instead.text == "bridge"


def test_counts_are_of_each_kind_and_stop(monkeypatch):
    event = factories.EventFactory(published=True, title="X")
    for number in range(4):
        claim(f"Dam {number}.", event=event)
    assert answer("dam").counts == {DocumentKind.CLAIM: 4}
    monkeypatch.setattr(finding, "MOST", 2)
    assert answer("dam").counts == {DocumentKind.CLAIM: 3}
    assert PAGES * SIZE <= MOST


def test_pages_follow_each_other_without_gap_or_repetition(monkeypatch):
    monkeypatch.setattr(finding, "SIZE", 2)
    event = factories.EventFactory(published=True, title="The dam")
    for number in range(5):
        claim(f"{'Dam' if number % 2 else 'Thing'} {number}.", event=event)
    pages = [answer("dam", page=number) for number in range(1, 5)]
    keys = [document.pk for page in pages for document in page.documents]
    assert len(keys) == len(set(keys)) == 6
    assert [page.more for page in pages] == [True, True, False, False]


def test_answer_is_confined_to_the_records_of_a_list():
    kept, left_out = claim("The dam broke."), claim("The dam held.")
    among = Claim.objects.published().exclude(pk=left_out.pk)
    found = answer("dam", kind=DocumentKind.CLAIM, among=among)
    assert [document.record for document in found.documents] == [kept.pk]
    assert found.counts[DocumentKind.CLAIM] == 1


def test_list_can_be_asked_for_what_was_found():
    found, _other = claim("The dam broke."), claim("The bridge held.")
    asked = ask("dam").answered
    assert list(Claim.objects.published().filter(Matches(DocumentKind.CLAIM, asked))) == [found]
    assert not ClaimPair.objects.published().filter(Matches(DocumentKind.PAIR, asked)).exists()


def test_what_the_index_holds_wrongly_is_not_shown():
    shown, hidden = claim("The dam broke."), claim("The dam held.")
    catch_up()
    Claim.objects.filter(pk=hidden.pk).update(status="draft", published_at=None, published_by=None)
    # Somebody lost the note.
    SearchStale.objects.all().delete()
    assert SearchDocument.objects.filter(pk=DocumentKind.CLAIM.key(hidden.pk)).exists()
    assert titles("dam", kind=DocumentKind.CLAIM) == [shown.statement]


def test_where_the_index_cannot_be_written_the_gate_decides_and_nothing_is_counted(monkeypatch, caplog):
    shown, hidden = claim("The dam broke."), claim("The dam held.")
    catch_up()
    Claim.objects.filter(pk=hidden.pk).update(status="draft", published_at=None, published_by=None)

    def fail(**_how):
        raise DatabaseError("read only")

    monkeypatch.setattr(finding, "catch_up", fail)
    found = answer("dam", kind=DocumentKind.CLAIM)
    assert [document.record for document in found.documents] == [shown.pk]
    assert found.counts == {}
    assert "read only" in caplog.text


def words_taken_back(monkeypatch):
    """Take back a source of a claim that another source carries too, with an index that cannot follow."""
    world = public_world()
    factories.AppearanceFactory(
        claim=world.left,
        source=world.right_source,
        passage__source=world.right_source,
        passage__exact="zeppelin over the dam",
    )
    factories.PartyNameFactory(party=world.left_party, name="Zebulon")
    catch_up()
    assert answer("zeppelin", kind=DocumentKind.CLAIM).documents
    monkeypatch.setattr(finding, "AT_ONCE", 0)
    monkeypatch.setattr(finding, "catch_up", lambda most: 0)
    shut(world.right_source, "retracted")
    world.left_party.names.filter(name="Zebulon").delete()
    return world


def test_words_taken_back_find_nothing_before_the_index_has_followed(monkeypatch):
    world = words_taken_back(monkeypatch)
    for question in ("zeppelin", "zepelin", '"zeppelin over"', "zeppelin -bridge", "statement-of-left zeppelin"):
        for kind in (None, *DocumentKind):
            found = answer(question, kind=kind)
            assert found.documents == []
            assert not found.more
            assert not found.counts
            assert found.instead is None
    found = answer("zeppelin", kind=DocumentKind.CLAIM, among=Claim.objects.published())
    assert found.documents == []
    assert suggest("zebulon") == []
    # What did not change is found as before.
    assert {document.slug for document in answer("title-of-left-source").documents} == {world.left_source.slug}


def test_page_counts_nothing_by_words_taken_back_before_the_index_has_followed(monkeypatch, client):
    words_taken_back(monkeypatch)
    taken = client.get("/search/?q=zeppelin&what=claim").content.decode()
    never = client.get("/search/?q=quagmires&what=claim").content.decode()
    assert taken.replace("zeppelin", "quagmires") == never


def test_suggestions_begin_with_what_is_typed_and_then_hold_words_that_do():
    world = public_world()
    factories.PlaceNameFactory(place=world.village, name="Tetkino")
    assert [str(document) for document in suggest("Tetk")] == ["name-of-village"]
    assert [str(document) for document in suggest("vill")] == ["name-of-village"]
    found = [str(document) for document in suggest("name of")]
    assert found[0].startswith("name-of-")
    assert suggest("t") == suggest("") == suggest("😀") == []


def test_statements_are_not_suggested():
    claim("Zeppelins landed.")
    assert suggest("zepp") == []


HOSTILE = [
    HARM,
    "\x00",
    "'; DROP TABLE claims_searchdocument; --",
    '"',
    '""""',
    "“",
    "(((",
    "NEAR(",
    "a NEAR/2 b",
    "title_words : x",
    "{title_words} : x",
    "* OR *",
    "^raid",
    "AND OR NOT",
    "NOT",
    "raid & ! | <->",
    "raid:*",
    "%s %(x)s {} \\",
    "😀🏳️‍🌈",
    "\u202eraid\u202c",
    "قوات العدو",
    "日本語の検索",
    "x" * 10_000,
    '- -- --- -"',
    "1e999 0x10 10e5",
    "²③Ⅻ½",
    "\ud7ff\uffff\ufffe",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_question_is_answered(text):
    claim(f"The raid {text}"[:390].replace("\x00", ""))
    answer(text)
    suggest(text)


@pytest.fixture
def some():
    claim("The raid on Tyotkino was repelled, they said; 1,500 came. NOT so.")
    catch_up()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from('" -*:(){}^&|!<>raidNOTOR')), max_size=80
    )
)
def test_anything_that_is_typed_is_answered(some, text):
    answer(text)
    suggest(text)
