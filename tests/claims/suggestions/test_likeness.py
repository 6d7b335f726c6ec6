import pytest

from claims.suggestions.likeness import alike
from tests.factories import ClaimFactory, EventFactory, PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(statement="The raid near Nelm was repelled with heavy losses.")


def test_a_claim_in_nearly_the_same_words_is_offered_with_the_reason(claim):
    [found] = alike("The raid near Nelm was repelled, with heavy losses", party=claim.party)
    assert found.claim == claim
    assert found.score >= 95
    assert str(claim.party) in found.reason
    assert "nearly the same words" in found.reason


def test_a_claim_in_other_forms_of_its_words_is_offered(claim):
    assert alike("They repelled a raid at Nelm", event=claim.event)


def test_a_claim_about_something_else_is_not_offered(claim):
    assert alike("The bridge was opened to lorries", party=claim.party) == []


def test_a_claim_of_another_party_about_another_event_is_not_offered(claim):
    assert alike(claim.statement, party=PartyFactory(), event=EventFactory()) == []
    assert alike(claim.statement) == []


def test_the_claim_itself_and_empty_words_are_left_out(claim):
    assert alike(claim.statement, party=claim.party, besides=claim) == []
    assert alike(" … ", party=claim.party) == []


def test_the_closest_comes_first_and_of_equals_that_of_the_party(claim):
    near = ClaimFactory(event=claim.event, statement=claim.statement)
    far = ClaimFactory(event=claim.event, party=claim.party, statement="A raid near Nelm was repelled.")
    found = alike(claim.statement, party=claim.party.pk, event=claim.event.pk)
    assert [each.claim for each in found] == [claim, near, far]


def test_what_is_offered_takes_one_query(claim, django_assert_num_queries):
    ClaimFactory.create_batch(5, event=claim.event, statement=claim.statement)
    with django_assert_num_queries(1):
        assert len(alike(claim.statement, event=claim.event, limit=3)) == 3
