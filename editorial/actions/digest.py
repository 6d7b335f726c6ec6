"""A letter to each person of the desk: what waits for them. Written only where something does."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from editorial.actions.waiting import DRAFTS, FOR_ME, MOST, Asked, counts, fetch, keys, models
from editorial.models import NoteKind, Revision, User

# How many records a letter names of each kind of work; it says how many more there are.
NAMED = 10
NOTE = 120  # characters of a note


@dataclass(frozen=True)
class Letter:
    """What one person is told: ``to`` a `User`, ``subject`` and ``body`` (str)."""

    to: User
    subject: str
    body: str


def readers():
    """Return whoever can get a letter: active accounts of the desk with an address for mail (queryset)."""
    return User.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("username")


def letter(user):
    """Return the `Letter` to ``user``, or None when nothing waits for them. Addresses begin with SITE_URL."""
    parts, total = [], 0
    reviewed = tuple(model for model in models() if _may(user, model, "publish"))
    if reviewed:
        asked = Asked((*reviewed, Revision), who=FOR_ME)
        lines, number = _lines(asked, user, _told)
        total += number
        if lines:
            text = ngettext(
                "%(count)s record waits for your review:", "%(count)s records wait for your review:", number
            )
            parts.append([text % {"count": _number(number)}, *lines, _address("admin:review")])
    visible = tuple(model for model in models() if _may(user, model, "view"))
    drafts = Asked((*visible, Revision), who=DRAFTS) if visible else None
    if drafts:
        lines, number = _lines(drafts, user, _sent_back)
        total += number
        if lines:
            parts.append([gettext("Sent back to you:"), *lines, f"{_address('admin:review')}?who={DRAFTS}"])
    if not parts:
        return None
    subject = ngettext(
        "Counterclaim: %(count)s record waits for you", "Counterclaim: %(count)s records wait for you", total
    )
    end = gettext("This letter is sent because the installation has DIGEST switched on.")
    body = "\n\n".join("\n".join(part) for part in [*parts, [end]])
    return Letter(user, subject % {"count": _number(total)}, f"{body}\n")


def _may(user, model, verb):
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename(verb, model._meta)}")


def _lines(asked, user, tell):
    """Return a line for each of the first records that ``tell`` has something to say of, and how many there are."""
    sets = {model: model._base_manager.select_related() for model in asked.models}
    if asked.who != DRAFTS:
        number = sum(counts(asked, user).values())
        told = [tell(each) for each in fetch(keys(asked, user)[:NAMED], sets)]
        rest = min(number, MOST) - len(told)
    else:
        # Of the drafts, those that came back; a desk has few of them, and the newest are told.
        newest = Asked(asked.models, who=DRAFTS, newest=True)
        told = [line for each in fetch(keys(newest, user)[: 5 * NAMED], sets) if (line := tell(each))]
        number, rest, told = len(told), len(told) - NAMED, told[:NAMED]
    if rest > 0:
        text = ngettext("  and %(count)s more", "  and %(count)s more", rest)
        told.append(text % {"count": _number(rest)})
    return told, number


def _told(waiting):
    """Return the line about a record in review."""
    words = {"record": _name(waiting.record), "since": timesince(waiting.since, timezone.now())}
    line = gettext("- %(record)s (waits %(since)s)") % words
    return f"{line}\n  {_address_of(waiting.record)}"


def _sent_back(waiting):
    """Return the line about a draft that came back, or "" for one that did not."""
    if waiting.last_note is None or waiting.last_note.kind != NoteKind.SENT_BACK:
        return ""
    note = Truncator(" ".join(waiting.last_note.text.split())).chars(NOTE)
    words = {"record": _name(waiting.record), "who": waiting.last_note.made_by, "note": note}
    line = gettext("- %(record)s; %(who)s: %(note)s") % words
    return f"{line}\n  {_address_of(waiting.record)}"


def _name(record):
    return " ".join(str(record).split())


def _number(number):
    return gettext("over %(number)s") % {"number": MOST} if number > MOST else str(number)


def _address(name, *parts):
    return f"{settings.SITE_URL}{reverse(name, args=parts)}"


def _address_of(record):
    return _address("admin:review_record", record._meta.app_label, record._meta.model_name, record.pk)
