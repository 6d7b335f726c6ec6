"""What to tell a reader who comes back to an address that showed something once, and what was withdrawn of late."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimPair, Event, Question
from editorial.status import Status
from sources.models import Source

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a record, or one that it stands on, was retracted; never what it said. ``anchor`` (str) is the name of its
    entry in the list of retractions."""

    message: str
    reason: str
    at: datetime
    anchor: str


def messages():
    """Return what was withdrawn, in words, by the model of the page and the model of the retracted record."""
    return {
        (ClaimPair, ClaimPair): _("This pair of claims has been retracted."),
        (ClaimPair, Claim): _("One of the two claims of this pair has been retracted."),
        (ClaimPair, Event): _("The event that this pair of claims was about has been retracted."),
        (ClaimPair, Source): _("The source that carried one of the two claims has been retracted."),
        (Claim, Claim): _("This claim has been retracted."),
        (Claim, Event): _("The event that this claim was about has been retracted."),
        (Claim, Source): _("The source that carried this claim has been retracted."),
        (Event, Event): _("This event has been retracted."),
        (Question, Question): _("This question has been retracted."),
        (Question, Event): _("The event that this question was about has been retracted."),
        (Source, Source): _("This source has been retracted."),
    }


def stands_on(record):
    """Return querysets of what ``record`` needs in order to be public, itself first."""
    if isinstance(record, ClaimPair):
        claims = Q(pairs_as_claim=record) | Q(pairs_as_counterclaim=record)
        return [
            ClaimPair.objects.filter(pk=record.pk),
            Claim.objects.filter(claims),
            Event.objects.filter(claims__in=Claim.objects.filter(claims)),
            Source.objects.filter(appearances__claim__in=Claim.objects.filter(claims)),
        ]
    if isinstance(record, Claim):
        return [
            Claim.objects.filter(pk=record.pk),
            Event.objects.filter(claims=record),
            Source.objects.filter(appearances__claim=record),
        ]
    if isinstance(record, Question):
        return [Question.objects.filter(pk=record.pk), Event.objects.filter(questions=record)]
    return [type(record).objects.filter(pk=record.pk)]


def withdrawal(model, slug):
    """Return the `Withdrawal` of the record of ``model`` at ``slug`` (str), or None where there was never one to see.

    Call it only for what is not public now.
    """
    record = model.objects.filter(slug=slug, status__in=[Status.PUBLISHED, Status.RETRACTED]).first()
    if record is None:
        return None
    for needed in stands_on(record):
        found = needed.filter(status=Status.RETRACTED).order_by("-retracted_at").first()
        if found:
            entry = anchor(type(found)._meta.model_name, found.pk)
            return Withdrawal(messages()[model, type(found)], found.retraction_reason, found.retracted_at, entry)
    return None


def withdrawn_slug(model, key):
    """Return the address (str) of the record of ``model`` with this key if its page is a notice, or None."""
    known = {each for each, _needed in messages()}
    slug = model.objects.filter(pk=key).values_list("slug", flat=True).first() if model in known else None
    return slug if slug and withdrawal(model, slug) else None


@dataclass(frozen=True, slots=True)
class Retraction:
    """That something was withdrawn, when and why; never what it said, nor its address, whose words say as much.
    ``anchor`` names the entry in the list, and the notice at the address leads to it."""

    what: str
    reason: str
    at: datetime
    published_at: datetime
    anchor: str


def anchor(model_name, key):
    """Return the name (str) of the entry of the record ``key`` of the model called ``model_name`` (str)."""
    return f"withdrawn-{model_name}-{key}"


def retractions():
    """Return the latest retractions, newest first, as a list of `Retraction`, one more than `SHOWN`. One query."""
    words = {
        "claimpair": _("A pair of claims"),
        "claim": _("A claim"),
        "event": _("An event"),
        "question": _("A question"),
        "source": _("A source"),
    }
    first, *others = [
        model.objects.filter(status=Status.RETRACTED)
        .order_by()
        .values_list(
            Value(model._meta.model_name, output_field=CharField()),
            "pk",
            "retraction_reason",
            "retracted_at",
            "published_at",
        )
        for model in (ClaimPair, Claim, Event, Question, Source)
    ]
    rows = first.union(*others, all=True).order_by("-retracted_at")[: SHOWN + 1]
    return [
        Retraction(words[what], reason, at, published_at, anchor(what, key))
        for what, key, reason, at, published_at in rows
    ]
