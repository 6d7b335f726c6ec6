"""What the address of the linking desk asks for: which queue, which two claims, and which of these stands left."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from claims.admin.desk.fields import RecordField, Unknown
from claims.merging.went import stands_for
from claims.models import Claim, Event, PairSuggestion, Party
from claims.pairing.waiting import Queue
from editorial.admin.choices import is_key

LONGEST = 200  # characters of a name
# Names that are offered below a field: those in the first so many suggestions of the queue.
OFFERED = 60
# Records that are named where a part of a name stands for several.
MEANT = 5


class QueueForm(forms.Form):
    """Narrows the queue: by the name of an event, of a party, or to one claim."""

    event = forms.CharField(label=_("Event"), required=False, widget=forms.TextInput(attrs={"list": "offered-events"}))
    party = forms.CharField(label=_("Party"), required=False, widget=forms.TextInput(attrs={"list": "offered-parties"}))
    claim = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_event(self):
        return self._named(Event, "event", "title")

    def clean_party(self):
        return self._named(Party, "party", "name")

    def clean_claim(self):
        key = self.cleaned_data["claim"]
        if not key:
            return None
        found = Claim.objects.select_related("party").filter(pk=key).first() if is_key(key) else None
        if found is None and is_key(key):
            found = stands_for(Claim, int(key))
        if found is None:
            raise ValidationError(_("There is no such claim; the queue is not narrowed to one."))
        return found

    def _named(self, model, kind, field):
        """Return what has the name that was typed, or the one that has it as a part of its name."""
        name = " ".join(self.cleaned_data[kind].split())
        found = RecordField(model, kind=kind, length=LONGEST).look_up(name) if name else None
        if not isinstance(found, Unknown):
            return found
        meant = model.objects.filter(**{f"{field}__icontains": name}).order_by(field)[: MEANT + 1]
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise ValidationError(_("There is none of this name; the queue is not narrowed by it."))
        names = "; ".join(f"“{each}”" for each in meant[:MEANT]) + ("; …" if len(meant) > MEANT else "")
        text = _("Several have this in their names; the queue is not narrowed by it. Write one of them: %(names)s")
        raise ValidationError(text, params={"names": names})

    def queue(self):
        """Return the `Queue` that was asked for; what could not be understood does not narrow it."""
        self.is_valid()
        return Queue(**{name: self.cleaned_data.get(name) for name in ("claim", "event", "party")})


@dataclass(frozen=True)
class Asked:
    """The ``queue``, the ``suggestion`` of it that was asked for or None, and the key of the claim ``left``, or 0."""

    form: QueueForm
    queue: Queue
    suggestion: PairSuggestion | None
    left: int

    @property
    def is_lost(self):
        """Whether a suggestion was asked for that is not there any more."""
        return bool(self.form.data.get("at")) and self.suggestion is None


def asked(query):
    """Return what the ``query`` (a `QueryDict`) of an address asks for, as `Asked`."""
    form = QueueForm(query)
    at, left = query.get("at", ""), query.get("left", "")
    suggestion = suggestions().filter(pk=at).first() if is_key(at) else None
    return Asked(form, form.queue(), suggestion, int(left) if is_key(left) else 0)


def suggestions():
    """Return all suggestions (queryset) with what the desk says of each."""
    return PairSuggestion.objects.select_related("one__party", "other__party", "decided_by", "held_by", "pair")


def address(queue, suggestion=None, left=None):
    """Return the address (str) of the desk for ``queue`` (a `Queue`), at ``suggestion`` (a `PairSuggestion`) if one is
    given, with the claim ``left`` (a `Claim`) standing left if it is one of the two."""
    query = {}
    if queue.claim is not None:
        query["claim"] = queue.claim.pk
    if queue.event is not None:
        query["event"] = queue.event.slug
    if queue.party is not None:
        query["party"] = queue.party.slug
    if suggestion is not None:
        query["at"] = suggestion.pk
        if left is not None and left.pk in (suggestion.one_id, suggestion.other_id):
            query["left"] = left.pk
    here = reverse("admin:claims_pairsuggestion_desk")
    return f"{here}?{urlencode(query)}" if query else here


def offered(queue):
    """Return the names (two sorted lists of str) of the events and of the parties that the queue speaks of first."""
    sides = ("one", "other")
    rows = queue.open().values_list(*(f"{side}__{name}" for side in sides for name in ("event__title", "party__name")))
    events, parties = set(), set()
    for one_event, one_party, other_event, other_party in rows[:OFFERED]:
        events |= {one_event, other_event}
        parties |= {one_party, other_party}
    return sorted(events), sorted(parties)
