"""The table of questions about the corpus: both databases give these answers, in this order."""

import pytest
from django.core.management import call_command

from claims.search.finding import ask, find

SPELLINGS = ["Tyotkino", "Tetkino", "Tiotkino", "Telekino", "Тёткино", "Теткино", "Тьоткіно", "Tyotkino’s", "TELEKINO"]
# From a question to its first answers, and to the question that was answered instead where a word was misspelt.
TABLE = [
    ("Tyotkino", ["place tyotkino", "event tyotkino-14-march-2024", "event tyotkino-12-march-2024"], ""),
    (
        "repelled Tyotkino",
        [
            "pair repelled-against-near-the-places-claimed",
            "pair repelled-against-an-attack-near-tyotkino",
            "pair repelled-against-captured-tyotkino",
        ],
        "",
    ),
    (
        "repels the raids",
        [
            "pair repelled-against-near-the-places-claimed",
            "pair repelled-against-an-attack-near-tyotkino",
            "quotation news-summary-second-week-of-the-raids",
        ],
        "",
    ),
    (
        '"repelled the attack"',
        [
            "claim kremlin-attacks-repelled",
            "claim russian-defence-ministry-repelled-the-attack",
            "quotation news-summary-second-week-of-the-raids",
        ],
        "",
    ),
    (
        '"attack the repelled"',
        ["pair attacks-repelled-against-two-oil-facilities-hit", "pair repelled-against-an-attack-near-tyotkino"],
        "",
    ),
    (
        "captured -Tyotkino",
        [
            "event capture-of-avdiivka",
            "question what-does-avdiivka-mean",
            "pair right-track-against-front-better-than-in-three-months",
        ],
        "",
    ),
    ("-Tyotkino", [], ""),
    ("Минобороны", ["party russian-ministry-of-defence"], ""),
    ("Minoborony", ["party russian-ministry-of-defence"], ""),
    (
        "Russian Ministry of Defence",
        [
            "party russian-ministry-of-defence",
            "event defence-ministry-video-14-march-2024",
            "pair incursion-against-defeat-on-video",
        ],
        "",
    ),
    (
        "Russian Defense Ministry",
        [
            "party russian-ministry-of-defence",
            "event defence-ministry-video-14-march-2024",
            "pair incursion-against-defeat-on-video",
        ],
        "",
    ),
    (
        "Freedom of Russia Legion",
        [
            "party freedom-of-russia-legion",
            "party freedom-of-russia-legion-and-other-militias",
            "claim militias-captured-tyotkino",
        ],
        "",
    ),
    (
        "Легион «Свобода России»",
        [
            "party freedom-of-russia-legion",
            "party freedom-of-russia-legion-and-other-militias",
            "claim militias-captured-tyotkino",
        ],
        "",
    ),
    (
        "ISW",
        [
            "party institute-for-the-study-of-war",
            "pair russian-advance-also-according-to-the-institute",
            "pair advance-stopped-against-expansion-continues",
        ],
        "",
    ),
    ("Путин", ["party vladimir-putin", "question who-could-stand", "pair without-opposition-in-two-reports"], ""),
    (
        "Putin -election",
        [
            "party vladimir-putin",
            "claim unnamed-outlet-putin-wages-war-on-a-neighbour",
            "claim unnamed-outlet-putin-wants-to-rally-support",
        ],
        "",
    ),
    (
        "Kyiv",
        [
            "party government-of-ukraine",
            "party defence-intelligence-of-ukraine",
            "claim globalpost-kyiv-struck-energy-sites",
        ],
        "",
    ),
    ("Киев", [], ""),
    ("Avdeevka", ["place avdiivka", "event capture-of-avdiivka", "question what-does-avdiivka-mean"], ""),
    ("Авдіївка", ["place avdiivka", "event capture-of-avdiivka", "question what-does-avdiivka-mean"], ""),
    ("tyotknio", ["place tyotkino", "event tyotkino-14-march-2024", "event tyotkino-12-march-2024"], "tyotkino"),
    (
        "belgorodd oblast",
        ["place belgorod-oblast", "party residents-of-belgorod-oblast", "party governor-of-belgorod-oblast"],
        "belgorod oblast",
    ),
    (
        "repeled atack",
        [
            "claim kremlin-attacks-repelled",
            "claim russian-defence-ministry-four-attacks-in-kursk",
            "pair attacks-repelled-against-two-oil-facilities-hit",
        ],
        "repeled attack",
    ),
    (
        "Пономарёв",
        [
            "party ilya-ponomarev",
            "pair clashes-in-belgorod-also-according-to-ponomarev",
            "claim ilya-ponomarev-clashes-in-belgorod-oblast",
        ],
        "",
    ),
    (
        "ponomarev",
        [
            "party ilya-ponomarev",
            "pair clashes-in-belgorod-also-according-to-ponomarev",
            "claim ilya-ponomarev-clashes-in-belgorod-oblast",
        ],
        "",
    ),
    (
        "drone refinery",
        [
            "claim unnamed-outlet-ukraine-strikes-refineries",
            "claim unnamed-outlet-attacks-have-surged",
            "pair attacks-increasing-also-surging",
        ],
        "",
    ),
    ("1,500", [], ""),
    (
        "200 killed",
        [
            "claim russian-defence-ministry-over-200-casualties",
            "pair over-200-casualties-against-more-than-100-members",
        ],
        "",
    ),
    (
        "who held the village",
        [
            "pair captured-tyotkino-against-no-success",
            "pair repelled-against-captured-tyotkino",
            "pair repelled-against-an-attack-near-tyotkino",
        ],
        "",
    ),
    ("the of", [], ""),
    ("zzzzqq", [], ""),
    ("raid zzzzqq", [], ""),
    ("globalpost", ["party globalpost", "outlet globalpost", "pair refinery-fire-and-the-owners-suspension"], ""),
    (
        "Agence France-Presse",
        ["party agence-france-presse", "outlet agence-france-presse", "pair escalation-notable-and-significant"],
        "",
    ),
    (
        "AFP",
        ["party agence-france-presse", "outlet agence-france-presse", "pair escalation-notable-and-significant"],
        "",
    ),
    (
        '"Who held Tyotkino on 12 March 2024?"',
        [
            "question who-held-tyotkino-on-12-march-2024",
            "pair captured-tyotkino-against-no-success",
            "pair repelled-against-captured-tyotkino",
        ],
        "",
    ),
    (
        "mobilised wives",
        [
            "party wives-of-mobilised-soldiers",
            "pair anyone-but-putin-also-the-wives",
            "claim wives-of-soldiers-bring-the-men-home",
        ],
        "",
    ),
    (
        "Навальная",
        [
            "party yulia-navalnaya",
            "pair stay-on-the-path-against-anyone-but-putin",
            "pair dismiss-the-election-against-vote-for-anyone-else",
        ],
        "",
    ),
    (
        "Navalnaia",
        [
            "party yulia-navalnaya",
            "pair stay-on-the-path-against-anyone-but-putin",
            "pair dismiss-the-election-against-vote-for-anyone-else",
        ],
        "",
    ),
    (
        'Kursk "Belgorod oblast"',
        [
            "claim legion-clashes-in-kursk-and-belgorod",
            "claim militias-breached-kursk-and-belgorod",
            "pair clashes-in-belgorod-also-according-to-ponomarev",
        ],
        "",
    ),
    (
        "OR NOT (raid",
        [
            "pair fighting-on-14-march-confirmed-by-the-national-guard",
            "pair not-ukraine-against-retaliation",
            "pair ukrainian-government-against-not-ukraine",
        ],
        "",
    ),
    (
        "raid*",
        [
            "party unnamed-outlet-second-week",
            "event cross-border-raids-march-2024",
            "question how-does-the-russian-president-answer",
        ],
        "",
    ),
]


def answered(text):
    """Return the first answers to ``text``, and what was answered instead."""
    found = ask(text)
    find(found)
    first = [f"{document.kind} {document.slug}" for document in found.documents[:3]]
    return text, first, found.instead.text if found.instead else ""


@pytest.mark.django_db
def test_both_databases_give_the_same_answers_in_the_same_order():
    call_command("loaddata", "corpus", verbosity=0)
    assert [answered(text) for text, _first, _instead in TABLE] == TABLE
    everything = []
    for text in SPELLINGS:
        found = ask(text)
        find(found)
        everything.append(([document.pk for document in found.documents], found.counts))
    assert all(found == everything[0] for found in everything)
    assert len(everything[0][0]) == 20
