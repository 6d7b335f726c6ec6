"""Every text against every other: which sources repeat which, for an editor to decide."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.importers.base import printable
from sources.management.long_command import LongCommand
from sources.models import SketchValue, Snapshot
from sources.nearcopies import compare

PROGRESS_EVERY = 1000


class Command(LongCommand):
    help = (
        "Compare the newest text of every source that was not compared yet with all others, and suggest which repeat "
        "which. An import does this by itself; the command is for texts that came in another way, or for all texts "
        "after the way of comparing changed (--again). What an editor decided stays, and is not suggested again. Safe "
        "to repeat and to interrupt."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="forget all sketches first, and compare every text")

    def work(self, again, **options):
        self.compared, self.suggested = 0, set()
        if again:
            SketchValue.objects.all().delete()
        waiting = list(self.waiting().values_list("pk", flat=True))
        for key in waiting:
            # One text is held in memory at a time, however many there are.
            for derivation in compare(Snapshot.objects.get(pk=key)):
                if derivation.pk not in self.suggested:
                    self.suggested.add(derivation.pk)
                    self.tell(derivation)
            self.compared += 1
            if self.compared % PROGRESS_EVERY == 0:
                self.complain(
                    _("%(done)d of %(total)d texts compared") % {"done": self.compared, "total": len(waiting)}
                )

    def waiting(self):
        """Return the snapshots that are the newest of their sources and have no sketch, in the order they came."""
        newer = Snapshot.objects.filter(source=OuterRef("source"), pk__gt=OuterRef("pk"))
        sketched = SketchValue.objects.filter(snapshot=OuterRef("pk"))
        return Snapshot.objects.filter(~Exists(newer), ~Exists(sketched)).order_by("pk")

    def tell(self, derivation):
        self.say(
            _("%(share)s  %(source)s (%(slug)s), from %(origin)s (%(origin_slug)s)")
            % {
                "share": f"{derivation.likeness:.0%}",
                "source": printable(derivation.source.title),
                "slug": derivation.source.slug,
                "origin": printable(derivation.origin.title),
                "origin_slug": derivation.origin.slug,
            }
        )

    def summary(self):
        compared = ngettext("%(count)d text compared", "%(count)d texts compared", self.compared)
        waiting = ngettext(
            "%(count)d pair of sources waits for a decision because of it",
            "%(count)d pairs of sources wait for a decision because of it",
            len(self.suggested),
        )
        return f"{compared % {'count': self.compared}}; {waiting % {'count': len(self.suggested)}}"

    def verdict(self):
        """Copies are nothing wrong."""
