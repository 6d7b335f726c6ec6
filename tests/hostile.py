"""A public world in which every text field holds what would do harm on a page that trusted it."""

from html.parser import HTMLParser

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from claims.models import AnswerTerm, Claim, LexiconEntry
from claims.models.search import IndexModel
from editorial.fields import EDTFField
from editorial.models.history import keep_baselines, tracked
from sources.models import Passage, Snapshot
from tests.factories import (
    AnswerRelationFactory,
    AppearanceFactory,
    AssignmentFactory,
    ClaimFactory,
    ClaimPairFactory,
    ClaimSuggestionFactory,
    EventFactory,
    FigureFactory,
    FindingFactory,
    ImportBatchFactory,
    ImportFileFactory,
    LexiconEntryFactory,
    PairSuggestionFactory,
    QuestionFactory,
    ReviewNoteFactory,
    RevisionFactory,
    SnapshotFactory,
    SourceFactory,
    TableUploadFactory,
    UserFactory,
)
from tests.world import public_world

# Ends an attribute and an element, calls a script in four ways, asks the template language to count, turns the writing
# direction round and back, and has signs beyond sixteen bits. "hacked" appears as a word and nowhere as a name.
HARM = (
    """x"'><script>hacked()</script><img src=x onerror=hacked()><svg/onload=hacked()><a href=javascript:hacked()>"""
    """</textarea></title></style>{{7*7}}{% now "Y" %}<!--\u202e\u202c😀&lt;b&gt;"""
)
SHORT = """"><b a=x>"""
LONG = 10_000
# What is worked out, or checked by the database itself.
KEPT = {"slug", "status", "sha256", "text_sha256", "version"}


def hostile_world():
    """Return the `World` of `public_world` with a retracted claim and a held text, and harm in every field of text.

    Written past the forms, as somebody who has come so far would.
    """
    world = public_world()
    ClaimFactory(published=True, slug="retracted").retract(by=UserFactory(), reason="Misattributed.")
    held = SnapshotFactory(source=world.right_source, text=HARM)
    what_editors_see(world, held)
    Passage.objects.update(start=None, end=None)
    for model in curated_models():
        fields = text_fields(model)
        for record in model._base_manager.all():
            # Unlike in each record, for the sake of what must be unique.
            stored = {field.name: harm_for(field, record.pk) for field in fields}
            if stored:
                model._base_manager.filter(pk=record.pk).update(**stored)
        if tracked(model):
            keep_baselines(model)
    return world


def what_editors_see(world, held):
    """Add to ``world`` what stands beside the text ``held`` (a `Snapshot`) on the pages of editors alone."""
    # The lexicon that comes along says nothing of how pages treat words; one entry does.
    LexiconEntry.objects.all().delete()
    LexiconEntryFactory()
    FindingFactory(snapshot=held)
    AnswerTerm.objects.all().delete()
    PairSuggestionFactory(reasons=[["statement", {"said": HARM}], [HARM, {}]])
    AnswerRelationFactory()
    ClaimSuggestionFactory(snapshot=held, end=len(HARM), reasons=[HARM])
    batch = ImportBatchFactory(report=[{"item": HARM, "outcome": "failed", "reason": HARM, "remedy": HARM}])
    ImportFileFactory(batch=batch)
    told = {"model": "claims.Claim", "verb": "~", "title": HARM, "fields": [["answer", HARM, f"{HARM}{HARM}"]]}
    words = {"changes": [told], "note": HARM, "remark": HARM, "data": {"statement": [HARM], "answer": [HARM]}}
    RevisionFactory(record=world.left, **words)
    what_reviewers_see()


def what_reviewers_see():
    """Add a record of each kind that waits for a reviewer, written, submitted, assigned and spoken of by somebody who
    calls himself something hostile, a revision among them."""
    writer = UserFactory(username=HARM[:150], first_name=HARM[:150], last_name=HARM[:150], is_staff=True)
    claim = ClaimFactory(in_review=True, updated_by=writer)
    FigureFactory(claim=claim)
    AppearanceFactory(claim=claim)
    records = [
        claim,
        EventFactory(in_review=True, updated_by=writer),
        QuestionFactory(in_review=True, updated_by=writer),
        SourceFactory(in_review=True, updated_by=writer),
        ClaimPairFactory(in_review=True, updated_by=writer),
        RevisionFactory(in_review=True, created_by=writer, note=HARM, changes=[]),
    ]
    for record in records:
        for kind in ("comment", "sent_back"):
            ReviewNoteFactory(record=record, text=HARM, made_by=writer, kind=kind)
        AssignmentFactory(record=record, assignee=writer)
    TableUploadFactory(made_by=writer, name=f"{HARM[:190]}.csv")
    kind = ContentType.objects.get_for_model(Claim)
    words = {"object_id": claim.pk, "object_repr": HARM[:200], "action_flag": CHANGE, "change_message": HARM}
    LogEntry.objects.create(user=writer, content_type=kind, **words)


def curated_models():
    """Return the models of the project (list), without the text that is never changed and without the accounts."""
    return [
        model
        for label in ("sources", "claims")
        for model in apps.get_app_config(label).get_models()
        if model is not Snapshot
        and not model.__name__.startswith("Historical")
        # Worked out from the others.
        and not issubclass(model, IndexModel)
    ]


def text_fields(model):
    """Return the fields of ``model`` (list) in which somebody's words are kept."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, EDTFField)
        and not field.choices
        and field.name not in KEPT
        and not (field.name == "retraction_reason" and model is not Claim)
    ]


def harm_for(field, key):
    """Return words (str) for ``field`` that fit into it; ``key`` (int) makes them differ between records."""
    if isinstance(field, models.URLField):
        return f"https://example.org/{key}/{HARM}"[: field.max_length]
    if field.max_length is None:
        return f"{key}{HARM}" + "long" * (LONG // 4)
    words = f"{key}{HARM}" if field.max_length > len(HARM) + 9 else f"{SHORT}{key}"
    return words[: field.max_length]


class Harm(HTMLParser):
    """Collects what on a page could run: scripts, handlers of events, addresses that are programs. The scripts that
    belong there come from addresses that begin with one of ``own`` (tuple of str)."""

    def __init__(self, own=("/static/",)):
        super().__init__()
        self.own, self.found = own, []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value}>")
        if tag == "script" and not (dict(attrs).get("src") or "").startswith(self.own):
            self.found.append("<script>")
