"""Letters about what waits: off by default, to whom they concern, and with addresses that lead there."""

import re
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core.management import CommandError, call_command

from editorial.actions import digest
from editorial.management.commands import send_digest
from tests.desk import account
from tests.factories import AssignmentFactory, EventFactory, ReviewNoteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(settings):
    settings.DIGEST, settings.SITE_URL = True, "https://desk.example.org"


def run(*args):
    out = StringIO()
    call_command("send_digest", *args, stdout=out)
    return out.getvalue()


def test_it_is_off_unless_it_is_switched_on(mailoutbox):
    EventFactory(in_review=True)
    account("editor", email="ada@example.org")
    assert "DIGEST=true" in run()
    assert mailoutbox == []


def test_it_needs_an_address_to_lead_to(settings):
    settings.DIGEST, settings.SITE_URL = True, ""
    with pytest.raises(CommandError, match="SITE_URL"):
        run()


def test_each_is_told_what_waits_for_them_and_nobody_else_is_written_to(on, mailoutbox):
    editor = account("editor", email="ada@example.org")
    writer = account("contributor", email="berta@example.org")
    account("editor", email="")
    account("editor", email="gone@example.org", is_active=False)
    account("contributor", email="idle@example.org")
    waiting = EventFactory(title="Fire at the\ndepot", in_review=True, updated_by=writer)
    EventFactory(title="My own", in_review=True, updated_by=editor)
    others = EventFactory(title="For somebody else", in_review=True)
    AssignmentFactory(record=others)
    back = EventFactory(title="The weir", updated_by=writer)
    ReviewNoteFactory(record=back, kind="sent_back", text="Which of the two?", made_by=editor)
    EventFactory(title="Only begun", updated_by=writer)
    assert "2 letters sent" in run()
    assert [letter.to for letter in mailoutbox] == [["ada@example.org"], ["berta@example.org"]]
    first, second = mailoutbox
    assert first.subject == "Counterclaim: 1 record waits for you"
    assert "Fire at the depot" in first.body
    assert f"https://desk.example.org/admin/review/claims/event/{waiting.pk}/" in first.body
    for title in ("My own", "For somebody else", "The weir", "Only begun"):
        assert title not in first.body
    assert "Which of the two?" in second.body
    assert "Only begun" not in second.body


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "record waits"), ("uk", "чекає"), ("ru", "ждёт|ожидает|ждет"), ("de", "record waits")],
)
def test_letters_are_in_the_language_of_the_installation(on, settings, mailoutbox, language, words):
    settings.CONTENT_LANGUAGE = language
    EventFactory(in_review=True)
    account("editor", email="ada@example.org")
    run()
    (letter,) = mailoutbox
    assert re.search(words, letter.subject + letter.body)


def test_nobody_is_written_to_when_nothing_waits(on, mailoutbox):
    account("editor", email="ada@example.org")
    EventFactory()
    EventFactory(published=True)
    run()
    assert mailoutbox == []


def test_a_long_queue_is_named_in_part(on, mailoutbox):
    account("editor", email="ada@example.org")
    for _ in range(digest.NAMED + 3):
        EventFactory(in_review=True)
    run()
    assert mailoutbox[0].body.count("\n- ") == digest.NAMED
    assert "and 3 more" in mailoutbox[0].body


def test_letters_can_be_looked_at_without_being_sent(settings, mailoutbox):
    settings.SITE_URL = "https://desk.example.org"
    account("editor", email="ada@example.org")
    EventFactory(title="Fire at the depot", in_review=True)
    shown = run("--show")
    assert "Fire at the depot" in shown
    assert "none sent" in shown
    assert mailoutbox == []


def test_one_letter_that_fails_does_not_stop_the_others(on, monkeypatch, mailoutbox):
    for name in ("ada", "berta"):
        account("editor", username=name, email=f"{name}@example.org")
    EventFactory(in_review=True)

    class Failing(send_digest.EmailMessage):
        def send(self, *args, **kwargs):
            if self.to == ["ada@example.org"]:
                raise SMTPException("no such box")
            return super().send(*args, **kwargs)

    monkeypatch.setattr(send_digest, "EmailMessage", Failing)
    with pytest.raises(CommandError, match="ada"):
        run()
    assert [letter.to for letter in mailoutbox] == [["berta@example.org"]]
