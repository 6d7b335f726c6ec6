"""One question and every answer to it, face to face: same answers together, in the order in which they were given."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import BooleanField, Case, Min, Q, Value, When

from claims.models import Claim, ClaimPair, PairKind
from claims.reading.figures import figures_of
from claims.reading.matrix import grouped_by_side
from claims.reading.naming import in_order, named, party_link
from claims.reading.pairs import Facing, brief_list
from claims.reading.reports import Link, reports_of
from claims.reading.sides import belongings, side_of
from claims.reading.statements import Said, said

# How many answers, and how many pairs, one page sets side by side, and how many claims it looks at for them.
ANSWERS = 60
PAIRS = 60
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Versus:
    """A pair as one of its claims sees it: the other party, and what that one says."""

    address: str
    kind: str
    kind_label: str
    between: str
    party: str
    answer: str


@dataclass(slots=True)
class Given:
    """An answer as one party gave it. ``day`` is the day by which it had surely been said."""

    said: Said
    side: Link
    day: date | None
    versus: list[Versus] = field(default_factory=list)


@dataclass(slots=True)
class Position:
    """Answers that say the same: word for word, or because a published pair says that one corroborates the other.

    ``before`` is what stands between this one and the one before: whether a pair sets the two against each other.
    """

    given: list[Given]
    against_previous: bool = False

    @property
    def first(self):
        return self.given[0]

    @property
    def words(self):
        return self.first.said.answer

    @property
    def sides(self):
        """The sides that give it, in the order of the alphabet, as a list of (side `Link`, list of `Given`)."""
        grouped = {}
        for given in self.given:
            grouped.setdefault(given.side, []).append(given)
        return sorted(grouped.items(), key=lambda item: in_order(item[0].label))

    @property
    def parties(self):
        return len({given.said.party for given in self.given})


@dataclass(frozen=True, slots=True)
class Answers:
    """The page of a question. ``more``: there are more answers than it shows; ``silent``: by side, who spoke about the
    event and not about this."""

    positions: list[Position]
    more: bool
    pairs: list[Facing]
    silent: list

    @property
    def given(self):
        return [given for position in self.positions for given in position.given]

    @property
    def parties(self):
        return len({given.said.party for given in self.given})

    @property
    def sides(self):
        return len({given.side for given in self.given})

    @property
    def conflicts(self):
        return sum(pair.conflicts for pair in self.pairs)

    @property
    def silent_count(self):
        return sum(len(parties) for _side, parties in self.silent)


def answers_to(question):
    """Return the `Answers` to ``question`` (a `Question`). Five queries."""
    claims = claims_about(question)
    answers = [claim for claim in claims if claim.question_id == question.pk]
    shown = answers[:ANSWERS]
    keys = [claim.pk for claim in shown]
    reports, figures = reports_of(keys), figures_of(keys)
    groups = belongings({claim.party_id for claim in claims})
    # By keys and not by way of the question, so that a database can use the index of either side.
    held = Q(claim__in=keys) | Q(counterclaim__in=keys)
    pairs = brief_list(ClaimPair.objects.published().filter(held)[:PAIRS])
    given = {}
    for claim in shown:
        words = said(claim, reports[claim.pk], figures[claim.pk], groups.get(claim.party_id, ()))
        days = [report.day for report in words.reports if report.day]
        given[claim.pk] = Given(words, side_of(claim.party, groups), min(days, default=None))
    answered = {claim.party_id for claim in answers}
    quiet = {claim.party for claim in claims if claim.party_id not in answered}
    return Answers(
        positions=positions(given, pairs),
        more=len(answers) > ANSWERS,
        pairs=pairs,
        silent=[(side, [party_link(party) for party in parties]) for side, parties in grouped_by_side(quiet, groups)],
    )


def claims_about(question):
    """Return the public answers to ``question``, then one claim of each party about its event. One query."""
    about = Claim.objects.published().filter(event=question.event_id)
    firsts = about.order_by().values("party").annotate(first=Min("pk")).values("first")
    answers = Case(When(question=question, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = about.filter(Q(question=question) | Q(pk__in=firsts)).annotate(answers=answers)
    found = named(found.select_related("party", "event", "question"), "party")
    return list(found.order_by("-answers", "pk")[:LOOKED_AT])


def positions(given, pairs):
    """Return ``given`` (dict of `Given` by claim) as a list of `Position`, by time; ``pairs``: a list of `Facing`."""
    conflicts = set()
    for pair in pairs:
        left, right = pair.left.key, pair.right.key
        if pair.conflicts:
            conflicts |= {(left, right), (right, left)}
        for own, other in ((left, pair.right), (right, pair.left)):
            if own in given:
                versus = Versus(pair.address, pair.kind, pair.kind_label, pair.between, other.party.label, other.answer)
                given[own].versus.append(versus)
    alike = {}
    for key, answer in given.items():
        alike.setdefault(" ".join(answer.said.answer.casefold().split()), {key}).add(key)
    groups = list(alike.values())
    for pair in pairs:
        if pair.kind == PairKind.CORROBORATES and {pair.left.key, pair.right.key} <= set(given):
            groups = joined(groups, pair.left.key, pair.right.key, conflicts)
    ordered = [Position(sorted((given[key] for key in group), key=by_time)) for group in groups]
    ordered.sort(key=lambda position: by_time(position.first))
    for previous, position in pairwise(ordered):
        position.against_previous = any(
            (one.said.key, other.said.key) in conflicts for one in previous.given for other in position.given
        )
    return ordered


def joined(groups, one, other, conflicts):
    """Return ``groups`` (list of sets of keys) with those of ``one`` and ``other`` made one, unless a conflict stands
    between any two of them: what one pair joins, another must not tear."""
    left = next(group for group in groups if one in group)
    right = next(group for group in groups if other in group)
    if left is right or any((a, b) in conflicts for a in left for b in right):
        return groups
    return [group for group in groups if group not in (left, right)] + [left | right]


def by_time(given):
    """The key that sorts ``given`` by the day; those without one last, and in no order but the alphabet's."""
    return given.day is None, given.day or date.min, in_order(given.said.party.label), given.said.key
