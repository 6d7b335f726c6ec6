"""What was corrected and what was withdrawn, for the page that lists both."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Value
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimPair, Event, Question
from claims.reading.changes import Change, change
from claims.reading.reports import Link
from editorial.status import Status
from sources.models import Source

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Retraction:
    """That something was withdrawn, when and why; never what it said, nor the words in its address."""

    what: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A `Change` and the page it was made on."""

    change: Change
    page: Link


def retractions():
    """Return the latest retractions, newest first, as a list of `Retraction`. One query."""
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
        .values_list(Value(model._meta.model_name, output_field=CharField()), "retraction_reason", "retracted_at")
        for model in (ClaimPair, Claim, Event, Question, Source)
    ]
    rows = first.union(*others, all=True).order_by("-retracted_at")[:SHOWN]
    return [Retraction(words[what], reason, at) for what, reason, at in rows]


def corrections_shown(corrections):
    """Return ``corrections`` (a queryset of public ones) as a list of `Correction`. One query."""
    shown = []
    related = ("claim__party", "pair__claim__party", "pair__counterclaim__party")
    for correction in corrections.select_related(*related):
        record = correction.claim or correction.pair
        shown.append(Correction(change(correction), Link(str(record), record.get_absolute_url())))
    return shown
