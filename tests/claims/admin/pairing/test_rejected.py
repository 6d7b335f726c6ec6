"""A rejected pair never comes back, whatever editors do next: every way by request, as they do it."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from claims.models import Claim, Event, Merge, PairSuggestion, Party, Question
from sources.models import ImportBatch
from tests.claims.admin.pairing.pressing import HERE, press
from tests.desk import address, desk, filled, list_address
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    PartyFactory,
    PassageFactory,
    QuestionFactory,
    SnapshotFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "Lower Vessen\n\nThe army said Lower Vessen was captured. The ministry said the attack was repelled."


@pytest.fixture
def client():
    return desk("editor")


@pytest.fixture
def question():
    return QuestionFactory(event=EventFactory(title="Battle for Lower Vessen"), text="Who held Lower Vessen?")


@pytest.fixture
def claims(question):
    """Two claims that contradict each other (list), in one article."""
    snapshot = SnapshotFactory(text=TEXT)
    found = []
    for answer, words in (("captured", "Lower Vessen was captured."), ("repelled", "the attack was repelled.")):
        claim = ClaimFactory(event=question.event, question=question, answer=answer, statement=words.capitalize())
        start = TEXT.index(words)
        stands = {"exact": words, "start": start, "end": start + len(words), "prefix": "", "suffix": ""}
        passage = PassageFactory(source=snapshot.source, snapshot=snapshot, **stands)
        AppearanceFactory(claim=claim, source=snapshot.source, passage=passage)
        found.append(claim)
    return found


@pytest.fixture
def rejected(client, claims):
    suggest()
    press(client, "rejected", f"{HERE}?claim={claims[0].pk}", note="Two villages.")
    return PairSuggestion.objects.get()


def suggest(**options):
    call_command("suggest_pairs", stdout=io.StringIO(), stderr=io.StringIO(), **options)


def assert_stays_away(client, one, other):
    """It is rejected, nothing of the two is open, and neither desk nor queue shows it, after every way to ask again."""
    suggest()
    suggest(again=True)
    for claim in (one, other):
        # Saved at the form, a claim is compared at once.
        page = client.get(address(claim))
        client.post(address(claim), filled(page, about="2024-03-12" if claim.about != "2024-03-12" else ""))
    told = PairSuggestion.objects.between(one, other).get()
    assert (told.verdict, told.note) == ("rejected", "Two villages.")
    assert not PairSuggestion.objects.open().between(other, one).exists()
    for page in (HERE, f"{HERE}?claim={one.pk}", f"{HERE}?claim={other.pk}"):
        shown = client.get(page).context.get("suggestion")
        assert shown is None or shown.verdict != "open" or {shown.one_id, shown.other_id} != {one.pk, other.pk}


def merge(client, kept, gone):
    page = client.get(address(kept, "merge"), {"other": gone.pk})
    form = dict(re.findall(r'<input type="hidden" name="(other|keep|seen)" value="([^"]*)">', page.content.decode()))
    assert client.post(address(kept, "merge"), form).status_code == 302
    return Merge.objects.in_force().get()


def undo(client, made):
    assert client.post(reverse("admin:claims_merge_undo", args=[made.pk])).status_code == 302


def take_out(client, model):
    """Return the table of all records of ``model`` as a file that can be handed over."""
    answer = client.get(list_address(model, "export"), {"format": "csv"})
    return SimpleUploadedFile("table.csv", b"".join(answer) if answer.streaming else answer.content)


def bring_in(client, model, file):
    page = client.post(list_address(model, "import"), {"file": file})
    if page.context["upload"] is None:
        # Nothing of it is new, or something is wrong.
        return page
    return client.post(
        list_address(model, "import"),
        {"upload": page.context["upload"].pk, "seen": page.context["digest"]},
        follow=True,
    )


def test_in_either_order_and_when_pairs_are_suggested_again(client, claims, rejected):
    assert_stays_away(client, *claims)
    assert_stays_away(client, *reversed(claims))


def test_when_its_article_is_imported_again(client, claims, rejected):
    for text in (TEXT, TEXT + " Nothing more is known."):
        file = SimpleUploadedFile("vessen.txt", text.encode())
        client.post(list_address(ImportBatch, "add"), {"files": [file]}, follow=True)
        batch = ImportBatch.objects.latest("pk")
        client.post(reverse("admin:sources_importbatch_confirm", args=[batch.pk]), follow=True)
        assert_stays_away(client, *claims)


@pytest.mark.parametrize("model", [Party, Event, Question, Claim])
def test_when_its_tables_are_imported_again(client, claims, rejected, model):
    file = take_out(client, model)
    count = model.objects.count()
    bring_in(client, model, file)
    assert model.objects.count() == count
    assert_stays_away(client, *claims)


def test_when_a_table_brings_other_words_for_its_claims(client, claims, rejected):
    table = take_out(client, Claim).read().replace(b"The attack was repelled.", b"The raid was beaten back.")
    bring_in(client, Claim, SimpleUploadedFile("table.csv", table))
    claims[1].refresh_from_db()
    assert claims[1].statement == "The raid was beaten back."
    assert_stays_away(client, *claims)


def test_when_one_of_its_claims_is_merged_and_two_again(client, claims, rejected):
    other, claim = claims
    double = ClaimFactory(
        party=claim.party, event=claim.event, question=claim.question, answer="repelled", statement=claim.statement
    )
    made = merge(client, double, claim)
    assert_stays_away(client, double, other)
    undo(client, made)
    assert_stays_away(client, claim, other)
    made = merge(client, claim, double)
    assert_stays_away(client, claim, other)
    undo(client, made)
    assert_stays_away(client, claim, other)


@pytest.mark.parametrize("what", ["party", "event", "question"])
def test_when_what_its_claims_are_of_is_merged_and_two_again(client, claims, rejected, what):
    gone = getattr(claims[1], what)
    kept = {"party": PartyFactory, "event": EventFactory, "question": lambda: QuestionFactory(event=gone.event)}[what]()
    made = merge(client, kept, gone)
    fresh = [Claim.objects.get(pk=each.pk) for each in claims]
    assert getattr(fresh[1], what) == kept
    assert_stays_away(client, *fresh)
    undo(client, made)
    assert_stays_away(client, *(Claim.objects.get(pk=each.pk) for each in claims))


@pytest.mark.parametrize("with_address", [True, False])
def test_a_claim_that_was_merged_is_not_brought_in_again_by_a_table(client, claims, rejected, with_address):
    other, claim = claims
    double = ClaimFactory(
        party=claim.party, event=claim.event, question=claim.question, answer="repelled", statement="It held out."
    )
    suggest()
    # The double is rejected as well, and then goes.
    PairSuggestion.objects.open().delete()
    head = "slug,party,event,statement,answer,kind"
    row = f"{double.slug if with_address else ''},{double.party.slug},{double.event.slug},It held out.,repelled,factual"
    merge(client, claim, double)
    count = Claim.objects.count()
    page = bring_in(client, Claim, SimpleUploadedFile("table.csv", f"{head}\n{row}\n".encode()))
    assert f"Write “{claim.slug}” in the column slug" in page.content.decode()
    assert Claim.objects.count() == count
    assert_stays_away(client, claim, other)
