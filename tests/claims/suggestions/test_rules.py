import cProfile

import pytest

from claims.models import PartyKind
from claims.suggestions.lexicon import default
from claims.suggestions.names import Known, Names
from claims.suggestions.rules import propose

LEXICON = default()
PARTIES = Names(
    [
        Known("ministry", "Ministry of Defence of Belmora", PartyKind.MINISTRY, ("Минобороны Бельморы",)),
        Known("belmora", "Belmora", PartyKind.STATE, ("Бельмора",)),
        Known("estrand", "Estrand", PartyKind.STATE),
        Known("president", "Anton Dreis", PartyKind.OFFICIAL, ("Антон Дрейс",)),
        Known("kess", "Governor of Kess Province", PartyKind.OFFICIAL),
        Known("nelm", "Governor of Nelm Province", PartyKind.OFFICIAL),
        Known("brotherhood", "Hill Brotherhood", PartyKind.ARMED_GROUP, ("Братство холмов",)),
        Known("castar", "Castar Shipping", PartyKind.COMPANY),
        Known("varta", "River Guard", PartyKind.ARMED_GROUP, ("Річкова варта",)),
    ]
)


def read(text):
    return propose(text, LEXICON, PARTIES)


def one(text):
    [proposal] = read(text)
    return proposal


def whose(proposal):
    return proposal.party.slug if proposal.party else ""


@pytest.mark.parametrize(
    ("text", "party", "attribution", "implies"),
    [
        ("Belmora’s defence ministry said it had won.", "ministry", "paraphrase", "neutral"),
        ("The Hill Brotherhood denied that.", "brotherhood", "paraphrase", "denial"),
        ("Belmora accused Estrand of firing first.", "belmora", "paraphrase", "accusation"),
        ("The bridge holds, according to Anton Dreis.", "president", "named_official", "neutral"),
        ("“We will hold the bridge,” said President Anton Dreis.", "president", "direct_quotation", "neutral"),
        ("A spokesman for the Hill Brotherhood claimed the town.", "brotherhood", "unnamed_official", "doubt"),
        (
            "The town fell, Jan Kovel, spokesman for the Hill Brotherhood, said.",
            "brotherhood",
            "named_official",
            "neutral",
        ),
        (
            "The Hill Brotherhood confirmed it in a statement.",
            "brotherhood",
            "written_statement",
            "confirmation",
        ),
        ("Dreis admitted that the town was lost.", "president", "named_official", "admission"),
        ("The report was confirmed by Castar Shipping.", "castar", "paraphrase", "confirmation"),
        ("River Guard: three boats sunk, the pier is ours.", "varta", "paraphrase", "neutral"),
        ("For the Hill Brotherhood, the war is over.", "brotherhood", "paraphrase", "neutral"),
        ("Footage shows a burning boat.", "", "image", "neutral"),
        ("В Минобороны Бельморы заявили, что атака отбита.", "ministry", "paraphrase", "neutral"),
        ("Атака отбита, сообщило Минобороны Бельморы.", "ministry", "paraphrase", "neutral"),
        ("По словам Антона Дрейса, город держится.", "president", "named_official", "neutral"),
        ("«Річкова варта» спростувала втрату мосту.", "varta", "paraphrase", "denial"),
        ("Seven people died in the fire.", "", "own_voice", "neutral"),
        ("Загинули двоє людей.", "", "own_voice", "neutral"),
        ("Bridge lost in the night - River Guard", "varta", "paraphrase", "neutral"),
        (
            "Hill Brotherhood spokesman Brigadier General Jan Kovel denied it.",
            "brotherhood",
            "named_official",
            "denial",
        ),
    ],
)
def test_a_claim_is_found_with_whose_it_is_and_how(text, party, attribution, implies):
    found = one(text)
    assert (whose(found), found.attribution, found.implies) == (party, attribution, implies)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "The river rose in spring.",
        "It was the third winter of the war in Belmora.",
        "Trains to Estrand were cancelled on 12 March 2024.",
        "Copy link",
        "The “old bridge” is closed.",
        "Video published on March 12, 2024.",
    ],
)
def test_what_nobody_claims_is_not_marked(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("before", "text", "party"),
    [
        ("Castar Shipping owns the pier.", "The company announced that it would close.", "castar"),
        (
            "The ministry of defence of Belmora said so.",
            "“They failed,” the ministry’s report said.",
            "ministry",
        ),
        ("Anton Dreis spoke on Monday.", "He denied that the town was lost.", "president"),
        ("The Hill Brotherhood said it had won.", "The Brotherhood also claims the pier.", "brotherhood"),
        (
            "Jan Kovel, a spokesman for the Hill Brotherhood, said so.",
            "Kovel added that the pier was lost.",
            "brotherhood",
        ),
        (
            "The Governors of Kess Province and of Nelm Province met.",
            "A drone fell in Nelm, the governor said.",
            "nelm",
        ),
        ("Anton Dreis said the town was safe.", "По его словам, мост цел.", "president"),
        ("Shells fell in Kess.", "The governor said that nobody was hurt.", "kess"),
    ],
)
def test_who_is_meant_is_known_from_what_stands_before(before, text, party):
    assert whose(read(f"{before} {text}")[-1]) == party


def test_a_group_called_by_what_it_is_before_its_name_is_given_is_the_only_one_named():
    found = read("The rebels said the pier was theirs. The Hill Brotherhood denies the rest.")
    assert whose(found[0]) == "brotherhood"


def test_a_pronoun_two_paragraphs_later_means_nobody_known():
    found = read("Anton Dreis said so.\n\nThe river rose.\n\nHe denied it.")
    assert [whose(each) for each in found] == ["president", ""]


def test_a_quotation_of_several_sentences_is_all_of_whoever_is_named_at_its_end():
    found = read("“The bridge is ours. The town will follow,” said Anton Dreis.")
    assert [(whose(each), each.attribution) for each in found] == [("president", "direct_quotation")] * 2


def test_words_after_a_closed_quotation_do_not_name_its_speaker():
    found = read("“The bridge is ours. It will stay ours.” The river rose. Anton Dreis said nothing.")
    assert whose(found[0]) == ""


def test_a_party_inside_a_quotation_is_spoken_of_and_does_not_speak():
    assert whose(one("“Estrand started it and says so,” Anton Dreis said.")) == "president"


def test_the_speaker_is_as_printed_with_the_office():
    assert one("“We hold,” said Jan Kovel, a spokesman for the Hill Brotherhood.").speaker == (
        "Jan Kovel, a spokesman for the Hill Brotherhood"
    )


def test_the_reasons_name_the_words_that_gave_it_away():
    reasons = " ".join(one("The Hill Brotherhood denied losing 12 fighters killed on the pier.").reasons)
    for word in ("The Hill Brotherhood"[4:], "denied", "12", "killed"):
        assert f"“{word}”" in reasons


def test_a_text_without_letters_or_with_one_long_word_is_read_through():
    assert read("😀 … !!! “” «»") == []
    assert read("a" * 20_000) == []
    assert len(read("Belmora said no. " * 50)) == 50


@pytest.mark.parametrize("piece", ["“", '"a ', "a. ", ", ", "Said ", "Belmora ", "the governor ", "Kess Nelm ", "a\n"])
def test_the_time_a_text_takes_grows_with_its_length_and_no_faster(piece):
    def steps(times):
        profile = cProfile.Profile()
        profile.runcall(read, piece * times)
        return sum(entry.callcount for entry in profile.getstats())

    assert steps(1_200) <= 2.6 * steps(600) + 2_000
