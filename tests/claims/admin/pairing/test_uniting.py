"""Two claims that are one: made one at the linking desk, by whom, and what stands in the way."""

import pytest

from claims.models import ClaimPair
from tests.claims.admin.pairing.pressing import HERE, press, sent
from tests.desk import desk, messages
from tests.factories import (
    ClaimFactory,
    ClaimPairFactory,
    FigureFactory,
    PairSuggestionFactory,
)

pytestmark = pytest.mark.django_db


def test_the_same_claim_reported_again_becomes_one_and_two_again(twice):
    following = PairSuggestionFactory(one=twice.other, score=0.2)
    client = desk("editor")
    answer = press(client, "same")
    page = client.get(answer.url)
    assert "One claim now, with the reports of both" in messages(page)[0]
    # What was suggested of the one that went is suggested of the one that stayed.
    assert page.context["suggestion"] == following
    assert page.context["left"] == twice.one
    assert f"one claim: {twice.one}" in page.content.decode()
    undo = {"decision": "undo", "of": page.context["last"].key, "seen": ""}
    back = client.get(client.post(page.context["here"], undo).url)
    assert back.context["suggestion"] == twice
    assert back.context["right"].pk == twice.other_id
    again = client.get(client.post(page.context["here"], undo).url)
    assert "not there any more" in messages(again)[0]


def test_whether_two_claims_are_one_is_the_editors_and_of_one_party(twice, suggestion):
    contributor, editor = desk("contributor"), desk("editor")
    here = f"{HERE}?at={twice.pk}"
    page = contributor.get(here)
    assert 'value="same"' not in page.content.decode()
    assert "Whoever may merge records makes one claim of the two" in page.content.decode()
    assert contributor.post(here, sent(page, "same")).status_code == 403
    # Of two parties they are two claims.
    page = editor.get(f"{HERE}?at={suggestion.pk}")
    assert 'value="same"' not in page.content.decode()
    assert editor.post(page.context["here"], sent(page, "same")).status_code == 403
    assert ClaimPair.objects.count() == 0


def test_what_would_go_with_a_merge_is_looked_at_first(twice):
    against, client = ClaimFactory(event=twice.one.event), desk("editor")
    for claim in (twice.one, twice.other):
        ClaimPairFactory(claim=claim, counterclaim=against)
    page = client.get(HERE)
    answer = client.post(page.context["here"], sent(page, "same"))
    assert answer.url == f"/admin/claims/claim/{twice.one_id}/merge/?other={twice.other_id}&keep=this"
    assert client.get(answer.url).status_code == 200


def test_what_stands_in_the_way_of_a_merge_is_told(twice):
    for claim, number in ((twice.one, 3), (twice.other, 5)):
        FigureFactory(claim=claim, counted="boats", low=number, high=number)
    answer = press(desk("editor"), "same")
    assert answer.status_code == 200
    assert "they are two claims" in answer.content.decode()
