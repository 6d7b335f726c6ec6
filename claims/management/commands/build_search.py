"""The search index, made anew from all records while readers and editors go on."""

from django.utils.translation import gettext as _

from claims.models import DocumentKind
from claims.search.building import rebuild, recount, tidy
from claims.search.syncing import catch_up
from sources.management.long_command import LongCommand

# How often it says how far it is, in documents.
STEP = 5_000


class Command(LongCommand):
    help = "Make the search index anew from all published records; safe to interrupt and to run again."

    def work(self, **options):
        self.done, self.words = {}, 0
        said = 0
        for kind, number in rebuild():
            self.done[kind] = number
            if (total := sum(self.done.values())) - said >= STEP:
                said = total
                self.say(
                    _("%(total)d indexed; at the documents of kind “%(kind)s”.")
                    % {"total": total, "kind": DocumentKind(kind).label}
                )
        self.words = recount()
        catch_up()
        tidy()

    def summary(self):
        parts = [f"{DocumentKind(kind).label} {number}" for kind, number in self.done.items()]
        return _("Indexed %(total)d things of %(words)d words: %(parts)s.") % {
            "total": sum(self.done.values()),
            "words": self.words,
            "parts": ", ".join(parts) or _("nothing is published"),
        }

    def verdict(self):
        """There is nothing that could be wrong with an index that was just made."""
