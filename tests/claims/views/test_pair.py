"""The page of one pair, and what is taken away from it."""

import json
import re
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from claims.models import Claim
from claims.reading.citing import work_title
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, QuestionFactory, UserFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db

TAKEN = ["", "cite/", "card.png", "cite.bib", "cite.json"]


def text(response):
    return response.content.decode()


@pytest.fixture
def question():
    return QuestionFactory(published=True)


def answer(question, said, **kwargs):
    """Return a public answer to ``question`` that was said on the day ``said``."""
    claim = ClaimFactory(published=True, carried=None, event=question.event, question=question, **kwargs)
    AppearanceFactory(claim=claim, source__published=True, said=said)
    return claim


@pytest.fixture
def pair(question):
    return ClaimPairFactory(
        published=True, claim=answer(question, "2024-03-12"), counterclaim=answer(question, "2024-03-13")
    )


def since(client, pair):
    return text(client.get(pair.get_absolute_url())).partition("Since then</h2>")[2].partition("</section>")[0]


def test_later_answers_stand_under_since_then_in_order_of_time(client, question, pair):
    answer(question, "2024-03-20", answer="third")
    answer(question, "2024-03-14", answer="second")
    found = since(client, pair)
    assert found.index("second") < found.index("third")
    assert "14 March 2024" in found


@pytest.mark.parametrize("said", ["2024-03-13", "2024-03-12", "2024-03", "2024-03-13/2024-03-20", ""])
def test_what_may_have_been_said_before_both_is_not_later(client, question, pair, said):
    answer(question, said, answer="perhaps-earlier")
    assert "perhaps-earlier" not in since(client, pair)
    assert "No later claim" in since(client, pair)


def test_where_a_day_is_not_known_nothing_is_called_later(client, question):
    pair = ClaimPairFactory(published=True, claim=answer(question, ""), counterclaim=answer(question, "2024-03-13"))
    answer(question, "2024-03-20", answer="third")
    assert "nothing can be called later" in since(client, pair)


def test_answer_to_a_question_that_is_hidden_is_not_shown_as_later(client, question, pair):
    answer(question, "2024-03-20", answer="third")
    type(question).objects.filter(pk=question.pk).update(status="draft")
    assert "third" not in text(client.get(pair.get_absolute_url()))


def test_pair_says_what_would_settle_it(client, pair):
    assert "What would settle it" not in text(client.get(pair.get_absolute_url()))
    pair.would_settle = "A dated picture of the village."
    pair.save()
    assert "What would settle it:</strong> A dated picture of the village." in text(client.get(pair.get_absolute_url()))


def test_last_change_is_that_of_the_pair_or_of_a_claim_in_it(client, pair):
    Claim.objects.filter(pk=pair.claim.pk).update(updated_at="2031-05-04T12:00Z")
    assert '<time datetime="2031-05-04">4 May 2031</time>' in text(client.get(pair.get_absolute_url()))
    assert json.loads(client.get(f"{pair.get_absolute_url()}cite.json").content)[0]["issued"] == {
        "date-parts": [[2031, 5, 4]]
    }


def test_page_of_citations_writes_the_pair_out_in_each_style(client):
    world = public_world()
    page = text(client.get("/pairs/pair/cite/"))
    title = work_title("text-of-question", [world.left.answer, world.right.answer])
    assert f"{title}. http://testserver/pairs/pair/" in page
    assert '<h2 class="section">Chicago</h2>' in page
    assert "@misc{counterclaim-pair," in page


def test_citation_names_the_same_address_in_every_language(client, pair):
    for code, _name in settings.LANGUAGES:
        prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
        page = text(client.get(f"{prefix}/pairs/{pair.slug}/cite/"))
        assert f"url = {{http://testserver/pairs/{pair.slug}/}}" in page


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("cite.bib", "application/x-bibtex; charset=utf-8"),
        ("cite.json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
    ],
)
def test_citation_is_a_file_to_download(client, pair, name, content_type):
    response = client.get(f"/pairs/{pair.slug}/{name}")
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{pair.slug}.{name.partition(".")[2]}"'
    assert f"http://testserver/pairs/{pair.slug}/" in text(response)


def test_card_is_a_picture_that_the_page_names(client, pair):
    page = text(client.get(pair.get_absolute_url()))
    address = f"http://testserver/pairs/{pair.slug}/card.png"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    response = client.get(address)
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_card_that_one_has_is_not_drawn_again(client, pair, monkeypatch):
    address = f"/pairs/{pair.slug}/card.png"
    etag = client.get(address)["ETag"]
    monkeypatch.setattr("claims.views.pair.png", None)
    known = client.get(address, headers={"if-none-match": etag})
    assert (known.status_code, known.content) == (304, b"")
    assert known["ETag"] == etag


def test_card_changes_with_the_answer(client, pair):
    address = f"/pairs/{pair.slug}/card.png"
    before = client.get(address)
    pair.claim.answer = "held"
    pair.claim.save()
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


@pytest.mark.parametrize("name", TAKEN)
def test_retracted_pair_leaves_the_notice_at_each_of_its_addresses(client, pair, name):
    pair.retract(by=UserFactory(), reason="Misattributed.")
    response = client.get(f"/pairs/{pair.slug}/{name}")
    assert response.status_code == 410
    assert "Misattributed." in text(response)


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("state", [{}, {"in_review": True}])
def test_hidden_pair_answers_at_each_address_as_one_that_never_was(client, name, state):
    pair = ClaimPairFactory(**state)
    hidden, never = client.get(f"/pairs/{pair.slug}/{name}"), client.get(f"/pairs/never/{name}")
    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content


def test_words_by_which_reports_are_labelled_are_explained_where_they_stand(client):
    world = public_world()
    for record in (world.pair, world.left):
        page = text(client.get(record.get_absolute_url()))
        assert "<summary>paraphrase</summary><span>The report gives the sense in its own words" in page
    assert "<summary>factual</summary><span>Something is said to be so" in text(
        client.get(world.left.get_absolute_url())
    )
    assert 'id="word-paraphrase"' in text(client.get("/method/"))


def test_pair_page_in_all_is_under_60_kilobytes_compressed(client):
    world = public_world()
    page = text(client.get(world.pair.get_absolute_url()))
    files = set(re.findall(r'="/static/([^"]+\.(?:css|js|svg))"', page))
    assert {"css/pair.css", "js/pair.js"} <= files
    loaded = [Path(finders.find(name)).read_bytes() for name in files]
    assert sum(len(brotli.compress(part)) for part in [page.encode(), *loaded]) < 60_000
