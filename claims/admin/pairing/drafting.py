"""The form under two suggested claims, filled in from what the rules found."""

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from claims.admin.linking import LinkForm
from claims.models import PairKind, PairSuggestion
from claims.pairing.reasons import in_words

# Why two claims were looked at together, and nothing that one would tell a reader.
NOT_FOR_READERS = {"same_event", "near_event", "shared_names", "same_words", "alike", "statement"}


class DecisionForm(LinkForm):
    """How the two stand to each other, and for editors why it was decided so."""

    note = forms.CharField(
        label=_("Note for editors"),
        required=False,
        max_length=PairSuggestion._meta.get_field("note").max_length,
        help_text=_("Why these two are rejected or left as unsure. Readers never see it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.widget = forms.Select()
        kind.choices = [("", _("Choose how they stand to each other")), *kind.choices]
        self.fields["rationale"].widget.attrs["rows"] = 4


def proposed(suggestion, right):
    """Return what the form says (dict) before anybody touched it. ``suggestion``: a `PairSuggestion`; ``right``: the
    `Claim` of it that stands right."""
    return {
        "order": "other" if suggestion.counterclaim.pk == right.pk else "this",
        "kind": suggestion.kind if suggestion.kind in PairKind.values else "",
        "rationale": rationale(suggestion),
        "scope_note": told(suggestion.scope),
        "note": suggestion.note,
    }


def rationale(suggestion):
    """Return the reasons of ``suggestion`` (a `PairSuggestion`) as a text for readers (str), for a person to edit."""
    for_readers = [reason for reason in suggestion.reasons if reason[0] not in NOT_FOR_READERS]
    return told(for_readers or suggestion.reasons)


def told(reasons):
    """Return ``reasons`` (list, as stored) as one text (str), in the language that records are written in."""
    with translation.override(settings.LANGUAGE_CODE):
        return " ".join(in_words(reasons))
