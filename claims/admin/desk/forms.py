"""The form beside the text: which words, whose claim, about what, and how the report puts it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.admin.desk.choices import claim_label
from claims.admin.desk.fields import RecordField, Unknown
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    ClaimKind,
    Event,
    EventKind,
    Party,
    PartyKind,
    Place,
    PlaceKind,
    Question,
    QuestionKind,
)
from claims.suggestions.likeness import alike
from editorial.admin.choices import is_key
from editorial.admin.dates import EDTFInput
from sources.actions.placing import MAX_START, passage_for
from sources.models import Outlet, Passage
from sources.text import context, normalise

# Out of a hundred: from here on two statements of one party say the same (see `claims.suggestions.likeness`).
NEARLY = 88
MISSING = {
    "party": _("Say whose claim it is."),
    "event": _("Say which event it is about."),
    "statement": _("Write the statement."),
    "answer": _("Write the answer in a few words."),
}
OF_A_NEW_CLAIM = {"party", "event", "place", "question", "statement", "answer", "kind", "about", "event_occurred"}
OF_A_NEW_CLAIM |= {f"{name}_kind" for name in ("party", "event", "place", "question")}
ONLY_IF_NEW = _("Only if there is none of this name yet.")


def help_of(model, name):
    return model._meta.get_field(name).help_text


def kind_of_new(choices, label):
    return forms.ChoiceField(label=label, required=False, choices=[("", "–"), *choices.choices], help_text=ONLY_IF_NEW)


class RecordingForm(forms.Form):
    """What an editor says of some words of a text. ``is_valid`` leaves ``claim``, ``passage`` and ``report``: records
    that are right by themselves and not stored, for `claims.recording.record_claim`.

    ``source``: the `Source` that is read; ``snapshot``: its text, or None; ``may_add``: a function that tells of a
    model whether this account may make new ones; ``offered``: the `Claim`s it may be the same as.
    """

    words = forms.CharField(
        label=_("Words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Exactly as printed, misprints included; at most about 25 words."),
    )
    start = forms.IntegerField(label=_("From"), required=False, min_value=0, max_value=MAX_START)
    end = forms.IntegerField(label=_("to"), required=False, min_value=1, max_value=MAX_START)
    # Which text the positions count in.
    of = forms.CharField(required=False, widget=forms.HiddenInput)
    same = forms.ModelChoiceField(
        label=_("Claim"),
        queryset=Claim.objects.select_related("party"),
        required=False,
        error_messages={"invalid_choice": _("There is no such claim any more. Choose another, or record a new one.")},
    )
    # The claims in nearly the same words that this person was told of already.
    asked = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    party = RecordField(Party, kind="party", label=_("Party"), required=False)
    party_kind = kind_of_new(PartyKind, _("Kind of the new party"))
    event = RecordField(Event, kind="event", label=_("Event"), required=False)
    event_kind = kind_of_new(EventKind, _("Kind of the new event"))
    event_occurred = forms.CharField(label=_("When it occurred"), required=False, widget=EDTFInput)
    place = RecordField(Place, kind="place", label=_("Place of the new event"), required=False)
    place_kind = kind_of_new(PlaceKind, _("Kind of the new place"))
    question = RecordField(
        Question, kind="question", label=_("Question"), required=False, help_text=help_of(Claim, "question")
    )
    question_kind = kind_of_new(QuestionKind, _("Kind of the new question"))
    statement = forms.CharField(
        label=_("Statement"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
        help_text=_("One neutral sentence of ours that says what the party says."),
    )
    answer = forms.CharField(label=_("Answer"), required=False, max_length=80, help_text=help_of(Claim, "answer"))
    kind = forms.ChoiceField(label=_("Kind of claim"), choices=ClaimKind.choices, initial=ClaimKind.FACTUAL)
    about = forms.CharField(label=_("The time it speaks of"), required=False, widget=EDTFInput)
    attribution = forms.ChoiceField(
        label=_("Attribution"),
        choices=[("", "–"), *Attribution.choices],
        error_messages={"required": _("Say how the report ties the words to the party.")},
    )
    speaker = forms.CharField(
        label=_("Speaker"), required=False, max_length=200, help_text=_("As printed, with the office.")
    )
    said = forms.CharField(label=_("Said"), required=False, widget=EDTFInput)
    relies_on_outlet = RecordField(
        Outlet, kind="outlet", label=_("Relies on the outlet"), required=False, help_text=_("“According to AFP”.")
    )
    language = forms.CharField(label=_("Language of the original words"), required=False, max_length=12)
    original = forms.CharField(
        label=_("Original words"), required=False, widget=forms.Textarea(attrs={"rows": 2}), strip=False
    )

    def __init__(self, *args, source, snapshot, may_add, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        # Any claim can be given; the list holds those that are likely.
        self.offered = list(offered)
        self.fields["same"].widget.choices = self._claims(self.offered)
        self.source, self.snapshot, self.may_add = source, snapshot, may_add
        self.claim = self.passage = self.report = None

    def _claims(self, offered):
        chosen = self["same"].value()
        claims = {each.pk: claim_label(each) for each in offered}
        if chosen and str(chosen).isdigit() and int(chosen) not in claims:
            known = self.fields["same"].queryset.filter(pk=chosen).first() if is_key(str(chosen)) else None
            claims |= {known.pk: claim_label(known)} if known else {}
        return (
            [("", _("a new claim")), (_("one more report of"), list(claims.items()))]
            if claims
            else [("", _("a new claim"))]
        )

    def clean(self):
        cleaned = super().clean()
        self.passage = self._find_words(cleaned)
        if cleaned.get("same"):
            # What stands in the fields of a new claim is not asked for now.
            for name in OF_A_NEW_CLAIM & set(self.errors):
                del self.errors[name]
            self.claim = cleaned["same"]
        else:
            self.claim = self._new_claim(cleaned)
            if self.claim is not None and not self.errors:
                self._look_for_the_same(cleaned)
        self.report = self._report(cleaned)
        return cleaned

    # Which words ------------------------------------------------------------------------------------------------------

    def _find_words(self, cleaned):
        words, start, end = normalise(cleaned.get("words") or ""), cleaned.get("start"), cleaned.get("end")
        if {"words", "start", "end"} & set(self.errors):
            return None
        if not words.strip() and (start is None or end is None or self.snapshot is None):
            self.add_error("words", _("Select the words in the text, or type them here."))
            return None
        if not words.strip() or (start is not None and end is not None):
            return self._at(words, start, end, cleaned.get("of"))
        return self._placed(words, start)

    def _at(self, words, start, end, of):
        """Return the passage at the positions, if they and the words agree."""
        text = self.snapshot.text if self.snapshot is not None else ""
        if self.snapshot is None or (of and of != self.snapshot.sha256):
            # The positions count in a text that is not the newest any more: the words are what was meant.
            return self._placed(words, None) if words.strip() else self._refuse_position()
        if not 0 <= start < end <= len(text):
            return self._refuse_position()
        exact = text[start:end]
        if words.strip() and words != exact:
            # Changed by hand after they were selected; then the words count, near where they were.
            return self._placed(words, None, near=start)
        if not exact.strip():
            self.add_error("words", _("There are no words at this position, only spaces."))
            return None
        around = context(text, start, end)
        return self._checked(
            Passage.objects.filter(snapshot=self.snapshot, start=start, end=end).first()
            or Passage(
                source=self.source,
                snapshot=self.snapshot,
                exact=exact,
                start=start,
                end=end,
                prefix=around.prefix,
                suffix=around.suffix,
            )
        )

    def _refuse_position(self):
        self.add_error("start", _("These positions do not lie in the text. Select the words again, or type them."))

    def _placed(self, words, start, near=None):
        try:
            return self._checked(passage_for(self.source, words, start=start))
        except ValidationError as error:
            if error.code == "ambiguous" and near is not None:
                place = self._nearest(words, near)
                return self._checked(passage_for(self.source, words, start=place))
            self.add_error("start" if error.code == "ambiguous" else "words", error)
            return None

    def _nearest(self, words, near):
        """Return where ``words`` stand closest to the position ``near`` (int)."""
        text = self.snapshot.text
        before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
        return min((place for place in (before, after) if place != -1), key=lambda place: abs(place - near))

    def _checked(self, passage):
        if passage.pk is None:
            try:
                passage.full_clean()
            except ValidationError as error:
                self.add_error("words", error.messages)
                return None
        return passage

    # Whose claim, about what ------------------------------------------------------------------------------------------

    def _new_claim(self, cleaned):
        for name, message in MISSING.items():
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, message)
        place = self._record("place", Place, name="name", kind="kind")
        event = self._record("event", Event, name="title", kind="kind", occurred="event_occurred", place=place)
        party = self._record("party", Party, name="name", kind="kind")
        question = self._record("question", Question, name="text", kind="kind", event=event)
        claim = Claim(
            statement=" ".join((cleaned.get("statement") or "").split()),
            answer=cleaned.get("answer") or "",
            kind=cleaned.get("kind") or ClaimKind.FACTUAL,
            about=cleaned.get("about") or "",
        )
        # The keys of what is new come when it is stored.
        self._check(claim, exclude={"party", "event", "question"}, fields={"about"})
        if self.errors:
            return None
        claim.party, claim.event, claim.question = party, event, question
        if question is not None and question.pk is not None and question.event_id != event.pk:
            self.add_error("question", _("This question is about “%(event)s”.") % {"event": question.event})
        return claim

    def _look_for_the_same(self, cleaned):
        """Ask once whether a claim of this party in nearly the same words is the one that is meant."""
        if self.claim.party.pk is None:
            return
        asked = set(filter(None, (cleaned.get("asked") or "").split(",")))
        found = alike(self.claim.statement, party=self.claim.party, event=self.claim.event)
        same = [each.claim for each in found if each.score >= NEARLY and each.claim.party_id == self.claim.party.pk]
        if not {str(claim.pk) for claim in same} - asked:
            return
        self.fields["same"].widget.choices = self._claims([*self.offered, *same])
        # So that saving once more means: no, a new one.
        self.data = self.data.copy()
        self.data["asked"] = ",".join(sorted(asked | {str(claim.pk) for claim in same}))
        self.add_error(
            "same",
            _("Recorded already in nearly these words: “%(claim)s”. Choose it here, or save again to record a new one.")
            % {"claim": same[0]},
        )

    def _record(self, field, model, *, name, kind, occurred=None, **others):
        """Return the record that ``field`` names, or a new unsaved one if its kind is given."""
        given = self.cleaned_data.get(field)
        if not isinstance(given, Unknown):
            return given
        chosen = self.cleaned_data.get(f"{field}_{kind}")
        if not self.may_add(model):
            self.add_error(field, _("There is none of this name, and your account may not add one."))
        elif not chosen:
            # A kind that is none is complained of already.
            if f"{field}_{kind}" in self.errors:
                return None
            self.add_error(field, _("There is none of this name. Choose one that exists, or say of what kind it is."))
        else:
            record = model(**{name: given.name, kind: chosen}, **others)
            if occurred:
                record.occurred = self.cleaned_data.get(occurred) or ""
            excluded = {"event", "place", "slug"}
            names = {name: field, kind: f"{field}_{kind}", "occurred": occurred}
            self._check(record, exclude=excluded, names=names)
            return record
        return None

    def _check(self, record, *, exclude, names=None, fields=()):
        """Tell beside the fields of the form what is not right with ``record``."""
        try:
            record.clean_fields(exclude=exclude)
        except ValidationError as error:
            for name, problems in error.error_dict.items():
                here = (names or {}).get(name) or name
                # What is missing was said already, in words of its own.
                if here in self.fields and here not in self.errors:
                    self.add_error(here, problems)

    # How the report puts it -------------------------------------------------------------------------------------------

    def _report(self, cleaned):
        outlet = cleaned.get("relies_on_outlet")
        if isinstance(outlet, Unknown):
            self.add_error("relies_on_outlet", _("No outlet has this name. Choose one that exists."))
            outlet = None
        report = Appearance(
            attribution=cleaned.get("attribution") or "",
            speaker=cleaned.get("speaker") or "",
            said=cleaned.get("said") or "",
            relies_on_outlet=outlet,
            language=cleaned.get("language") or "",
            original=cleaned.get("original") or "",
        )
        self._check(report, exclude={"claim", "source", "passage"})
        if report.original and not report.language and "language" not in self.errors:
            self.add_error("language", _("Say in which language the original words are."))
        same = cleaned.get("same")
        known = same is not None and self.passage is not None and self.passage.pk is not None
        if known and Appearance.objects.filter(claim=same, passage=self.passage).exists():
            self.add_error("same", _("This claim has these very words already."))
        return report
