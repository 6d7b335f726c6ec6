"""All that is said about an event and its parts, as far as it had been said by a day, gathered in few queries.

Whatever a page counts, lists or draws comes from the one set of reports that `replay` let through, so nothing on it can
be of another day than the rest.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from claims.models import Claim, ClaimPair, Event, Question
from claims.models.chain import DEPTH
from claims.reading.as_of import Replay, replay
from claims.reading.naming import in_order, name_of, named, placed
from claims.reading.origins import document, origins_of
from claims.reading.pairs import Facing, facing, for_reading
from claims.reading.reports import Link, reports_of
from claims.reading.sides import belongings, side_of
from claims.reading.statements import Said, said
from editorial.gate import published_q

# The most that one page sets out. An event with more says so, and leads to the lists, which know no end.
CLAIMS, PAIRS, PARTS, QUESTIONS = 300, 100, 60, 100


@dataclass(slots=True)
class Answer:
    """A claim in its place: the record's key of party and question, what it says (`Said`), its side (`Link`), the
    first day by which it had surely been said, and the first and last day of the time it speaks of."""

    party: object
    question: int | None
    said: Said
    side: Link
    since: date | None
    about: tuple[date, date] | None = None


@dataclass(slots=True)
class Asked:
    """A question and its answers, by party. ``part`` is the `Link` of the part of the event that it is about, or None
    for the event itself; ``later`` says that all its answers came after the day asked for."""

    key: int
    link: Link
    part: Link | None
    answers: list[Answer] = field(default_factory=list)
    later: bool = False

    @property
    def said(self):
        return [answer.said for answer in self.answers]

    @property
    def parties(self):
        return len({answer.party.pk for answer in self.answers})


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much is said, of whom, in how many sources and from how many origins. ``sides`` counts groups, ``alone`` the
    parties that belong to none; ``since`` and ``until`` are days."""

    sides: int
    alone: int
    parties: int
    questions: int
    claims: int
    quotations: int
    sources: int
    origins: int
    conflicts: int
    since: date | None
    until: date | None


@dataclass(slots=True)
class Account:
    """What is said about an event. ``pairs`` holds (`Facing`, since when both had been said) in the editors' order;
    ``capped`` is the number of claims to which the page is limited, or 0; ``shortened`` says that there are parts or
    questions beyond `PARTS` and `QUESTIONS`."""

    replay: Replay
    events: list[Event]
    questions: list[Asked]
    unfiled: list[Answer]
    answers: list[Answer]
    pairs: list[tuple[Facing, date | None]]
    belongings: dict
    capped: int
    more_pairs: bool
    shortened: bool

    @property
    def numbers(self):
        reports = [report for answer in self.answers for report in answer.said.reports]
        days = [answer.since for answer in self.answers if answer.since]
        members = defaultdict(set)
        for answer in self.answers:
            members[answer.side].add(answer.said.party)
        alone = {side for side, parties in members.items() if parties == {side}}
        last = [report.day for report in reports if report.day]
        return Numbers(
            sides=len(members) - len(alone),
            alone=len(alone),
            parties=len({answer.party.pk for answer in self.answers}),
            questions=sum(bool(asked.answers) for asked in self.questions),
            claims=len(self.answers),
            quotations=len(reports),
            sources=len({document(report) for report in reports}),
            origins=origins_of(reports).count,
            conflicts=sum(pair.conflicts for pair, _since in self.pairs),
            since=min(days, default=None),
            until=max(last, default=None),
        )

    @property
    def by_part(self):
        """The questions as a list of (part `Link` or None, list of `Asked`), the event itself first."""
        grouped = defaultdict(list)
        for asked in self.questions:
            if not asked.later:
                grouped[asked.part].append(asked)
        return list(grouped.items())

    @property
    def unanswered(self):
        """The questions to which nobody whose words were read has given an answer, now or later."""
        return [asked for asked in self.questions if not asked.answers and not asked.later]

    @property
    def answered_later(self):
        """How many questions (int) were answered only after the day asked for."""
        return sum(asked.later for asked in self.questions)

    @property
    def parts(self):
        """The parts about which something is said (list of `Event`), as far as they are not the event itself."""
        spoken = {answer.said.event.address for answer in self.answers}
        return [part for part in self.events[1:] if self.replay.day is None or part.get_absolute_url() in spoken]


def with_parts(event):
    """Return ``event`` (an `Event`) and the public events inside it that readers can reach, as a list of at most
    one more than a page sets out. One query."""
    inside = Q()
    for depth in range(1, DEPTH + 1):
        steps = ["__".join(["part_of"] * step) for step in range(1, depth + 1)]
        reached = Q(**{steps[-1]: event})
        for step in steps[:-1]:
            reached &= published_q(f"{step}__")
        inside |= reached
    parts = placed(Event.objects.published().filter(inside))
    return [event, *parts.order_by("occurred_earliest", "title", "pk")[: PARTS + 1]]


def since_of(reports):
    """Return the first day by which it had surely been said, of ``reports`` (list of `Report`), or None."""
    return min((report.day for report in reports if report.day), default=None)


def both_said(one, other):
    """Return the first day by which both claims of a pair had surely been said, given their reports, or None."""
    days = [since_of(one), since_of(other)]
    return max(days) if all(days) else None


def answers_of(claims, reports, groups):
    """Return those of ``claims`` (list of `Claim`) that have reports as a list of `Answer`, by party.

    ``reports``: dict of key to list of `Report`; ``groups``: what the parties belong to, by key of party.
    """
    spoken = [claim for claim in claims if reports[claim.pk]]
    return [
        Answer(
            party=claim.party,
            question=claim.question_id,
            said=said(claim, reports[claim.pk], (), groups.get(claim.party_id, ())),
            side=side_of(claim.party, groups),
            since=since_of(reports[claim.pk]),
            about=(claim.about_earliest, claim.about_latest) if claim.about else None,
        )
        for claim in sorted(spoken, key=lambda claim: (in_order(name_of(claim.party)), claim.slug))
    ]


def drawn_pairs(pairs, reports, groups):
    """Return those of ``pairs`` (list of `ClaimPair`) of which both claims have reports, as a list of (`Facing`, since
    when both had been said). The dicts are those of `answers_of`."""
    return [
        (facing(pair, reports, None, groups), both_said(reports[pair.claim_id], reports[pair.counterclaim_id]))
        for pair in pairs
        if reports[pair.claim_id] and reports[pair.counterclaim_id]
    ]


def account_of(event, day=None):
    """Return the `Account` of ``event``, a public `Event`, as of ``day`` (a `date`, or None). Six queries."""
    events = with_parts(event)
    shortened, events = len(events) > PARTS + 1, events[: PARTS + 1]
    order = {part.pk: place for place, part in enumerate(events)}
    questions = list(Question.objects.published().filter(event__in=order).order_by("position", "pk")[: QUESTIONS + 1])
    shortened, questions = shortened or len(questions) > QUESTIONS, questions[:QUESTIONS]
    found = Claim.objects.published().filter(event__in=order).select_related("party", "event", "question")
    found = list(named(found.order_by("pk"), "party")[: CLAIMS + 1])
    claims, capped = found[:CLAIMS], CLAIMS if len(found) > CLAIMS else 0
    keys = {claim.pk for claim in claims}
    pairs = ClaimPair.objects.published().filter(Q(claim__in=keys) | Q(counterclaim__in=keys))
    pairs = list(for_reading(pairs.order_by("position", "slug"))[: PAIRS + 1])
    pairs, more_pairs = pairs[:PAIRS], len(pairs) > PAIRS
    sides = {key for pair in pairs for key in (pair.claim_id, pair.counterclaim_id)}
    read = reports_of(keys | sides)
    _counting, moment = replay([report for key in keys for report in read[key]], day)
    reports = {key: replay(read[key], day)[0] for key in keys | sides}
    parties = {claim.party_id for claim in claims}
    parties |= {side.party_id for pair in pairs for side in (pair.claim, pair.counterclaim)}
    groups = belongings(parties)
    answers = answers_of(claims, reports, groups)
    asked = {
        question.pk: Asked(
            key=question.pk,
            link=Link(question.text, question.get_absolute_url()),
            part=part_link(events[order[question.event_id]], event),
        )
        for question in sorted(questions, key=lambda question: (order[question.event_id], question.position))
    }
    for claim in claims:
        if claim.question_id in asked and not reports[claim.pk]:
            asked[claim.question_id].later = True
    unfiled = []
    for answer in answers:
        if answer.question in asked:
            asked[answer.question].answers.append(answer)
            asked[answer.question].later = False
        else:
            unfiled.append(answer)
    drawn = drawn_pairs(pairs, reports, groups)
    return Account(moment, events, list(asked.values()), unfiled, answers, drawn, groups, capped, more_pairs, shortened)


def part_link(part, event):
    """Return the `Link` to ``part``, or None where it is ``event`` itself."""
    return None if part.pk == event.pk else Link(part.title, part.get_absolute_url())
