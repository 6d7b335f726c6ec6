"""What two claims of two parties are to each other, where no word has to be known for it."""

import pytest

from tests.claims.pairing.reads import claim, kind, number, other, reasons


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
