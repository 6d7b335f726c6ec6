"""Files of labelled pairs: what is stored of them, and what is told of a file that cannot be used."""

import json
from decimal import Decimal
from itertools import combinations

import pytest

from claims.models import Claim, PairKind
from claims.pairing.labelled import Unusable, read, store
from tests.conventions import files

FOLDER = files.ROOT / "tests/data/pairs"
GROUPS = ["tuning", "held_out", "held_out_later"]

SMALL = {
    "parties": [
        {"key": "guard", "name": "River Guard", "kind": "armed_force", "names": ["Річкова варта"], "groups": ["state"]},
        {"key": "state", "name": "Vell", "kind": "state", "country": ""},
    ],
    "places": [
        {"key": "vale", "name": "Vale", "kind": "region"},
        {"key": "ford", "name": "Old Ford", "kind": "settlement", "parent": "vale", "names": ["Oldford"]},
    ],
    "events": [
        {"key": "war", "title": "The war in the vale", "kind": "campaign"},
        {
            "key": "raid",
            "title": "Raid on Old Ford",
            "kind": "ground_attack",
            "place": "ford",
            "occurred": "2031-05-04",
            "part_of": "war",
        },
    ],
    "questions": [{"key": "held", "event": "raid", "text": "Who held Old Ford?", "kind": "holds"}],
    "claims": [
        {
            "key": "kept",
            "party": "guard",
            "event": "raid",
            "question": "held",
            "statement": "The guard kept Old Ford.",
            "answer": "Kept",
            "about": "2031-05-04",
            "said": "2031-05-05",
            "figures": [{"measure": "duration", "counted": "the fight", "low": 0.7, "high": 0.7, "unit": "h"}],
        },
        {
            "key": "lost",
            "party": "state",
            "event": "raid",
            "statement": "Старий Брід утрачено.",
            "answer": "Утрачено",
            "language": "uk",
            "source": "A letter",
            "attribution": "direct_quotation",
            "quotation": "Брід утрачено",
            "kind": "judgement",
        },
        {"key": "rain", "party": "state", "event": "war", "statement": "It rained.", "answer": "Rain"},
    ],
    "pairs": [{"claim": "kept", "counterclaim": "lost", "kind": "contradictory"}],
    "not_pairs": [{"claim": "rain", "counterclaim": "lost", "why": "about something else"}],
}


def write(folder, **changes):
    path = folder / "labelled.json"
    path.write_text(json.dumps(SMALL | changes), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_what_a_file_holds_is_stored_as_records(tmp_path):
    labelled = read(write(tmp_path))
    claims = store(labelled)
    assert list(claims) == ["kept", "lost", "rain"]
    kept, lost = claims["kept"], claims["lost"]
    assert kept.event.place.parent.name == "Vale"
    assert kept.event.place.names.get().name == "Oldford"
    assert kept.event.part_of.title == "The war in the vale"
    assert kept.question.text == "Who held Old Ford?"
    assert kept.party.memberships.get().group == lost.party
    assert kept.party.names.get().name == "Річкова варта"
    assert kept.figures.get().low == Decimal("0.7")
    assert kept.appearances.get().said == "2031-05-05"
    assert kept.appearances.get().passage.exact == "The guard kept Old Ford."
    assert lost.appearances.get().passage.exact == "Брід утрачено"
    assert lost.appearances.get().source.language == "uk"
    assert lost.appearances.get().attribution == "direct_quotation"
    assert (lost.kind, lost.question, claims["rain"].about) == ("judgement", None, "")
    assert labelled.pairs == {frozenset(("kept", "lost")): "contradictory"}
    assert labelled.not_pairs == {frozenset(("rain", "lost")): "about something else"}


def changed(name, number, **fields):
    items = [dict(item) for item in SMALL[name]]
    items[number] |= fields
    return {name: items}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claims": 7}, "holds no lists “claims” and “pairs”"),
        ({"pairs": {}}, "holds no lists “claims” and “pairs”"),
        ({"events": {}}, "“events” is no list"),
        ({"clams": []}, "there is no list “clams”"),
        ({"places": ["Vale"]}, "places 1 is no object"),
        (changed("claims", 1, answr="x"), "claims 2 (lost), “answr”: there is no such field"),
        (changed("claims", 1, answer=None), "claims 2 (lost), “answer”: is missing"),
        (changed("claims", 1, answer=" "), "claims 2 (lost), “answer”: is empty"),
        (changed("claims", 1, answer=3), "claims 2 (lost), “answer”: is no text"),
        (changed("claims", 1, figures=[{"low": "5"}]), "claims 2 (lost), “figures”: each figure is an object"),
        (changed("claims", 1, figures=[{"low": True}]), "claims 2 (lost), “figures”: each figure is an object"),
        (changed("claims", 1, figures=[{"much": 5}]), "claims 2 (lost), “figures”: each figure is an object"),
        (changed("claims", 1, figures=[{"cumulative": 1}]), "claims 2 (lost), “figures”: each figure is an object"),
        (changed("claims", 1, figures=5), "claims 2 (lost), “figures”: each figure is an object"),
        (changed("claims", 1, key="kept"), "claims 2 (kept), “key”: another one has this key"),
        (changed("claims", 1, party="nobody"), "claims 2 (lost), “party”: “nobody” is none of the keys"),
        (changed("parties", 0, groups=["nobody"]), "parties 1 (guard), “groups”: “nobody” is none of the keys"),
        (changed("parties", 0, names="Guard"), "parties 1 (guard), “names”: is no list of words"),
        (changed("places", 0, parent="ford"), "places 1 (vale), “parent”: “ford” is none of the keys"),
        (changed("pairs", 0, kind="odd"), "pairs 1, “kind”: “odd” is no kind"),
        (changed("pairs", 0, counterclaim="kept"), "pairs 1, “counterclaim”: is the claim itself"),
        (changed("not_pairs", 0, claim="kept"), "not_pairs 1, “claim”: these two are labelled already"),
    ],
)
def test_a_file_that_does_not_hold_what_it_should_is_named_with_item_and_field(tmp_path, changes, reason):
    with pytest.raises(Unusable) as refused:
        read(write(tmp_path, **changes))
    assert "labelled.json" in str(refused.value)
    assert reason in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (changed("parties", 1, kind="gang"), "parties 2 (state), “kind”: Value 'gang' is not a valid choice."),
        (changed("parties", 1, groups=["guard"]), "parties 2 (state), “group”: The party would be a member of itself"),
        (changed("events", 0, occurred="May"), "events 1 (war), “occurred”: "),
        (changed("claims", 0, about="yesterday"), "claims 1 (kept), “about”: "),
        (changed("claims", 0, answer="x" * 81), "claims 1 (kept), “answer”: "),
        (changed("claims", 0, event="war"), "claims 1 (kept), “question”: This question is about “Raid on Old Ford”."),
        (
            changed("claims", 0, figures=[{"measure": "killed", "counted": "men", "low": 3, "high": 2}]),
            "claims 1 (kept), “–”: The low number is not above the high number.",
        ),
        (
            changed("claims", 0, figures=[{"measure": "killed", "counted": "men", "low": float("nan")}]),
            "claims 1 (kept), “low”: ",
        ),
    ],
)
def test_what_no_record_may_hold_is_named_with_item_and_field(tmp_path, changes, reason):
    with pytest.raises(Unusable) as refused:
        store(read(write(tmp_path, **changes)))
    assert f"labelled.json, {reason}" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"{", "is no JSON"), (b"\xff\xfe", "is no JSON in UTF-8"), (b"[]", "holds no lists")]
)
def test_a_file_that_is_no_json_is_named(tmp_path, content, reason):
    path = tmp_path / "labelled.json"
    path.write_bytes(content)
    with pytest.raises(Unusable, match=reason):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unusable, match=r"none\.json cannot be read"):
        read(tmp_path / "none.json")


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_holds_every_kind_and_enough_that_is_none(group):
    found = [read(path) for path in sorted((FOLDER / group).glob("*.json"))]
    kinds = [kind for labelled in found for kind in labelled.pairs.values()]
    assert {*PairKind.values, "same"} == set(kinds)
    assert len(kinds) >= 60
    assert sum(len(labelled.not_pairs) for labelled in found) >= 50
    assert sum(len(labelled.lists["claims"]) for labelled in found) >= 100
    assert {"en", "uk", "ru"} == {claim["language"] or "en" for labelled in found for claim in labelled.lists["claims"]}


@pytest.mark.parametrize(("one", "other"), list(combinations(GROUPS, 2)))
def test_no_two_groups_share_a_party_place_or_statement(one, other):
    said = {}
    for group in (one, other):
        said[group] = set()
        for path in (FOLDER / group).glob("*.json"):
            lists = read(path).lists
            said[group] |= {item["name"] for name in ("parties", "places") for item in lists[name]}
            said[group] |= {item["statement"] for item in lists["claims"]}
    assert said[one]
    assert said[other]
    shared = said[one] & said[other]
    assert not shared


@pytest.mark.parametrize("group", GROUPS)
def test_only_one_party_takes_back_or_revises_what_it_said(group):
    for path in (FOLDER / group).glob("*.json"):
        labelled = read(path)
        party = {claim["key"]: claim["party"] for claim in labelled.lists["claims"]}
        for two, kind in labelled.pairs.items():
            if kind in (PairKind.RETRACTS, PairKind.REVISES):
                assert len({party[key] for key in two}) == 1, (path.name, sorted(two))


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS)
def test_what_the_files_hold_can_be_stored(group):
    paths = sorted((FOLDER / group).glob("*.json"))
    # One of each group stands for the others here; the evaluation stores them all.
    store(read(paths[-1]))
    assert Claim.objects.count() == len(read(paths[-1]).lists["claims"])
