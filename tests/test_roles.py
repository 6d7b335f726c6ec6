"""Who may do what on the editors' site: every role, every kind of record, every state, asked by request.

What follows from the groups and the state of a record stands in one table. Each cell of it is tried from the same
beginning and taken back afterwards. Where something is not allowed, and at every GET, no row of any table may change.
"""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from claims.models import Appearance, Claim, ClaimSuggestion, Correction, Party, Place
from editorial.models import Publishable, User
from sources.models import Derivation, Finding, ImportBatch, Outlet, Passage, Snapshot, Source
from tests.desk import account, address, list_address
from tests.factories import (
    ClaimFactory,
    ClaimSuggestionFactory,
    CorrectionFactory,
    DerivationFactory,
    EventFactory,
    OutletFactory,
    PartyFactory,
    PassageFactory,
    PlaceFactory,
    SnapshotFactory,
)
from tests.trial import DESK, EDITORS, NOBODY, ROLES, STATES, WORDS, Trial, form_of, make, taken_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_unlogged")]

# What is done to a record in which state, and by whom. A state that is missing means: by nobody.
MAY = {
    "change": {"draft": DESK, "in_review": EDITORS, "published": DESK},
    "delete": {"draft": EDITORS, "in_review": EDITORS},
    "submit": {"draft": DESK},
    "publish": {"draft": EDITORS, "in_review": EDITORS, "retracted": EDITORS},
    "send_back": {"in_review": EDITORS},
    "retract": {"published": EDITORS},
}
# Whose further report of a claim the desk takes: where the claim itself may be written, or a revision of it.
REPORTS = {"draft": DESK, "in_review": EDITORS, "published": DESK}
# All that a proposal may write: the revision, its history, and the note in the log.
BESIDE = {"editorial_revision", "editorial_historicalrevision", "django_admin_log"}
VERBS = ["submit", "publish", "send_back", "retract"]
PLAIN = {Party: "name", Place: "name", Outlet: "name", Passage: "suffix"}


def test_the_table_holds_every_publishable_model():
    assert set(WORDS) == set(Publishable.__subclasses__())


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_with_each_record_what_its_state_allows_and_no_more(role, root):
    records = {(model, state): make(model, state) for model in WORDS for state in STATES}
    forms = {key: form_of(record) for key, record in records.items()}
    other = make(Claim, "draft")
    trial = Trial(role)
    sees = role in DESK
    for (model, state), record in records.items():
        here = f"{model.__name__} {state}"

        def may(action, state=state):
            return role in MAY[action].get(state, NOBODY)

        trial.ask(f"{here} look", address(record), allowed=sees)
        trial.ask(f"{here} history", address(record, "history"), allowed=sees)
        change = forms[model, state] | {WORDS[model]: "Other words.", "correction_note": "It was misread."}
        trial.ask(f"{here} change", address(record), change, allowed=may("change"), sees=sees)
        if state == "published":
            # Nothing that readers see.
            assert trial.changed <= BESIDE
        trial.ask(f"{here} delete", address(record, "delete"), {"post": "yes"}, allowed=may("delete"), sees=sees)
        trial.ask(f"{here} look at delete", address(record, "delete"), allowed=may("delete"), sees=sees)
        for verb in VERBS:
            page = address(record, "transition", verb=verb)
            ready = {"version": record.version, "reason": "It was wrong.", "note": ""}
            trial.ask(f"{here} {verb}", page, ready, allowed=may(verb), sees=sees)
            permitted = any(role in groups for groups in MAY[verb].values())
            trial.ask(f"{here} look at {verb}", page, allowed=permitted)
        for verb in [*VERBS, "delete"]:
            chosen = {"action": f"{verb}_selected", "_selected_action": f"{record.pk},{record.version}"}
            chosen |= {"reason": "It was wrong."} if verb == "retract" else {"post": "yes"} if verb == "delete" else {}
            trial.ask(f"{here} {verb} in the list", list_address(model), chosen, allowed=may(verb), sees=sees)
        if model is Claim:
            linked = {"other": other.pk, "kind": "contrary", "order": "other", "rationale": "They differ."}
            trial.ask(f"{here} against", address(record, "against"), allowed=sees)
            trial.ask(f"{here} link", address(record, "against"), linked, allowed=sees)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_meets_lists_forms_and_choices_as_its_group_allows(role, root):
    for model in WORDS:
        make(model, "draft")
    trial = Trial(role)
    sees, heads = role in DESK, role == "administrator"
    for model in [*WORDS, *PLAIN, Snapshot, Correction, Appearance, Finding, ImportBatch]:
        trial.ask(f"{model.__name__} list", list_address(model), allowed=sees)
        adds = sees and model not in (Snapshot, Correction, Appearance, Finding)
        trial.ask(f"{model.__name__} add", list_address(model, "add"), allowed=adds)
    for model in (User, Group):
        trial.ask(f"{model.__name__} list", list_address(model), allowed=heads)
        trial.ask(f"{model.__name__} add", list_address(model, "add"), allowed=heads)
    for name, field in [("claim", "party"), ("claim", "event"), ("claimpair", "claim"), ("appearance", "relies_on")]:
        path = f"{reverse('admin:autocomplete')}?app_label=claims&model_name={name}&field_name={field}&term="
        trial.ask(f"choices of {name} {field}", path, allowed=sees)
    # Accounts are for those who keep them.
    path = f"{reverse('admin:autocomplete')}?app_label=claims&model_name=claim&field_name=updated_by&term="
    trial.ask("choices of accounts", path, allowed=heads)
    filed = {"name": "A new party", "kind": "ministry", "country": "", "wikidata_id": "", "description": "", "slug": ""}
    rows = {f"{part}-{count}_FORMS": 0 for part in ("names", "memberships") for count in ("TOTAL", "INITIAL")}
    trial.ask("Party added", list_address(Party, "add"), filed | rows, allowed=sees)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_the_reading_desk_is_for_those_who_record_claims(role, root):
    suggestion = ClaimSuggestionFactory()
    other = ClaimSuggestionFactory(snapshot=suggestion.snapshot, start=30, end=40)
    ClaimSuggestion.objects.filter(pk=other.pk).update(state="dismissed", decided_by=root, decided_at=timezone.now())
    source = suggestion.snapshot.source
    claims = {state: make(Claim, state) for state in STATES}
    party, event = PartyFactory(), EventFactory()
    trial = Trial(role)
    reads = role in DESK
    desk = address(source, "desk")
    words = {"form_key": "own", "words": suggestion.snapshot.text[:8], "attribution": "paraphrase", "kind": "factual"}
    new = {"party": party.name, "event": event.title, "statement": "It was repelled.", "answer": "repelled"}
    trial.ask("desk", desk, allowed=reads)
    trial.ask("desk choices", f"{desk}choices/?kind=party", allowed=reads)
    trial.ask("desk likeness", f"{desk}alike/?statement=repelled", allowed=reads)
    trial.ask("desk record", desk, words | new, allowed=reads)
    trial.ask("desk record anew", desk, words | new | {"party": "A new one", "party_kind": "media"}, allowed=reads)
    for state, claim in claims.items():
        more = words | {"same": claim.pk}
        trial.ask(f"desk report of {state}", desk, more, allowed=role in REPORTS.get(state, NOBODY), sees=reads)
        if state == "published":
            # A further report of what readers see waits in a revision; what was suggested in the words is handled.
            assert trial.changed <= BESIDE | {"claims_claimsuggestion"}
    trial.ask("desk keep", f"{desk}keep/", {"form_key": "own", "statement": "Half a sen"}, allowed=reads)
    trial.ask("desk dismiss", f"{desk}{suggestion.pk}/dismiss/", {"x": ""}, allowed=reads)
    trial.ask("desk reopen", f"{desk}{other.pk}/reopen/", {"x": ""}, allowed=reads)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_what_readers_see_of_a_party_place_outlet_or_passage_is_the_editors(role, root):
    public = ClaimFactory(published=True, event=EventFactory(published=True, place=PlaceFactory()))
    seen = public.appearances.get()
    Source.objects.filter(pk=seen.source_id).update(outlet=OutletFactory())
    seen.refresh_from_db()
    used = [public.party, public.event.place, seen.source.outlet, seen.passage]
    unused = [PartyFactory(), PlaceFactory(), OutletFactory(), PassageFactory()]
    forms = {record: form_of(record) for record in [*used, *unused]}
    trial = Trial(role)
    sees = role in DESK
    for record in [*used, *unused]:
        here, public = f"{type(record).__name__} {'used' if record in used else 'unused'}", record in used
        change = forms[record] | {PLAIN[type(record)]: "Other words", "correction_note": "It was misread."}
        editors = role in EDITORS
        # Words under a published claim are changed by revision, as the claim is.
        writes = sees if isinstance(record, Passage) else editors
        trial.ask(f"{here} look", address(record), allowed=sees)
        trial.ask(f"{here} history", address(record, "history"), allowed=sees)
        trial.ask(f"{here} change", address(record), change, allowed=writes if public else sees, sees=sees)
        if public and isinstance(record, Passage):
            assert trial.changed <= BESIDE
        trial.ask(
            f"{here} delete", address(record, "delete"), {"post": "yes"}, allowed=editors and not public, sees=sees
        )
        chosen = {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"}
        trial.ask(
            f"{here} delete in the list",
            list_address(type(record)),
            chosen,
            allowed=editors and not public,
            sees=sees,
        )
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_a_text_a_correction_and_a_report_of_a_public_claim_are_changed_by_nobody(role, root):
    public = ClaimFactory(published=True)
    records = [SnapshotFactory(), CorrectionFactory(claim=public), public.appearances.get()]
    trial = Trial(role)
    for record in records:
        here = type(record).__name__
        everything = {"text": "x", "note": "x", "speaker": "x", "_seen": ""}
        trial.ask(f"{here} look", address(record), allowed=role in DESK)
        trial.ask(f"{here} change", address(record), everything, allowed=False, sees=role in DESK)
        trial.ask(f"{here} delete", address(record, "delete"), {"post": "yes"}, allowed=False, sees=role in DESK)
        chosen = {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"}
        trial.ask(f"{here} delete in the list", list_address(type(record)), chosen, allowed=False, sees=role in DESK)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("public", [False, True], ids=["drafts", "public"])
def test_copies_are_decided_by_the_desk_and_where_readers_see_both_by_editors(role, public, root):
    ends = {"source__published": True, "origin__published": True} if public else {}
    record = DerivationFactory(**ends)
    trial = Trial(role)
    sees, may = role in DESK, role in (EDITORS if public else DESK)
    page = address(record, "facing")
    trial.ask("list", list_address(Derivation), allowed=sees)
    trial.ask("look", page, allowed=sees)
    trial.ask("history", address(record, "history"), allowed=sees)
    for decision in ("accepted", "rejected", "unsure", "turn"):
        sent = {"decision": decision, "kind": "same", "reason": "", "seen": record.history.latest().pk}
        trial.ask(decision, page, sent, allowed=may, sees=sees)
    trial.ask("delete", address(record, "delete"), {"post": "yes"}, allowed=False, sees=sees)
    trial.ask("add", list_address(Derivation, "add"), allowed=role in EDITORS)
    assert not trial.wrong, "\n".join(trial.wrong)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_makes_themselves_or_others_more_than_they_are(role, root):
    friend = account("contributor")
    trial = Trial(role)
    heads = role == "administrator"
    for person in filter(None, [friend, root, trial.client.user]):
        may = heads and person != root
        here = "root" if person == root else "friend" if person == friend else "self"
        more = {"username": person.username, "is_active": "on", "is_staff": "on", "first_name": "Other"}
        trial.ask(f"{here} change", address(person), more, allowed=may, sees=heads)
        password = {"password1": "correct-horse-9", "password2": "correct-horse-9", "usable_password": "true"}
        page = reverse("admin:auth_user_password_change", args=[person.pk])
        trial.ask(f"{here} password", page, password, allowed=may)
        with taken_back(), zeal_ignore():
            greedy = more | {"is_superuser": "on", "user_permissions": [1, 2]}
            trial.client.post(address(person), greedy)
            person.refresh_from_db()
            if person != root and (person.is_superuser or person.user_permissions.exists()):
                trial.wrong.append(f"{here}: made more than that")
        person.refresh_from_db()
    editors = Group.objects.get(name="editor")
    trial.ask("group change", address(editors), {"name": "renamed"}, allowed=heads, sees=heads)
    trial.ask("root deleted", address(root, "delete"), {"post": "yes"}, allowed=False, sees=heads)
    assert not trial.wrong, "\n".join(trial.wrong)
