"""From the texts to the page of a claim: a copy is found, an editor confirms it, and there is one origin fewer."""

import pytest
from django.urls import reverse

from claims.reading.origins import origins_of
from claims.reading.reports import reports_of
from sources.importers.base import Article, Found
from sources.ingest import ingest
from sources.models import Derivation, Passage
from tests.copies import COPY, OTHER, REPORT
from tests.desk import desk
from tests.factories import AppearanceFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

# The words that carry the claim in each of the three.
WORDS = {
    REPORT: "had been beaten back by noon",
    COPY: "had been beaten back by noon",
    OTHER: "an attack repelled",
}


def article(text, title, **values):
    return Article(text, title, title_found=Found.HEADLINE, origin=f"{title}.txt", **values)


@pytest.fixture
def claim():
    """A claim that three imported and published articles carry: a report, a copy of it, and another report."""
    claim = ClaimFactory(published=True, carried=None)
    for number, text in enumerate(WORDS):
        source = ingest(article(text, f"Article {number}")).source
        source.language = "en"
        source.save()
        source.publish(by=UserFactory())
        start = text.index(WORDS[text])
        held = source.snapshots.get()
        passage = Passage.objects.create(
            source=source, snapshot=held, exact=WORDS[text], start=start, end=start + len(WORDS[text])
        )
        AppearanceFactory(claim=claim, source=source, passage=passage)
    return claim


def shown(client, claim):
    return client.get(claim.get_absolute_url()).content.decode()


def test_a_copy_is_suggested_and_confirmed_the_claim_has_one_origin_fewer(client, claim):
    # The copy is suggested, and nothing else is.
    suggested = Derivation.objects.get()
    assert {suggested.source.title, suggested.origin.title} == {"Article 0", "Article 1"}
    assert "<span>3 sources</span> <span>3 independent origins</span>" in shown(client, claim)

    editor = desk("editor")
    page = reverse("admin:sources_derivation_facing", args=[suggested.pk])
    seen = editor.get(page).context["seen"]
    editor.post(page, {"decision": "accepted", "seen": seen, "kind": suggested.kind, "reason": ""})

    after = shown(client, claim)
    assert "<span>3 sources</span> <span>2 independent origins</span>" in after
    assert "2 independent origins: why" in after
    assert f'of <a href="{suggested.origin.get_absolute_url()}"' in after.partition("Counted as one:")[2]
    for source in (suggested.source, suggested.origin):
        other = suggested.origin if source == suggested.source else suggested.source
        assert other.get_absolute_url() in client.get(source.get_absolute_url()).content.decode()


def test_a_rejected_copy_changes_nothing_and_does_not_come_back(client, claim):
    suggested = Derivation.objects.get()
    before = shown(client, claim)
    editor = desk("editor")
    page = reverse("admin:sources_derivation_facing", args=[suggested.pk])
    seen = editor.get(page).context["seen"]
    editor.post(page, {"decision": "rejected", "seen": seen, "kind": suggested.kind, "reason": ""})
    assert shown(client, claim) == before
    # The outlet changes its text a little: it arrives, is compared, and nobody is asked again.
    newer = article(COPY.replace("twelve", "thirteen"), "Article 1", url="https://example.org/copy")
    type(suggested.source).objects.filter(title="Article 1").update(url="https://example.org/copy")
    assert ingest(newer).changed
    assert Derivation.objects.get().verdict == "rejected"


def test_origins_of_editors_and_of_readers_are_the_same_where_everything_is_public(claim):
    suggested = Derivation.objects.get()
    editor = desk("editor")
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    context = editor.get(page).content.decode()
    assert "3 sources, 3 independent origins" in context
    assert reverse("admin:sources_derivation_facing", args=[suggested.pk]) in context
    facing = reverse("admin:sources_derivation_facing", args=[suggested.pk])
    editor.post(
        facing,
        {"decision": "accepted", "seen": editor.get(facing).context["seen"], "kind": "rewritten", "reason": ""},
    )
    assert "3 sources, 2 independent origins" in editor.get(page).content.decode()
    assert origins_of(reports_of([claim.pk])[claim.pk]).count == 2
