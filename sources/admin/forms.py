"""The form of a passage: an editor gives the words, the server finds where they stand."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from editorial.admin.curated import RecordForm
from sources.actions.placing import MAX_START, newest_snapshot, place
from sources.models import Passage, PassageState
from sources.text import normalise


class PassageForm(RecordForm):
    """With a held text, only the source and the words are needed."""

    exact = forms.CharField(
        label=_("Exact words"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The shortest span that carries the claim, copied from the text with its misprints; at most about 25 words."
        ),
    )

    class Meta:
        model = Passage
        fields = ["source", "exact", "snapshot", "start", "prefix", "suffix"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "start" in self.fields:
            self.fields["start"].validators.append(MaxValueValidator(MAX_START))
        for name in {"prefix", "suffix"} & set(self.fields):
            # The space next to the words is part of what stands around them.
            self.fields[name].strip = False

    def clean_exact(self):
        words = normalise(self.cleaned_data["exact"])
        if not words.strip():
            raise ValidationError(_("Give the words."))
        return words

    def clean(self):
        cleaned = super().clean()
        source, words = cleaned.get("source"), cleaned.get("exact")
        if source is None or words is None or not {"source", "exact", "snapshot", "start"} & set(self.changed_data):
            return cleaned
        snapshot = cleaned.get("snapshot") or newest_snapshot(source)
        if snapshot is None:
            # Nothing to compare with: what is given is kept, and the passage stays unverified.
            start = cleaned.get("start")
            cleaned["end"] = None if start is None else start + len(words)
            self.instance.state = PassageState.UNVERIFIED
            return cleaned
        if snapshot.source_id != source.pk:
            self.add_error("snapshot", _("This is a snapshot of another source."))
            return cleaned
        # The old start belongs to the old words, unless somebody gave it now.
        start = cleaned.get("start") if "start" in self.changed_data else None
        try:
            found = place(words, snapshot=snapshot, start=start)
        except ValidationError as error:
            # Without a form field for the start, as in a list of passages, the words carry the message.
            about_start = error.code == "ambiguous" and "start" in self.fields
            self.add_error("start" if about_start else "exact", error)
            return cleaned
        cleaned |= {
            "snapshot": snapshot,
            "start": found.start,
            "end": found.end,
            "prefix": found.prefix,
            "suffix": found.suffix,
        }
        self.instance.state = PassageState.EXACT
        return cleaned

    def _get_validation_exclusions(self):
        # What is found is checked too, whether or not the form shows it.
        return super()._get_validation_exclusions() - {"snapshot", "start", "end"}

    def _post_clean(self):
        # The position is found here, so it is set on the record whether or not the form shows it.
        for name in ("snapshot", "start", "end", "prefix", "suffix"):
            if name in self.cleaned_data and name not in self.errors:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()
