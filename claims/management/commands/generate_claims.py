"""Invented claims by the thousand, to measure pages, suggestions and downloads with."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.management.generating import BATCH, World, batch, store
from claims.models import Claim
from sources.management.long_command import LongCommand
from sources.management.progress import Progress


class Command(LongCommand):
    help = (
        "Fill the database with invented, published claims: events, questions, parties, places, figures and reports. "
        "The same number and seed give the same claims. Run again after an interruption, or with a larger number, it "
        "adds what is missing. It refuses where claims are that were not generated, unless --beside is given."
    )

    def add_arguments(self, parser):
        parser.add_argument("--claims", type=int, required=True, metavar="N", help="how many claims there shall be")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed gives other claims")
        parser.add_argument(
            "--beside", action="store_true", help="also where other claims are; readers will see the invented ones"
        )

    def work(self, claims, seed, beside, **options):
        self.stored = self.held = 0
        if claims < 1 or seed < 0:
            raise CommandError(_("Give a number of claims that is 1 or more, and a seed that is 0 or more."))
        if not beside and Claim.objects.exclude(slug__startswith="generated-").exists():
            raise CommandError(
                _("There are claims here that were not generated. Use an empty database, or say --beside.")
            )
        progress = Progress(self.stderr, claims)
        world = World(seed)
        for number in range(-(-claims // BATCH)):
            rows = batch(world, number, min(BATCH, claims - number * BATCH))
            self.stored += store(rows)
            self.held += len(rows.claims)
            for _each in rows.claims:
                progress.step()
        progress.clear()

    def summary(self):
        return ngettext(
            "%(stored)d claim stored, %(held)d there; manage.py build_search brings them into the search",
            "%(stored)d claims stored, %(held)d there; manage.py build_search brings them into the search",
            self.stored,
        ) % {"stored": self.stored, "held": self.held}

    def verdict(self):
        """Whatever was asked for is there."""
