"""The queue of the linking desk: what comes next, what narrows it, and the ways that lead there."""

import html

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, PairSuggestion
from tests.claims.admin.pairing.pressing import HERE, press
from tests.desk import account, address, desk, filled, list_address, messages
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    PairSuggestionFactory,
    PartyFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


def test_next_passes_over_until_somebody_begins_anew(suggestion):
    following, client = PairSuggestionFactory(score=0.1), desk("editor")
    first = client.get(press(client, "next").url)
    assert first.context["suggestion"] == following
    assert "1 passed over" in first.content.decode()
    last = client.get(press(client, "next").url)
    assert last.context["suggestion"] is None
    assert "2 were passed over." in last.content.decode()
    answer = client.post(reverse("admin:claims_pairsuggestion_desk_begin"))
    assert client.get(answer.url).context["suggestion"] == suggestion
    # Somebody else meets them in their turn.
    assert desk("editor").get(f"{HERE}?at={following.pk}").context["suggestion"] == following


def test_the_rest_of_a_claim_comes_before_the_next_claim(suggestion):
    rival = PairSuggestionFactory(one=suggestion.one, score=0.2)
    PairSuggestionFactory(score=0.8)
    client = desk("editor")
    AppearanceFactory(claim=rival.other, passage__exact="the quay is ours")
    page = client.get(HERE)
    assert page.context["rivals"] == [rival]
    assert "the quay is ours</mark>" in page.content.decode()
    assert client.get(press(client, "rejected").url).context["suggestion"] == rival


def test_the_queue_is_narrowed_by_names_and_stays_so(suggestion):
    event = EventFactory(title="The fog over Dolna")
    of_event = PairSuggestionFactory(one__event=event, score=0.2)
    rest = PairSuggestionFactory(one__event=event, score=0.1, one__party=PartyFactory(name="Weather office"))
    client = desk("editor")
    narrow = f"{HERE}?event=the+FOG+over+dolna&party="
    page = client.get(narrow)
    assert page.context["suggestion"] == of_event
    assert "2 are open" in page.content.decode()
    assert "The fog over Dolna" in page.context["events"]
    after = client.get(press(client, "rejected", narrow).url)
    assert after.context["suggestion"] == rest
    assert client.get(f"{HERE}?party=Weather+office").context["suggestion"] == rest
    done = client.get(press(client, "rejected", f"{HERE}?event={event.slug}").url)
    assert "Nothing is left to decide in this part of the queue." in done.content.decode()
    assert done.context["queue"].event == event


def test_a_part_of_a_name_is_enough_where_one_record_has_it(suggestion):
    fog, rain = EventFactory(title="The fog over Dolna"), EventFactory(title="The rain over Dolna")
    of_fog = PairSuggestionFactory(one__event=fog, score=0.2)
    client = desk("editor")
    page = client.get(f"{HERE}?event=FOG")
    assert (page.context["suggestion"], page.context["queue"].event) == (of_fog, fog)
    several = client.get(f"{HERE}?event=over+dolna")
    assert several.context["queue"].event is None
    text = html.unescape(several.content.decode())
    assert (
        f"Several have this in their names; the queue is not narrowed by it. Write one of them: “{fog}”; “{rain}”"
        in text
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("event=Nowhere", "There is none of this name; the queue is not narrowed by it."),
        ("party=%00", "There is none of this name"),
        ("claim=999999", "There is no such claim; the queue is not narrowed to one."),
        ("claim=x", "There is no such claim"),
        ("at=999999", "not there any more"),
        ("at=x", "not there any more"),
        ("left=x", ""),
        ("left=999999999999999999999", ""),
    ],
)
def test_a_wrong_address_is_a_message_and_the_queue_is_there(suggestion, query, words):
    page = desk("editor").get(f"{HERE}?{query}")
    assert page.status_code == 200
    assert words in page.content.decode()
    assert page.context["suggestion"] == suggestion


def test_a_claims_own_queue_and_the_other_claim_on_the_left(suggestion):
    elsewhere = PairSuggestionFactory(score=0.99)
    client = desk("editor")
    page = client.get(f"{HERE}?claim={suggestion.other_id}")
    assert (page.context["suggestion"], page.context["left"]) == (suggestion, suggestion.other)
    turned = client.get(client.get(f"{HERE}?at={suggestion.pk}").context["turned"])
    assert turned.context["left"] == suggestion.other
    assert client.get(HERE).context["suggestion"] == elsewhere
    alone = client.get(f"{HERE}?claim={ClaimFactory().pk}")
    assert "Nothing that is suggested for this claim waits to be decided." in alone.content.decode()
    assert "Set this claim against another one by hand" in alone.content.decode()
    assert "?verdict=unsure" not in alone.content.decode()
    press(client, "unsure", f"{HERE}?at={suggestion.pk}")
    left = client.get(f"{HERE}?claim={suggestion.one_id}").content.decode()
    assert f'href="{list_address(PairSuggestion)}?verdict=unsure"' in left


def test_the_list_leads_to_the_desk(suggestion):
    page = desk("contributor").get(list_address(PairSuggestion)).content.decode()
    assert f'href="{HERE}"' in page
    assert f'href="{HERE}?at={suggestion.pk}"' in page
    assert "“held” and “taken” cannot both be true of the same thing." in page


def test_who_records_a_claim_is_told_at_once_what_is_suggested_for_it():
    question = QuestionFactory(text="Who held Lomny?", kind="holds")
    held = ClaimFactory(event=question.event, question=question, answer="Captured")
    client = desk("contributor")
    form = filled(client.get(list_address(Claim, "add")), statement="They were driven back.", answer="Repelled")
    form |= {"party": PartyFactory().pk, "event": held.event_id, "question": held.question_id}
    page = client.post(list_address(Claim, "add"), form, follow=True)
    [suggestion] = PairSuggestion.objects.all()
    added = suggestion.other_than(held)
    assert f'1 pair is suggested for it. <a href="{HERE}?claim={added.pk}">' in messages(page)[-1]
    form["statement"], form["question"], form["event"] = "Rain fell.", "", EventFactory().pk
    page = client.post(list_address(Claim, "add"), form, follow=True)
    assert Claim.objects.count() == 3
    assert not any("suggested" in told for told in messages(page))


def test_the_list_holds_what_is_open_the_most_likely_first_unless_asked_otherwise(suggestion):
    best, rejected = PairSuggestionFactory(score=0.95), PairSuggestionFactory(rejected=True)
    client = desk("contributor")

    def listed(**asked):
        return list(client.get(list_address(PairSuggestion), asked).context["cl"].result_list)

    assert listed() == [best, suggestion]
    assert listed(verdict="rejected") == [rejected]
    assert listed(verdict="all") == [best, suggestion, rejected]
    assert listed(q="River militia") == [suggestion]
    assert listed(q=best.one.event.title) == [best]


def test_the_page_takes_as_many_queries_for_30_suggestions_as_for_3():
    client, claim = desk(account(is_superuser=True)), ClaimFactory()

    def more(number):
        for _number in range(number):
            one = PairSuggestionFactory(one=claim)
            for each in (one.one, one.other):
                AppearanceFactory(claim=each)
            PairSuggestionFactory()

    def count():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HERE).status_code == 200
        return len(queries)

    more(3)
    few = count()
    more(12)
    assert count() == few <= 26


def test_a_claim_and_the_list_of_claims_lead_to_what_is_suggested_for_it(suggestion):
    PairSuggestionFactory(one=suggestion.one)
    quiet = ClaimFactory()
    client = desk("contributor")
    link = f"{HERE}?claim={suggestion.one_id}"
    assert f'href="{link}">2 suggested pairs</a>' in client.get(address(suggestion.one)).content.decode()
    assert "suggested pair</a>" not in client.get(address(quiet)).content.decode()
    listed = client.get(list_address(Claim)).content.decode()
    assert f'href="{link}"' in listed
    assert f"{HERE}?claim={quiet.pk}" not in listed
    with_some = client.get(list_address(Claim), {"suggested": "open"}).context["cl"].queryset
    with_none = client.get(list_address(Claim), {"suggested": "none"}).context["cl"].queryset
    assert {suggestion.one, suggestion.other} < set(with_some)
    assert set(with_none) == {quiet}


def test_the_index_and_the_head_of_every_page_lead_to_the_desk(suggestion):
    client = desk("contributor")
    assert f'href="{HERE}"' in client.get("/admin/").content.decode()
    assert f'<a href="{HERE}" aria-current="page">Link</a>' in client.get(HERE).content.decode()
