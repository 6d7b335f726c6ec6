"""The matrix of an event: what each party answers to each question, grouped by side."""

from dataclasses import dataclass, field

from claims.reading.reports import Link
from claims.reading.sides import side_of
from claims.reading.statements import Said


@dataclass(slots=True)
class Row:
    """A party and, for each question in turn, its answers (lists of `Said`, latest first; empty where it is silent)."""

    party: Link
    cells: list[list[Said]]


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
    for party in sorted(parties, key=lambda party: party.name.casefold()):
        groups.setdefault(side_of(party, belongings), []).append(party)
    for side, members in list(groups.items()):
        if len(members) == 1 and members[0].pk not in belongings:
            alone += members
            del groups[side]
    return sorted(groups.items(), key=lambda item: item[0].label.casefold()) + ([(None, alone)] if alone else [])


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


def matrix(questions, claims, belongings):
    """Return the matrix as a list of `Group`.

    ``questions``: list of keys; ``claims``: list of (`Claim`, `Said`); ``belongings``: dict by key of party.
    """
    answers, parties = {}, {}
    for claim, words in claims:
        if claim.question_id in questions:
            parties[claim.party_id] = claim.party
            answers.setdefault((claim.party_id, claim.question_id), []).append(words)
    for cell in answers.values():
        # Those without a date are known to no order, and stand last.
        cell.sort(key=lambda words: words.said, reverse=True)
    return [
        Group(
            side,
            [
                Row(
                    Link(party.name, party.get_absolute_url()),
                    [answers.get((party.pk, question), []) for question in questions],
                )
                for party in members
            ],
        )
        for side, members in grouped_by_side(parties.values(), belongings)
    ]
