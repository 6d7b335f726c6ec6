"""What the page of an event shows of an `Account`: its matrix, who stands against whom, and what is left unanswered."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from claims.models import PairKind
from claims.reading.about_event import PARTS, QUESTIONS, Asked
from claims.reading.as_of import AS_OF
from claims.reading.events import event_row
from claims.reading.intervals import measured
from claims.reading.matrix import marks_of, matrix
from claims.reading.pairs import Facing
from claims.reading.reports import Link
from claims.reading.timeline import drawn

# So many questions fit a table that one can still take in. Of more, the table keeps those that several parties answer;
# the others stand below it in a list, because a column with one answer compares nothing.
COLUMNS = 8
# And no more than this many in any case.
MOST_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair in the list below the matrix: its ``number`` there (int, or 0 for none), and the first day by which both
    had been said."""

    number: int
    pair: Facing
    since: date | None


@dataclass(slots=True)
class Opposed:
    """Two sides (`Link` each; one and the same for a conflict within a side) and the lines that set them against each
    other."""

    one: Link
    other: Link
    lines: list[PairLine] = field(default_factory=list)

    @property
    def since(self):
        return min((line.since for line in self.lines if line.since), default=None)


@dataclass(slots=True)
class Heading:
    """Columns that belong together: the part of the event they are about (`Link`, or None), and its questions."""

    part: Link | None
    questions: list[Asked]


def side_link(said):
    """Return the side (`Link`) of whoever made a claim (`Said`): the party itself where it belongs to nothing."""
    return said.belongings[0].side if said.belongings else said.party


def opposed(pairs):
    """Return the conflicts among ``pairs`` (list of (`Facing`, day)) as a list of `Opposed`, in the order of their
    first pairs, with lines numbered from 1 in the order in which they are read."""
    found = {}
    for pair, since in pairs:
        if pair.conflicts:
            sides = [side_link(pair.left), side_link(pair.right)]
            found.setdefault(frozenset(sides), (sides, []))[1].append((pair, since))
    numbers = count(1)
    return [
        Opposed(*sides, [PairLine(next(numbers), pair, since) for pair, since in lines])
        for sides, lines in found.values()
    ]


def columns_of(account):
    """Return the questions (list of `Asked`) that the matrix sets side by side."""
    answered = [asked for asked in account.questions if asked.answers]
    if len(answered) > COLUMNS:
        answered = [asked for asked in answered if asked.parties > 1]
    return answered[:MOST_COLUMNS]


def headings(questions):
    """Return ``questions`` (list of `Asked`, those about one part together) as a list of `Heading`."""
    found = []
    for asked in questions:
        if not found or found[-1].part != asked.part:
            found.append(Heading(asked.part, []))
        found[-1].questions.append(asked)
    return found


def said_alone(account):
    """Return the questions (list of `Asked`) that one party alone answers: nobody else has answered it."""
    return [asked for asked in account.questions if asked.parties == 1]


def shown(account, days=(None, None)):
    """Return what the page shows of ``account`` (an `Account`), as a dict for its context. One query.

    ``days``: the first and last day to draw on the timeline, each a `date` or None.
    """
    conflicts = opposed(account.pairs)
    others = [PairLine(0, pair, since) for pair, since in account.pairs if not pair.conflicts]
    columns = columns_of(account)
    kinds = (PairKind.RETRACTS, PairKind.REVISES)
    # The counterclaim is the later one, so what it takes back is the claim.
    replaced = {pair.left.key for pair, _since in account.pairs if pair.kind in kinds}
    marks = marks_of([(line.number, line.pair) for between in conflicts for line in between.lines])
    day = account.replay.day
    figures, single = measured(account.answers)
    return {
        "figures": figures,
        "single_figures": single,
        "replay": account.replay,
        # Other events are shown as of the same day.
        "replay_query": f"?{AS_OF}={day.isoformat()}" if day else "",
        "numbers": account.numbers,
        "capped": account.capped,
        "more_pairs": account.more_pairs,
        "shortened": {"parts": PARTS, "questions": QUESTIONS} if account.shortened else None,
        "timeline": drawn(account, days),
        "parts": [event_row(part) for part in account.parts],
        "by_part": account.by_part,
        "unfiled": [answer.said for answer in account.unfiled],
        "unanswered": account.unanswered,
        "answered_later": account.answered_later,
        "columns": columns,
        "headings": headings(columns),
        "groups": matrix([asked.key for asked in columns], account.answers, account.belongings, marks, replaced),
        "left_out": sum(bool(asked.answers) for asked in account.questions) - len(columns),
        "conflicts": conflicts,
        "agreements": [line for line in others if line.pair.kind == PairKind.CORROBORATES],
        "revisions": [line for line in others if line.pair.kind in kinds],
        "alone": said_alone(account),
    }
