import pytest

from claims.models import Claim, PairKind
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, EventFactory, QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_pair_shows_both_sides_with_words_source_and_authority(client):
    world = public_world()
    page = text(client.get(world.pair.get_absolute_url()))
    for words in (
        "name-of-left-party",
        "name-of-group",
        "answer-of-left",
        "statement-of-left",
        "counted-of-left",
        "before-left <mark>exact-of-left</mark> after-left",
        "title-of-left-source",
        "name-of-paper",
        "wording-of-left-source",
        "speaker-of-left",
        "12 March 2024",
        "paraphrase",
        "translated from Russian",
        '<blockquote class="original" lang="ru" dir="auto">original-of-left</blockquote>',
        "name-of-right-party",
        "answer-of-right",
        "<mark>exact-of-right</mark>",
        "relies on",
        "name-of-agency",
        "Both cannot be true, but both can be false.",
        "rationale-of-pair",
        "scope-of-pair",
        "text-of-question",
        "note-of-pair",
        "note-of-left",
        ">against<",
        "http://testserver/pairs/pair/",
    ):
        assert words in page, words


def test_pair_lists_who_else_answers_its_question(client):
    question = QuestionFactory(published=True)
    first, second, third = (
        ClaimFactory(published=True, event=question.event, question=question, answer=f"answer-{n}") for n in "abc"
    )
    pair = ClaimPairFactory(published=True, claim=first, counterclaim=second)
    page = text(client.get(pair.get_absolute_url()))
    assert page.count("Who else answers:") == 1
    assert third.party.name in page.partition("Who else answers:")[2]
    assert first.party.name not in page.partition("Who else answers:")[2]


def test_pair_of_two_questions_lists_the_other_answers_to_each(client):
    one, two = QuestionFactory(published=True), QuestionFactory(published=True)
    pair = ClaimPairFactory(
        published=True,
        claim=ClaimFactory(published=True, event=one.event, question=one),
        counterclaim=ClaimFactory(published=True, event=two.event, question=two),
    )
    page = text(client.get(pair.get_absolute_url()))
    assert page.count("Who else answers:") == 2
    assert f"{one.event.title} / {two.event.title}" in page


def test_pair_without_a_question_is_headed_by_its_event(client):
    pair = ClaimPairFactory(published=True, claim__event__title="The raid", claim__event__slug="the-raid")
    assert "<h1>The raid</h1>" in text(client.get(pair.get_absolute_url()))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (PairKind.CORROBORATES, "likewise"),
        (PairKind.REVISES, "revised to"),
        (PairKind.RETRACTS, "taken back"),
        (PairKind.APPARENT, "against"),
    ],
)
def test_word_between_the_columns_follows_the_kind(client, kind, word):
    left = ClaimFactory(published=True)
    party = {"party": left.party} if kind in PairKind.of_one_party() else {}
    right = ClaimFactory(published=True, event=left.event, **party)
    pair = ClaimPairFactory(published=True, claim=left, counterclaim=right, kind=kind, scope_note="The hour.")
    page = text(client.get(pair.get_absolute_url()))
    assert f"<span>{word}</span>" in page
    assert ("Why these conflict" in page) == PairKind(kind).conflicts


def test_many_reports_are_folded_after_the_fourth(client):
    pair = ClaimPairFactory(published=True)
    for _ in range(5):
        AppearanceFactory(claim=pair.claim, source__published=True)
    assert "2 more reports" in text(client.get(pair.get_absolute_url()))


def test_words_somebody_typed_are_escaped(client):
    pair = ClaimPairFactory(published=True, rationale="<script>alert(1)</script>\nA second line & more.")
    page = text(client.get(pair.get_absolute_url()))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>A second line &amp; more." in page


def test_list_shows_the_words_nearest_to_the_party(client):
    pair = ClaimPairFactory(published=True)
    quoted = AppearanceFactory(claim=pair.claim, source__published=True, attribution="direct_quotation")
    quoted.passage.exact = "We repelled them"
    quoted.passage.end = quoted.passage.start + len(quoted.passage.exact)
    quoted.passage.save()
    page = text(client.get("/pairs/"))
    assert "<mark>We repelled them</mark>" in page
    assert page.count("<mark>") == 2


def test_list_counts_its_rows_and_turns_its_pages(client):
    event = EventFactory(published=True)
    claims = [ClaimFactory(published=True, event=event) for _ in range(8)]
    made = 0
    for number, left in enumerate(claims):
        for right in claims[number + 1 :]:
            ClaimPairFactory(published=True, claim=left, counterclaim=right)
            made += 1
    assert made == 28
    first = client.get("/pairs/")
    second = client.get(f"/pairs/{first.context['page'].after}")
    assert "28 pairs" in text(first)
    assert 'rel="next"' in text(first)
    assert 'rel="prev"' not in text(first)
    assert 'rel="prev"' in text(second)
    assert 'rel="next"' not in text(second)
    keys = [pair.key for page in (first, second) for pair in page.context["page"].shown]
    assert len(set(keys)) == len(keys) == 28


def test_empty_list_says_why(client):
    assert "No pair of claims is published yet." in text(client.get("/pairs/"))


def test_filter_without_a_match_says_what_to_do(client):
    pair = ClaimPairFactory(published=True)
    page = text(client.get(f"/pairs/?party={pair.claim.party.slug}&figures=yes"))
    assert "Remove a filter above to see more." in page


@pytest.mark.parametrize(
    "query", ["party=nobody", "sort=bogus", "after=x", "before=x", "size=0", f"after={'9' * 5000}"]
)
def test_wrong_value_in_the_address_is_a_visible_message(client, query):
    ClaimPairFactory(published=True)
    response = client.get(f"/pairs/?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in text(response)


def test_unknown_name_in_the_address_is_said_to_be_left_out(client):
    ClaimPairFactory(published=True)
    response = client.get("/pairs/?partty=x")
    assert response.status_code == 200
    assert "<code>partty</code>" in text(response)


def test_empty_parts_of_the_address_are_tidied_away(client):
    pair = ClaimPairFactory(published=True)
    slug = pair.claim.party.slug
    response = client.get(f"/pairs/?party={slug}&event=&said_from=")
    assert response.status_code == 302
    assert response["Location"] == f"/pairs/?party={slug}"
    assert client.get("/pairs/?event=")["Location"] == "/pairs/"


def test_question_of_a_claim_that_is_hidden_is_not_named(client):
    world = public_world()
    hidden = QuestionFactory(event=world.event, text="text-of-hidden")
    Claim.objects.filter(pk=world.left.pk).update(question=hidden)
    assert "text-of-hidden" not in text(client.get(world.pair.get_absolute_url()))
