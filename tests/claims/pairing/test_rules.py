"""What two claims are taken to be to each other, and what is no conflict although it differs."""

import pytest

from claims.pairing.rules import judge
from tests.claims.pairing.reads import LEXICON, claim, kind, number, other, reasons


@pytest.mark.parametrize(
    ("one", "two", "proposed"),
    [
        ("Repelled", "Captured the village", "contrary"),
        ("Thrown back", "Seized", "contrary"),
        ("Withdrew", "Still there", "contrary"),
        ("Destroyed", "Undamaged", "contrary"),
        ("Shot down", "Technical fault", "contrary"),
        ("Відбито", "Захопили село", "contrary"),
        ("Отбит", "Село взято", "contrary"),
        ("Отбит", "Captured", "contrary"),
        ("Hit", "Denied", "denial"),
        ("Hit by a drone", "Not hit", "denial"),
        ("Hit", "No", "denial"),
        ("Struck", "Hit", "corroborates"),
    ],
)
def test_the_lexicon_says_how_two_answers_stand(one, two, proposed):
    assert kind(claim(one), other(two)) == proposed
    assert kind(other(two), claim(one)) == proposed


def test_a_yes_and_a_no_contradict_each_other_where_yes_or_no_is_asked():
    asked = {"question_text": "Was the bridge hit?"}
    assert kind(claim("Hit", **asked), other("Not hit", **asked)) == "contradictory"


def test_what_the_lexicon_does_not_know_is_judged_by_what_was_asked():
    for text, proposed in [("Was the bridge hit?", "contradictory"), ("What became of it?", "contrary")]:
        asked = {"question_text": text}
        assert kind(claim("Purple", **asked), other("Seventeen lions", **asked)) == proposed


def test_between_yes_and_no_there_is_no_third_answer():
    asked = {"question_text": "Did they withdraw?"}
    assert kind(claim("Withdrew", **asked), other("Still there", **asked)) == "contradictory"


def test_whoever_is_named_and_says_no_denies_it_in_other_words():
    accuser = other("Rammed", statement="A cutter of the River Guard sank the boat.", question_kind="why")
    assert kind(claim("No contact", party_name="River Guard", question_kind="why"), accuser) == "denial"


def test_each_counting_what_the_other_lost_counts_two_things():
    first = claim("40", figures=(number(40, 40, counted="soldiers of Velland"),), party_name="Army of Ostrel")
    second = other("60", figures=(number(60, 60, counted="soldiers of Ostrel"),), party_name="Army of Velland")
    assert kind(first, second) is None


def test_a_conflict_of_other_days_is_only_apparent_and_says_so():
    found = judge(claim("Repelled"), other("Captured", about="2031-05-09"), LEXICON)
    assert found.kind == "apparent"
    assert found.scope == [["other_time", {"one": "2031-05-04", "other": "2031-05-09"}]]


def test_a_conflict_of_other_places_is_only_apparent_and_says_so():
    two = other("Captured", places=(2,), place_names=("Vell",), question=None, events=(2, 9))
    found = judge(claim("Repelled", events=(3, 9)), two, LEXICON)
    assert found.kind == "apparent"
    assert found.scope == [["other_place", {"one": "Lomny", "other": "Vell"}]]


def test_two_who_say_of_themselves_that_they_hold_one_place_conflict():
    asked = {"question_kind": "holds"}
    assert kind(claim("Held", **asked), other("Held", **asked)) == "contrary"
    assert (
        kind(claim("Held", **asked), claim("Held", party="Their Ministry", side="River Guard", **asked)) != "contrary"
    )


def test_two_who_name_different_ones_conflict_about_who_it_was():
    asked = {"question_kind": "who"}
    one, two = claim("Kestrian soldiers", **asked), other("The militia of Ostrel", **asked)
    assert kind(one, two) == "attribution"
    assert "names_differ" in reasons(one, two)


def test_forces_of_two_neighbours_with_one_name_are_two():
    asked = {"question_kind": "who", "statement": "It was done by Upper Sarn, not by Lower Sarn."}
    assert kind(claim("Upper Sarn’s army", **asked), other("Lower Sarn’s army", **asked)) == "attribution"


def test_who_denies_it_of_the_one_that_is_named_denies_and_answers():
    asked = {"question_kind": "who"}
    one, two = claim("Not Kestria", **asked), other("Kestria", **asked)
    found = judge(one, two, LEXICON)
    assert (found.kind, found.one_answers) == ("denial", True)
    assert judge(two, one, LEXICON).one_answers is False


def test_what_was_said_later_answers():
    from_before = claim("Repelled")
    later = other("Captured", said=from_before.said.replace(day=6))
    assert judge(from_before, later, LEXICON).one_answers is False
    assert judge(later, from_before, LEXICON).one_answers is True


def test_numbers_that_do_not_overlap_conflict():
    asked = {"question_kind": "how_many"}
    one = claim("200 or more", figures=(number(200, qualifier="at_least"),), **asked)
    two = other("30 at most", figures=(number(None, 30, qualifier="at_most"),), **asked)
    assert kind(one, two) == "figures"
    assert "figures_apart" in reasons(one, two)


def test_numbers_that_stand_in_the_answers_alone_are_read_there():
    asked = {"question_kind": "how_many", "question_text": "How many came?"}
    assert kind(claim("At least 200", **asked), other("No more than thirty", **asked)) == "figures"
    assert kind(claim("Щонайменше 200", **asked), other("Не более 30", **asked)) == "figures"


def test_numbers_that_overlap_agree():
    asked = {"question_kind": "how_many"}
    one = claim("2", figures=(number(2),), **asked)
    assert kind(one, other("2 or more", figures=(number(2, qualifier="at_least"),), **asked)) == "corroborates"


def test_the_dead_against_the_dead_and_wounded_only_seem_to_conflict():
    asked = {"question_kind": "how_many"}
    one = claim("10 dead", figures=(number(10),), **asked)
    two = other("40 lost", figures=(number(40, measure="casualties"),), **asked)
    assert kind(one, two) == "apparent"


def test_another_unit_only_seems_to_conflict():
    asked = {"question_kind": "how_many"}
    one = claim("4 boats", figures=(number(4, measure="quantity", counted="grain", unit="boats"),), **asked)
    two = other("900 t", figures=(number(900, measure="quantity", counted="grain", unit="t"),), **asked)
    assert kind(one, two) == "apparent"


def test_the_same_length_in_two_units_agrees():
    asked = {"question_kind": "how_many"}
    one = claim("2 km", figures=(number(2, measure="distance", counted="advance", unit="km"),), **asked)
    two = other("2000 m", figures=(number(2000, measure="distance", counted="advance", unit="metres"),), **asked)
    assert kind(one, two) == "corroborates"


def test_agreement_across_sides_says_so_and_weighs_more():
    one = claim("Hit")
    ally = claim("Struck", party="Their Ministry", side="River Guard")
    assert "across_sides" in reasons(one, other("Struck"))
    assert "across_sides" not in reasons(one, ally)
    assert judge(one, other("Struck"), LEXICON).score > judge(one, ally, LEXICON).score


# Of one party ---------------------------------------------------------------------------------------------------------

SAYS = "The River Guard drove the raiders back across the stream at Lomny."


def test_one_claim_that_was_recorded_twice_is_the_same():
    assert kind(claim("Driven back", SAYS), claim("Drove them back", SAYS)) == "same"


def test_a_party_that_takes_its_claim_back_retracts():
    back = claim("Was mistaken", "The River Guard was mistaken about the raid.")
    found = judge(claim("Captured"), back, LEXICON)
    assert (found.kind, found.one_answers) == ("retracts", False)


# Not everything that differs conflicts --------------------------------------------------------------------------------


def test_a_party_that_revises_its_own_toll_does_not_conflict_with_itself():
    asked = {"question_kind": "how_many"}
    one = claim("17 dead", figures=(number(17),), **asked)
    assert kind(one, claim("41 dead", figures=(number(41),), **asked)) == "revises"


def test_a_toll_that_grows_with_the_days_is_revised():
    asked = {"question_kind": "how_many"}
    one = claim("17 dead", figures=(number(17, cumulative=True),), **asked)
    later = claim("41 dead", figures=(number(41, cumulative=True),), about="2031-05-09", **asked)
    assert kind(one, later) == "revises"


def test_one_party_may_say_another_thing_of_another_day():
    assert kind(claim("Captured"), claim("Withdrew", about="2031-05-09")) is None


@pytest.mark.parametrize(
    "answer", ["Cannot confirm it", "Could not be verified", "Неизвестно", "Не може підтвердити", "Under investigation"]
)
def test_who_cannot_confirm_does_not_deny(answer):
    assert kind(claim("Captured"), other(answer)) is None
    assert kind(other("Denied"), claim(answer)) is None


def test_two_denials_of_presence_can_both_be_true():
    asked = {"question_kind": "who", "question_text": "Whose soldiers were at Lomny?"}
    assert kind(claim("No soldiers of ours there", **asked), other("Not present", **asked)) is None
    one = claim("Not there", "No soldier of the Guard was at Lomny.")
    assert kind(one, other("Were not there", "The Column never came to that village.")) is None


@pytest.mark.parametrize(
    "statement",
    [
        "The Guard says that it holds Lomny, while the Column says that it took it.",
        "Both sides claim the village.",
        "The Guard and the Column each say that Lomny is theirs.",
        "Обе стороны заявили о взятии села.",
    ],
)
def test_a_sentence_that_reports_both_sides_is_two_claims(statement):
    assert kind(claim("Held", statement, party="Morning Courier"), other("Captured")) is None


def test_what_an_outlet_says_in_its_own_voice_is_not_what_the_party_said():
    asked = {"question_kind": "how_many"}
    one = claim("17 dead", figures=(number(17),), **asked)
    heard = claim("41 dead", figures=(number(41),), own_voice=True, **asked)
    assert kind(one, heard) is None


@pytest.mark.parametrize(("one", "two"), [("raiders", "residents"), ("marchers", "police officers")])
def test_different_people_are_counted_apart(one, two):
    asked = {"question_kind": "how_many"}
    here = claim("80", figures=(number(80, counted=one),), **asked)
    assert kind(here, other("3", figures=(number(3, counted=two),), **asked)) is None


def test_launched_is_not_shot_down():
    asked = {"question_kind": "how_many"}
    one = claim("60 launched", figures=(number(60, measure="attacks", counted="drones launched"),), **asked)
    two = other("41 shot down", figures=(number(41, measure="attacks", counted="drones shot down"),), **asked)
    assert kind(one, two) is None


def test_two_towns_are_counted_apart():
    asked = {"question_kind": "how_many"}
    one = claim("12 over Vell", figures=(number(12, counted="drones over Vell"),), **asked)
    assert kind(one, other("3 over Ennet", figures=(number(3, counted="drones over Ennet"),), **asked)) is None


def test_a_part_and_the_whole_only_seem_to_conflict_unless_the_part_is_larger():
    asked = {"question_kind": "how_many"}
    whole = claim("41", figures=(number(41, counted="people"),), **asked)
    part = other("Nine at Ennet", figures=(number(9, counted="people at Ennet"),), **asked)
    assert kind(whole, part) == "apparent"
    larger = other("Ninety at Ennet", figures=(number(90, counted="people at Ennet"),), **asked)
    assert kind(whole, larger) == "figures"


def test_to_deny_one_thing_is_not_to_deny_another():
    assert kind(claim("No explosives"), other("Set on fire by fighters")) is None


def test_what_goes_together_does_not_conflict():
    assert kind(claim("Destroyed"), other("Hit")) == "corroborates"
    assert kind(claim("For a recount", question_kind="why"), other("For unpaid wages", question_kind="why")) is None


def test_answers_to_different_questions_about_different_events_are_not_set_side_by_side():
    far = other("Captured", question=2, events=(7,), places=(7,), place_names=("Vell",), names_around=("Vell",))
    assert kind(claim("Repelled"), far) is None
