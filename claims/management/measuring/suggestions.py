"""How long the suggestions for one new claim take, with few claims recorded and with many."""

import random
import time
from statistics import median
from typing import NamedTuple

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from claims.models import Appearance, Claim, Figure
from claims.pairing import filling
from claims.pairing import lexicon as words
from claims.pairing.evaluation import taken_back
from sources.management.measuring import Counted, Measuring
from sources.models import Passage

AT_ONCE = 500
# The first few find nothing in any cache, and are not counted.
WARMING = 5


class Suggesting(Measuring):
    help = (
        "The suggestions for one new claim with so many claims recorded: the database is filled with generated ones up "
        "to the first SIZE and measured, then up to the next. The same new claims are measured each time, and taken "
        "back. Told are the best, the median, the slowest of twenty, and what the last size takes of the first. On a "
        "busy machine only the best and the CPU mean anything."
    )

    def __init__(self, command):
        super().__init__(command)
        self.told = []

    @classmethod
    def add_arguments(cls, parser):
        parser.add_argument("sizes", nargs="+", type=int, metavar="SIZE", help="how many claims; ascending")
        parser.add_argument("--new", type=int, default=60, metavar="N", help="how many new claims are measured")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the generated claims")

    def check(self, sizes, new, **options):
        if new < 1 or min(sizes) < 1 or sizes != sorted(set(sizes)):
            raise CommandError(_("Give sizes of 1 or more, the smallest first, and 1 or more new claims."))

    def work(self, folder, sizes, new, seed, **options):
        for size in sizes:
            call_command("generate_claims", claims=size, seed=seed, stdout=self.out, stderr=self.err)
            self.prepare()
            self.measure(size, new, seed, sizes[0])

    def prepare(self):
        """Note by what all claims are found, as saving them would have done."""
        lexicon, reader = words.load(), filling.Reader()
        keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            filling.prepare(keys[start : start + AT_ONCE], lexicon, reader)
        if connection.vendor == "postgresql":
            # As its own housekeeping does within minutes.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def measure(self, size, new, seed, smallest):
        """Measure ``new`` claims like those among the ``smallest`` (int) first ones, with ``size`` claims recorded."""
        slugs = sorted(Claim.objects.order_by("pk").values_list("slug", flat=True)[:smallest])
        chance = random.Random(f"new {seed}")
        wall, cpu, asked, found = [], [], [], []
        for number in range(WARMING + new):
            with taken_back():
                claim = like(chance.choice(slugs), chance)
                queries = Counted()
                with connection.execute_wrapper(queries):
                    began, began_cpu = time.perf_counter(), time.process_time()
                    suggestions = filling.suggest(claim)
                    spent, spent_cpu = time.perf_counter() - began, time.process_time() - began_cpu
            if number >= WARMING:
                wall.append(1000 * spent)
                cpu.append(1000 * spent_cpu)
                asked.append(queries.count)
                found.append(len(suggestions))
        self.told.append(
            Told(
                size,
                min(wall),
                median(wall),
                sorted(wall)[len(wall) * 19 // 20],
                median(cpu),
                max(asked),
                median(found),
            )
        )
        self.say(in_words(self.told[-1]))

    def summary(self):
        if not self.told:
            return _("nothing measured")
        if len(self.told) == 1:
            return _("%(vendor)s: measured") % {"vendor": connection.vendor}
        first, last = self.told[0], self.told[-1]
        return _(
            "%(vendor)s: with %(last)d claims %(best).2f times the time of %(first)d at best, %(wall).2f times in the"
            " median, %(cpu).2f times the CPU"
        ) % {
            "vendor": connection.vendor,
            "last": last.size,
            "first": first.size,
            "best": last.best / first.best,
            "wall": last.wall / first.wall,
            "cpu": last.cpu / first.cpu,
        }


class Told(NamedTuple):
    """What was measured with ``size`` claims: milliseconds of one new claim ``best``, in the median (``wall``), of the
    slowest of twenty (``slow``), and of this process's CPU (``cpu``); the most queries and the usual suggestions."""

    size: int
    best: float
    wall: float
    slow: float
    cpu: float
    queries: int
    suggestions: int


def in_words(told):
    """Return what was measured (a `Told`) as a line (str)."""
    return (
        _(
            "%(size)d claims: %(wall).0f ms a new claim (at best %(best).0f, 19 of 20 within %(slow).0f), %(cpu).0f ms"
            " of it CPU of this process; at most %(queries)d queries; %(suggestions)d suggestions"
        )
        % told._asdict()
    )


def like(slug, chance):
    """Store, and return, a new `Claim` on what the one with this ``slug`` (str) is about, of another party there, and
    with its figures; ``chance`` (a `random.Random`) chooses."""
    known = Claim.objects.select_related("event", "question").get(slug=slug)
    there = list(Claim.objects.filter(event=known.event).order_by("pk"))
    other, party = chance.choice(there), chance.choice(there).party
    claim = Claim(party=party, event=known.event, question=other.question, about=other.about)
    claim.statement, claim.answer = other.statement, other.answer
    claim.save()
    for figure in other.figures.all():
        Figure(
            claim=claim,
            measure=figure.measure,
            counted=figure.counted,
            low=figure.low,
            high=figure.high,
            qualifier=figure.qualifier,
        ).save()
    report = other.appearances.first()
    passage = Passage(source=report.source, exact=claim.statement)
    passage.save()
    Appearance(
        claim=claim, source=report.source, passage=passage, attribution=report.attribution, said=report.said
    ).save()
    return claim
