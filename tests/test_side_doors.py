"""What readers see of a published record changes only by a second person, whichever way the first one goes about it.

Each door is tried by request, by an editor who has all rights and nobody to ask, who then tries to publish what came of
it as well. Every public page that tells of the records is compared, word for word.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Appearance, Claim, ClaimPair, Correction, Event, Figure, Question
from editorial.models import Revision
from sources.models import Passage, Source
from tests.claims.admin.pairing.pressing import press
from tests.desk import address, desk, filled, list_address
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    EventFactory,
    FigureFactory,
    FindingFactory,
    PairSuggestionFactory,
    QuestionFactory,
    SnapshotFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_unlogged")]

NOTE = {"correction_note": "It was misread.", "_save": "1"}


class Public:
    """A published pair with everything that stands on it."""

    def __init__(self):
        event = EventFactory(published=True, title="A raid")
        question = QuestionFactory(published=True, event=event)
        self.claim = ClaimFactory(published=True, event=event, question=question)
        other = ClaimFactory(published=True, event=event, question=question, answer="captured")
        self.pair = ClaimPairFactory(published=True, claim=self.claim, counterclaim=other)
        self.event, self.question = event, question
        self.figure = FigureFactory(claim=self.claim, counted="boats")
        # Another report, so that one of them can go.
        self.report = AppearanceFactory(claim=self.claim, source__published=True)
        self.words, self.source = self.report.passage, self.report.source
        # Another claim of the event, in a source of which no text is held.
        self.third = ClaimFactory(published=True, event=event)
        self.silent = self.third.appearances.get().source
        self.text = SnapshotFactory(source=self.source, text="They said that the raid was repelled.")

    def seen(self):
        """Return what readers find on every page that tells of it (list of str), without what is new in each answer."""
        pages = [self.claim, self.pair, self.event, self.question, self.source, self.claim.party]
        addresses = [each.get_absolute_url() for each in pages]
        addresses += [reverse(name) for name in ("pair_list", "corrections")]
        reader = Client()
        answers = [reader.get(each, follow=True) for each in addresses]
        assert {answer.status_code for answer in answers} == {200}
        return [re.sub(r'(nonce|csrfmiddlewaretoken" value)="[^"]*"', "", each.content.decode()) for each in answers]


def save(client, record, **typed):
    client.post(address(record), filled(client.get(address(record))) | NOTE | typed)


def in_list(client, record, action, **more):
    chosen = f"{record.pk},{record.version}" if hasattr(record, "version") else str(record.pk)
    client.post(list_address(type(record)), {"action": action, "_selected_action": chosen, "post": "yes", **more})


def table(client, model, *rows):
    file = SimpleUploadedFile("table.csv", "\n".join(rows).encode())
    page = client.post(list_address(model, "import"), {"file": file})
    assert "becomes a revision" in page.content.decode()
    assert not page.context.get("upload")


def report_further(client, public):
    typed = {"form_key": "own", "words": "They said", "same": public.claim.pk, "attribution": "paraphrase"}
    client.post(address(public.source, "desk"), typed)


def report_further_where_no_text_is_held(client, public):
    typed = {"form_key": "own", "words": "They left.", "same": public.claim.pk, "attribution": "paraphrase"}
    client.post(address(public.silent, "desk"), typed)


def own_draft(client, public):
    """Return a claim that says the same, drafted by whoever tries."""
    draft = ClaimFactory(party=public.claim.party, event=public.event, updated_by=client.user)
    AppearanceFactory(claim=draft, source__published=True)
    return draft


def same_claim(client, public):
    draft = own_draft(client, public)
    PairSuggestionFactory(one=public.claim, other=draft, kind="same", score=1)
    press(client, "same")


def suggested_pair(client, public):
    PairSuggestionFactory(one=public.claim, other=public.third, score=1)
    answer = press(client, "accepted", kind="contrary", rationale="They differ.", order="other")
    assert answer.status_code == 302


def merge_own_draft(client, public):
    draft = own_draft(client, public)
    chosen = {"other": draft.pk, "keep": "this"}
    page = client.get(address(public.claim, "merge"), chosen)
    seen = page.context["plan"].digest
    client.post(address(public.claim, "merge"), chosen | {"seen": seen, "note": "They are one."})


def take_finding(client, public):
    found = FindingFactory(snapshot=public.text, field="language", value="uk")
    client.post(reverse("admin:sources_finding_take", args=[found.pk]))


def put_back(client, public):
    """Put an older state of the claim back by the page of its history."""
    row = public.claim.history.first() or public.claim.history.create(
        **{each.attname: getattr(public.claim, each.attname) for each in Claim.history.model.tracked_fields},
        history_date=public.claim.updated_at,
        history_type="+",
    )
    Claim.history.filter(pk=row.pk).update(statement="It was held off.")
    page = reverse("admin:claims_claim_simple_history", args=[public.claim.pk, row.history_id])
    client.post(page, filled(client.get(address(public.claim))) | NOTE | {"statement": "It was held off."})


def past_the_review_page(client, public):
    save(client, public.claim, answer="held off")
    revision = Revision.objects.get()
    page = reverse("admin:review_record", args=["editorial", "revision", revision.pk])
    for step in ("submit", "publish"):
        client.post(page, {"step": step, "version": "1", "seen": revision.history.latest().history_id})
    page = reverse("admin:review_record", args=["claims", "claim", public.claim.pk])
    client.post(page, {"step": "publish", "version": public.claim.version})


DOORS = {
    "the form of the claim": lambda c, p: save(c, p.claim, answer="held off"),
    "its party": lambda c, p: save(c, p.claim, party=p.pair.counterclaim.party_id),
    "its spelling": lambda c, p: save(c, p.claim, statement="It was repeled.", only_spelling="on", correction_note=""),
    "saving as new, in a window, or going on": lambda c, p: save(
        c, p.claim, answer="held off", slug="", _saveasnew="1", _popup="1", _continue="1"
    ),
    "its figure": lambda c, p: save(c, p.claim, **{"figures-0-low": "9", "figures-0-high": "9"}),
    "another figure": lambda c, p: save(
        c,
        p.claim,
        **{"figures-TOTAL_FORMS": "2", "figures-1-measure": "killed", "figures-1-counted": "guards"},
        **{"figures-1-qualifier": "at_least", "figures-1-low": "3"},
    ),
    "taking its figure out": lambda c, p: save(c, p.claim, **{"figures-0-DELETE": "on"}),
    "the attribution of a report": lambda c, p: save(c, p.claim, **{"appearances-0-speaker": "A spokesman"}),
    "taking a report out": lambda c, p: save(c, p.claim, **{"appearances-0-DELETE": "on"}),
    "the form of the pair": lambda c, p: save(c, p.pair, rationale="Otherwise."),
    "the form of the event": lambda c, p: save(c, p.event, title="Two raids"),
    "the form of the question": lambda c, p: save(c, p.question, text="Who held it?"),
    "the form of the source": lambda c, p: save(c, p.source, title="Another title"),
    "the form of the words": lambda c, p: save(c, p.words, exact="raid was repelled", start=""),
    "what stands around the words": lambda c, p: save(c, p.words, suffix=" and nobody saw it"),
    "deleting the words": lambda c, p: c.post(address(p.words, "delete"), {"post": "yes"}),
    "deleting the words in the list": lambda c, p: in_list(c, p.words, "delete_selected"),
    "changing a report on its own page": lambda c, p: c.post(address(p.report), {"speaker": "A spokesman"}),
    "deleting a report": lambda c, p: c.post(address(p.report, "delete"), {"post": "yes"}),
    "deleting a report in the list": lambda c, p: in_list(c, p.report, "delete_selected"),
    "deleting the claim": lambda c, p: c.post(address(p.claim, "delete"), {"post": "yes"}),
    "deleting the claim in the list": lambda c, p: in_list(c, p.claim, "delete_selected"),
    "deleting the event in the list": lambda c, p: in_list(c, p.event, "delete_selected"),
    "deleting the source in the list": lambda c, p: in_list(c, p.source, "delete_selected"),
    "sending it back in the list": lambda c, p: in_list(c, p.claim, "send_back_selected"),
    "submitting it in the list": lambda c, p: in_list(c, p.claim, "submit_selected"),
    "writing in the list": lambda c, p: c.post(
        list_address(Claim),
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": p.claim.pk, "form-0-answer": "held off"}
        | {"_save": "1"},
    ),
    "a further report at the reading desk": report_further,
    "a further report without a text": report_further_where_no_text_is_held,
    "making it one with an own draft, at the linking desk": same_claim,
    "accepting a suggested pair": suggested_pair,
    "merging an own draft into it": merge_own_draft,
    "setting it against another claim": lambda c, p: c.post(
        address(p.claim, "against"),
        {"other": p.third.pk, "kind": "contrary", "order": "other", "rationale": "They differ."},
    ),
    "taking over what an import found": take_finding,
    "putting an older state back": put_back,
    "going past the review page": past_the_review_page,
    "a table of claims": lambda c, p: table(c, Claim, "slug,answer", f"{p.claim.slug},held off"),
    "a table of its figures": lambda c, p: table(
        c, Claim, "slug,figures", f"{p.claim.slug},killed | guards | at_least | 3"
    ),
    "a table without its figures": lambda c, p: table(c, Claim, "slug,figures", f"{p.claim.slug},"),
    "a table of its reports": lambda c, p: table(
        c, Claim, "slug,appearances", f"{p.claim.slug},{p.source.slug} | They said | | paraphrase"
    ),
    "a table of pairs": lambda c, p: table(c, ClaimPair, "slug,rationale", f"{p.pair.slug},Otherwise."),
    "a table of events": lambda c, p: table(c, Event, "slug,title", f"{p.event.slug},Two raids"),
    "a table of questions": lambda c, p: table(c, Question, "slug,text", f"{p.question.slug},Who held it?"),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_published_record_changes_only_by_a_second_person(door):
    public, client = Public(), desk("editor")
    before = public.seen()
    DOORS[door](client, public)
    # Whatever waits now: whoever wrote it publishes it as well, if they can.
    for revision in Revision.objects.open():
        seen = {"seen": revision.history.latest().history_id}
        for verb in ("submit", "publish"):
            client.post(address(revision, "transition", verb=verb), seen)
    for model in (Claim, ClaimPair, Event, Question, Source):
        for record in model.objects.filter(status="draft"):
            client.post(address(record, "transition", verb="publish"), {"version": record.version})
    assert public.seen() == before
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("door", "model"),
    [
        ("the form of the claim", Claim),
        ("its figure", Figure),
        ("the form of the words", Passage),
        ("a further report at the reading desk", Appearance),
    ],
)
def test_a_second_person_lets_readers_see_it(door, model):
    public, client = Public(), desk("editor")
    before = public.seen()
    DOORS[door](client, public)
    revision = Revision.objects.open().get()
    seen = {"seen": revision.history.latest().history_id}
    desk("editor").post(address(revision, "transition", verb="publish"), seen)
    assert public.seen() != before
    assert any(change["model"] == model._meta.label for change in Revision.objects.get().changes)
