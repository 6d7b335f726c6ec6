"""The matrix of an event: what each party answers to each question, grouped by side."""

from dataclasses import dataclass, field
from datetime import date

from claims.reading.naming import in_order, name_of, party_link
from claims.reading.reports import Link
from claims.reading.sides import side_of
from claims.reading.statements import Said


@dataclass(frozen=True, slots=True)
class Mark:
    """A conflict as a cell shows it: the ``number`` (int) under which the page lists it, alike in the two cells that
    face each other, its kind, and the other side."""

    number: int
    kind: str
    kind_label: str
    address: str
    party: str
    answer: str


@dataclass(slots=True)
class Entry:
    """One answer in a cell. ``taken_back``: a later answer of the party retracts or revises it; ``since`` is a day."""

    said: Said
    since: object = None
    marks: list[Mark] = field(default_factory=list)
    taken_back: bool = False


@dataclass(slots=True)
class Cell:
    """What a party answers to a question: ``entries``, the latest first; none where it is silent.

    ``changed`` is said only where the editors recorded that one answer takes another back or revises it: two answers
    to one question need not exclude each other, and nothing is claimed in our own voice.
    """

    entries: list[Entry] = field(default_factory=list)

    @property
    def changed(self):
        return any(entry.taken_back for entry in self.entries)

    @property
    def quotations(self):
        return sum(len(entry.said.reports) for entry in self.entries)


@dataclass(slots=True)
class Row:
    """A party and its `Cell` for each question in turn."""

    party: Link
    cells: list[Cell]


@dataclass(slots=True)
class Group:
    """A side and the rows of its parties; no side for those that stand alone."""

    side: Link | None
    rows: list[Row] = field(default_factory=list)


def grouped_by_side(parties, belongings):
    """Return ``parties`` (iterable of `Party`) as a list of (side `Link`, list of `Party`), both in order of name.

    ``belongings`` is a dict by key of party. Those that belong to nothing and to which none of the others belongs
    stand together at the end, under None.
    """
    groups, alone = {}, []
    for party in sorted(parties, key=lambda party: in_order(name_of(party))):
        groups.setdefault(side_of(party, belongings), []).append(party)
    for side, members in list(groups.items()):
        if len(members) == 1 and members[0].pk not in belongings:
            alone += members
            del groups[side]
    return sorted(groups.items(), key=lambda item: in_order(item[0].label)) + ([(None, alone)] if alone else [])


def answers_by_side(answers, belongings):
    """Return ``answers`` (list of (`Party`, `Said`)) as a list of (side `Link`, list of `Said`).

    ``belongings`` is a dict by key of party.
    """
    by_party = {}
    for party, words in answers:
        by_party.setdefault(party, []).append(words)
    return [
        (side, [words for party in members for words in by_party[party]])
        for side, members in grouped_by_side(by_party, belongings)
    ]


def marks_of(pairs):
    """Return what cells show of ``pairs``, as a dict of claim's key to list of `Mark`.

    ``pairs``: list of (number, `Facing`), conflicts alone.
    """
    marks = {}
    for number, pair in pairs:
        for one, other in (pair.sides, reversed(pair.sides)):
            mark = Mark(number, pair.kind, pair.kind_label, pair.address, other.party.label, other.answer)
            marks.setdefault(one.key, []).append(mark)
    return marks


def matrix(questions, answers, belongings, marks=None, replaced=()):
    """Return the matrix as a list of `Group`.

    ``questions``: list of keys; ``answers``: list of `Answer`; ``belongings``: dict by key of party; ``marks``: dict of
    claim's key to list of `Mark`; ``replaced``: the keys of claims that a later one takes back or revises.
    """
    cells, parties = {}, {}
    for answer in answers:
        if answer.question in questions:
            parties[answer.party.pk] = answer.party
            entry = Entry(
                answer.said, answer.since, (marks or {}).get(answer.said.key, []), answer.said.key in replaced
            )
            cells.setdefault((answer.party.pk, answer.question), Cell()).entries.append(entry)
    for cell in cells.values():
        # What was taken back comes after what replaced it; an answer without a day is known to no order, and is last.
        cell.entries.sort(key=lambda entry: (entry.since or date.min, entry.said.key), reverse=True)
        cell.entries.sort(key=lambda entry: entry.taken_back)
    return [
        Group(
            side,
            [
                Row(
                    party_link(party),
                    [cells.get((party.pk, question), Cell()) for question in questions],
                )
                for party in members
            ],
        )
        for side, members in grouped_by_side(parties.values(), belongings)
    ]
