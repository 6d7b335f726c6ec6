"""Who may do what with the revision of a public record, of each kind and in each state, asked by request."""

import pytest
from django.urls import reverse

from claims.models import Claim
from editorial.models import Revision, User
from sources.models import Passage
from tests.desk import address, desk, filled
from tests.trial import DESK, EDITORS, NOBODY, ROLES, WORDS, Trial, account_page, make

# What a change replaces: of a passage, what stands around the words.
CHANGED = WORDS | {Passage: "suffix"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_unlogged")]


def public(model):
    """Return a record of ``model`` that readers see."""
    return make(Claim, "published").appearances.get().passage if model is Passage else make(model, "published")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_a_revision_goes_as_the_role_and_its_writers_allow(model, role, root):
    records = {state: public(model) for state in ("draft", "in_review")}
    writer = desk("contributor")
    for state, record in records.items():
        typed = {CHANGED[model]: "Other words.", "correction_note": "It was misread."}
        writer.post(address(record), filled(writer.get(address(record))) | typed)
        if state == "in_review":
            Revision.objects.of(record).get().submit(by=writer.user)
    forms = {state: filled(account_page(root, record)) for state, record in records.items()}
    trial = Trial(role)
    sees = role in DESK
    for state, record in records.items():
        revision = Revision.objects.of(record).get()
        here = f"revision of {model.__name__}, {state}"
        trial.ask(f"{here} look", address(revision), allowed=sees)
        trial.ask(f"{here} history", address(revision, "history"), allowed=sees)
        trial.ask(f"{here} look at its record", address(record), allowed=sees)
        written = DESK if state == "draft" else EDITORS
        more = forms[state] | {CHANGED[model]: "Still other words."}
        trial.ask(f"{here} write", address(record), more, allowed=role in written, sees=sees)
        trial.ask(f"{here} change here", address(revision), {"note": "x"}, allowed=False, sees=sees)
        trial.ask(f"{here} delete", address(revision, "delete"), {"post": "yes"}, allowed=False, sees=sees)
        may = {
            "submit": DESK if state == "draft" else NOBODY,
            "publish": EDITORS,
            "send_back": EDITORS if state == "in_review" else NOBODY,
            "drop": EDITORS,
        }
        for verb, roles in may.items():
            page = address(revision, "transition", verb=verb)
            said = {"seen": revision.history.latest().pk, "note": "Not now."}
            trial.ask(f"{here} {verb}", page, said, allowed=role in roles, sees=sees)
            looks = DESK if verb == "submit" else EDITORS
            trial.ask(f"{here} look at {verb}", page, allowed=role in looks)
        review = reverse("admin:review_record", args=["editorial", "revision", revision.pk])
        trial.ask(f"{here} look at its review", review, allowed=sees)
        trial.ask(f"{here} comment", review, {"step": "comment", "text": "Which village?"}, allowed=sees)
        to = {"step": "assign", "to": User.objects.get(username="root").pk}
        trial.ask(f"{here} assign", review, to, allowed=role in EDITORS, sees=sees)
        for step in ("publish", "send_back", "drop", "submit"):
            # The steps of a revision are its own, with the state of it that was looked at.
            said = {"step": step, "version": "1", "note": "Not now."}
            trial.ask(f"{here} {step} past its steps", review, said, allowed=False, sees=sees)
    assert not trial.wrong, "\n".join(trial.wrong)
