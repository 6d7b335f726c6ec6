"""Invented claims by the thousand, to measure with: the same for the same seed, whatever stands beside them.

A few hundred parties and places make all of them, so that each party has more claims the more there are, as in any
archive; events are of very different sizes. Everything is published, or readers' pages could not be measured.
"""

import datetime
import random
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import make_aware

from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Event,
    EventKind,
    Figure,
    Measure,
    Membership,
    Party,
    PartyKind,
    Place,
    PlaceKind,
    Qualifier,
    Question,
    QuestionKind,
)
from editorial.models import User
from editorial.status import Status
from sources.models import Passage, Source

# So many claims are one batch: stored together, and the same for the same seed and number.
BATCH = 500
SIDES, PARTIES, REGIONS, PLACES = 12, 300, 40, 600
# Every so many events, one is a campaign, and those after it are parts of it.
CAMPAIGN = 8
FIRST_DAY, DAYS = datetime.date(2020, 1, 1), 3650
PUBLISHED = make_aware(datetime.datetime(2030, 1, 1), datetime.UTC)

SYLLABLES = ["bar", "cel", "dov", "el", "fir", "gan", "hes", "il", "jor", "kas", "lum", "mer", "nor", "ost", "pel"]
SYLLABLES += ["quin", "rav", "sol", "tor", "ul", "vey", "wen", "yor", "zan"]
BODIES = {
    PartyKind.MINISTRY: ["Defence Ministry", "Interior Ministry", "Foreign Ministry", "Health Office"],
    PartyKind.ARMED_FORCE: ["Army", "Air Force", "Border Guard", "Navy"],
    PartyKind.ARMED_GROUP: ["Volunteers", "Column", "Militia", "Front"],
    PartyKind.OFFICIAL: ["governor", "mayor", "spokesman", "president"],
    PartyKind.COMPANY: ["Petroleum", "Railways", "Power", "Mining"],
    PartyKind.MONITOR: ["Observatory", "Watch", "Mission", "Institute"],
    PartyKind.MEDIA: ["Courier", "Wire", "Gazette", "Radio"],
}
HAPPENED = {
    EventKind.GROUND_ATTACK: ["Raid on", "Battle for", "Shelling of"],
    EventKind.AIR_ATTACK: ["Drones over", "Missiles on"],
    EventKind.VOTE: ["Vote in"],
    EventKind.OTHER: ["Fire at", "March in", "Flood of"],
}
# Per kind of question: how it is asked, and (answer, statement) as parties give them. {place}, {party}, {day}.
ASKED = {
    QuestionKind.HOLDS: (
        "Who held {place} on {day}?",
        [
            ("Captured", "{party} captured {place}."),
            ("Repelled", "The attack on {place} was repelled."),
            ("Still held", "{party} still holds {place}."),
            ("Withdrew", "The defenders withdrew from {place}."),
            ("Contested", "There is fighting for {place}."),
            ("Cannot be confirmed", "It cannot be confirmed who holds {place}."),
        ],
    ),
    QuestionKind.WHO: (
        "Who attacked {place}?",
        [
            ("{party}", "{party} attacked {place}."),
            ("Not {party}", "{party} had nothing to do with the attack on {place}."),
            ("An accident", "What happened at {place} was an accident."),
        ],
    ),
    QuestionKind.WHAT: (
        "What was hit at {place}?",
        [
            ("Struck", "A depot at {place} was struck and burnt."),
            ("All shot down", "Everything that flew at {place} was shot down."),
            ("Wreckage fell", "Wreckage fell on {place}."),
            ("Nothing was hit", "Nothing was hit at {place}."),
        ],
    ),
}
MEASURES = {Measure.KILLED: "killed", Measure.WOUNDED: "wounded", Measure.CASUALTIES: "killed or wounded"}


@dataclass
class Rows:
    """The rows of one batch, in the order in which they are stored."""

    events: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    appearances: list = field(default_factory=list)


class World:
    """The parties and places of a ``seed`` (int), found or stored, and the account that publishes."""

    def __init__(self, seed):
        self.seed = seed
        chance = random.Random(f"world {seed}")
        with transaction.atomic():
            self.user, _new = User.objects.get_or_create(username="generated", defaults={"is_active": False})
            self.sides = self._parties(chance, "side", SIDES, [PartyKind.STATE] * SIDES)
            kinds = [chance.choice(list(BODIES)) for _each in range(PARTIES)]
            self.parties = self._parties(chance, "party", PARTIES, kinds)
            self._memberships(chance)
            self.places = self._places(chance)

    def _named(self, what, count):
        return [f"generated-{self.seed}-{what}-{number}" for number in range(count)]

    def _parties(self, chance, what, count, kinds):
        slugs = self._named(what, count)
        held = {party.slug: party for party in Party.objects.filter(slug__in=slugs)}
        parties = []
        for slug, kind in zip(slugs, kinds, strict=True):
            name = f"{invented(chance)} {chance.choice(BODIES[kind])}" if kind in BODIES else invented(chance)
            parties.append(held.get(slug) or Party(slug=slug, name=name, kind=kind))
        Party.objects.bulk_create([party for party in parties if party.pk is None])
        return parties

    def _memberships(self, chance):
        for party in self.parties:
            side = chance.choice(self.sides)
            # Stored one by one, because each could close a circle.
            if not party.memberships.exists():
                Membership(party=party, group=side).save()

    def _places(self, chance):
        regions = self._of_kind(chance, "region", REGIONS, PlaceKind.REGION, [None] * REGIONS)
        parents = [chance.choice(regions) for _each in range(PLACES)]
        return self._of_kind(chance, "place", PLACES, PlaceKind.SETTLEMENT, parents)

    def _of_kind(self, chance, what, count, kind, parents):
        slugs = self._named(what, count)
        held = {place.slug: place for place in Place.objects.filter(slug__in=slugs)}
        places = []
        for slug, parent in zip(slugs, parents, strict=True):
            name = invented(chance)
            places.append(held.get(slug) or Place(slug=slug, name=name, kind=kind, parent=parent))
        Place.objects.bulk_create([place for place in places if place.pk is None])
        return places

    def public(self, model, slug, **values):
        """Return a new published record of ``model``, not stored yet."""
        return model(
            slug=slug,
            status=Status.PUBLISHED,
            published_at=PUBLISHED,
            published_by=self.user,
            created_by=self.user,
            updated_by=self.user,
            **values,
        )


def invented(chance):
    """Return an invented name (str), by ``chance`` (a `random.Random`)."""
    return "".join(chance.choice(SYLLABLES) for _each in range(chance.randint(2, 4))).capitalize()


def batch(world, number, count=BATCH):
    """Return the `Rows` of the batch with this ``number`` (int) of a `World`, ``count`` claims; not stored.

    The first claims of a batch are the same whatever the count.
    """
    chance = random.Random(f"batch {world.seed} {number}")
    rows = Rows()
    campaign = None
    while len(rows.claims) < count:
        place = len(rows.events)
        event = _event(world, chance, f"{number}-{place}", None if place % CAMPAIGN == 0 else campaign)
        campaign = event if place % CAMPAIGN == 0 else campaign
        rows.events.append(event)
        _claims(world, chance, event, rows, count)
    return rows


def _event(world, chance, name, campaign):
    kind = chance.choice(list(HAPPENED))
    place = _popular(chance, world.places)
    day = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
    return world.public(
        Event,
        f"generated-{world.seed}-{name}",
        title=f"{chance.choice(HAPPENED[kind])} {place.name}, {day.isoformat()}",
        kind=kind,
        place=place,
        occurred=day.isoformat(),
        part_of=campaign,
    )


def _popular(chance, things):
    # A few come often and most seldom, as names do in any archive.
    return things[int(len(things) * chance.random() ** 2)]


def _claims(world, chance, event, rows, count):
    """Add the questions of ``event``, the reports on it and what these claim to ``rows``, up to ``count`` claims."""
    kinds = chance.sample([*ASKED, QuestionKind.HOW_MANY], 2)
    questions = [_question(world, event, kind, position) for position, kind in enumerate(kinds, 1)]
    rows.questions += questions
    sources = [
        world.public(Source, f"{event.slug}-{number}", title=f"{event.title} ({number})", language="en")
        for number in range(1, 4)
    ]
    rows.sources += sources
    ends = dict.fromkeys((source.slug for source in sources), 0)
    parties = [_popular(chance, world.parties) for _each in range(chance.randint(2, 6))]
    # Most events have a few claims, some have dozens.
    for number in range(min(4 + int(36 * chance.random() ** 4), count - len(rows.claims))):
        question = chance.choice(questions)
        claim = _claim(world, chance, question, chance.choice(parties), f"{event.slug}-{number}", rows)
        rows.claims.append(claim)
        for source in chance.sample(sources, chance.randint(1, 2)):
            start = ends[source.slug]
            ends[source.slug] = end = start + len(claim.statement)
            passage = Passage(source=source, exact=claim.statement, start=start, end=end)
            report = Appearance(claim=claim, source=source, passage=passage, said=event.occurred)
            report.attribution = chance.choice([Attribution.PARAPHRASE, Attribution.DIRECT_QUOTATION])
            rows.appearances.append(report)


def _question(world, event, kind, position):
    text = ASKED[kind][0] if kind in ASKED else "How many people were hurt at {place}?"
    return world.public(
        Question,
        f"{event.slug}-{position}",
        event=event,
        text=text.format(place=event.place.name, day=event.occurred),
        kind=kind,
        position=position,
    )


def _claim(world, chance, question, party, slug, rows):
    event = question.event
    about = event.occurred
    if chance.random() < 0.2:
        about = (event_day(event) + datetime.timedelta(days=chance.randint(1, 4))).isoformat()
    claim = world.public(Claim, slug, party=party, event=event, question=question, about=about)
    if question.kind in ASKED:
        named = chance.choice([party, *world.sides])
        answer, statement = chance.choice(ASKED[question.kind][1])
        values = {"party": named.name, "place": event.place.name, "day": about}
        claim.answer, claim.statement = answer.format(**values), statement.format(**values)
    else:
        figure = _figure(chance, claim)
        words = MEASURES[figure.measure]
        claim.answer = f"{figure.get_qualifier_display()} {figure.low} {words}"
        claim.statement = f"{claim.answer.capitalize()} at {event.place.name}."
        rows.figures.append(figure)
    return claim


def event_day(event):
    """Return the day (`datetime.date`) of a generated `Event`."""
    return datetime.date.fromisoformat(event.occurred)


def _figure(chance, claim):
    low = int(10 ** (3 * chance.random()))
    qualifier = chance.choice([Qualifier.EXACTLY, Qualifier.AT_LEAST, Qualifier.MORE_THAN])
    high = low if qualifier == Qualifier.EXACTLY else None
    return Figure(
        claim=claim, measure=chance.choice(list(MEASURES)), counted="people", low=low, high=high, qualifier=qualifier
    )


@transaction.atomic
def store(rows):
    """Store what is missing of a batch (`Rows`), all of it or nothing. Returns how many claims that were."""
    campaigns = [event for event in rows.events if event.part_of is None]
    _new(campaigns)
    _new([event for event in rows.events if event.part_of is not None])
    _new(rows.questions)
    _new(rows.sources)
    claims = _new(rows.claims)
    slugs = {claim.slug for claim in claims}
    Figure.objects.bulk_create([figure for figure in rows.figures if figure.claim.slug in slugs])
    reports = [report for report in rows.appearances if report.claim.slug in slugs]
    Passage.objects.bulk_create([report.passage for report in reports])
    Appearance.objects.bulk_create(reports)
    return len(claims)


def _new(records):
    """Store those of the ``records`` (a list of one model's) whose address is not there; tell the others their key."""
    if not records:
        return []
    model = type(records[0])
    held = dict(model.objects.filter(slug__in=[each.slug for each in records]).values_list("slug", "pk"))
    for each in records:
        each.pk = held.get(each.slug)
    new = [each for each in records if each.pk is None]
    model.objects.bulk_create(new)
    return new
