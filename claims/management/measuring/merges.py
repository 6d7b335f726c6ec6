"""How long it takes to find two parties to be one, and two again."""

import datetime
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from claims.merging.performing import merge
from claims.merging.planning import plan_merge
from claims.merging.undoing import undo
from claims.models import Claim, ClaimPair, PairKind, Party, PartyKind
from editorial.models import User
from sources.management.measuring import Counted, Measuring

AT_ONCE = 500
FIRST_DAY = datetime.date(2000, 1, 1)


class Spent(NamedTuple):
    """What something took: seconds by the clock, seconds of this process's own work, and statements."""

    clock: float
    work: float
    statements: int


class Merging(Measuring):
    help = (
        "A merge of two parties, of which the one that goes has so many claims, half as many pairs of its own, and a "
        "date on each claim that no other has: what would happen is worked out, it is merged, and that is undone, each "
        "in one transaction, ROUNDS times. The first time is told by itself, for histories begin with it."
    )

    def __init__(self, command):
        super().__init__(command)
        self.merged, self.undone = [], []

    @classmethod
    def add_arguments(cls, parser):
        parser.add_argument("--claims", type=int, default=5000, metavar="N", help="how many (default: %(default)s)")
        parser.add_argument("--rounds", type=int, default=5, metavar="R", help="how often (default: %(default)s)")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the generated claims")

    def check(self, claims, rounds, **options):
        if claims < 1 or rounds < 1:
            raise CommandError(_("Give a number of claims and of rounds that is 1 or more."))

    def work(self, folder, claims, rounds, seed, **options):
        call_command("generate_claims", claims=claims, seed=seed, stdout=self.out, stderr=self.err)
        by = User.objects.create(username="bench")
        kept, gone = (Party.objects.create(name=name, kind=PartyKind.OTHER) for name in ("Stays", "Goes"))
        give_all_to(gone)
        for number in range(1, rounds + 1):
            self.say(f"{number}: {self.round(kept, gone, by)}")

    def round(self, kept, gone, by):
        """Merge and undo once, and return what was spent, in words (str)."""
        # As a page finds them, which is opened for each.
        kept, gone = (Party.objects.get(pk=each.pk) for each in (kept, gone))
        plan, planned = measured(lambda: plan_merge(kept, gone, by=by))
        digest, shown = measured(lambda: plan.digest)
        made, merged = measured(lambda: merge(kept, gone, by=by, seen=digest))
        _done, undone = measured(lambda: undo(made, by=by))
        self.merged.append(merged)
        self.undone.append(undone)
        looked = Spent(*(sum(two) for two in zip(planned, shown, strict=True)))
        return "; ".join(
            [
                in_words(_("looked at"), looked),
                in_words(_("merged"), merged),
                in_words(_("undone"), undone),
            ]
        )

    def summary(self):
        if not self.undone:
            return _("nothing measured")
        return _(
            "%(vendor)s: merged in %(clock).1f s (%(work).1f s of work), the first time in %(first).1f s (%(begun).1f s"
            " of work); undone in %(back).1f s (%(again).1f s of work); each the median of %(rounds)d"
        ) % {
            "vendor": connection.vendor,
            "clock": median(each.clock for each in self.merged),
            "work": median(each.work for each in self.merged),
            "first": self.merged[0].clock,
            "begun": self.merged[0].work,
            "back": median(each.clock for each in self.undone),
            "again": median(each.work for each in self.undone),
            "rounds": len(self.undone),
        }


def give_all_to(party):
    """Have every claim be of ``party`` (a `Party`), about a time that no other is about, and every two that follow each
    other a pair."""
    claims = list(Claim.objects.order_by("pk"))
    for number, claim in enumerate(claims):
        day = FIRST_DAY + datetime.timedelta(days=number)
        claim.party, claim.about, claim.about_earliest, claim.about_latest = party, f"{day}~", day, day
    Claim.objects.bulk_update(claims, ["party", "about", "about_earliest", "about_latest"], batch_size=AT_ONCE)
    pairs = zip(claims[::2], claims[1::2], strict=False)
    ClaimPair.objects.bulk_create(
        [
            ClaimPair(claim=one, counterclaim=other, slug=f"pair-{one.pk}", kind=PairKind.REVISES, rationale="Later.")
            for one, other in pairs
        ],
        batch_size=AT_ONCE,
    )


def measured(work):
    """Do ``work`` (a function) and return what it returns and what that took (`Spent`)."""
    counted = Counted()
    with connection.execute_wrapper(counted):
        clock, own = perf_counter(), process_time()
        found = work()
        spent = Spent(perf_counter() - clock, process_time() - own, counted.count)
    return found, spent


def in_words(done, spent):
    """Return what was ``done`` (str) and what that took (`Spent`), as a phrase (str)."""
    return _("%(done)s in %(clock).2f s, %(work).2f s of work, %(statements)d statements") % {
        "done": done,
        **spent._asdict(),
    }
