"""Recording what a source claims: the claim, its words and the report of it, stored together or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimSuggestion, SuggestionState
from claims.pairing import suggest
from editorial.models.history import keep_baseline
from editorial.status import Status
from sources.models import Passage


@transaction.atomic
def record_claim(claim, passage, report, *, by):
    """Store that ``report`` carries ``claim`` in the words of ``passage``, and return the `Appearance`.

    ``claim``: a `Claim`, stored (then this is one more report of it) or new; the party, event and question of a new
    one, and the place of a new event, may be new as well and are stored with it. One that is published is changed by
    revision, and not here. ``passage``: a `Passage`, stored or new, of the source that is read. ``report``: an
    `Appearance` not stored yet, with how the words are attributed; its claim, source and passage are set here. ``by``:
    the `User` who reads. Open suggestions among these words are handled with it. Raises `ValidationError` when any of
    it is not valid; nothing is stored then.
    """
    if claim.pk is None:
        _store_new(claim, by)
    else:
        claim = Claim.objects.select_for_update(of=("self",), no_key=True).get(pk=claim.pk)
        if claim.status == Status.PUBLISHED:
            raise ValidationError(
                _("Readers see this claim by now. Save again: the report is kept in a revision, for a second person.")
            )
        keep_baseline(claim)
        claim.written_by(by).save()
    if passage.pk is None:
        passage = _store_passage(passage, by)
    report.claim, report.source, report.passage = claim, passage.source, passage
    report._history_user = by
    report.full_clean()
    report.save()
    # At once, while the editor has both claims in mind.
    suggest(claim)
    use_suggestions(passage, by=by)
    return report


def use_suggestions(passage, *, by):
    """Note that ``by`` (a `User`) made something of the open suggestions among the words of ``passage``."""
    if passage.snapshot_id is not None:
        among(passage.snapshot, passage.start, passage.end).filter(state=SuggestionState.OPEN).update(
            state=SuggestionState.USED, decided_by=by, decided_at=timezone.now()
        )


def _store_new(claim, by):
    """Store a new claim with whatever it speaks of that is new."""
    event, question = claim.event, claim.question
    if event.place is not None:
        _store(event, "place", event.place, by)
    _store(claim, "party", claim.party, by)
    _store(claim, "event", event, by)
    if question is not None:
        if question.pk is None:
            # Its event may have had no key until now.
            question.event = claim.event
        _store(claim, "question", question, by)
    claim.written_by(by)
    claim.full_clean()
    claim.save()


def _store(owner, name, record, by):
    if record.pk is None:
        record.written_by(by)
        record.full_clean()
        record.save()
        # The key that it was given now has to be taken over.
        setattr(owner, name, record)


def _store_passage(passage, by):
    place = {"snapshot": passage.snapshot, "start": passage.start, "end": passage.end}
    if passage.snapshot is None:
        place |= {"source": passage.source, "exact": passage.exact}
    # Somebody may have marked the same words since they were looked up.
    known = Passage.objects.filter(**place).first()
    if known is not None:
        return known
    passage._history_user = by
    passage.full_clean()
    passage.save()
    return passage


def among(snapshot, start, end):
    """Return the suggestions (queryset) that share a code point with the span ``start:end`` of ``snapshot``."""
    return ClaimSuggestion.objects.filter(snapshot=snapshot, start__lt=end, end__gt=start)


@transaction.atomic
def dismiss(suggestion, *, by):
    """Note that the words of a `ClaimSuggestion` carry no claim worth recording, says ``by`` (a `User`). One that was
    made into a claim stays so. Returns whether anything changed."""
    return _decide(suggestion, SuggestionState.OPEN, SuggestionState.DISMISSED, by, timezone.now())


@transaction.atomic
def reopen(suggestion, *, by):
    """Take a dismissal back. ``by``: the `User` who does. Returns whether anything changed."""
    return _decide(suggestion, SuggestionState.DISMISSED, SuggestionState.OPEN, by, timezone.now())


def _decide(suggestion, before, after, by, moment):
    decided = ClaimSuggestion.objects.filter(pk=suggestion.pk, state=before).update(
        state=after, decided_by=by, decided_at=moment
    )
    return bool(decided)
