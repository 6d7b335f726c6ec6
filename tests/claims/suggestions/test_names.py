import pytest

from claims.models import PartyKind
from claims.suggestions.names import Known, Names, load
from claims.suggestions.tokens import tokens
from tests.factories import PartyFactory, PartyNameFactory

MINISTRY = Known("ministry", "Ministry of Defence of Belmora", PartyKind.MINISTRY, ("Минобороны Бельморы",))
STATE = Known("state", "Belmora", PartyKind.STATE, ("Бельмора",))
PRESIDENT = Known("president", "Anton Dreis", PartyKind.OFFICIAL)
GOVERNOR = Known("governor", "Governor of Kess Province", PartyKind.OFFICIAL, ("Губернатор Кесской области",))
LEGION = Known("legion", "Legion “Open Steppe”", PartyKind.ARMED_GROUP, ("Легион «Вольная степь»",))
ALL = (MINISTRY, STATE, PRESIDENT, GOVERNOR, LEGION)


def found(text, parties=ALL):
    words = tokens(text)
    hits = Names(parties).find(text, words)
    return [(hit.alias.party.slug, text[words[hit.first].start : words[hit.last - 1].end]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ministry of Defence of Belmora said", [("ministry", "Ministry of Defence of Belmora")]),
        ("Belmora’s defense ministry said", [("ministry", "Belmora’s defense ministry")]),
        ("the Belmoran Ministry of Defence", [("ministry", "Belmoran Ministry of Defence")]),
        ("as Belmora said", [("state", "Belmora")]),
        ("the Belmoran army", []),
        ("President Dreis said", [("president", "Dreis")]),
        ("Kess Governor Olin Marst", [("governor", "Kess Governor")]),
        ("the governor of the Kess region", [("governor", "governor of the Kess")]),
        ("сообщили в Минобороны Бельморы", [("ministry", "Минобороны Бельморы")]),
        ("губернатора Кесской области", [("governor", "губернатора Кесской области")]),
        ("Легиона «Вольная степь»", [("legion", "Легиона «Вольная степь")]),
        ("Ministry. Defence. Belmora", [("state", "Belmora")]),
        ("a steppe that is open, a legion", []),
    ],
)
def test_a_party_is_found_by_its_names_inflected_turned_round_or_in_part(text, expected):
    assert found(text) == expected


def test_a_surname_of_two_parties_names_neither():
    other = Known("other", "Karl Dreis", PartyKind.OFFICIAL)
    assert found("Dreis said", (PRESIDENT, other)) == []
    assert found("Karl Dreis said", (PRESIDENT, other)) == [("other", "Karl Dreis")]


def test_a_name_of_one_word_that_two_parties_have_names_neither():
    assert found("Sova said", (Known("one", "Sova"), Known("two", "Other", "", ("Sova",)))) == []


@pytest.mark.django_db
def test_the_parties_of_the_database_come_with_all_their_names(django_assert_num_queries):
    party = PartyFactory(name="River Guard", kind=PartyKind.ARMED_GROUP)
    PartyNameFactory(party=party, name="Річкова варта", language="uk")
    with django_assert_num_queries(2):
        names = load()
    [known] = [each for each in names.parties if each.slug == party.slug]
    assert (known.key, known.all_names) == (party.pk, ("River Guard", "Річкова варта"))
