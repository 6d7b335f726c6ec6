import pytest

from claims.models import Attribution, ClaimKind, PairKind, Qualifier, QuestionKind
from editorial.status import Status
from sources.models import PassageState
from tests.factories import ClaimFactory, CorrectionFactory, UserFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("choices", [Attribution, ClaimKind, PairKind, PassageState, Qualifier, QuestionKind, Status])
def test_method_page_explains_every_choice_there_is(client, choices):
    page = client.get("/method/").content.decode()
    for label in choices.labels:
        assert str(label) in page


def test_method_page_gives_the_meaning_of_each_kind_of_pair_as_the_code_has_it(client):
    page = client.get("/method/").content.decode()
    for kind in PairKind:
        assert str(kind.explanation) in page


def test_corrections_are_listed_newest_first_with_before_and_after(client):
    world = public_world()
    CorrectionFactory(claim=world.right, note="the latest note")
    CorrectionFactory(claim=ClaimFactory(), note="of a hidden claim")
    response = client.get("/corrections/")
    page = response.content.decode()
    assert page.index("the latest note") < page.index("note-of-left")
    for words in ("<del>before-of-left</del>", "<ins>after-of-left</ins>", "/claims/claim-left/", "/pairs/pair/"):
        assert words in page, words
    assert "of a hidden claim" not in page


def test_a_correction_marks_the_words_that_differ_and_no_others(client):
    world = public_world()
    said = {"before": "Answer: thirty <boats>\nParty: Harbour", "after": "Answer: forty <boats>\nParty: Harbour"}
    CorrectionFactory(claim=world.right, **said)
    page = client.get("/corrections/").content.decode()
    assert "Answer: <del>thirty</del> &lt;boats&gt;\nParty: Harbour" in page
    assert "Answer: <ins>forty</ins> &lt;boats&gt;\nParty: Harbour" in page


def test_retractions_are_listed_without_what_was_retracted(client):
    claim = ClaimFactory(published=True, statement="What was said.", slug="words-in-the-address")
    claim.retract(by=UserFactory(), reason="Misattributed.")
    page = client.get("/corrections/").content.decode()
    assert "Misattributed." in page
    assert "What was said." not in page
    assert "words-in-the-address" not in page


def test_corrections_of_an_empty_site_say_that_there_are_none(client):
    page = client.get("/corrections/").content.decode()
    assert "Nothing has been corrected" in page
    assert "Nothing has been withdrawn." in page


def test_corrections_turn_their_pages(client):
    claim = ClaimFactory(published=True)
    for number in range(21):
        CorrectionFactory(claim=claim, note=f"note {number}")
    first = client.get("/corrections/")
    assert 'rel="next"' in first.content.decode()
    older = client.get(f"/corrections/{first.context['page'].after}")
    assert len(older.context["page"].shown) == 1
    assert client.get("/corrections/?after=nowhere").status_code == 400


def test_correction_names_what_it_was_made_on_and_shows_both_versions(client):
    public_world()
    page = client.get("/corrections/").content.decode()
    entry = page[page.index("note-of-left") - 500 : page.index("note-of-left") + 500]
    for words in ("<span>claim</span>", "name-of-left-party: statement-of-left", "Before", "After"):
        assert words in entry, words


def test_notice_at_a_withdrawn_address_leads_to_its_entry(client):
    claim = ClaimFactory(published=True)
    other = ClaimFactory(published=True)
    for record, reason in ((claim, "First reason."), (other, "Second reason.")):
        record.retract(by=UserFactory(), reason=reason)
    notice = client.get(claim.get_absolute_url()).content.decode()
    entry = f"withdrawn-claim-{claim.pk}"
    assert f'href="/corrections/#{entry}"' in notice
    page = client.get("/corrections/").content.decode()
    listed = page[page.index(f'id="{entry}"') :]
    assert "First reason." in listed[: listed.index("</li>")]


def test_only_the_latest_retractions_are_listed_and_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr("claims.reading.withdrawn.SHOWN", 1)
    monkeypatch.setattr("claims.views.site.SHOWN", 1)
    for reason in ("Earlier reason.", "Latest reason."):
        ClaimFactory(published=True).retract(by=UserFactory(), reason=reason)
    page = client.get("/corrections/").content.decode()
    assert "Latest reason." in page
    assert "Earlier reason." not in page
    assert "Only the latest is listed" in page
