"""What an import found about an article: kept beside its text, and taken over or dismissed by an editor."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.history import keep_baseline
from sources.models import Certainty, Finding, FindingField, FindingState, Outlet, Source, SourceCredit

# Findings that say something which a source has a field for; the rest are about the text alone.
PLAIN = ("title", "published", "url", "language", "byline", "translated_from")
DECIDED = (*PLAIN, "outlet", "credit")


class NotTaken(ValidationError):
    """A finding could not be taken over; the message says why and what to do."""


def fits(name, value):
    """Return whether a source's field ``name`` (str, one of `PLAIN`) can hold ``value`` (str)."""
    try:
        Source._meta.get_field(name).clean(value, None)
    except ValidationError:
        return False
    return True


def outlet_called(name):
    """Return the one `Outlet` with this name or domain (str), whatever its capitals, or None.

    Of two with one name neither is meant for certain, so it is None then, too.
    """
    if not name:
        return None
    found = list(Outlet.objects.filter(Q(name__iexact=name) | Q(domain__iexact=name)).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def keep_findings(article, snapshot, *, arrived, made, by=None):
    """Store what ``article`` (an `importers.base.Article`) says was found, and return the new `Finding`s (list).

    What is stored already stays as it is, with its decision, and what was decided about an earlier text of the source
    is not asked again. ``arrived`` (bool) says that the snapshot is new, and ``made`` that its source is: what that
    holds already counts as taken over by ``by`` (a `User` or None). Call it inside a transaction that holds the source.
    """
    source = snapshot.source
    known = set()
    if not arrived:
        known = set(Finding.objects.filter(snapshot=snapshot).values_list("field", "value", "start", "end"))
    decided = {} if made else decisions(source)
    credited = credited_by(source) if any(hint.field == FindingField.CREDIT for hint in article.hints) else set()
    moment = timezone.now()
    findings = []
    for hint in article.hints:
        key = (hint.field, hint.value, hint.start, hint.end)
        if key in known or not hint.value.strip():
            continue
        known.add(key)
        finding = Finding(
            snapshot=snapshot,
            field=hint.field,
            value=hint.value,
            certainty=Certainty.FOUND if hint.certain else Certainty.GUESSED,
            where=hint.where,
            start=hint.start,
            end=hint.end,
        )
        if (earlier := decided.get((hint.field, hint.value))) is not None:
            finding.state, finding.decided_by_id, finding.decided_at = earlier
        elif made and hint.certain and says(source, finding, credited):
            finding.state, finding.decided_by, finding.decided_at = FindingState.TAKEN, by, moment
        findings.append(finding)
    return Finding.objects.bulk_create(findings)


def decisions(source):
    """Return what was decided about findings of ``source``: {(field, value): (state, key of who decided, when)}."""
    decided = Finding.objects.filter(snapshot__source=source).exclude(state=FindingState.OPEN).order_by("pk")
    return {
        (field, value): decision
        for field, value, *decision in decided.values_list("field", "value", "state", "decided_by", "decided_at")
    }


def credited_by(source):
    """Return the names (set of str, in small letters) of the outlets that ``source`` credits."""
    credits = SourceCredit.objects.filter(source=source).select_related("outlet")
    return {credit.outlet.name.casefold() for credit in credits}


def says(source, finding, credited):
    """Return whether ``source`` says already what ``finding`` does. ``credited``: from `credited_by`."""
    if finding.field in PLAIN:
        return getattr(source, finding.field) == finding.value
    if finding.field == FindingField.OUTLET:
        outlet = source.outlet
        return outlet is not None and finding.value.casefold() in (outlet.name.casefold(), outlet.domain.casefold())
    return finding.field == FindingField.CREDIT and finding.value.casefold() in credited


def credit(source, outlet, wording, *, by=None):
    """Note that ``source`` credits ``outlet`` in these words (str), unless it is noted already."""
    if SourceCredit.objects.filter(source=source, outlet=outlet).exists():
        return
    row = SourceCredit(source=source, outlet=outlet, wording=wording[:200])
    row._history_user = by
    row.save()


@transaction.atomic
def take(finding, *, by):
    """Put what ``finding`` (a `Finding`) says into its source, as ``by`` (a `User`) decided.

    Raises `NotTaken` when it was decided already, is about no field of a source, or names an outlet that is not
    recorded; `ValidationError` when the source refuses it.
    """
    finding = _undecided(finding)
    source = Source.objects.select_for_update(no_key=True).get(pk=finding.snapshot.source_id)
    keep_baseline(source)
    if finding.field in PLAIN:
        setattr(source, finding.field, finding.value)
    else:
        outlet = outlet_called(finding.value)
        if outlet is None:
            raise NotTaken(
                _("No outlet is called “%(name)s” here. Add it to the outlets first, or choose one in the source.")
                % {"name": finding.value}
            )
        if finding.field == FindingField.OUTLET:
            source.outlet = outlet
        else:
            text = finding.snapshot.text
            credit(source, outlet, finding.value if finding.start is None else text[finding.start : finding.end], by=by)
    source.written_by(by)
    source.full_clean()
    source.save()
    _decide(finding, FindingState.TAKEN, by)


@transaction.atomic
def dismiss(finding, *, by):
    """Set ``finding`` (a `Finding`) aside, as ``by`` (a `User`) decided. Raises `NotTaken` when it was decided."""
    _decide(_undecided(finding), FindingState.DISMISSED, by)


def _undecided(finding):
    held = Finding.objects.select_for_update(of=("self",), no_key=True).select_related("snapshot").get(pk=finding.pk)
    if held.field not in DECIDED:
        raise NotTaken(_("This is about the text, not about the source: there is nothing to decide."))
    if held.state != FindingState.OPEN:
        raise NotTaken(_("Somebody decided this already: %(decision)s.") % {"decision": held.get_state_display()})
    return held


def _decide(finding, state, by):
    # The same in another text of the source, or in another place, is not asked again.
    same = Finding.objects.filter(snapshot__source=finding.snapshot.source_id, field=finding.field, value=finding.value)
    same.filter(state=FindingState.OPEN).update(state=state, decided_by=by, decided_at=timezone.now())
