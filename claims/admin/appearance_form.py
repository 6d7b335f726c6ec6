"""The row of an appearance: choose a passage, or give the source and the words and have the passage made."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance
from editorial.admin.rows import RowForm
from sources.actions.placing import MAX_START, passage_for
from sources.models import Passage
from sources.text import normalise


class AppearanceForm(RowForm):
    # A further report of a published claim corrects nothing (see `row_changes_materially`).
    adds_evidence = True

    words = forms.CharField(
        label=_("or its exact words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Copied from the source, misprints included; at most about 25 words. Where the text is held, the server"
            " finds the place."
        ),
    )
    start = forms.IntegerField(
        label=_("start"),
        required=False,
        min_value=0,
        max_value=MAX_START,
        help_text=_("Only if the words stand in the text more than once."),
    )

    class Meta:
        model = Appearance
        fields = [
            "source",
            "passage",
            "attribution",
            "speaker",
            "said",
            "relies_on",
            "relies_on_outlet",
            "language",
            "original",
        ]
        widgets = {"original": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("source", "passage"):
            if name in self.fields:
                # Each can follow from the other.
                self.fields[name].required = False
        self.new_passage = None

    def clean(self):
        cleaned = super().clean()
        source, passage = cleaned.get("source"), cleaned.get("passage")
        words = normalise(cleaned.get("words") or "")
        if words.strip():
            # Words given now replace a passage that was there, but not one chosen in the same breath.
            if passage is not None and "passage" in self.changed_data:
                self.add_error("words", _("Choose a passage or give its words, not both."))
            elif source is None:
                self.add_error("source", _("Choose the source in which these words stand."))
            else:
                self._find_passage(source, words, cleaned)
        elif passage is None:
            self.add_error("passage", _("Choose the passage, or give the source and its exact words."))
        elif source is None or ("passage" in self.changed_data and "source" not in self.changed_data):
            cleaned["source"] = passage.source
        return cleaned

    def _find_passage(self, source, words, cleaned):
        try:
            passage = passage_for(source, words, start=cleaned.get("start"))
            if passage.pk is None:
                passage.full_clean()
        except ValidationError as error:
            self.add_error("start" if error.code == "ambiguous" else "words", _flat(error))
            return
        if passage.pk is None:
            self.new_passage = passage
            cleaned["passage"] = None
        else:
            cleaned["passage"] = passage

    def _post_clean(self):
        passage = self.cleaned_data.get("passage")
        source = self.cleaned_data.get("source")
        if source is not None:
            self.instance.source = source
        if passage is not None:
            self.instance.passage = passage
        super()._post_clean()
        if self.new_passage is not None:
            # Not stored yet, but what the page calls this appearance by if the form comes back.
            self.instance.passage = self.new_passage

    def save(self, commit=True):
        if self.new_passage is not None:
            new = self.new_passage
            place = {"source": new.source, "snapshot": new.snapshot, "exact": new.exact, "start": new.start}
            around = {"end": new.end, "prefix": new.prefix, "suffix": new.suffix}
            # Two rows of one form may give the same words.
            self.instance.passage = Passage.objects.filter(**place).first() or Passage.objects.create(**place, **around)
        return super().save(commit=commit)


class AppearanceFormSet(BaseInlineFormSet):
    """The rows of one claim, of which no two give the same words anew."""

    def clean(self):
        super().clean()
        seen = set()
        for row in self.forms:
            new = getattr(row, "new_passage", None)
            if new is None or row in self.deleted_forms:
                continue
            place = (new.source_id, new.exact, new.start)
            if place in seen:
                row.add_error("words", _("Another row of this claim has these very words already."))
            seen.add(place)


def _flat(error):
    """Return ``error`` without the names of fields that this form does not have."""
    return ValidationError(error.messages) if hasattr(error, "error_dict") else error
