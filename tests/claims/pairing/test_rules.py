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


def test_who_blames_another_and_an_ally_who_denies_it_of_both_agree():
    asked = {"question_kind": "who"}
    own = {"side": "Estrail", "side_names": ("Estrail",)}
    blames = claim("The Northern League", party="Government of Estrail", **own, **asked)
    denies = claim("Not Estrail’s army", party="Estrail General Staff", **own, **asked)
    assert kind(blames, denies) == "corroborates"


def test_whoever_names_itself_names_its_side():
    asked = {"question_kind": "who"}
    column = claim("The East Column", party="East Column", side_names=("Northern League",), **asked)
    assert kind(column, other("The Northern League", party="Government of Estrail", **asked)) == "corroborates"
    blamed = other("Estrail itself", party="Northern League", **asked)
    assert kind(claim("The Northern League", party="Government of Estrail", **asked), blamed) == "attribution"


def test_another_question_and_another_day_are_not_set_side_by_side():
    later = other("Captured", about="2031-05-09", question=2)
    assert kind(claim("Repelled"), later) is None


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Is the road passable?", "apparent"),
        ("Потушен ли пожар?", "apparent"),
        ("Did they fire?", None),
        ("Was it sold?", None),
        ("Признал ли он вину?", None),
    ],
)
def test_what_stands_otherwise_on_another_day_seems_to_conflict_and_what_was_done_does_not(text, proposed):
    asked = {"question_text": text}
    assert kind(claim("Purple", **asked), other("Seventeen lions", about="2031-05-09", **asked)) == proposed


def test_what_is_hoped_for_is_no_account_of_what_was():
    asked = {"question_text": "Was an agreement signed?"}
    assert kind(claim("Not signed", **asked), other("Signature expected", kind="forecast", **asked)) is None


def test_some_of_all_conflict_only_where_they_are_more_than_all():
    asked = {"question_kind": "how_many"}
    part = claim("410", figures=(number(410, counted="children among them"),), **asked)
    assert kind(part, other("1200", figures=(number(1200, counted="people"),), **asked)) is None
    assert kind(part, other("300", figures=(number(300, counted="people"),), **asked)) == "figures"


def test_a_question_that_does_not_say_how_many_may_be_answered_with_numbers_too():
    asked = {"question_text": "What was the turnout?"}
    assert kind(claim("61 per cent", **asked), other("Fewer than 40%", **asked)) == "figures"
    assert kind(claim("61 per cent", **asked), other("More than half", **asked)) != "figures"


def test_a_bare_no_denies_whatever_the_other_says_unless_it_denies_the_opposite():
    denies = claim("Denies it", "Nobody was tortured.")
    assert kind(denies, other("Purple marks")) == "denial"
    assert kind(denies, other("Treated well")) == "corroborates"


def test_a_denial_may_stand_behind_what_it_denies():
    asked = {"question_text": "Были ли нарушения?"}
    assert kind(claim("Нарушений не было", **asked), other("Нарушения", **asked)) == "contradictory"


def test_that_all_was_well_denies_a_cause_and_only_that_one():
    asked = {"question_kind": "why", "question_text": "Why did it come down?"}
    well = claim("Engines in order", "Both engines had been overhauled and were without fault.", **asked)
    assert kind(well, other("Engine failure", "The right engine broke up.", **asked)) == "denial"
    assert kind(well, other("A purple cloud", "A purple cloud swallowed it.", **asked)) is None


def test_whoever_holds_a_place_is_denied_by_every_no():
    asked = {"question_kind": "holds"}
    assert kind(claim("Purple flag", **asked), other("Not fallen", **asked)) in ("denial", "contrary")


def test_what_cannot_be_told_is_an_answer_where_it_is_asked():
    asked = {"question_text": "Had observers access to the town?"}
    assert kind(claim("No access", **asked), other("Full access", **asked)) == "contradictory"
    asked = {"question_text": "How were the prisoners treated?", "question_kind": "what"}
    assert kind(claim("No access", **asked), other("Tortured", **asked)) is None


def test_two_of_one_side_whose_words_nobody_knows_are_taken_to_agree():
    ally = claim("Seventeen lions", party="Their Ministry", side="River Guard")
    assert kind(claim("Purple"), ally) == "corroborates"


def test_claims_without_a_question_meet_in_the_words_that_the_event_has_not():
    asked = {"question": None, "question_kind": "", "question_text": ""}
    one = claim("Ran", "The garrison ran and left its guns and wounded.", **asked)
    two = other("In order", "The garrison took its guns and all its wounded along.", **asked)
    assert "same_words" in reasons(one, two)
    assert kind(one, other("Paid", "The bank paid its debts.", **asked)) is None


@pytest.mark.parametrize(
    "answer",
    [
        "Calls for calm",
        "Regrets it",
        "Promises help",
        "Saw nothing",
        "Samples taken",
        "Several versions",
        "A matter for the courts",
        "Inquiry ordered",
        "Закликає до спокою",
        "Экспертиза назначена",
    ],
)
def test_a_call_a_wish_and_a_search_are_no_account(answer):
    assert kind(claim("Shelled by Ostrel"), other(answer)) is None
    assert kind(other("Ostrel’s army", question_kind="who"), claim(answer, question_kind="who")) is None


def test_whoever_refused_to_do_it_did_not_do_it():
    asked = {"question_text": "Did Ostrel pay the ransom?"}
    assert kind(claim("Paid", **asked), other("Refused to pay", **asked)) == "contradictory"
    assert kind(claim("Заплатили", **asked), other("Отказались заплатить", **asked)) == "contradictory"


def test_two_mishaps_in_other_words_are_two_causes():
    asked = {"question_kind": "why"}
    assert kind(claim("An earthquake", **asked), other("Neglect", **asked)) == "contrary"
    assert kind(claim("A missile", **asked), other("A bomb on board", **asked)) == "contrary"


def test_a_mishap_is_set_against_whoever_is_said_to_have_done_it():
    why = claim("Worn welds", "The welds gave way.", question_kind="why")
    who = other("Divers from Zemlin", "Divers from Zemlin laid it.", question=2, question_kind="who")
    assert kind(why, who) == "contrary"


def test_claims_of_other_questions_that_name_two_places_are_not_set_side_by_side():
    one = claim("Open", "The pontoons at Cray carry lorries.", question=2)
    assert kind(one, other("Closed", "At Halden the bridge carries nobody.")) is None


def test_so_many_a_day_are_not_set_against_so_many_in_all():
    asked = {"question_kind": "how_many"}
    one = claim("12 a day", figures=(number(12, measure="quantity", counted="gas"),), **asked)
    assert kind(one, other("300", figures=(number(300, measure="quantity", counted="gas"),), **asked)) is None


def test_those_who_are_counted_with_others_only_seem_to_conflict_with_those_alone():
    asked = {"question_kind": "how_many"}
    one = claim("17 with the cashiers", figures=(number(17, measure="persons", counted="people"),), **asked)
    two = other("12", figures=(number(12, measure="persons", counted="people"),), **asked)
    assert kind(one, two) == "apparent"


def test_yes_and_no_say_what_was_asked():
    asked = {"question_text": "Is the depot working?"}
    assert kind(claim("Yes", **asked), other("Operating", **asked)) == "corroborates"
    assert kind(claim("Yes", **asked), other("Shut down", **asked)) == "contradictory"
    assert kind(claim("No", **asked), other("Shut down", **asked)) == "corroborates"
