"""Suggestions into the database: made by the rules, kept as decided."""

from django.conf import settings
from django.db import transaction
from django.utils import translation

from claims.models import ClaimSuggestion, SuggestionState
from claims.suggestions import lexicon as words
from claims.suggestions import names as parties
from claims.suggestions.rules import propose

# What the rules may say anew of a suggestion that nobody has decided on.
SAID = ("party_id", "speaker", "attribution", "implies", "reasons")


def fill(snapshot, *, lexicon=None, names=None):
    """Bring the suggestions of ``snapshot`` (a `Snapshot`) up to what the rules now find, and return them (list of
    `ClaimSuggestion`, in the order of the text).

    Doing it again changes nothing. What an editor used or dismissed stays as it is and is not suggested anew; an open
    suggestion that the rules no longer make is gone. ``lexicon`` (a `Lexicon`) and ``names`` (`Names`) are read from
    the database unless they are given, as whoever fills many snapshots does.
    """
    lexicon = lexicon or words.load()
    names = names or parties.load()
    # Reasons are kept as sentences, for every editor in the same language.
    with translation.override(settings.LANGUAGE_CODE):
        wanted = {(each.start, each.end): each for each in propose(snapshot.text, lexicon, names)}
    with transaction.atomic():
        held = {
            (each.start, each.end): each
            for each in ClaimSuggestion.objects.select_for_update(no_key=True).filter(snapshot=snapshot)
        }
        decided = [each for each in held.values() if each.state != SuggestionState.OPEN]
        gone = [each.pk for place, each in held.items() if each.state == SuggestionState.OPEN and place not in wanted]
        ClaimSuggestion.objects.filter(pk__in=gone).delete()
        new = []
        for place, proposal in wanted.items():
            if place not in held:
                # Words that were decided on within other bounds, by rules of before, are not asked about again.
                if not any(each.start < place[1] and place[0] < each.end for each in decided):
                    new.append(ClaimSuggestion(snapshot=snapshot, start=place[0], end=place[1], **fields(proposal)))
            elif held[place].state == SuggestionState.OPEN:
                refresh(held[place], fields(proposal))
        # Somebody else may open the same text at this moment; then theirs are there already, and the same.
        ClaimSuggestion.objects.bulk_create(new, ignore_conflicts=True)
    return list(ClaimSuggestion.objects.filter(snapshot=snapshot).select_related("party").order_by("start", "pk"))


def fields(proposal):
    """Return what a `Proposal` says, as the fields of a `ClaimSuggestion` (dict)."""
    return {
        "party_id": proposal.party.key if proposal.party else None,
        "speaker": proposal.speaker,
        "attribution": proposal.attribution,
        "implies": proposal.implies,
        "reasons": list(proposal.reasons),
    }


def refresh(suggestion, values):
    """Write ``values`` into an open ``suggestion`` if they differ from what it holds."""
    if any(getattr(suggestion, name) != values[name] for name in SAID):
        for name in SAID:
            setattr(suggestion, name, values[name])
        suggestion.save(update_fields=[name.removesuffix("_id") for name in SAID])
