"""Who decides on suggested pairs, merges records, reviews and keeps the words of answers: every role, by request.

As in test_roles.py: each cell is tried from the same beginning and taken back, and where something is not allowed, and
at every GET, no row of any table may change.
"""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from claims.bulk.importing import try_table
from claims.bulk.resources import RESOURCES
from claims.bulk.tables import read_table
from claims.merging.performing import merge
from claims.merging.planning import plan_merge
from claims.models import AnswerRelation, AnswerTerm, Merge, PairSuggestion, Party
from claims.pairing.deciding import stamp, unite
from editorial.models import TableUpload, User
from tests.desk import address, list_address
from tests.factories import (
    AnswerRelationFactory,
    AnswerTermFactory,
    ClaimFactory,
    EventFactory,
    PairSuggestionFactory,
    PartyFactory,
    PlaceFactory,
    QuestionFactory,
)
from tests.trial import DESK, EDITORS, ROLES, WORDS, Trial, dump, form_of, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_unlogged")]

# What is done to a suggestion that stands so, and by whom: what somebody else settled is theirs or an editor's.
DECIDES = {"open": DESK, "held": DESK, "rejected": EDITORS, "unsure": DESK}
PAIR = {"order": "other", "kind": "contrary", "rationale": "Both cannot be.", "scope_note": "", "note": ""}


def linking_desk(suggestion):
    return f"{reverse('admin:claims_pairsuggestion_desk')}?at={suggestion.pk}"


@pytest.fixture
def suggested(root):
    """One suggestion in each state in which the desk may meet it ({state: `PairSuggestion`}), decided by root."""
    decided = {"decided_by": root, "decided_at": timezone.now()}
    return {
        "open": PairSuggestionFactory(),
        "held": PairSuggestionFactory(held_by=root, held_until=timezone.now() + timezone.timedelta(minutes=5)),
        "rejected": PairSuggestionFactory(verdict="rejected", **decided),
        "unsure": PairSuggestionFactory(verdict="unsure", **decided),
    }


@pytest.mark.parametrize("role", ROLES)
def test_suggested_pairs_are_decided_by_those_who_record_claims(role, suggested):
    trial = Trial(role)
    sees = role in DESK
    trial.ask("list", list_address(PairSuggestion), allowed=sees)
    trial.ask("desk", reverse("admin:claims_pairsuggestion_desk"), allowed=sees)
    for state, suggestion in suggested.items():
        page, seen = linking_desk(suggestion), {"seen": stamp(suggestion)}
        may = role in DECIDES[state]
        # What somebody else looks at is decided on by nobody else meanwhile.
        decides = may and state != "held"
        trial.ask(f"{state} look", page, allowed=sees)
        for verdict in ("rejected", "unsure", "accepted"):
            changes = decides and verdict != state
            told = {**PAIR, **seen, "decision": verdict}
            if state != verdict:
                trial.ask(f"{state} {verdict}", page, told, allowed=changes, sees=sees)
        trial.ask(f"{state} over", page, {**seen, "decision": "over"}, allowed=sees, sees=sees)
        undo = {**seen, "decision": "undo", "of": f"d{suggestion.pk}"}
        settled = state in ("rejected", "unsure")
        trial.ask(f"{state} undo", page, undo, allowed=settled and may, sees=sees)
        hold = {**seen, "at": suggestion.pk}
        held = reverse("admin:claims_pairsuggestion_desk_hold")
        trial.ask(f"{state} hold", held, hold, allowed=sees and state != "held", sees=sees)
        trial.ask(f"{state} delete", address(suggestion, "delete"), {"post": "yes"}, allowed=False, sees=sees)
        trial.ask(f"{state} change", address(suggestion), {"verdict": "open", "score": "1"}, allowed=False, sees=sees)
    trial.ask("add", list_address(PairSuggestion, "add"), allowed=False, sees=False)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_one_claim_that_is_there_twice_is_made_one_and_two_again_by_editors(role, root):
    party = PartyFactory()
    twice, parted = (
        PairSuggestionFactory(one__party=party, other__party=party, kind="same", score=score) for score in (0.9, 0.8)
    )
    foreign = PairSuggestionFactory()
    made = unite(parted, seen=stamp(parted), by=root)
    trial = Trial(role)
    sees, may = role in DESK, role in EDITORS
    page = linking_desk(twice)
    trial.ask("same", page, {"decision": "same", "seen": stamp(twice)}, allowed=may, sees=sees)
    trial.ask("undone", page, {"decision": "undo", "of": f"m{made.pk}", "seen": ""}, allowed=may, sees=sees)
    two = {"decision": "same", "seen": stamp(foreign)}
    trial.ask("same of two parties", linking_desk(foreign), two, allowed=False, sees=sees)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_a_decision_needs_the_right_to_draft_pairs(role, suggested):
    # Whoever may decide may draft a pair; without that right the desk is closed, whatever the group.
    trial = Trial(role)
    if trial.client.user is not None:
        Permission.objects.get(codename="add_claimpair").group_set.clear()
        trial = Trial(role)
    page = linking_desk(suggested["open"])
    trial.ask("desk", page, allowed=False)
    trial.ask("reject", page, {"decision": "rejected", "seen": stamp(suggested["open"])}, allowed=False)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_the_words_of_answers_are_kept_by_editors_and_read_by_the_desk(role, root):
    term, relation = AnswerTermFactory(), AnswerRelationFactory()
    forms = {record: form_of(record) for record in (term, relation)}
    other = {term: {"forms": "other, others"}, relation: {"relation": "compatible"}}
    trial = Trial(role)
    sees, keeps = role in DESK, role in EDITORS
    for model in (AnswerTerm, AnswerRelation):
        trial.ask(f"{model.__name__} list", list_address(model), allowed=sees)
        trial.ask(f"{model.__name__} add", list_address(model, "add"), allowed=keeps)
    for record in (relation, term):
        here = type(record).__name__
        trial.ask(f"{here} look", address(record), allowed=sees)
        trial.ask(f"{here} change", address(record), forms[record] | other[record], allowed=keeps, sees=sees)
    trial.ask("relation deleted", address(relation, "delete"), {"post": "yes"}, allowed=keeps, sees=sees)
    assert not trial.wrong, "\n".join(trial.wrong)


def twins():
    """Return two records of each kind that can be merged (list of two)."""
    event, party = EventFactory(published=True), PartyFactory()
    return [
        [PartyFactory(), PartyFactory()],
        [PlaceFactory(), PlaceFactory()],
        [EventFactory(), EventFactory()],
        [QuestionFactory(event=event), QuestionFactory(event=event)],
        [ClaimFactory(event=event, party=party), ClaimFactory(event=event, party=party)],
    ]


@pytest.mark.parametrize("role", ROLES)
def test_records_are_merged_and_parted_again_by_editors(role, root):
    pairs = twins()
    made = merge(PartyFactory(), PartyFactory(), by=root)
    seen = [plan_merge(kept, gone, by=root).digest for kept, gone in pairs]
    trial = Trial(role)
    sees, may = role in DESK, role in EDITORS
    for (kept, gone), digest in zip(pairs, seen, strict=True):
        here, page = type(kept).__name__, address(kept, "merge")
        chosen = {"other": gone.pk, "keep": "this", "seen": digest}
        trial.ask(f"{here} choose", page, allowed=may)
        trial.ask(f"{here} preview", f"{page}?other={gone.pk}&keep=this", allowed=may)
        trial.ask(f"{here} merge", page, chosen, allowed=may)
    trial.ask("list", list_address(Merge), allowed=sees)
    trial.ask("look", address(made), allowed=sees)
    trial.ask("look at undo", address(made, "undo"), allowed=may)
    trial.ask("undo", address(made, "undo"), {"post": "yes"}, allowed=may)
    trial.ask("add", list_address(Merge, "add"), allowed=False, sees=False)
    trial.ask("change", address(made), {"kept_name": "x"}, allowed=False, sees=sees)
    trial.ask("delete", address(made, "delete"), {"post": "yes"}, allowed=False, sees=sees)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_what_was_submitted_is_read_by_the_desk_and_decided_by_editors(role, root):
    records = [make(model, "in_review") for model in WORDS]
    reviewer = User.objects.get(username="root")
    trial = Trial(role)
    sees, may = role in DESK, role in EDITORS
    for who in ("", "all", "me", "own", "drafts"):
        trial.ask(f"queue {who}", f"{reverse('admin:review')}?who={who}", allowed=sees)
    for record in records:
        here, opts = type(record).__name__, record._meta
        page = reverse("admin:review_record", args=[opts.app_label, opts.model_name, record.pk])
        version = {"version": record.version}
        trial.ask(f"{here} look", page, allowed=sees)
        trial.ask(f"{here} publish", page, {"step": "publish", **version}, allowed=may, sees=sees)
        trial.ask(f"{here} back", page, {"step": "send_back", "note": "Which?", **version}, allowed=may, sees=sees)
        trial.ask(f"{here} comment", page, {"step": "comment", "text": "Which?"}, allowed=sees)
        trial.ask(f"{here} assign", page, {"step": "assign", "to": reviewer.pk}, allowed=may, sees=sees)
        trial.ask(f"{here} other step", page, {"step": "retract", **version}, allowed=False, sees=sees)
    several = reverse("admin:review_several")
    row = [f"{record._meta.label_lower}.{record.pk}.{record.version}" for record in records]
    for step, details in (("publish", {}), ("send_back", {"note": "Which?"}), ("assign", {"to": reviewer.pk})):
        trial.ask(f"several {step} shown", several, {"step": step, "row": row}, allowed=False, sees=may)
        sent = {"step": step, "row": row, "sure": "1", **details}
        trial.ask(f"several {step}", several, sent, allowed=may)
    trial.ask("several, other step", several, {"step": "retract", "row": row, "sure": "1"}, allowed=False, sees=sees)
    assert not trial.wrong, "\n".join(trial.wrong)


def table(name, *rows):
    """Return a table for a list (`SimpleUploadedFile`); the first of the ``rows`` (str) names the columns."""
    return SimpleUploadedFile(f"{name}.csv", "\n".join(rows).encode())


@pytest.mark.parametrize("role", ROLES)
def test_tables_are_taken_out_by_the_desk_and_brought_in_by_who_may_change_each_row(role, root):
    used = ClaimFactory(published=True).party
    new = ["name,kind", "River Guard,armed_force"]
    changed = ["slug,name,kind", f"{used.slug},Other words,{used.kind}"]
    trial = Trial(role)
    sees, edits = role in DESK, role in EDITORS
    for model in RESOURCES:
        here = model.__name__
        trial.ask(f"{here} out", list_address(model, "export"), allowed=sees)
        trial.ask(f"{here} in", list_address(model, "import"), allowed=sees)
    page = list_address(Party, "import")
    trial.ask("new party handed over", page, {"file": table("parties", *new)}, allowed=sees)
    # What readers see of a party is the editors': the table of anybody else is refused when it is handed over.
    trial.ask("used party handed over", page, {"file": table("parties", *changed)}, allowed=edits, sees=sees)
    if sees:
        for what, rows, may in (("new", new, sees), ("used", changed, edits)):
            user = trial.client.user
            kind = ContentType.objects.get_for_model(Party)
            data = "\n".join(rows).encode()
            upload = TableUpload.objects.create(made_by=user, content_type=kind, name="parties.csv", data=data)
            seen = try_table(Party, read_table("parties.csv", data, 10), by=root, refusal=lambda record: "").digest()
            trial.before = dump()
            confirmed = {"upload": upload.pk, "seen": seen}
            trial.ask(f"{what} party confirmed", page, confirmed, allowed=may, sees=sees)
            others = TableUpload.objects.filter(pk=upload.pk)
            others.update(made_by=root)
            trial.before = dump()
            trial.ask(f"{what} party of somebody else confirmed", page, confirmed, allowed=False, sees=sees)
            others.delete()
            trial.before = dump()
    assert not trial.wrong, "\n".join(trial.wrong)
