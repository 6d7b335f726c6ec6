"""Suggested pairs for the recorded claims, and how good such suggestions are."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Event, PairSuggestion
from claims.pairing import evaluation, filling
from claims.pairing import lexicon as words
from claims.pairing.labelled import Unusable
from sources.importers.base import printable
from sources.management.long_command import LongCommand

# So many claims are read at once, and so many are compared between two lines of progress.
AT_ONCE = 500


class Command(LongCommand):
    help = (
        "Compare the recorded claims with each other and propose, for the linking desk, which may conflict, agree "
        "or be one, with reasons. Safe to interrupt and to run again: only new and changed claims are compared, and "
        "what an editor decided stays. With --evaluate or --recorded nothing is written: the rules are tried on "
        "claims whose pairs a person labelled, and recall, precision and more are printed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--event", action="append", metavar="SLUG", help="only claims of this event; may be given more than once"
        )
        parser.add_argument("--again", action="store_true", help="compare claims that have not changed, too")
        parser.add_argument(
            "--evaluate", nargs="+", metavar="FILE", help="JSON files of labelled claims, or folders of them"
        )
        parser.add_argument(
            "--recorded", action="store_true", help="try the rules on the recorded claims, with their pairs as labels"
        )
        parser.add_argument(
            "--show", action="store_true", help="with --evaluate or --recorded: print what was missed or wrong, too"
        )

    def work(self, *, event=None, again=False, evaluate=None, recorded=False, show=False, **options):
        self.evaluated = evaluate is not None or recorded
        self.seen = self.compared = self.unusable = 0
        self.total = evaluation.Score()
        if self.evaluated:
            self.evaluate(evaluate or [], recorded, show)
        else:
            self.fill(event, again)

    # Filling ----------------------------------------------------------------------------------------------------------

    def fill(self, slugs, again):
        claims = Claim.objects.order_by("pk")
        if slugs:
            known = set(Event.objects.filter(slug__in=slugs).values_list("slug", flat=True))
            if unknown := [slug for slug in slugs if slug not in known]:
                raise CommandError(
                    _("There is no event with the address “%(slug)s”. Look it up in the list of events.")
                    % {"slug": printable(unknown[0])}
                )
            claims = claims.filter(event__slug__in=known)
        keys = list(claims.values_list("pk", flat=True))
        lexicon, reader = words.load(), filling.Reader()
        todo = []
        # By what each is found comes first, so that the first claim compared finds the last one.
        for start in range(0, len(keys), AT_ONCE):
            todo += filling.prepare(keys[start : start + AT_ONCE], lexicon, reader, again=again)
            self.seen = min(start + AT_ONCE, len(keys))
            if len(keys) > AT_ONCE:
                self.complain(_("%(count)d of %(all)d claims read") % {"count": self.seen, "all": len(keys)})
        for start in range(0, len(todo), AT_ONCE):
            for claim in Claim.objects.filter(pk__in=todo[start : start + AT_ONCE]).order_by("pk"):
                filling.suggest(claim, lexicon=lexicon, reader=reader)
                self.compared += 1
            if len(todo) > AT_ONCE:
                self.complain(_("%(count)d of %(all)d claims compared") % {"count": self.compared, "all": len(todo)})

    # Evaluating -------------------------------------------------------------------------------------------------------

    def evaluate(self, named, recorded, show):
        if recorded:
            self.tell(_("recorded claims"), evaluation.evaluate_recorded(filling.suggest_all), show)
        try:
            paths = evaluation.files(named) if named else []
        except Unusable as problem:
            raise CommandError(printable(str(problem))) from None
        for path in paths:
            try:
                score = evaluation.evaluate(path, filling.suggest_all)
            except Unusable as problem:
                self.unusable += 1
                self.complain(printable(str(problem)))
            else:
                self.tell(path.name, score, show)

    def tell(self, name, score, show):
        self.say(f"{printable(name)}: {score.in_words()}")
        if show:
            for line in score.details():
                self.say(f"  {printable(line)}")
        self.total.add(score)

    def summary(self):
        if self.evaluated:
            return _("In all: %(score)s") % {"score": self.total.in_words()}
        return ngettext(
            "%(seen)d claim read, %(compared)d of them new or changed; suggestions open: %(open)d",
            "%(seen)d claims read, %(compared)d of them new or changed; suggestions open: %(open)d",
            self.seen,
        ) % {"seen": self.seen, "compared": self.compared, "open": PairSuggestion.objects.open().count()}

    def verdict(self):
        if self.unusable:
            raise CommandError(
                ngettext(
                    "%(count)d file could not be used; it is named above.",
                    "%(count)d files could not be used; they are named above.",
                    self.unusable,
                )
                % {"count": self.unusable}
            )
