"""Whom a noun, a paper or a pronoun means: each kind of speaker without a known name of its own."""

import pytest

from claims.models import PartyKind
from claims.suggestions.lexicon import default
from claims.suggestions.names import Known, Names
from claims.suggestions.rules import propose

LEXICON = default()
PARTIES = Names(
    [
        Known("belmora", "Republic of Belmora", PartyKind.STATE, ("Belmora", "Бельмора")),
        Known("belmoran-government", "Government of Belmora", PartyKind.STATE, ("Sarn", "Правительство Бельморы")),
        Known("belmoran-defence", "Ministry of Defence of Belmora", PartyKind.MINISTRY, ("Минобороны Бельморы",)),
        Known("belmoran-interior", "Ministry of the Interior of Belmora", PartyKind.MINISTRY),
        Known("estrand", "Estrand", PartyKind.STATE, ("Эстранд",)),
        Known("estrand-defence", "Ministry of Defence of Estrand", PartyKind.MINISTRY),
        Known("estrand-army", "Armed Forces of Estrand", PartyKind.ARMED_FORCE),
        Known("dreis", "Anton Dreis", PartyKind.OFFICIAL, ("Антон Дрейс",)),
        Known("kess", "Governor of Kess Province", PartyKind.OFFICIAL, ("Губернатор Кесской области",)),
        Known("nelm", "Governor of Nelm Province", PartyKind.OFFICIAL, ("Губернатор Нельмской области",)),
        Known("brotherhood", "Hill Brotherhood", PartyKind.ARMED_GROUP, ()),
        Known("union", "Union of Coasts", PartyKind.INTERGOVERNMENTAL, ("UC",)),
        Known(
            "union-rights", "Union of Coasts Human Rights Office", PartyKind.INTERGOVERNMENTAL, ("UC Rights Office",)
        ),
        Known("residents", "Residents of Kess", PartyKind.CIVIL_SOCIETY, ("Жители Кесса",)),
        Known("analysts", "Independent analysts (not named)", PartyKind.OTHER),
        Known("observatory", "Observatory for River Peace", PartyKind.MONITOR),
        Known("herald", "Kess Herald", PartyKind.MEDIA),
        Known("river-news", "Речные новости", PartyKind.MEDIA),
    ]
)


def last(text):
    proposal = propose(text, LEXICON, PARTIES)[-1]
    return proposal.party.slug if proposal.party else ""


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Belmoran side has again refuted the statements from Estrand.", "belmoran-government"),
        ("Belmoran authorities claimed to have stopped the raid.", "belmoran-government"),
        ("Officials in Sarn insist that the guns are silent.", "belmoran-government"),
        ("Belmora denied any part in it.", "belmoran-government"),
        ("Estrand denied any part in it.", "estrand"),
        ("The Estrand military said it had returned fire.", "estrand-army"),
        ("The Belmoran interior minister said the bridge was closed.", "belmoran-interior"),
        ("The UC rights office said that nobody was safe.", "union-rights"),
        ("U.C. officials said that nobody was safe.", "union"),
    ],
)
def test_a_country_beside_the_noun_says_whose_it_is(text, party):
    assert last(text) == party


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Residents of the town of Kess said they had heard two blasts.", "residents"),
        ("Shells fell on Kess. Residents said they had heard two blasts.", "residents"),
        ("Shells fell on Nelm. Residents said they had heard two blasts.", ""),
        ("Analysts said the raid was meant to frighten voters.", "analysts"),
        ("Жители Кесса рассказали, что слышали взрывы.", "residents"),
    ],
)
def test_many_without_a_name_are_the_only_ones_that_are_called_so_and_are_from_there(text, party):
    assert last(text) == party


def test_the_ministry_is_the_one_that_spoke_and_not_the_one_that_it_speaks_of():
    text = "Belmora’s defence ministry denied that. “The ministry of defence of Estrand lied,” the ministry said."
    assert last(text) == "belmoran-defence"


def test_another_ministry_is_not_the_one_that_spoke():
    assert last("Belmora’s defence ministry denied that. The health ministry said two people were hurt.") == ""


def test_a_governor_named_anew_is_not_the_one_who_spoke_before():
    before = "The governor of Kess Province, Olin Marst, said all was calm.\n\nShells fell in Nelm at noon.\n\n"
    assert last(before + "A house burned, governor Ada Kroll said.") == "nelm"


def test_the_national_adjective_does_not_hide_of_which_region_somebody_is_governor():
    assert last("Shells fell in Kess. The Belmoran governor said that nobody was hurt.") == "kess"


@pytest.mark.parametrize(
    "text",
    [
        "President Anton Dreis came. The president said the town was safe.",
        "The president said the town was safe. Later President Anton Dreis left.",
        "President Anton Dreis came.\n\nThe river rose.\n\nThe head of state said the town was safe.",
        "An adviser to Belmoran President Anton Dreis, Jan Kovel, said the town was safe.",
    ],
)
def test_who_holds_an_office_is_known_from_anywhere_in_the_text(text):
    assert propose(text, LEXICON, PARTIES)[0].party.slug == "dreis"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Hill Brotherhood denied it. The statement says that the pier is theirs.", "brotherhood"),
        ("The Hill Brotherhood denied it. The statement did not say who fired.", "brotherhood"),
        (
            "The Hill Brotherhood, a militia of exiles, denied it. Estrand fired. The militia claimed the pier.",
            "brotherhood",
        ),
        ("The Hill Brotherhood denied it. A spokesman said that the pier was theirs.", "brotherhood"),
        ("The Hill Brotherhood, with its spokesman saying all was well, left.", "brotherhood"),
        ("The Observatory for River Peace said so. The Observatory added that nobody was hurt.", "observatory"),
        ("В Минобороны Бельморы заявили об этом. Там добавили, что атака отбита.", "belmoran-defence"),
        ("Антон Дрейс заявил об этом. Заверил, что в городе спокойно.", "dreis"),
        ("Кесская область под огнём. Губернатор сообщил, что пострадавших нет.", "kess"),
    ],
)
def test_who_spoke_before_speaks_on_as_a_paper_a_noun_or_without_a_subject(text, party):
    assert last(text) == party


def test_the_sentence_before_is_of_whoever_is_said_to_have_reported_it():
    found = propose("Ранены четыре человека. Об этом сообщил Антон Дрейс.", LEXICON, PARTIES)
    assert [each.party.slug for each in found] == ["dreis", "dreis"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Hill Brotherhood, a group that meets on the hill and in Estrand, said it had won.", "brotherhood"),
        ("Belmora’s army spokesman told Estrand that the bridge held.", "belmoran-government"),
        ("A resident of Kess told Kess Herald that the bridge held.", "residents"),
        ("The bridge held, Anton Dreis said, Kess Herald reported.", "dreis"),
        ("Estrand condemned “the raid on the people,” Hill Brotherhood spokesman Jan Kovel said.", "brotherhood"),
        ("The Ministry of Defence (Belmora) said so.", "belmoran-defence"),
        ("Пожар потушен, сообщили Речным новостям в Минобороны Бельморы.", "belmoran-defence"),
        ("Об этом пишут друзья Эстранда, сообщил Антон Дрейс.", "dreis"),
        ("Hill Brotherhood’s Executive Director, Ada Kroll, said so.", "brotherhood"),
    ],
)
def test_who_speaks_is_not_who_is_told_or_interrupted_or_passes_it_on(text, party):
    assert last(text) == party
