"""What the fields of the desk offer."""

import pytest

from tests.claims.admin.desk.reading import page
from tests.desk import desk
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    PartyFactory,
    PartyNameFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def offered(snapshot, **asked):
    answer = desk("contributor").get(page(snapshot, "", "desk_choices"), asked)
    assert answer.status_code == 200
    return [each["name"] for each in answer.json()["choices"]]


def test_records_are_offered_by_any_name_the_nearest_first(snapshot):
    for name in ("Army of Ostravia", "Ostravia", "Ostravia Press Office"):
        PartyFactory(name=name)
    PartyNameFactory(party=PartyFactory(name="The republic"), name="Ostravian state")
    assert offered(snapshot, kind="party", term="ostravia") == [
        "Ostravia",
        "Ostravia Press Office",
        "Army of Ostravia",
        "The republic",
    ]


def test_without_a_term_what_the_source_speaks_of_comes_first(snapshot):
    here = AppearanceFactory(source=snapshot.source, claim__event__title="Yonder", claim__party__name="Zeta").claim
    EventFactory(title="Another")
    PartyFactory(name="Alpha")
    assert offered(snapshot, kind="event")[0] == "Yonder"
    assert offered(snapshot, kind="party")[0] == "Zeta"
    QuestionFactory(event=here.event, text="Who held it?")
    QuestionFactory(text="Who held something else?")
    assert offered(snapshot, kind="question", event=here.event_id) == ["Who held it?"]
    assert offered(snapshot, kind="question", event=here.event_id, term="else") == []


def test_a_kind_that_is_none_is_not_offered(snapshot):
    assert desk("contributor").get(page(snapshot, "", "desk_choices"), {"kind": "user"}).status_code == 404


def test_claims_in_nearly_the_same_words_are_offered(snapshot):
    known = ClaimFactory(statement="The raid on the mill was repelled.", answer="repelled")
    asked = {"statement": "The raid on the mill was repelled", "party": known.party_id, "event": "x"}
    answer = desk("contributor").get(page(snapshot, "", "desk_alike"), asked).json()
    assert [each["key"] for each in answer["claims"]] == [str(known.pk)]
    assert answer["claims"][0]["reason"]
