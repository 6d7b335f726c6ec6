"""What lies on the desk: a text, what is suggested and recorded in it, and how far somebody has come."""

from dataclasses import dataclass, field

from claims.admin.desk.marking import Mark, MarkKind, cut
from claims.models import Appearance, SuggestionState
from editorial.edtf import humanise
from editorial.status import Status
from sources.actions.placing import newest_snapshot
from sources.models import Finding, FindingField, FindingState, Snapshot, Source

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Progress:
    """How much of what is suggested in a text was decided, and how many claims wait as drafts."""

    handled: int
    suggested: int
    drafts: int

    @property
    def left(self):
        return self.suggested - self.handled


@dataclass
class Recorded:
    """A claim that the source carries: the letter it has on this page, and its reports in the order of the text."""

    letter: str
    claim: object
    reports: list = field(default_factory=list)


@dataclass
class Reading:
    """Everything that the page of one source shows. ``snapshot`` is None, and there are no lines, when no text is
    held."""

    source: Source
    snapshot: Snapshot | None
    suggestions: list
    recorded: list
    lines: list
    progress: Progress

    def suggestion(self, key):
        """Return the `ClaimSuggestion` of this text with this key (int), or None."""
        return next((each for each in self.suggestions if each.pk == key), None)

    def at(self, start, end):
        """Return the suggestion that shares most with the span ``start:end``, or None."""
        shared = [(min(end, each.end) - max(start, each.start), each) for each in self.suggestions]
        best = max(shared, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] > 0 else None

    def next_open(self, after=-1):
        """Return the first open suggestion that begins behind ``after`` (int), else the first at all, else None."""
        waiting = [each for each in self.suggestions if each.is_open]
        return next((each for each in waiting if each.start >= after), waiting[0] if waiting else None)


def letter(number):
    """Return the mark of the claim no. ``number`` (int, from 0): A to Z, then AA, AB …"""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        name = LETTERS[rest] + name
    return name


def read(source):
    """Return the `Reading` of a `Source`."""
    snapshot = newest_snapshot(source)
    suggestions = list(snapshot.suggestions.select_related("party")) if snapshot is not None else []
    recorded = _recorded(source)
    marked = [
        (each, report)
        for each in recorded
        for report in each.reports
        if snapshot is not None and report.passage.snapshot_id == snapshot.pk
    ]
    _look_at(suggestions, [(report.passage.start, report.passage.end) for _each, report in marked])
    handled = sum(not each.is_open for each in suggestions)
    drafts = sum(each.claim.status == Status.DRAFT for each in recorded)
    return Reading(
        source=source,
        snapshot=snapshot,
        suggestions=suggestions,
        recorded=recorded,
        lines=cut(snapshot.text, _marks(snapshot, suggestions, marked)) if snapshot is not None else [],
        progress=Progress(handled, len(suggestions), drafts),
    )


def _look_at(suggestions, quoted):
    """Number the suggestions, and say of each whether it is still open: nobody decided on it, and none of its words
    (``quoted``: spans) carry a claim that was recorded in another way."""
    for number, each in enumerate(suggestions, 1):
        each.number = number
        undecided = each.state == SuggestionState.OPEN
        each.is_open = undecided and not any(start < each.end and each.start < end for start, end in quoted)
        each.standing = each.state if each.is_open or not undecided else SuggestionState.USED
        each.standing_words = SuggestionState(each.standing).label


def _recorded(source):
    reports = Appearance.objects.filter(source=source).select_related("passage", "claim__party", "claim__event")
    found = {}
    for report in reports.order_by("passage__start", "passage__end", "pk"):
        if report.claim_id not in found:
            found[report.claim_id] = Recorded(letter(len(found)), report.claim)
        report.said_text = humanise(report.said)
        found[report.claim_id].reports.append(report)
    return list(found.values())


def _marks(snapshot, suggestions, marked):
    marks = [Mark(MarkKind.SUGGESTION, each.start, each.end, each) for each in suggestions]
    marks += [Mark(MarkKind.PASSAGE, report.passage.start, report.passage.end, each) for each, report in marked]
    furniture = Finding.objects.filter(snapshot=snapshot, field=FindingField.FURNITURE, start__isnull=False)
    # Somebody may have said that it is text after all.
    for start, end in furniture.exclude(state=FindingState.DISMISSED).values_list("start", "end"):
        marks.append(Mark(MarkKind.FURNITURE, start, end))
    return marks
